"""The text cut into segments: nothing is lost, changes are shown word by word, marks reach their places."""

from __future__ import annotations

import samples
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.apply import apply_edits
from normalize.model import Edit, KeyedEdit, Span
from normalize.report.segments import KINDS, Mark, Note, Segment, changes, cut


def segments(text: str, *edits: Edit, marks: tuple[Mark, ...] = ()) -> list[Segment]:
    """The segments of all lines, anchors left out."""
    applied = apply_edits(text, [KeyedEdit(f"k{n}", edit) for n, edit in enumerate(edits)])
    return [s for line in cut(text, applied.edits, marks, {}) for s in line.segments if s.kind != "anchor"]


def mark(span: Span, kind: str = "conflict") -> Mark:
    """A mark."""
    return Mark(span, kind, f"t-{span.start}-{span.end}", Note("C1", "conflict 1", "#c-1"))


def shown(text: str, before: str, after: str) -> tuple[str, str]:
    """How a change from `before` to `after` is shown."""
    edit = Edit.replacing(text, samples.at(text, before), after)
    (change,) = changes(text, [KeyedEdit("k", edit)])
    return change.old, change.new


def test_a_change_is_shown_as_whole_words() -> None:
    """The reader sees the word before and after, not the one character between them; marks around it stay out."""
    assert shown('said "oathInaugurated", then', "oathInaugurated", "oath inaugurated") == (
        "oathInaugurated",
        "oath inaugurated",
    )
    assert shown("by (Softmarine), it", "Softmarine", "Softmarin") == ("Softmarine", "Softmarin")


def test_changed_marks_and_spaces_are_shown() -> None:
    """Where only a mark or a space changes, it is shown with what it belongs to."""
    assert shown("all year ; in", "year ;", "year;") == ("year ;", "year;")
    assert shown("one,two", "one,two", "one, two") == ("one,two", "one, two")
    assert [s.text for s in segments("a  b", Edit(Span(1, 2), " ", "")) if s.kind == "deleted"] == ["␣"]
    assert [s.text for s in segments("a\u00adb", Edit(Span(1, 2), "\u00ad", ""))] == ["a⟦soft hyphen⟧b", "ab"]


def test_two_edits_of_one_word_are_one_change() -> None:
    """Edits that share a word are shown together, under both their fingerprints."""
    text = "the ofThe end"
    edits = [KeyedEdit("a", Edit(Span(6, 6), "", " ")), KeyedEdit("b", Edit(Span(6, 7), "T", "t"))]
    (change,) = changes(text, edits)
    assert (change.old, change.new, change.keys) == ("ofThe", "of the", ("a", "b"))


def test_a_mark_that_meets_a_change_grows_around_it() -> None:
    """A passage that begins or ends inside a changed word takes in the whole word; the word shows as changed."""
    text = "one twoThree four"
    found = segments(text, Edit(Span(7, 7), "", " "), marks=(mark(Span(7, 17)),))
    assert [(s.kind, s.text) for s in found] == [
        ("plain", "one "),
        ("deleted", "twoThree"),
        ("inserted", "two Three"),
        ("conflict", " four"),
        ("note", ""),
    ]


def test_a_mark_of_nothing_shows_a_caret() -> None:
    """A finding at a point between two characters is seen."""
    assert [(s.kind, s.text) for s in segments("ab", marks=(mark(Span(1, 1), "flagged"),))] == [
        ("plain", "a"),
        ("flagged", "‸"),
        ("note", ""),
        ("plain", "b"),
    ]


def test_blank_lines_are_left_out_and_numbers_stay() -> None:
    """Lines carry their number in the source."""
    text = "first\n\n \r\nfourth"
    assert [(line.number, line.segments[0].text) for line in cut(text, (), (), {})] == [(1, "first"), (4, "fourth")]


TEXTS = st.text(alphabet="ab ,.\nÀ\u0301\U0001f600", max_size=40)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, list[KeyedEdit], list[Mark]]:
    """A text, edits of it, and marks on it."""
    text = draw(TEXTS)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda p: Span(min(p), max(p)))
    edits = []
    for number, span in enumerate(draw(st.lists(places, max_size=4))):
        replacement = draw(TEXTS)
        if span.of(text) != replacement:
            edits.append(KeyedEdit(f"k{number}", Edit(span, span.of(text), replacement)))
    marks = [mark(span, draw(st.sampled_from(KINDS))) for span in draw(st.lists(places, max_size=4))]
    return text, edits, marks


@given(cases())
@settings(max_examples=200)
def test_nothing_is_lost_whatever_meets(case: tuple[str, list[KeyedEdit], list[Mark]]) -> None:
    """Without what was inserted the segments are the old text, without what was deleted the new one.

    Every mark has its anchor once and its note once. White space may differ: blank lines are left out.
    """
    text, edits, marks = case
    applied = apply_edits(text, edits)
    found = [s for line in cut(text, applied.edits, marks, {}) for s in line.segments]

    def words(left_out: str) -> str:
        kept = "".join(s.text for s in found if s.kind != left_out)
        return "".join(kept.replace("␣", "").replace("⏎", "").replace("‸", "").split())

    assert words("inserted") == "".join(text.split())
    assert words("deleted") == "".join(applied.text.split())
    anchors = [s.anchor for s in found if s.kind == "anchor"]
    assert sorted(a for a in anchors if not a.startswith("t-k")) == sorted(m.anchor for m in marks)
    assert sum(s.kind == "note" for s in found) == len(marks)


def test_a_long_line_full_of_findings_is_cut_at_once() -> None:
    """A single line with thousands of overlapping marks and changes is no trouble (a square would be)."""
    n = 10_000
    text = "word " * n
    edits = [KeyedEdit(str(k), Edit(Span(5 * k, 5 * k + 1), "w", "W")) for k in range(0, n, 2)]
    marks = [mark(Span(5 * k, len(text))) for k in range(0, n, 3)]
    (line,) = cut(text, edits, marks, {})
    assert sum(s.kind == "inserted" for s in line.segments) == n // 2
