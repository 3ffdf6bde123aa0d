"""How a rule is declared: one file, one `RULE`, with its reason, its safety note and its examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from normalize.model import Applicability, Correction, Document, Facts


class Phase(IntEnum):
    """When a rule runs. Rules of one phase see the same text; safe repairs are written before the next phase."""

    CHARACTERS = 0
    SPACING = 1
    LANGUAGE = 2


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beyond its document: the user's facts and names, and the language (BCP 47).

    `words` are forms that other documents of the batch use as words. `house_style` and `house_forms` (as `topic=form`,
    which go first) are the configuration's; where both are silent, each document's own majority decides about the forms
    of figures.
    """

    facts: Facts = Facts()
    language: str = "en"
    house_style: str = ""
    house_forms: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()


Finder = Callable[[Document, Context], Iterable[Correction]]


@dataclass(frozen=True, slots=True)
class Fixes:
    """The rule turns `before` into `after` (by itself when SAFE, else by its first suggestion)."""

    before: str
    after: str
    facts: Facts = Facts()


@dataclass(frozen=True, slots=True)
class Flags:
    """The rule points at `quote` in `text` without a fix."""

    text: str
    quote: str
    facts: Facts = Facts()


@dataclass(frozen=True, slots=True)
class Keeps:
    """The rule finds nothing in `text`."""

    text: str
    facts: Facts = Facts()


@dataclass(frozen=True, slots=True)
class Misses:
    """A known failure: the rule should turn `before` into `after`, and does not, because of `why`."""

    before: str
    after: str
    why: str


Example = Fixes | Flags | Keeps | Misses


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    `id` is kebab-case and names the fault. `applicability` is the most that the rule's corrections may claim.
    `find` is pure: it reads one document and yields corrections. Rules that share an engine share the very same
    function; the engine runs once and names the rule in each correction. `spacing_engine` marks the rules that
    `repair_spacing` runs: they change only spaces, soft hyphens, sentence marks and case at a repaired boundary.
    `needs` are characters or words in lower case of which a text must hold one, or the rule has nothing to find in it
    and is not asked; none: it is always asked.
    """

    id: str
    phase: Phase
    applicability: Applicability
    since: str
    summary: str
    why: str
    safety: str
    examples: tuple[Example, ...]
    find: Finder
    spacing_engine: bool = False
    needs: tuple[str, ...] = ()
