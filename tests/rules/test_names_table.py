"""The shipped table of names: well formed, sorted, without loops, and the test of it is itself tested."""

from __future__ import annotations

import pytest

from normalize.correct.load import load_rules
from normalize.correct.names import COLUMNS, TABLE, NameEntry, read_table
from normalize.correct.rule import Context
from normalize.ingest import document_from_text
from normalize.model import Applicability

ENTRIES = read_table(TABLE.read_text(encoding="utf-8"))


def faults(entries: tuple[NameEntry, ...]) -> list[str]:
    """Sentences about what is wrong with a table."""
    wrong = [entry.wrong for entry in entries]
    right = {entry.right for entry in entries}
    found = [] if wrong == sorted(wrong) else ["the lines are not sorted by their wrong form"]
    found += [f"{form} stands twice" for form in sorted(set(wrong)) if wrong.count(form) > 1]
    found += [f"{form} is wrong in one line and right in another" for form in wrong if form in right]
    for entry in entries:
        if entry.wrong.casefold() != entry.right.casefold():
            found.append(f"{entry.wrong} differs from {entry.right} by more than capitals")
        if entry.wrong[1:] == entry.right[1:] and not entry.wrong.islower():
            found.append(f"{entry.wrong} has only its first capital more, as styles want at the start of a sentence")
        if entry.wrong.isupper():
            found.append(f"{entry.wrong} is how headlines in capitals write it")
        if "." not in entry.source:
            found.append(f"{entry.wrong} has no site as its source")
    return found


def test_table_is_sound() -> None:
    """The shipped table has none of the faults, and some hundred names."""
    assert faults(ENTRIES) == []
    assert len(ENTRIES) > 300


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ((NameEntry("B", "b", "a.org"), NameEntry("A", "a", "a.org")), "not sorted"),
        ((NameEntry("Abc", "aBc", "a.org"), NameEntry("Abc", "abC", "a.org")), "stands twice"),
        ((NameEntry("Abc", "aBC", "a.org"), NameEntry("aBC", "Abc", "a.org")), "right in another"),
        ((NameEntry("Abc", "aB-C", "a.org"),), "more than capitals"),
        ((NameEntry("EBay", "eBay", "ebay.com"),), "start of a sentence"),
        ((NameEntry("ABC", "AbC", "a.org"),), "headlines"),
        ((NameEntry("Abc", "aBc", "everybody knows"),), "no site"),
    ],
)
def test_fault_of_a_table_is_found(entries: tuple[NameEntry, ...], said: str) -> None:
    """Each kind of fault is told."""
    assert any(said in fault for fault in faults(entries))


@pytest.mark.parametrize("text", ["wrong\tright\n", "\t".join(COLUMNS) + "\nA\tB\n", "\t".join(COLUMNS) + "\nA\t\tC\n"])
def test_broken_line_is_refused(text: str) -> None:
    """A line that is not three filled cells is refused with its number."""
    with pytest.raises(ValueError, match=r"line [12]"):
        read_table(text)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.wrong)
def test_every_line_of_the_table_is_used(entry: NameEntry) -> None:
    """The wrong form is found inside a sentence and leads to the right one; the right form is left alone."""
    rule = next(rule for rule in load_rules() if rule.id == "name-capitals")
    text = f"They wrote about {entry.wrong} again."
    (found,) = rule.find(document_from_text(text), Context())
    assert found.fixes[0].within(text, found.span) == entry.right
    assert found.applicability >= Applicability.SUGGEST
    assert found.evidence[0].fact == entry.right
    assert found.evidence[0].source
    assert list(rule.find(document_from_text(f"They wrote about {entry.right} again."), Context())) == []
