"""Carry an edit of an already edited text back to the original text."""

from __future__ import annotations

from normalize.model import Edit, SourceMap, Span


def rebase(edit: Edit, original: str, edited: str, source_map: SourceMap) -> tuple[Edit | None, tuple[Edit, ...]]:
    """`edit` (of `edited`) as an edit of `original`, and the earlier edits that it swallows.

    Usually nothing is swallowed. Where the edit changes what an earlier edit wrote, both become one edit of the
    original text. The result is None when the two cancel out.
    """
    reach, met = _reach(edit.span, source_map)
    place = source_map.to_old(reach)
    replacement = edited[reach.start : edit.span.start] + edit.replacement + edited[edit.span.end : reach.end]
    expected = place.of(original)
    if expected == replacement:
        return None, met
    return Edit(place, expected, replacement), met


def _reach(span: Span, source_map: SourceMap) -> tuple[Span, tuple[Edit, ...]]:
    """`span` grown over every written stretch that it collides with, and the edits that wrote those."""
    met: dict[int, Edit] = {}
    reach = span
    grown = True
    while grown:
        grown = False
        place = source_map.to_old(reach)
        for number in source_map.near(reach):
            if number in met:
                continue
            edit, written = source_map.edits[number], source_map.written[number]
            same_point = len(place) == 0 and edit.span == place
            if written.overlaps(reach) or edit.span.overlaps(place) or same_point:
                met[number] = edit
                reach = reach.hull(written)
                grown = True
    return reach, tuple(met[number] for number in sorted(met))
