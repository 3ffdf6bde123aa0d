"""A run beside an earlier one: what is found now and was not then, and what is found no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from normalize.batch import run_reports
from normalize.model import Applicability, Report
from normalize.publish.openings import Opening
from normalize.report import Lines
from normalize.report.words import count as counted

_WHAT = {Applicability.SAFE: "repair", Applicability.SUGGEST: "suggestion", Applicability.FLAG: "flag"}
_ORDER = ("conflict", "flag", "suggestion", "repair")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What has changed since the run called `run`; `same` counts the findings of both.

    A finding is the same when its rule, its words and their surroundings are, wherever its line stands.
    """

    run: str
    new: tuple[Opening, ...]
    gone: tuple[Opening, ...]
    same: int

    @property
    def summary(self) -> str:
        """The comparison in a sentence."""
        new, gone = (f"{len(found):,}" if found else "nothing" for found in (self.new, self.gone))
        return f"Since the run “{self.run}”: {new} new, {gone} gone, {counted(self.same, 'finding')} as before."


def compare(earlier: Path, now: Iterable[Report]) -> Comparison:
    """The reports `now` beside the run in the folder `earlier`.

    Raises UsageError when the folder holds no run, DocumentError when one of its reports cannot be read.
    """
    then, found = _findings(run_reports(earlier)), _findings(now)
    return Comparison(
        earlier.absolute().name,
        _sorted(found[key] for key in found.keys() - then.keys()),
        _sorted(then[key] for key in then.keys() - found.keys()),
        len(found.keys() & then.keys()),
    )


def _sorted(found: Iterable[Opening]) -> tuple[Opening, ...]:
    """Conflicts first, then by place."""
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.what), one.document, one.line, one.message)))


def _findings(reports: Iterable[Report]) -> dict[tuple[str, str], Opening]:
    """Every finding by what makes it the same in another run; a conflict of several documents is one finding."""
    return {key: opening for report in reports for key, opening in _of(report)}


def _of(report: Report) -> Iterator[tuple[tuple[str, str], Opening]]:
    lines, name = Lines(report.document.text), report.document.name
    for correction in report.corrections:
        told = Opening(_WHAT[correction.applicability], name, lines.line(correction.span.start), correction.message)
        yield (name, correction.fingerprint), told
    for conflict in report.conflicts:
        first = next(e for e in conflict.evidence if e.span is not None)
        if first.document == name and first.span is not None and conflict.status == "conflict":
            line = lines.line(first.span.start)
            yield ("", conflict.fingerprint), Opening("conflict", name, line, conflict.message)
