"""The words of a language: what they cost, how they are written, and the closed classes the rules lean on."""

from __future__ import annotations

import gzip
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from normalize.errors import UsageError
from normalize.packaged import PACKAGE

TABLES = PACKAGE / "correct" / "tables" / "spacing"
EIGHTHS = 8.0
UNKNOWN = 99.0  # nats: a word that no table has
#: Capital share (in eighths) from which a word counts as a name.
NAME_SHARE = 5


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with their costs (minus log probability) in eighths of a nat, and how often each is capitalised.

    Keys of `entries` are lower-case with a straight apostrophe; a value is the cost times sixteen plus the share.
    `capitals` are forms with inner capitals that texts use again and again; `hyphenated` are compounds seen with
    hyphens; `name_pairs` are names of two words; `classes` are closed word classes by name.
    """

    language: str
    entries: dict[str, int]
    capitals: frozenset[str]
    hyphenated: frozenset[str]
    classes: dict[str, frozenset[str]]
    name_pairs: frozenset[str] = frozenset()

    def cost(self, word: str) -> float:
        """Minus log probability of a word in nats; `UNKNOWN` when no table has it."""
        entry = self.entries.get(word.lower().replace("’", "'"))
        return UNKNOWN if entry is None else (entry >> 4) / EIGHTHS

    def knows(self, word: str) -> bool:
        """Whether a table has the word, in any case."""
        return word.lower().replace("’", "'") in self.entries

    def is_name(self, word: str) -> bool:
        """Whether a word is mostly written with a capital, or unknown."""
        return (self.entries.get(word.lower().replace("’", "'"), 8) & 15) >= NAME_SHARE

    def within(self, kind: str, word: str) -> bool:
        """Whether a word belongs to the closed class `kind`."""
        return word.lower() in self.classes[kind]


@cache
def available() -> tuple[str, ...]:
    """The languages that have tables. They are part of the package: the folder is read once."""
    return tuple(sorted(path.name.split(".")[1] for path in TABLES.glob("words.*.tsv.gz")))


@lru_cache(maxsize=64)
def base_language(language: str) -> str:
    """The language part of a tag (`en` of `en-GB`). Raises UsageError when there is no spacing model for it."""
    base = language.lower().replace("_", "-").split("-")[0]
    if base not in available():
        raise UsageError(
            f"There is no spacing model for the language {language!r}: choose one of {', '.join(available())}, "
            "or switch the spacing rules off."
        )
    return base


def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language. Raises UsageError when there is none."""
    return _load(base_language(language))


@cache
def _load(base: str) -> Lexicon:
    fields = gzip.decompress((TABLES / f"words.{base}.tsv.gz").read_bytes()).decode("utf-8").split()
    entries = dict(zip(fields[0::2], map(int, fields[1::2]), strict=True))
    classes = tomllib.loads((TABLES / f"classes.{base}.toml").read_text(encoding="utf-8"))
    brands = classes.pop("brands").split()
    return Lexicon(
        language=base,
        entries=entries,
        capitals=frozenset(brands) | frozenset(_lines(TABLES / f"inner_capitals.{base}.txt.gz")),
        hyphenated=frozenset(_lines(TABLES / f"hyphenated.{base}.txt.gz")),
        classes={name: frozenset(words.split()) for name, words in classes.items()},
        name_pairs=frozenset(_lines(TABLES / f"name_pairs.{base}.txt.gz")),
    )


def _lines(path: Path) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
