"""What rules, kinds and states of findings are called on the screen; the ids stay in links, in the log and in files."""

from __future__ import annotations

import re

from normalize.report import CONFIDENCE_WORDS, KIND_TITLES, STATUS_WORDS
from normalize.review.finding import Finding

LEVEL_WORDS = {
    "repair": "repair, written",
    "suggestion": "suggestion",
    "flag": "flag, no suggestion",
    **{level: f"conflict, {words}" for level, words in CONFIDENCE_WORDS.items()},
    **{status: f"difference, {words}" for status, words in STATUS_WORDS.items()},
}
_NEAR = 60  # code points on either side of a finding in a list of many
_SPELLER = "MORFOLOGIK_RULE"  # LanguageTool's spelling rules, one for each kind of English
_OF_ENGLISH = re.compile(r"^EN_|_EN(_[A-Z]{2})?$")


def rule_name(rule: str) -> str:
    """A rule or a kind of conflict in words: `run-together-words` is “Run-together words”."""
    if rule in KIND_TITLES:
        return KIND_TITLES[rule]
    family, _, name = rule.rpartition("/")
    if not family:
        return _written(name)
    if name.startswith(_SPELLER):
        return "Spelling"
    return f"{_written(family)}: {_OF_ENGLISH.sub('', name).replace('_', ' ').lower()}"


def _written(name: str) -> str:
    """An id as words."""
    words = name.replace("-", " ").replace("run together", "run-together")
    return words[:1].upper() + words[1:]


def title(finding: Finding) -> str:
    """What a finding is called on its card."""
    return rule_name(finding.rule)


def value_name(facet: str, value: str) -> str:
    """What a value of a facet is called."""
    if facet == "rule":
        return rule_name(value)
    return LEVEL_WORDS.get(value, value) if facet == "level" else value


def gist(finding: Finding) -> str:
    """What the list shows of a finding: its words, or the two figures that are against each other."""
    figures = [e.figure.text for e in finding.conflict.evidence if e.figure] if finding.conflict else []
    return " – ".join(_cut(words) for words in figures[:2]) if len(figures) > 1 else finding.short


def surroundings(finding: Finding) -> tuple[str, str]:
    """A few words before and after a finding, cut between words."""
    before, after = finding.place.before, finding.place.after
    if len(before) > _NEAR:
        before = "… " + before[-_NEAR:].partition(" ")[2]
    if len(after) > _NEAR:
        after = after[:_NEAR].rpartition(" ")[0] + " …"
    return before, after


def _cut(text: str) -> str:
    words = " ".join(text[:200].split())
    return words if len(words) <= 40 else words[:39].rstrip() + "…"
