"""The parts of a Word file: a ZIP archive that says itself which of its members hold text (ECMA-376, part 2)."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from normalize.errors import DocumentError
from normalize.ingest.containers.zips import check, told

#: The parts with text, in the order in which they are read, by the ends of their content types.
_TEXT = ("document.main+xml", "footnotes+xml", "endnotes+xml")
_STYLES = "styles+xml"
_TYPES = "[Content_Types].xml"
_OVERRIDE = re.compile(rb"<(?:\w{1,20}:)?Override\s[^<>]{1,2000}>")
_ATTRIBUTE = re.compile(rb"(PartName|ContentType)\s{0,9}=\s{0,9}[\"']([^\"']{1,500})[\"']")
_MODIFIED = re.compile(rb"<dcterms:modified\b[^<>]{0,200}>\s{0,9}(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\s{0,9}</")
_WORD = ".wordprocessingml."
LARGEST_PART = 200_000_000  # bytes; a book has two


@dataclass(frozen=True, slots=True)
class Part:
    """One part with text: its member's name, and its XML."""

    name: str
    xml: str


@dataclass(frozen=True, slots=True)
class Package:
    """What is needed of a Word file: its parts with text, its styles' XML, and when it was last changed (or empty)."""

    parts: tuple[Part, ...]
    styles: bytes
    modified: str


def read_package(data: bytes, name: str) -> Package:
    """The parts of the file `data`. Raises DocumentError when it is no Word file, damaged, encrypted or a bomb."""
    with told(name), zipfile.ZipFile(io.BytesIO(data)) as archive:
        check(archive, len(data), name)
        types = {kind: part for part, kind in _content_types(_member(archive, _TYPES, name))}
        names = [part for end in _TEXT for kind, part in types.items() if kind.endswith(end)]
        if not any(kind.endswith(_TEXT[0]) for kind in types):
            raise DocumentError(f"{name} is no Word document (.docx): save it as one, or as text.")
        parts = tuple(Part(part, _decoded(_member(archive, part, name), name)) for part in names)
        styles = next((_member(archive, part, name) for kind, part in types.items() if kind.endswith(_STYLES)), b"")
        core = _member(archive, "docProps/core.xml", name)
    modified = _MODIFIED.search(core)
    return Package(parts, styles, modified.group(1).decode() if modified else "")


def _content_types(xml: bytes) -> list[tuple[str, str]]:
    """The names of the parts of a word processor, each with its type."""
    found = []
    for override in _OVERRIDE.findall(xml):
        told_of = {key: value.decode("utf-8", "replace") for key, value in _ATTRIBUTE.findall(override)}
        part, kind = told_of.get(b"PartName", ""), told_of.get(b"ContentType", "")
        if part and _WORD in kind:
            found.append((part.removeprefix("/"), kind))
    return found


def _member(archive: zipfile.ZipFile, member: str, name: str) -> bytes:
    """The content of a member; empty when there is none."""
    try:
        info = archive.getinfo(member)
    except KeyError:
        return b""
    if info.file_size > LARGEST_PART:
        raise DocumentError(f"{name}: its part {member} is longer than {LARGEST_PART:,} bytes: split the document.")
    return archive.read(info)


def _decoded(xml: bytes, name: str) -> str:
    try:
        return xml.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(f"{name} has text that is no UTF-8: save it again with Word.") from error


def repacked(data: bytes, parts: dict[str, str], name: str) -> bytes:
    """The file with other XML for some parts; all other members, their order, times and notes stay."""
    target = io.BytesIO()
    with told(name), zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(target, "w") as written:
        written.comment = archive.comment
        for info in archive.infolist():
            xml = parts.get(info.filename)
            written.writestr(info, archive.read(info) if xml is None else xml.encode())
    return target.getvalue()
