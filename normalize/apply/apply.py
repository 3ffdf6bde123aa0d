"""Apply edits: stale and colliding ones are skipped with a reason, the others written in one pass."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from normalize.model import Applied, Edit, KeyedEdit, SkippedEdit, SourceMap, Span, write


def apply_edits(text: str, edits: Iterable[KeyedEdit]) -> Applied:
    """`text` with `edits` written; earlier ones in the given order win where two collide.

    The result's `inverse` turns its text back into `text` exactly.
    """
    written: list[KeyedEdit] = []
    skipped: list[SkippedEdit] = []
    for keyed in _by_place(edits, skipped):
        edit = keyed.edit
        if edit.span.end > len(text) or edit.span.of(text) != edit.expected:
            skipped.append(SkippedEdit(keyed.key, edit, "the text there is not what the edit expects"))
        else:
            written.append(keyed)
    plain = tuple(keyed.edit for keyed in written)
    source_map = SourceMap(plain)
    return Applied(
        text=write(text, plain),
        edits=tuple(written),
        skipped=tuple(skipped),
        source_map=source_map,
        inverse=_inverse(plain, source_map),
    )


def _by_place(edits: Iterable[KeyedEdit], skipped: list[SkippedEdit]) -> list[KeyedEdit]:
    """The edits that do not collide with an earlier given one, sorted by place; the others go to `skipped`."""
    kept: list[KeyedEdit] = []
    for keyed in edits:
        at = bisect_right(kept, _place(keyed), key=_place)
        # Kept edits are disjoint, so only the neighbours can collide.
        winner = next((other for other in kept[max(0, at - 1) : at + 1] if other.edit.collides(keyed.edit)), None)
        if winner is None:
            kept.insert(at, keyed)
        else:
            skipped.append(SkippedEdit(keyed.key, keyed.edit, f"another edit takes its place: {winner.key}"))
    return kept


def _place(keyed: KeyedEdit) -> tuple[int, int]:
    return keyed.edit.span.start, keyed.edit.span.end


def _inverse(edits: tuple[Edit, ...], source_map: SourceMap) -> tuple[Edit, ...]:
    """Edits of the new text that restore the old one.

    Touching edits become one: undoing two touching deletions would otherwise need two insertions at one point.
    """
    inverse: list[Edit] = []
    for edit, place in zip(edits, source_map.written, strict=True):
        back = Edit(place, edit.replacement, edit.expected)
        if inverse and inverse[-1].span.end == place.start:
            last = inverse.pop()
            expected, replacement = last.expected + back.expected, last.replacement + back.replacement
            if expected == replacement:
                continue
            back = Edit(Span(last.span.start, place.end), expected, replacement)
        inverse.append(back)
    return tuple(inverse)
