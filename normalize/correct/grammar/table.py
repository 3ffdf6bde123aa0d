"""The audited table: how far each rule of LanguageTool may go, with the reason."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from normalize.model import Applicability

TABLE = Path(__file__).with_name("rules.tsv")
#: Before the rule's own id, in the rule names of corrections.
PREFIX = "grammar/"
#: Stands for every rule of a category, or every category, that has no row of its own.
ANY = "*"
VERDICTS = {
    "off": None,
    "flag": Applicability.FLAG,
    "suggest": Applicability.SUGGEST,
    "safe": Applicability.SAFE,
}


@dataclass(frozen=True, slots=True)
class Row:
    """What the table says of one rule, or with rule `*` of the rest of its category.

    `applicability` None means that its findings are dropped. `found` and `right` are counts of the audit:
    findings on published news articles, and how many of them a copy editor would accept.
    """

    category: str
    rule: str
    applicability: Applicability | None
    confidence: float
    found: int
    right: int
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """All rows, in the order of the file."""

    rows: tuple[Row, ...]
    _by_rule: dict[tuple[str, str], Row] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_rule = {(row.category, row.rule): row for row in self.rows}
        if len(by_rule) < len(self.rows):
            raise ValueError(f"{TABLE.name}: two rows for one rule")
        object.__setattr__(self, "_by_rule", by_rule)

    def row(self, category: str, rule: str) -> Row:
        """The row of a rule, else of its category, else the one for everything that is not listed."""
        for key in ((category, rule), (category, ANY)):
            if key in self._by_rule:
                return self._by_rule[key]
        return self._by_rule[ANY, ANY]

    @property
    def off_rules(self) -> frozenset[str]:
        """The rules that the server need not run."""
        return frozenset(row.rule for row in self.rows if row.applicability is None and row.rule != ANY)

    @property
    def off_categories(self) -> frozenset[str]:
        """The categories that the server need not run: no rule of theirs is on."""
        on = {row.category for row in self.rows if row.applicability is not None}
        return frozenset(row.category for row in self.rows) - on


@cache
def load_table(language: str = "en") -> Table:
    """The table for a language (BCP 47): the rules were audited for English; elsewhere every finding is a flag.

    Raises ValueError when two rows are for one rule.
    """
    table = _read_table()
    return table if language.startswith("en") else Table(tuple(row for row in table.rows if row.category == ANY))


@cache
def _read_table() -> Table:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return Table(
            tuple(
                Row(
                    entry["category"],
                    entry["rule"],
                    VERDICTS[entry["verdict"]],
                    float(entry["confidence"]),
                    int(entry["found"]),
                    int(entry["right"]),
                    entry["reason"],
                )
                for entry in csv.DictReader(file, dialect="excel-tab")
            )
        )
