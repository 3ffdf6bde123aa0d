"""Tar archives. What is not rewritten keeps its blocks, headers included."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from normalize.errors import DocumentError
from normalize.ingest.containers.layers import Stream
from normalize.ingest.containers.parts import Member, Place, Refusal, unsafe_name
from normalize.ingest.containers.sliced import Sliced
from normalize.ingest.endings import is_article

BLOCK = tarfile.BLOCKSIZE


class Tar(Sliced):
    """A tar archive; its articles are the ordinary files with an article's ending."""

    def find(self, stream: Stream) -> Iterator[Member | Refusal]:
        """The articles. Links, devices and names that lead elsewhere are refused."""
        seen: set[str] = set()
        try:
            with tarfile.open(fileobj=stream, mode="r|", errorlevel=2) as archive:
                for number, info in enumerate(archive, 1):
                    if number > self.packed.limits.members:
                        raise DocumentError(f"{self.name} holds more than {self.packed.limits.members:,} files.")
                    if is_article(info.name) and not info.isdir():
                        yield self._member(info, seen)
        except tarfile.TarError as error:
            raise DocumentError(f"{self.name} is no tar archive, or damaged ({error}): pack it again.") from error

    def _member(self, info: tarfile.TarInfo, seen: set[str]) -> Member | Refusal:
        name = str(PurePosixPath(info.name))
        fault = _fault(info) or unsafe_name(info.name) or ("it stands there twice" if name in seen else "")
        if fault:
            return Refusal(f"{self.name}/{info.name}", f"{self.name}/{info.name} is not read: {fault}.")
        seen.add(name)
        end = info.offset_data + _padded(info.size)
        place = Place(info.offset, end - info.offset, skip=info.offset_data - info.offset, size=info.size)
        return Member(name, name, place)

    def content(self, raw: bytes, place: Place) -> bytes:
        """The file behind its headers."""
        if len(raw) < place.skip + place.size:
            raise DocumentError(f"{self.name} ends in the middle of a file: pack it again.")
        return raw[place.skip : place.skip + place.size]

    def renewed(self, raw: bytes, place: Place, content: bytes) -> bytes:
        """The headers with the new size, and the new file."""
        return _resized(raw[: place.skip], len(content)) + content + bytes(_padded(len(content)) - len(content))


def _fault(info: tarfile.TarInfo) -> str:
    if info.issym() or info.islnk():
        return "it is a link"
    if not info.isreg() or info.issparse():
        return "it is no ordinary file"
    # The size would stand in two places, of which the header block is the lesser.
    return "its size stands in an extended header" if "size" in info.pax_headers else ""


def _padded(size: int) -> int:
    return -(-size // BLOCK) * BLOCK


def _resized(headers: bytes, size: int) -> bytes:
    """The header blocks with another size in the last one, and its checksum (POSIX ustar: bytes 124 and 148)."""
    block = bytearray(headers[-BLOCK:])
    block[124:136] = b"%011o\0" % size
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return headers[:-BLOCK] + bytes(block)
