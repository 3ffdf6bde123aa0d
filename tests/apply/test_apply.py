"""Applying edits: exact inverse, untouched rest, honest skips."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from normalize.apply import apply_edits, rebase
from normalize.model import Edit, KeyedEdit, SourceMap, Span, write

TEXTS = st.text(alphabet="ab .\n\r𝒳é́😀", max_size=40)


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[KeyedEdit]:
    """Any edits that fit `text`, colliding ones and touching ones included."""
    edits = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 6)))
        replacement = draw(st.text(alphabet="ab xé😀", max_size=4))
        if text[start:end] != replacement:
            edits.append(KeyedEdit(str(number), Edit(Span(start, end), text[start:end], replacement)))
    return edits


@st.composite
def text_and_edits(draw: st.DrawFn) -> tuple[str, list[KeyedEdit]]:
    """A text with edits of it."""
    text = draw(TEXTS)
    return text, draw(edits_of(text))


@given(text_and_edits())
def test_inverse_restores_the_text(case: tuple[str, list[KeyedEdit]]) -> None:
    """Applying edits and then the inverse gives back the very same text."""
    text, edits = case
    applied = apply_edits(text, edits)
    assert write(applied.text, applied.inverse) == text


@given(text_and_edits())
def test_inverse_can_itself_be_applied(case: tuple[str, list[KeyedEdit]]) -> None:
    """The inverse is made of edits that apply like any others, none of them skipped."""
    text, edits = case
    applied = apply_edits(text, edits)
    back = apply_edits(applied.text, [KeyedEdit("", edit) for edit in applied.inverse])
    assert (back.text, back.skipped) == (text, ())


@given(text_and_edits())
def test_everything_outside_the_edits_stays(case: tuple[str, list[KeyedEdit]]) -> None:
    """The stretches between the written edits stand in the result unchanged and in order."""
    text, edits = case
    applied = apply_edits(text, edits)
    at = place = 0
    for keyed in applied.edits:
        kept = text[at : keyed.edit.span.start]
        assert applied.text[place : place + len(kept)] == kept
        place += len(kept) + len(keyed.edit.replacement)
        at = keyed.edit.span.end
    assert applied.text[place:] == text[at:]


@given(text_and_edits())
def test_every_edit_is_written_or_skipped_with_a_reason(case: tuple[str, list[KeyedEdit]]) -> None:
    """No edit disappears: each is either written or skipped, and the skipped ones say why."""
    text, edits = case
    applied = apply_edits(text, edits)
    accounted = [k.key for k in applied.edits] + [s.key for s in applied.skipped]
    assert sorted(accounted) == sorted(k.key for k in edits)
    assert all(skipped.reason for skipped in applied.skipped)


@given(text_and_edits(), st.data())
def test_source_map_keeps_untouched_words(case: tuple[str, list[KeyedEdit]], data: st.DataObject) -> None:
    """A span that no edit meets reads the same in both texts, and maps back to itself."""
    text, edits = case
    applied = apply_edits(text, edits)
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    if len(span) == 0 or any(k.edit.span.overlaps(span) for k in applied.edits):
        return
    moved = applied.source_map.to_new(span)
    assert moved.of(applied.text) == span.of(text)
    assert applied.source_map.to_old(moved) == span


@given(text_and_edits(), st.data())
def test_rebased_edit_has_the_same_effect(case: tuple[str, list[KeyedEdit]], data: st.DataObject) -> None:
    """An edit of the edited text, carried back to the original, leads to the same final text."""
    text, edits = case
    applied = apply_edits(text, edits)
    later = data.draw(edits_of(applied.text))
    if not later:
        return
    edit = later[0].edit
    wanted = write(applied.text, [edit])
    home, swallowed = rebase(edit, text, applied.text, applied.source_map)
    remaining = [k for k in applied.edits if k.edit not in swallowed]
    together = [*remaining, KeyedEdit("later", home)] if home else remaining
    result = apply_edits(text, together)
    assert (result.text, result.skipped) == (wanted, ())


def test_stale_edit_is_refused() -> None:
    """An edit whose expected text is no longer there is skipped, and the text stays as it is."""
    applied = apply_edits("one two", [KeyedEdit("k", Edit(Span(0, 3), "uno", "eins"))])
    assert applied.text == "one two"
    assert "not what the edit expects" in applied.skipped[0].reason


def test_first_given_edit_wins_a_collision() -> None:
    """Of two edits of one place the earlier given is written; the other names it."""
    first, second = Edit(Span(0, 3), "one", "1"), Edit(Span(2, 5), "e t", "E T")
    applied = apply_edits("one two", [KeyedEdit("a", first), KeyedEdit("b", second)])
    assert applied.text == "1 two"
    assert [(s.key, "a" in s.reason) for s in applied.skipped] == [("b", True)]


def test_undoing_two_touching_deletions() -> None:
    """Two deletions side by side can be undone together."""
    edits = [KeyedEdit("a", Edit(Span(1, 2), "b", "")), KeyedEdit("b", Edit(Span(2, 3), "c", ""))]
    applied = apply_edits("abcd", edits)
    assert applied.text == "ad"
    assert write("ad", applied.inverse) == "abcd"


def test_smallest_edit_trims_common_ends() -> None:
    """An edit made from a word and its replacement covers only the letters that differ."""
    assert Edit.replacing("by Softbank.", Span(3, 11), "SoftBank") == Edit(Span(7, 8), "b", "B")
    assert Edit.replacing("of ofThe", Span(3, 8), "of the") == Edit(Span(5, 6), "T", " t")


def test_map_of_no_edits_is_the_identity() -> None:
    """Without edits every place stays where it is."""
    assert SourceMap().to_new(Span(3, 9)) == SourceMap().to_old(Span(3, 9)) == Span(3, 9)
