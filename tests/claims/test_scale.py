"""Conflicts of batches that do not fit into memory: the same ones, and copies count once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import normalize
from normalize.claims import Reading, compare_all, find_conflicts, is_copy, read_claims
from normalize.claims.batch import Shards
from normalize.claims.compare import Part, compare_part, compared, spill
from normalize.claims.copies import copies
from normalize.claims.shards import Shard, write_shard
from normalize.errors import NormalizeError
from normalize.facts import load_facts
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Conflict, Facts

BUNDLES = [json.loads(line) for line in Path(__file__).with_name("bundles.jsonl").read_text("utf8").splitlines()]
FACTS = load_facts(
    {
        "facts": [
            {"id": "seats", "subject": "Orlen Hall", "measure": "seats", "value": "4,000 seats"},
            {"id": "doer", "subject": "Tarn Group", "relation": "owns", "object": "Orlen Hall"},
        ],
        "names": [{"canonical": "Margarethe Dahlmann"}],
    }
)


def reading(name: str, text: str, facts: Facts = FACTS) -> Reading:
    """What a text states."""
    document = document_from_text(text, name)
    return read_claims(document, read_figures(document), facts)


def spilled(readings: Iterable[Reading], facts: Facts = FACTS) -> tuple[Conflict, ...]:
    """The conflicts, found by way of the disk."""
    with TemporaryDirectory() as folder:
        found = compare_all(readings, facts, Path(folder), held=0)
        assert not list(Path(folder).iterdir())
    return found


@pytest.fixture(scope="module")
def bundled() -> list[Reading]:
    """The readings of all bundles as one batch, so that hardly any two documents are of one story."""
    return [
        reading(f"{number}/{one['name']}", one["text"])
        for number, bundle in enumerate(BUNDLES)
        for one in bundle["docs"]
    ]


def test_a_batch_on_disk_has_the_conflicts_of_one_in_memory(bundled: list[Reading]) -> None:
    """Through shards and partitions the same conflicts come out, in the same order."""
    found = spilled(iter(bundled))
    assert found == find_conflicts(bundled, FACTS)
    assert len(found) > 50


def test_shards_may_be_cut_anywhere(bundled: list[Reading], tmp_path: Path) -> None:
    """Several processes may each spill a part; the numbers of the documents tell what comes first."""
    cuts = (0, 1, 37, 90, len(bundled))
    paths = [path for a, b in pairwise(cuts) for path in spill(bundled[a:b], FACTS, tmp_path, first=a)]
    assert compared(Shards(reversed(paths)), FACTS) == find_conflicts(bundled, FACTS)


def test_partitions_may_be_compared_in_any_order(bundled: list[Reading], tmp_path: Path) -> None:
    """What a partition holds does not depend on which others were compared before it."""
    paths = spill(bundled, FACTS, tmp_path)

    def backwards(parts: Iterable[Part]) -> Iterable[list[Any]]:
        todo = list(parts)
        return [compare_part(Shards(paths), FACTS, part) for part in reversed(todo)][::-1]

    assert compared(Shards(paths), FACTS, backwards) == find_conflicts(bundled, FACTS)


def test_a_small_batch_is_compared_in_memory(bundled: list[Reading], tmp_path: Path) -> None:
    """Nothing is written for few documents; what is held counts against the limit, and the result is the same."""
    missing = tmp_path / "missing"
    assert compare_all(iter(bundled), FACTS, missing) == find_conflicts(bundled, FACTS)
    with pytest.raises(OSError, match="missing"):
        compare_all(iter(bundled), FACTS, missing, held=10_000)
    assert compare_all(iter(bundled), FACTS, tmp_path, held=10_000) == find_conflicts(bundled, FACTS)
    assert not list(tmp_path.iterdir())


PLACES = st.sampled_from(["Orlen Hall", "the Vessem Bridge", "Lake Moor Tunnel", "Haverlee Station"])
PEOPLE = st.sampled_from(["Tarn Group", "Ebbing Partners", "Margarethe Dahlman", "Margarethe Dahlmann", "Ruben Okonjo"])
NUMBERS = st.sampled_from(["3", "4", "40", "400", "4,000", "4.2 million"])
SENTENCES = st.one_of(
    st.builds("{} has {} seats.".format, PLACES, NUMBERS),
    st.builds("{} cost £{} million.".format, PLACES, NUMBERS),
    st.builds("{} bought {}.".format, PEOPLE, PEOPLE),
    st.builds("{} opened on {} May 2019.".format, PLACES, st.integers(1, 28)),
    st.builds("The fares at {} {}.".format, PLACES, st.sampled_from(["remain unchanged", "were raised", "were cut"])),
    st.builds("The council {} the plan for {}.".format, st.sampled_from(["approved", "rejected"]), PLACES),
    st.builds("{} resigned {} the vote.".format, PEOPLE, st.sampled_from(["before", "after"])),
    st.builds("{} told the inquiry about {}.".format, PEOPLE, PLACES),
)
TEXTS = st.lists(st.lists(SENTENCES, min_size=1, max_size=5).map(" ".join), max_size=5)


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_memory_and_disk_agree(texts: list[str]) -> None:
    """Whatever the articles say, the way of comparing does not show in the result."""
    readings = [reading(str(number), text) for number, text in enumerate(texts)]
    assert spilled(iter(readings)) == find_conflicts(readings, FACTS)


STORY = (
    "Orlen Hall opened on 4 May 2019 after nine years of work. {figure} The builders came from Dunkeld and Perth, and "
    "the roof alone weighs as much as a ferry. Children sang on the steps while the mayor cut a ribbon of blue silk. "
    "A choir from Oban will give the first concert there in the autumn."
)
FOUR, FIVE = "The new hall has 4,000 seats.", "The new hall has 5,000 seats."
OTHER = "Visitors to Orlen Hall will find that the hall has 5,000 seats, an organ, and a view of the river Tarn."


def conflicts(*texts: str, facts: Facts = Facts()) -> Sequence[Conflict]:
    """The conflicts of texts named by their numbers."""
    return find_conflicts([reading(str(number), text, facts) for number, text in enumerate(texts)], facts)


def test_copies_of_a_text_count_once() -> None:
    """Two copies against another account are one conflict, which lists the passage of the copy."""
    first, copy = STORY.format(figure=FOUR), "Reprinted. " + STORY.format(figure=FOUR)
    (plain,) = conflicts(first, OTHER)
    (found,) = conflicts(first, copy, OTHER)
    assert [e.document for e in found.evidence] == ["0", "2", "1"]
    assert [is_copy(e) for e in found.evidence] == [False, False, True]
    assert found.evidence[2].span is not None
    assert found.evidence[2].span.of(copy) == found.evidence[2].quote
    assert found.message == plain.message


def test_copies_on_both_sides_count_once() -> None:
    """Two newspapers with two copies each disagree once."""
    long = OTHER + " The foyer holds a bar, two cloakrooms, a shop and a small museum of the old railway works."
    assert len(conflicts(STORY.format(figure=FOUR), long, STORY.format(figure=FOUR), long)) == 1


def test_a_copy_with_another_figure_is_found() -> None:
    """The one figure that somebody changed in a copy is what people look for."""
    (found,) = conflicts(STORY.format(figure=FOUR), STORY.format(figure=FIVE))
    assert {e.document for e in found.evidence} == {"0", "1"}
    assert found.kind == "value"
    assert not any(map(is_copy, found.evidence))


def test_a_fault_within_a_text_is_told_once_with_its_copies() -> None:
    """A date with a wrong weekday in a text and its copy is one conflict in both reports."""
    text = STORY.format(figure="It was Monday, 4 May 2019, and it rained.")
    (found,) = conflicts(text, text)
    assert found.kind == "weekday"
    assert [(e.document, is_copy(e)) for e in found.evidence] == [("0", False), ("1", True)]


def test_every_copy_that_misses_a_fact_is_told() -> None:
    """What the facts file corrects has to be corrected in each file."""
    text = STORY.format(figure="Orlen Hall has 5,000 seats.")
    found = [c for c in conflicts(text, text, facts=FACTS) if any(e.fact == "seats" for e in c.evidence)]
    assert [c.evidence[0].document for c in found] == ["0", "1"]


def test_another_copy_makes_no_other_conflict() -> None:
    """A decision about a conflict holds when one more copy of an article turns up."""
    first = STORY.format(figure=FOUR)
    (before,) = normalize.find_conflicts([first, OTHER])
    (after,) = normalize.find_conflicts([first, OTHER, first])
    assert before.fingerprint == after.fingerprint
    assert len(after.evidence) == len(before.evidence) + 1


def test_articles_on_one_subject_are_no_copies(tmp_path: Path) -> None:
    """Only one wording makes a copy, not one story."""
    texts = [one["text"] for bundle in BUNDLES for one in bundle["docs"]]
    paths = spill((reading(str(n), text) for n, text in enumerate(texts)), Facts(), tmp_path)
    assert copies(Shards(paths)) == {}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_shard_is_refused_or_whole(data: st.DataObject) -> None:
    """A byte that has changed on disk is noticed where it is read; it never changes a statement."""
    readings = [reading(str(number), STORY.format(figure=f)) for number, f in enumerate((FOUR, FIVE))]
    with TemporaryDirectory() as folder:
        (path,) = spill(readings, Facts(), Path(folder))
        content = bytearray(path.read_bytes())
        content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        path.write_bytes(content)
        assert found_in(path) in (None, find_conflicts(readings, Facts()))


def found_in(path: Path) -> tuple[Conflict, ...] | None:
    """The conflicts of a shard; None when it is refused."""
    try:
        return compared(Shards([path]), Facts())
    except NormalizeError:
        return None


def test_a_file_that_is_no_shard_is_refused(tmp_path: Path) -> None:
    """What somebody else has put there is not read."""
    path = tmp_path / "0.shard"
    path.write_bytes(b"cos\nsystem\n(S'true'\ntR." * 10)
    with pytest.raises(NormalizeError, match="damaged"):
        Shard(path)
    with pytest.raises(FileExistsError):
        write_shard(path, 0, [], [])


def test_a_shard_gives_back_what_it_got(bundled: list[Reading], tmp_path: Path) -> None:
    """Every field of a reading comes back from disk as it was."""
    (path,) = spill(bundled, FACTS, tmp_path, first=7)
    shard, fields = Shard(path), [name for name in Reading.__slots__ if name != "document"]
    for number, one in enumerate(bundled, 7):
        assert shard.reading(number, fields) == replace(one)


def test_acts_that_no_name_joins_are_of_two_stories() -> None:
    """Two villages each hand a school to the diocese in a year of their own: nothing disagrees."""
    told = "{} is a village in the hills. The parish handed the old school to the diocese in {}."
    assert not conflicts(told.format("Haverlee", 1987), told.format("Ostwick", 1988))
    assert len(conflicts(told.format("Haverlee", 1987), told.format("Haverlee", 1988))) == 1


def test_a_story_is_found_in_a_crowd() -> None:
    """The block of a common word is full long before the second account comes; that of its story is not."""
    told = "{} Rovers have a new stadium. It is the pride of the town. The stadium has {} seats."
    names = [
        "Quarbran",
        "Foskdel",
        "Grimhult",
        "Jevkopp",
        "Lundmex",
        "Nurpyll",
        "Rostsek",
        "Tavbrun",
        "Wendolf",
        "Ypsach",
    ]
    crowd = [
        told.format(f"{one}{two.lower()}", 5000 + 7 * (10 * m + n))
        for m, one in enumerate(names)
        for n, two in enumerate(names)
    ]
    (found,) = conflicts(*crowd, told.format("Foskdelfoskdel", 9000))
    assert {e.document for e in found.evidence} == {"11", "100"}
