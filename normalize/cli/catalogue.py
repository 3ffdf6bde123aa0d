"""Every rule there is: our own, and those of LanguageTool that the audited table names."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.config.near import hint
from normalize.correct.grammar.table import ANY, PREFIX, Row, load_table
from normalize.correct.load import family_of, load_rules
from normalize.correct.rule import Example, Fixes, Flags, Keeps, Rule
from normalize.errors import UsageError

BUILT_IN = "built-in"
LANGUAGETOOL = "LanguageTool"


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule as `normalize rules` shows it."""

    id: str
    family: str
    phase: str
    applicability: str
    origin: str
    summary: str


def all_rules() -> tuple[Listed, ...]:
    """Our rules by phase and name, then LanguageTool's by category and name; those that are off are left out."""
    own = [
        Listed(
            rule.id, family_of(rule), rule.phase.name.lower(), rule.applicability.name.lower(), BUILT_IN, rule.summary
        )
        for rule in load_rules()
    ]
    return (*own, *(_listed(row) for row in load_table().rows if row.applicability is not None and row.rule != ANY))


def explanation(name: str) -> str:
    """What a rule does, why, how it keeps correct text safe, and its examples.

    Raises UsageError for an unknown name.
    """
    own = {rule.id: rule for rule in load_rules()}
    if name in own:
        return _own(own[name])
    if name.startswith(PREFIX):
        return _grammar(name)
    known = [*own, *(rule.id for rule in all_rules())]
    raise UsageError(f'there is no rule "{name}".{hint(name, known)} `normalize rules` lists them')


def _listed(row: Row) -> Listed:
    assert row.applicability is not None
    return Listed(PREFIX + row.rule, "grammar", "language", row.applicability.name.lower(), LANGUAGETOOL, row.reason)


def _own(rule: Rule) -> str:
    parts = [
        f"{rule.id}: {rule.summary}",
        f"Family {family_of(rule)}, phase {rule.phase.name.lower()}, since {rule.since}. "
        f"At most: {rule.applicability.name.lower()}.",
        f"Why: {rule.why}",
        f"Safety: {rule.safety}",
        "Examples:",
        *(f"  {_example(example)}" for example in rule.examples),
    ]
    return "\n".join(parts)


def _example(example: Example) -> str:
    if isinstance(example, Fixes):
        return f"repairs  {_quoted(example.before)} → {_quoted(example.after)}"
    if isinstance(example, Flags):
        return f"flags    {_quoted(example.quote)} in {_quoted(example.text)}"
    if isinstance(example, Keeps):
        return f"keeps    {_quoted(example.text)}"
    return f"misses   {_quoted(example.before)} → {_quoted(example.after)}: {example.why}"


def _quoted(text: str) -> str:
    shown = text.replace("\n", "⏎").replace("\t", "⇥")
    return f"“{shown}”"


def _grammar(name: str) -> str:
    rule = name.removeprefix(PREFIX)
    rows = [row for row in load_table().rows if row.rule == rule]
    told = [f"{name}: a rule of LanguageTool, which checks grammar."]
    for row in rows:
        limit = row.applicability.name.lower() if row.applicability is not None else "off"
        told.append(f"At most: {limit}. {row.reason}")
        if row.found:
            told.append(f"Audit: {row.right} of {row.found} findings on published news were right.")
    if not rows:
        told.append(
            "The audited table does not name it: it may go as far as the rest of its category, never by itself."
        )
    told.append(f"LanguageTool describes it at https://community.languagetool.org/rule/list?lang=en&filter={rule}")
    return "\n".join(told)
