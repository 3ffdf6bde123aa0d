"""Build the shipped lexicon of English words with their costs.

    python -m training.lexicon --texts FOLDER --pairs FOLDER --lists FILE… --out normalize/correct/tables/spacing

A word's cost is minus the natural logarithm of its probability, in eighths of a nat (0 to 255). The probability is the
mean of two estimates: counts in the training texts, and the web counts that `wordsegment` ships (Apache-2.0).
Words of the lists (SCOWL, permissive) that neither knows get a small probability. Web entries that are two words run
together (`ofthe`) are dropped: the pair is more frequent than its parts stuck together would explain.
"""

from __future__ import annotations

import argparse
import gzip
import math
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import regex

from training.texts import read_pairs, read_paragraphs

TOKEN = regex.compile(r"[\p{L}\p{M}]++(?:['’][\p{L}]++)*+")
HYPHENATED = regex.compile(r"\p{L}++(?:-\p{L}++)++")
WEB_TOTAL = 1_024_908_267_229.0
LISTED = 2e-10  # probability of a word that only a word list knows
EIGHTHS = 8
#: Letters that are words by themselves; web counts call every letter one.
SINGLE = frozenset("aio")


def count_tokens(paragraphs: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """Counts of tokens as they are written, and of lower-case pairs of neighbours."""
    forms: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for paragraph in paragraphs:
        tokens = TOKEN.findall(paragraph.replace("’", "'"))
        forms.update(tokens)
        lower = [token.lower() for token in tokens]
        pairs.update(f"{a} {b}" for a, b in pairwise(lower))
    return forms, pairs


def read_web_counts(name: str) -> dict[str, float]:
    """`unigrams.txt` or `bigrams.txt` of the installed wordsegment package."""
    import wordsegment

    lines = (Path(wordsegment.__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return {key: float(count) for key, count in (line.split("\t") for line in lines)}


def read_lists(paths: Iterable[Path]) -> set[str]:
    """The words of plain word lists, possessives left out."""
    words: set[str] = set()
    for path in paths:
        words |= {w for w in path.read_text(encoding="utf-8").split() if not w.endswith("'s") and TOKEN.fullmatch(w)}
    return words


def is_junk(word: str, cost: dict[str, float], web: dict[str, float], web_pairs: dict[str, float]) -> bool:
    """Whether a web entry is two frequent words run together."""
    for cut in range(1, len(word)):
        left, right = word[:cut], word[cut:]
        if (len(left) == 1 and left not in SINGLE) or (len(right) == 1 and right not in SINGLE):
            continue
        pair = web_pairs.get(f"{left} {right}", 0.0)
        if pair > 3 * web[word]:
            return True
        common = cost.get(left, 99.0) + cost.get(right, 99.0)
        if common < 22.0 and (min(cost.get(left, 99.0), cost.get(right, 99.0)) < 7.0):
            return True
    return False


def build(forms: Counter[str], listed: set[str], web: dict[str, float], web_pairs: dict[str, float]) -> dict[str, int]:
    """Cost of each word of the lexicon, keyed by its lower-case form."""
    texts: Counter[str] = Counter()
    for form, count in forms.items():
        texts[form.lower()] += count
    total = float(sum(texts.values()))
    listed_lower = {word.lower() for word in listed}
    trusted = {w for w in listed_lower | {w for w, n in texts.items() if n >= 3} if len(w) > 1 or w in SINGLE}

    def probability(word: str) -> float:
        estimate = 0.5 * texts[word] / total + 0.5 * web.get(word.replace("'", ""), 0.0) / WEB_TOTAL
        return max(estimate, LISTED)

    cost = {word: -math.log(probability(word)) for word in trusted}
    for word, count in web.items():
        if word in cost or not word.isalpha() or len(word) < 3 or count < 200_000:
            continue
        if not is_junk(word, cost, web, web_pairs):
            # A web word that no list and no text confirms is often a misspelling or a handle: it costs a little more.
            cost[word] = -math.log(0.1 * count / WEB_TOTAL)
    return {word: min(255, round(EIGHTHS * value)) for word, value in cost.items()}


def capital_shares(forms: Counter[str], listed: set[str]) -> dict[str, int]:
    """How often a word is written with a capital, in eighths; what is not seen in the texts is taken from the lists."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for form, count in forms.items():
        (large if form[0].isupper() else small)[form.lower()] += count
    shares = {word: round(8 * large[word] / (large[word] + small[word])) for word in small | large}
    for word in listed:
        if word.lower() not in shares:
            shares[word.lower()] = 8 if word[0].isupper() and word.lower() not in listed else 0
    return shares


def hyphenated(paragraphs: Iterable[str], forms: Counter[str], least: int = 2) -> list[str]:
    """Compounds that the texts write with hyphens, without words that only a line end has broken.

    A compound that the texts write closed far more often (`agree-ment`) is such a word.
    """
    counts: Counter[str] = Counter()
    for paragraph in paragraphs:
        counts.update(match.lower() for match in HYPHENATED.findall(paragraph))
    return sorted(w for w, count in counts.items() if count >= least and forms[w.replace("-", "")] < 20 * count)


def inner_capitals(forms: Counter[str], least: int = 2) -> list[str]:
    """Tokens with a capital after a small letter that the texts write so again and again: names, not joins."""
    return sorted(form for form, count in forms.items() if count >= least and regex.search(r"\p{Ll}\p{Lu}", form))


def main() -> None:
    """Write the tables and report their sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--lists", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    paragraphs = [p for path in sorted(options.texts.glob("*.txt*")) for p in read_paragraphs(path)]
    if options.pairs:
        paragraphs += [right for name in ("Wiki", "arXiv.OCR") for _, right in read_pairs(options.pairs / name)]
    forms, _ = count_tokens(paragraphs)
    listed = read_lists(options.lists)
    words = build(forms, listed, read_web_counts("unigrams.txt"), read_web_counts("bigrams.txt"))
    shares = capital_shares(forms, listed)
    write(
        options.out / "words.en.tsv.gz", (f"{w}\t{16 * cost + shares.get(w, 4)}" for w, cost in sorted(words.items()))
    )
    write(options.out / "inner_capitals.en.txt.gz", inner_capitals(forms))
    write(options.out / "hyphenated.en.txt.gz", hyphenated(paragraphs, forms))


def write(target: Path, lines: Iterable[str]) -> None:
    """Write lines compressed, the same bytes every time."""
    text = "".join(f"{line}\n" for line in lines)
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{target.name}: {text.count(chr(10))} entries, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
