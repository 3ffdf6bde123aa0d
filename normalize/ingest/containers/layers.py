"""Packed files as streams of what is in them: gzip and Zstandard, with a limit on how much comes out."""

from __future__ import annotations

import gzip
import io
import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from normalize.errors import DocumentError
from normalize.ingest.containers.parts import USUAL_LIMITS, Limits, bomb

if TYPE_CHECKING:
    import zstandard
    from typing_extensions import Buffer

CHUNK = 2**16
#: Frames that ask for a larger window would take gigabytes to unpack.
_WINDOW = 2**27
#: Read at a time: so little cannot become more than some 30 MB.
_PIECE = 1024
_FNAME, _FEXTRA = 8, 4


class Layer(Enum):
    """How a file is packed."""

    PLAIN = ""
    GZIP = ".gz"
    ZSTD = ".zst"


@dataclass(frozen=True, slots=True)
class Packed:
    """A file, and how it is packed. Its bytes below are those of the unpacked file."""

    path: Path
    layer: Layer
    limits: Limits = USUAL_LIMITS

    @contextmanager
    def reading(self) -> Iterator[Stream]:
        """The unpacked bytes. Raises DocumentError when the file cannot be read, is damaged or a bomb."""
        with _told(self.path), self.path.open("rb") as raw, self._unpacked(raw) as plain:
            limit = self.limits.total
            if self.layer is not Layer.PLAIN:
                limit = min(limit, self.limits.slack + self.limits.ratio * os.fstat(raw.fileno()).st_size)
            yield Stream(plain, self.path, limit if self.layer is not Layer.PLAIN else None)

    @contextmanager
    def writing(self, target: BinaryIO) -> Iterator[BinaryIO]:
        """Takes unpacked bytes and packs them into `target` as the file is packed; the same bytes every time."""
        if self.layer is Layer.PLAIN:
            yield target
        elif self.layer is Layer.GZIP:
            with self.path.open("rb") as file:
                name, time = _gzip_head(file.read(1024))
            with gzip.GzipFile(filename=name, mode="wb", fileobj=target, mtime=time) as packed:
                yield cast(BinaryIO, packed)
        else:
            import zstandard

            with self.path.open("rb") as file:
                checked = zstandard.get_frame_parameters(file.read(18)).has_checksum
            packer = zstandard.ZstdCompressor(write_checksum=checked)
            with packer.stream_writer(target, closefd=False) as written:
                yield cast(BinaryIO, written)

    def _unpacked(self, raw: BinaryIO) -> BinaryIO:
        if self.layer is Layer.GZIP:
            return cast(BinaryIO, gzip.GzipFile(fileobj=raw, mode="rb"))
        if self.layer is Layer.ZSTD:
            return cast(BinaryIO, _Frames(raw))
        return raw


class _Frames(io.RawIOBase):
    """What is in the Zstandard frames of a file. Raises EOFError when the last one is cut off.

    The library's own reader takes a file that is cut off for one that ends there.
    """

    def __init__(self, raw: BinaryIO) -> None:
        import zstandard

        self._raw = raw
        self._unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._plain = memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill `buffer`, or less of it; 0 at the end."""
        while not self._plain and (packed := self._raw.read(_PIECE)):
            self._frame = self._frame or self._unpacker.decompressobj()
            self._plain = memoryview(self._frame.decompress(packed))
            if self._frame.eof:
                # The next frame begins here.
                self._raw.seek(-len(self._frame.unused_data), os.SEEK_CUR)
                self._frame = None
        if not self._plain and self._frame is not None:
            raise EOFError("it ends in the middle")
        target = memoryview(buffer).cast("B")
        number = min(len(target), len(self._plain))
        target[:number] = self._plain[:number]
        self._plain = self._plain[number:]
        return number


class Stream(io.RawIOBase):
    """Bytes that are read forward, counted, and refused beyond `limit` (None: no limit)."""

    def __init__(self, plain: BinaryIO, path: Path, limit: int | None) -> None:
        self._plain = plain
        self._path = path
        self._limit = limit
        self.position = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int | None = -1) -> bytes:
        """At most `size` bytes, fewer at the end only; all when `size` is negative or None."""
        parts: list[bytes] = []
        left = -1 if size is None else size
        while left and (part := self._plain.read(CHUNK if left < 0 else min(left, CHUNK))):
            parts.append(part)
            self.position += len(part)
            left -= len(part) if left > 0 else 0
            if self._limit is not None and self.position > self._limit:
                raise bomb(self._path)
        return b"".join(parts)

    def skip_to(self, position: int) -> None:
        """Pass over what stands before `position`, which must not lie behind."""
        while self.position < position and self.read(min(CHUNK, position - self.position)):
            pass

    def tell(self) -> int:
        """Where the next byte is read."""
        return self.position

    def copy(self, target: BinaryIO, upto: int | None = None) -> None:
        """Copy what follows, up to a position or to the end."""
        while part := self.read(CHUNK if upto is None else min(CHUNK, upto - self.position)):
            target.write(part)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Faults of a packed file as sentences."""
    import zstandard

    try:
        yield
    except (zlib.error, EOFError, gzip.BadGzipFile, zstandard.ZstdError, struct.error) as error:
        raise DocumentError(f"{path} is damaged and cannot be unpacked ({error}): fetch or pack it again.") from error
    except OSError as error:
        raise DocumentError(f"{path} could not be read ({error.strerror or error}): check the path.") from error


def _gzip_head(head: bytes) -> tuple[str, int]:
    """The file name and the time that stand at the beginning of a gzip file (RFC 1952)."""
    time = int(struct.unpack("<I", head[4:8])[0])
    if not head[3] & _FNAME:
        return "", time
    at = 10
    if head[3] & _FEXTRA:
        at += 2 + int(struct.unpack("<H", head[10:12])[0])
    return head[at : head.index(b"\0", at)].decode("latin-1"), time
