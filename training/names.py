"""List the names of two words that texts of several kinds use, so that `UnitedStates` is known for two words.

    python -m training.names --texts FOLDER --pairs FOLDER --out normalize/correct/tables/spacing

Two words with capitals inside a sentence, often enough and in more than one source; not those that are one word as
well. Novels are left out: their names are nobody's. The lexicon must have been made.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import regex

from normalize.correct.spacing.lexicon import Lexicon, load_lexicon
from training.lexicon import write
from training.texts import read_pairs, read_paragraphs

_PAIR = regex.compile(r"(?<=[\p{Ll},]\s)(\p{Lu}\p{Ll}++)\s(?=(\p{Lu}\p{Ll}++)(?![\p{L}'’-]))")
_LEFT_OUT = "classics"
_TIMES, _SOURCES = 5, 2


def sources(texts: Path, pairs: Path) -> Iterator[Iterable[str]]:
    """The paragraphs of each source."""
    for path in sorted(texts.glob("*.txt*")):
        if not path.name.startswith(_LEFT_OUT):
            yield read_paragraphs(path)
    for name in ("Wiki", "arXiv.OCR"):
        yield (right for _, right in read_pairs(pairs / name))


def name_pairs(found: Iterable[Iterable[str]], lexicon: Lexicon) -> list[str]:
    """Names of two words, sorted."""
    times: Counter[tuple[str, str]] = Counter()
    seen: Counter[tuple[str, str]] = Counter()
    for paragraphs in found:
        own = Counter((m[1], m[2]) for paragraph in paragraphs for m in _PAIR.finditer(paragraph))
        times.update(own)
        seen.update(own.keys())
    return sorted(
        f"{one} {other}"
        for (one, other), count in times.items()
        if count >= _TIMES and seen[one, other] >= _SOURCES
        and not lexicon.knows(one + other) and one + other not in lexicon.capitals
    )  # fmt: skip


def main() -> None:
    """Write the table and report its size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    write(options.out / "name_pairs.en.txt.gz", name_pairs(sources(options.texts, options.pairs), load_lexicon("en")))


if __name__ == "__main__":
    main()
