"""Stories written without a look at the rules: what is flagged is right, and clean stories stay clean."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from normalize.claims import find_conflicts, read_claims
from normalize.facts import load_facts
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Conflict, Evidence, Facts

#: Files of stories, each with the least recall. What was measured, rounded down a little: the floors are there to
#: catch a step back, not to be aimed at.
STORIES = {
    "challenge.jsonl": 0.77,
    "bundles.jsonl": 0.86,
    "accounts.jsonl": 0.81,
    "reports.jsonl": 0.84,
    "newsrooms.jsonl": 0.77,
    "dailies.jsonl": 0.46,
}
#: Of what is flagged so much is right, at least; now all of it is.
LEAST_PRECISION = 0.97


@dataclass(frozen=True, slots=True)
class Tally:
    """How many conflicts the stories hold, were flagged, and were flagged rightly; which clean stories were not."""

    held: int
    found: int
    flagged: int
    right: int
    kinds: int
    soiled: tuple[str, ...]
    least: float


def flagged(story: dict[str, Any]) -> list[Conflict]:
    """The certain and likely conflicts of a story."""
    facts = load_facts(story["facts"]) if story["facts"] else Facts()
    documents = [document_from_text(doc["text"], doc["name"]) for doc in story["docs"]]
    readings = [read_claims(document, read_figures(document), facts) for document in documents]
    return [c for c in find_conflicts(readings, facts) if c.confidence != "review"]


def shows(conflict: Conflict, gold: dict[str, Any], texts: dict[str, str]) -> bool:
    """Whether every passage of a known conflict is overlapped by one of the evidence."""
    return all(any(_hits(e, passage, texts) for e in conflict.evidence) for passage in gold["evidence"])


def _hits(evidence: Evidence, passage: dict[str, str], texts: dict[str, str]) -> bool:
    if passage["doc"] == "facts":
        return evidence.fact == passage["quote"]
    if evidence.span is None or evidence.document != passage["doc"]:
        return False
    start = texts[passage["doc"]].index(passage["quote"])
    return evidence.span.start < start + len(passage["quote"]) and start < evidence.span.end


@pytest.fixture(scope="module", params=STORIES)
def tally(request: pytest.FixtureRequest) -> Tally:
    """All stories of a file, read once."""
    held = found = all_flagged = right = kinds = 0
    soiled: list[str] = []
    for line in Path(__file__).with_name(request.param).read_text(encoding="utf-8").splitlines():
        story = json.loads(line)
        texts = {doc["name"]: doc["text"] for doc in story["docs"]}
        conflicts, golds = flagged(story), story["conflicts"]
        held += len(golds)
        all_flagged += len(conflicts)
        right += sum(any(shows(c, gold, texts) for gold in golds) for c in conflicts)
        for gold in golds:
            hits = [c for c in conflicts if shows(c, gold, texts)]
            found += bool(hits)
            kinds += any(c.kind == gold["kind"] for c in hits)
        if conflicts and not golds:
            soiled.append(story["id"])
    return Tally(
        held,
        found,
        all_flagged,
        right,
        kinds,
        tuple(soiled),
        STORIES[request.param],
    )


def test_what_is_flagged_is_right(tally: Tally) -> None:
    """Nearly every flag in stories of many kinds shows a conflict that is there."""
    assert tally.right >= LEAST_PRECISION * tally.flagged


def test_clean_stories_stay_clean(tally: Tally) -> None:
    """Stories that only look as if they disagreed are left alone."""
    assert tally.soiled == ()


def test_conflicts_are_found_under_their_kind(tally: Tally) -> None:
    """A fair part of the conflicts is found, nearly always as what it is."""
    assert tally.found >= tally.least * tally.held
    assert tally.kinds >= 0.95 * tally.found
