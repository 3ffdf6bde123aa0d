"""How often each rule speaks on real text: safe repairs and suggestions per 10,000 words.

    python bench/rules.py PATH... [--show RULE] [--limit N]

A path is a text or Markdown file, an .xz file with one paragraph a line, a .csv file with a column `text`, or a folder
of these. Texts are read in documents of the size of an article. `--show RULE` prints what the rule finds, with its
surroundings; `--show all` does so for every safe repair.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from normalize.correct.load import load_rules
from normalize.correct.rule import Context
from normalize.correct.run import find_corrections
from normalize.ingest import document_from_text
from normalize.model import Applicability, Correction, Document
from normalize.pipeline import Settings, correct

ARTICLE = 6_000  # characters
SUFFIXES = (".txt", ".md", ".csv", ".xz")


def articles(path: Path, limit: int) -> Iterator[str]:
    """The texts below a path, at most `limit` characters of each file."""
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.suffix in SUFFIXES and file.is_file():
                yield from articles(file, limit)
    elif path.suffix == ".csv":
        csv.field_size_limit(10_000_000)
        with path.open(encoding="utf-8", newline="") as lines:
            yield from (row["text"] for row in csv.DictReader(lines))
    elif path.suffix == ".xz":
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            yield from _gathered(lines.read(limit).split("\n"))
    else:
        yield path.read_text(encoding="utf-8", errors="replace")[:limit]


def _gathered(paragraphs: list[str]) -> Iterator[str]:
    held: list[str] = []
    size = 0
    for paragraph in paragraphs:
        held.append(paragraph)
        size += len(paragraph)
        if size > ARTICLE:
            yield "\n\n".join(held)
            held, size = [], 0
    if held:
        yield "\n\n".join(held)


def shown(document: Document, correction: Correction) -> str:
    """One line about a finding: rule, applicability, and its place with what would stand there."""
    text, span = document.text, correction.span
    before = text[max(0, span.start - 50) : span.start].replace("\n", "⏎")
    after = text[span.end : span.end + 50].replace("\n", "⏎")
    fixes = " | ".join(fix.within(text, span) for fix in correction.fixes).replace("\n", "⏎")
    wrong = span.of(text).replace("\n", "⏎")
    return f"{correction.applicability.name:8}{correction.rule}: …{before}[[{wrong}→{fixes}]]{after}…"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--show", default="")
    parser.add_argument("--limit", type=int, default=2_000_000, help="characters read of each file")
    options = parser.parse_args()
    if not options.paths:
        print("bench/rules.py: name a folder or file with real text, such as make bench DATA=folder", file=sys.stderr)
        return 2
    rules = load_rules()
    counts: dict[Applicability, Counter[str]] = {level: Counter() for level in Applicability}
    words = characters = 0
    settings = Settings(rules=rules)
    for path in options.paths:
        for text in articles(path, options.limit):
            document = document_from_text(text)
            words += len(text.split())
            characters += len(text)
            for correction in correct(document, settings).corrections:
                counts[correction.applicability][correction.rule] += 1
                wanted = options.show in ("all", correction.rule)
                if wanted and (options.show != "all" or correction.applicability is Applicability.SAFE):
                    print(shown(document, correction))
    if not words:
        print("bench/rules.py: no text found below these paths", file=sys.stderr)
        return 2
    print(f"{words:,} words; per 10,000 words (and in all)")
    print(f"{'rule':34}{'safe':>16}{'suggested':>16}{'flagged':>16}")
    for rule in rules:
        cells = [counts[level][rule.id] for level in reversed(Applicability)]
        print(f"{rule.id:34}" + "".join(f"{1e4 * n / words:9.2f} {f'({n})':>6}" for n in cells))
    speeds(options.paths, options.limit)
    return 0


def speeds(paths: list[Path], limit: int) -> None:
    """Print how fast each rule reads, over one document of a megabyte."""
    text = "\n\n".join(text for path in paths for text in articles(path, limit))[:1_000_000]
    document = document_from_text(text)
    print(f"\n{'rule':34}{'MB/s':>8}")
    for rule in load_rules():
        find_corrections(document, (rule,), rule.phase, Context())
        start = time.perf_counter()
        find_corrections(document, (rule,), rule.phase, Context())
        print(f"{rule.id:34}{len(text) / 1e6 / (time.perf_counter() - start):8.1f}")


if __name__ == "__main__":
    sys.exit(main())
