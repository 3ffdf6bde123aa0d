"""Ids of documents: short names that are safe as file names everywhere."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import PurePath

UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
LONGEST = 80


def document_id(name: str) -> str:
    """The id for a document called `name`: its file name without folder and suffix.

    Where that cannot be kept as it is (other signs, too long, reserved on some system), a hash of the whole name
    makes the id distinct. Two files of one name in two folders have the same id: see `distinct_id`.
    """
    stem = PurePath(name).name.removesuffix(PurePath(name).suffix)
    slug = _slug(stem)
    return (
        slug if slug and slug == stem and len(slug) <= LONGEST and not RESERVED.fullmatch(slug) else distinct_id(name)
    )


def distinct_id(name: str) -> str:
    """The id with a hash of the whole `name`: for names that would share an id."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    slug = _slug(PurePath(name).name.removesuffix(PurePath(name).suffix))[:LONGEST].rstrip("-_")
    return f"{slug or 'document'}-{digest}"


def _slug(stem: str) -> str:
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    return UNSAFE.sub("-", plain).strip("-_")
