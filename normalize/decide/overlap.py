"""When two corrections want one place: settled once, by one order, and the loser says who won."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from normalize.model import Correction, Edit


@dataclass(frozen=True, slots=True)
class Ranked:
    """A correction, its phase, and the edits of earlier phases that its fix has taken up."""

    correction: Correction
    phase: int
    swallows: tuple[Edit, ...] = ()

    @property
    def rank(self) -> tuple[int, int, int, int, str]:
        """Sorts winners first: applicability, phase, place, rule."""
        c = self.correction
        return -c.applicability, self.phase, c.span.start, c.span.end, c.rule


def settle(found: Iterable[Ranked]) -> dict[str, str]:
    """Fingerprints of the corrections that lose their place, each with the fingerprint of the winner.

    A correction that has taken up an earlier one's edit replaces it, if both would be applied; so does one that changes
    the same white space and more (`( G r a n a t o` beside the space after its bracket).
    """
    order = sorted(found, key=lambda ranked: ranked.rank)
    taken_up = {edit: ranked.correction for ranked in order if ranked.correction.fixes for edit in ranked.swallows}
    taken_up |= _held(ranked.correction for ranked in order if ranked.correction.fixes)
    lost: dict[str, str] = {}
    kept: list[tuple[Edit, Correction]] = []
    for ranked in order:
        correction = ranked.correction
        if not correction.fixes:
            continue
        fix = correction.fixes[0]
        heir = taken_up.get(fix)
        if heir is not None and heir.applicability >= correction.applicability:
            lost[correction.fingerprint] = heir.fingerprint
            continue
        at = bisect_right(kept, (fix.span.start, fix.span.end), key=lambda k: (k[0].span.start, k[0].span.end))
        winner = next((c for edit, c in kept[max(0, at - 1) : at + 1] if edit.collides(fix)), None)
        if winner is not None:
            lost[correction.fingerprint] = winner.fingerprint
        else:
            kept.insert(at, (fix, correction))
    return lost


def _held(corrections: Iterable[Correction]) -> dict[Edit, Correction]:
    """Edits that are part of a wider one, and the correction that makes it."""
    held: dict[Edit, Correction] = {}
    wide: Correction | None = None
    for correction in sorted(corrections, key=lambda c: (c.fixes[0].span.start, -c.fixes[0].span.end)):
        fix = correction.fixes[0]
        if wide is not None and wide.fixes[0].holds(fix):
            held[fix] = wide
        elif wide is None or fix.span.end > wide.fixes[0].span.end:
            wide = correction
    return held
