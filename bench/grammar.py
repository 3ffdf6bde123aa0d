"""Run the grammar checker over news articles: speed, and every finding for the audit of its table.

    python bench/grammar.py ARTICLES.csv [--all | --lost] > findings.tsv

ARTICLES.csv has the columns `text` and optionally `title`. With `--all` the findings that the table drops are
listed, too (spelling over running text included). Counts and times go to standard error.
With `--lost` LanguageTool's defaults, the speller over running text among them, are held against what is shown: every
finding that the table lets through and that is not shown is listed, and every finding of the speller with the reason
why it is shown or not.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from prose import read_articles
from servers import plain_server

from normalize.config import GrammarConfig
from normalize.correct.grammar import grammar_session
from normalize.correct.grammar.client import SPELLER, open_client
from normalize.correct.grammar.findings import corrections
from normalize.correct.grammar.passages import passages
from normalize.correct.grammar.spelling import SELDOM, SHORTEST
from normalize.correct.grammar.table import PREFIX, load_table
from normalize.correct.grammar.units import Units
from normalize.correct.rule import Context
from normalize.correct.spacing.lexicon import load_lexicon
from normalize.ingest import document_from_text
from normalize.model import Document, Span

PATIENCE_SECONDS = 900


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    listed = parser.add_mutually_exclusive_group()
    listed.add_argument("--all", dest="what", action="store_const", const="all")
    listed.add_argument("--lost", dest="what", action="store_const", const="lost")
    parser.add_argument("--most", type=int, default=1_000_000, help="articles to take")
    options = parser.parse_args()
    documents = [document_from_text(text) for text in read_articles(options.articles, options.most)]
    words = sum(len(document.text.split()) for document in documents)
    start = time.perf_counter()
    with grammar_session(GrammarConfig(require=True)) as session:
        tell("ready", start)
        start = time.perf_counter()
        assert session.check is not None
        list(session.check(document_from_text("She go home."), Context()))
        tell("first check", start)
        start = time.perf_counter()
        if options.what == "all":
            lines = told(everything(documents, session.address))
        elif options.what == "lost":
            with plain_server() as plain:
                lines = told(lost(documents, plain.address, session.check))
        else:
            lines = told(kept(documents, session.check))
        seconds = tell("all articles", start)
    counts = Counter(line[:3] for line in lines)
    for (verdict, category, rule), count in sorted(counts.items()):
        print(f"{count:6} {verdict:8} {category}\t{rule}", file=sys.stderr)
    print(
        f"{len(documents)} articles, {words} words, {words / seconds:.0f} words/s, {len(lines)} findings",
        file=sys.stderr,
    )
    return 0


def told(lines: Iterator[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The lines, printed as they come."""
    kept = []
    for line in lines:
        print("\t".join(line), flush=True)
        kept.append(line)
    return kept


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


def lost(documents, address, check) -> Iterator[tuple[str, ...]]:
    """What the defaults find, the table lets through and nobody is shown; and the fate of the speller's findings."""
    client, table = open_client(address, "en-US"), load_table()
    client._TIMEOUT = PATIENCE_SECONDS  # a server with its defaults may take as long as it likes
    speller = f"{SPELLER}EN_US"
    for number, document in enumerate(documents):
        shown = {(found.rule, found.span) for found in check(document, Context())}
        for part in passages(document):
            units = Units(part.span.of(document.text))
            findings = client.findings(part.pieces)
            others = [found for found in findings if found.rule != speller]
            for found in corrections(document, part, others, table):
                if (found.rule, found.span) not in shown:
                    yield ("lost", "", found.rule, str(number), quote(document, found.span), "")
            for found in findings:
                if found.rule == speller:
                    span = units.span(found.offset, found.length).shift(part.span.start)
                    reason = "shown" if (PREFIX + speller, span) in shown else why_not(span.of(document.text))
                    yield ("spelling", "", reason, str(number), span.of(document.text), quote(document, span))


def why_not(word: str) -> str:
    """Why a finding of the speller is not shown."""
    cost = load_lexicon("en").cost(word)
    if cost < SELDOM:
        return "a word that the lexicon knows"
    if not word.islower():
        return "a name or an abbreviation"
    if len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
        return "short, or with other signs than letters"
    return "no word in use one step away, or among strangers, or a term that returns"


def quote(document: Document, span: Span) -> str:
    """The finding in its surroundings, on one line."""
    text = document.text
    around = f"{text[max(0, span.start - 60) : span.start]}⟦{span.of(text)}⟧{text[span.end : span.end + 60]}"
    return " ".join(around.split())


if __name__ == "__main__":
    sys.exit(main())
