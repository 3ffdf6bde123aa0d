"""Run the grammar checker over news articles: speed, and every finding for the audit of its table.

    python bench/grammar.py ARTICLES.csv [--all] > findings.tsv

ARTICLES.csv has the columns `text` and optionally `title`. With `--all` the findings that the table drops are
listed, too (spelling over running text included). Counts and times go to standard error.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from normalize.config import GrammarConfig
from normalize.correct.grammar import grammar_session
from normalize.correct.grammar.client import open_client
from normalize.correct.grammar.passages import passages
from normalize.correct.grammar.table import load_table
from normalize.correct.grammar.units import Units
from normalize.correct.rule import Context
from normalize.ingest import document_from_text
from normalize.model import Document, Span


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    if not options.articles.is_file():
        parser.error(f"there is no file {options.articles}: name a CSV file with a column `text`")
    csv.field_size_limit(2**31 - 1)
    with options.articles.open(encoding="utf-8", newline="") as file:
        documents = [document_from_text(row["text"]) for row in csv.DictReader(file)]
    words = sum(len(document.text.split()) for document in documents)
    start = time.perf_counter()
    with grammar_session(GrammarConfig(require=True)) as session:
        tell("ready", start)
        start = time.perf_counter()
        assert session.check is not None
        list(session.check(document_from_text("She go home."), Context()))
        tell("first check", start)
        start = time.perf_counter()
        lines = list(everything(documents, session.address) if options.all else kept(documents, session.check))
        seconds = tell("all articles", start)
    counts = Counter(line[:3] for line in lines)
    for (verdict, category, rule), count in sorted(counts.items()):
        print(f"{count:6} {verdict:8} {category}\t{rule}", file=sys.stderr)
    print(
        f"{len(documents)} articles, {words} words, {words / seconds:.0f} words/s, {len(lines)} findings",
        file=sys.stderr,
    )
    for line in lines:
        print("\t".join(line))
    return 0


def tell(what: str, start: float) -> float:
    """Print and return the seconds since `start`."""
    seconds = time.perf_counter() - start
    print(f"{what}: {seconds:.2f} s", file=sys.stderr)
    return seconds


def kept(documents, check) -> Iterator[tuple[str, ...]]:
    """The corrections that the pipeline would see."""
    for number, document in enumerate(documents):
        for found in check(document, Context()):
            replacements = " | ".join(edit.within(document.text, found.span) for edit in found.fixes)
            yield (
                found.applicability.name.lower(),
                "",
                found.rule,
                str(number),
                quote(document, found.span),
                replacements,
            )


def everything(documents, address) -> Iterator[tuple[str, ...]]:
    """All findings of the server with every rule on, and what the table says of each."""
    client, table = open_client(address, "en-US"), load_table()
    for number, document in enumerate(documents):
        for part in passages(document):
            units = Units(part.span.of(document.text))
            for found in client.findings(part.pieces):
                row = table.row(found.category, found.rule)
                verdict = "off" if row.applicability is None else row.applicability.name.lower()
                span = units.span(found.offset, found.length).shift(part.span.start)
                yield (
                    verdict,
                    found.category,
                    found.rule,
                    str(number),
                    quote(document, span),
                    " | ".join(found.replacements[:3]),
                )


def quote(document: Document, span: Span) -> str:
    """The finding in its surroundings, on one line."""
    text = document.text
    around = f"{text[max(0, span.start - 60) : span.start]}⟦{span.of(text)}⟧{text[span.end : span.end + 60]}"
    return " ".join(around.split())


if __name__ == "__main__":
    sys.exit(main())
