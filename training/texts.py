"""Read the training texts: one paragraph a line, some of them held back for measuring."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Iterator
from pathlib import Path

#: Every twentieth paragraph (by checksum, so that order does not matter) is kept out of lexicon and training.
HELD_BACK = 20


def is_held_back(paragraph: str) -> bool:
    """Whether a paragraph belongs to the held-back part."""
    return zlib.crc32(paragraph.encode()) % HELD_BACK == 0


def read_paragraphs(path: Path, *, held_back: bool = False) -> Iterator[str]:
    """The paragraphs of `name.txt` or `name.txt.xz`: those to learn from, or those held back."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            paragraph = line.rstrip("\n")
            if paragraph and is_held_back(paragraph) is held_back:
                yield paragraph


def read_pairs(folder: Path) -> list[tuple[str, str]]:
    """Corrupt and correct line of each pair in a folder with `corrupt.txt` and `correct.txt`."""
    corrupt, correct = (
        (folder / name).read_text(encoding="utf-8").split("\n") for name in ("corrupt.txt", "correct.txt")
    )
    return list(zip(corrupt, correct, strict=False))
