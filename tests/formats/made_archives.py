"""Archives for tests."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import zstandard

STAMP = (2020, 2, 3, 4, 5, 6)


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    """A ZIP archive with these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"note"
        for name, data in files.items():
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED if name.endswith(".md") else zipfile.ZIP_STORED
            info.external_attr = 0o640 << 16
            archive.writestr(info, data)
    return path


def tarred(path: Path, files: dict[str, bytes], *, form: int = tarfile.PAX_FORMAT) -> Path:
    """A tar archive with these files, packed as its ending says."""
    bare = io.BytesIO()
    with tarfile.open(fileobj=bare, mode="w", format=form) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.mode, info.uname = len(data), 1_600_000_000, 0o640, "ann"
            archive.addfile(info, io.BytesIO(data))
    path.write_bytes(packed(path.name, bare.getvalue()))
    return path


def packed(name: str, data: bytes) -> bytes:
    """`data` packed as the ending of a name says."""
    if name.endswith((".gz", ".tgz")):
        return gzip.compress(data, mtime=12345)
    return zstandard.compress(data) if name.endswith(".zst") else data
