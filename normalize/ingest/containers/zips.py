"""ZIP archives."""

from __future__ import annotations

import copy
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from normalize.errors import DocumentError
from normalize.ingest.containers.layers import CHUNK
from normalize.ingest.containers.parts import USUAL_LIMITS, Limits, Member, Place, Refusal, Replace, bomb, unsafe_name
from normalize.ingest.endings import is_article

_ENCRYPTED = 0x1
_LINK = 0o120000
_KIND = 0o170000


class Zip:
    """A ZIP archive; its articles are the files with an article's ending. A place is the number of a file."""

    def __init__(self, path: Path, name: str, limits: Limits = USUAL_LIMITS) -> None:
        self._path = path
        self._name = name
        self._limits = limits
        self._open: zipfile.ZipFile | None = None

    def members(self) -> Iterator[Member | Refusal]:
        """The articles. Links, encrypted files and names that lead elsewhere are refused."""
        seen: set[str] = set()
        for number, info in enumerate(self._archive().infolist()):
            if not is_article(info.filename) or info.is_dir():
                continue
            fault = _fault(info) or unsafe_name(info.filename)
            fault = fault or ("it stands there twice" if info.filename in seen else "")
            if fault:
                where = f"{self._name}/{info.filename}"
                yield Refusal(where, f"{where} is not read: {fault}.")
                continue
            seen.add(info.filename)
            yield Member(info.filename, info.filename, Place(number, info.file_size))

    def read(self, place: Place) -> bytes:
        """The content of a file."""
        archive = self._archive()
        return self._content(archive, archive.infolist()[place.offset])

    def rewrite(self, target: BinaryIO, places: Collection[Place], new: Replace) -> None:
        """Write the archive with other contents at `places`; order, times and notes stay."""
        archive = self._archive()
        by_number = {place.offset: place for place in places}
        with zipfile.ZipFile(target, "w") as written:
            written.comment = archive.comment
            for number, info in enumerate(archive.infolist()):
                head = copy.copy(info)
                if number in by_number:
                    written.writestr(head, new(by_number[number]))
                    continue
                with told(self._name), archive.open(info) as source, written.open(head, "w") as copied:
                    while part := source.read(CHUNK):
                        copied.write(part)

    def _archive(self) -> zipfile.ZipFile:
        if self._open is None:
            with told(self._name):
                self._open = zipfile.ZipFile(self._path)
            check(self._open, self._path.stat().st_size, self._name, self._limits)
        return self._open

    def _content(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
        with told(f"{self._name}/{info.filename}"):
            return archive.read(info)


def check(archive: zipfile.ZipFile, size: int, name: str, limits: Limits = USUAL_LIMITS) -> None:
    """Refuse bombs of `size` bytes. What an archive says of itself is enough: no more is unpacked than it says."""
    files = archive.infolist()
    packed, plain = sum(info.compress_size for info in files), sum(info.file_size for info in files)
    if len(files) > limits.members:
        raise DocumentError(f"{name} holds more than {limits.members:,} files: split it.")
    # Files that overlap in the archive add up to more than it has.
    if plain > min(limits.total, limits.slack + limits.ratio * size) or packed > size:
        raise bomb(name)


@contextmanager
def told(name: str) -> Iterator[None]:
    """Faults of an archive as sentences."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise DocumentError(f"{name} is damaged or packed in an unknown way ({error}): pack it again.") from error
    except OSError as error:
        raise DocumentError(f"{name} could not be read ({error.strerror or error}): check the path.") from error


def _fault(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _ENCRYPTED:
        return "it is encrypted"
    return "it is a link" if (info.external_attr >> 16) & _KIND == _LINK else ""
