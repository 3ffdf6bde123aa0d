"""Texts for the benchmarks: articles of a CSV file, paragraphs of a text file (plain or `.xz`), or a folder."""

from __future__ import annotations

import csv
import lzma
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice
from pathlib import Path

#: Paragraphs of a text file that make one document: about the length of a news article.
ARTICLE = 2_400


def read_articles(path: Path, most: int = 1_000_000) -> list[str]:
    """Up to `most` documents: rows of a CSV file (column `text`), some paragraphs of a text file each, or files.

    Raises SystemExit with a sentence when there is nothing at `path`.
    """
    if not path.exists():
        raise SystemExit(f"there is nothing at {path}: name a CSV file with a column `text`, a text file, or a folder")
    return list(islice(_articles(path), most))


def _articles(path: Path) -> Iterator[str]:
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.suffix in (".txt", ".md"))
        yield from (file.read_text(encoding="utf-8") for file in files)
    elif path.suffix == ".csv":
        csv.field_size_limit(2**31 - 1)
        with path.open(encoding="utf-8", newline="") as file:
            yield from (row["text"] for row in csv.DictReader(file))
    elif path.suffix == ".xz":
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            yield from _together(lines)
    else:
        with path.open(encoding="utf-8") as lines:
            yield from _together(lines)


def _together(lines: Iterable[str]) -> Iterator[str]:
    """Paragraphs, one a line, as articles."""
    article: list[str] = []
    size = 0
    for line in lines:
        if paragraph := line.strip():
            article.append(paragraph)
            size += len(paragraph)
        if size >= ARTICLE:
            yield "\n\n".join(article) + "\n"
            article, size = [], 0
    if article:
        yield "\n\n".join(article) + "\n"


def words_in(texts: Iterable[str]) -> int:
    """How many words texts have, parted by white space."""
    return sum(len(text.split()) for text in texts)


def stretch(articles: Iterable[str], words: int) -> list[str]:
    """The first articles that have so many words together; all when they have fewer."""
    articles = list(articles)
    sums = accumulate(len(text.split()) for text in articles)
    enough = next((number for number, total in enumerate(sums, 1) if total >= words), len(articles))
    return articles[:enough]
