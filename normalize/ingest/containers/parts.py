"""What containers have in common: members, their places, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from normalize.errors import DocumentError
from normalize.ingest.endings import is_article


@dataclass(frozen=True, slots=True)
class Place:
    """Where a member's bytes are: `length` bytes from `offset`, of the unpacked file where there is such a thing.

    Otherwise (ZIP, Parquet) `offset` counts members. `field` is the name of the column. `skip` bytes of the stretch
    stand before the content, which has `size` bytes.
    """

    offset: int
    length: int = 0
    field: str = ""
    skip: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """One article in a container: `name` is its path in an archive, or the id of its record.

    `file` is a name that its cleaned text can have as a file, with an ending that tells its form.
    """

    name: str
    file: str
    place: Place


@dataclass(frozen=True, slots=True)
class Refusal:
    """A member that looks like an article and is not read, with the reason in a sentence."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A record whose text is missing or holds nothing but white space."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table that hold the text and the id of each record; empty: found by their usual names."""

    text: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may hold. Text shrinks to a third or a tenth when packed; a bomb shrinks to a thousandth.

    `ratio` counts once more than `slack` bytes have come out.
    """

    ratio: int = 200
    slack: int = 10_000_000
    total: int = 50_000_000_000
    members: int = 200_000


USUAL_COLUMNS = Columns()
USUAL_LIMITS = Limits()
#: Gives the new content of a member by its place.
Replace = Callable[[Place], bytes]


class Container(Protocol):
    """A file that holds articles. What goes wrong with the whole of it is raised as DocumentError."""

    def members(self) -> Iterator[Member | Refusal | Blank]:
        """The articles in the order of the file; what is none is passed over."""
        ...

    def read(self, place: Place) -> bytes:
        """The content of a member. Quick when places are asked for in their order."""
        ...

    def rewrite(self, target: BinaryIO, places: Collection[Place], new: Replace) -> None:
        """Write the container anew, with new contents for the members at `places`; all others stay as they are."""
        ...


TEXT_COLUMNS = ("text", "body", "content", "article")
ID_COLUMNS = ("id", "url")
_DRIVE = re.compile(r"[A-Za-z]:")


class NoColumnError(DocumentError):
    """A table has no column that is known to hold articles."""


def choose_columns(found: list[str], texts: list[str], wanted: Columns, name: str) -> tuple[str, str]:
    """The columns of text and id among those that are `found`; `texts` are those that hold text.

    Raises DocumentError, which lists the columns, when there is no such column; NoColumnError when none was named.
    """
    shown = ", ".join(found[:30]) or "none"
    for column in (wanted.text, wanted.id):
        if column and column not in found:
            raise DocumentError(f"{name}: there is no column {column!r}; it has: {shown}.")
    text = wanted.text or next((column for column in TEXT_COLUMNS if column in texts), "")
    if not text:
        raise NoColumnError(f"{name}: which column holds the text? Name it with --text-column; it has: {shown}.")
    return text, wanted.id or next((column for column in ID_COLUMNS if column in found and column != text), "")


def record_name(ident: object, number: int) -> str:
    """The name of a record: its id, or its number. An id that ends like a file would be read as that form."""
    named = str(ident).strip() if isinstance(ident, str | int) else ""
    if not named:
        return str(number)
    return f"{named} ({number})" if is_article(named) else named


def unsafe_name(name: str) -> str:
    """Why a member of this name is refused; empty when nothing is wrong with it."""
    if name.startswith("/") or "\\" in name or _DRIVE.match(name):
        return "its name begins at the root of a disk or has a backslash"
    if any(part in ("..", "") for part in name.removesuffix("/").split("/")):
        return "its name leads out of the archive"
    if any(ord(sign) < 32 for sign in name):
        return "its name has control characters"
    return ""


def bomb(name: Path | str) -> DocumentError:
    """What is said of an archive that unpacks to far more than an archive of articles does."""
    return DocumentError(f"{name} unpacks to far more than articles do, as a bomb would: unpack it by hand and look.")
