"""The sentences and headings of a report."""

from __future__ import annotations

from normalize.model import Counts, Report

#: A heading for each kind of conflict.
KIND_TITLES = {
    "value": "Figures that differ",
    "scale": "Same digits, another order of magnitude",
    "currency": "Same amount, another currency",
    "unit": "Same figure, another unit",
    "date": "Dates that differ",
    "weekday": "Weekday and date do not match",
    "order": "Events out of order",
    "sum": "Parts that do not add up",
    "percent": "Percentage that does not follow",
    "count-list": "Count and list do not match",
    "duration": "Dates and duration do not match",
    "direction": "Who does it to whom",
    "change": "Changed or unchanged",
    "polarity": "Said and denied",
    "name": "One name, two spellings",
}
CONFIDENCE_WORDS = {
    "certain": "certain",
    "likely": "likely",
    "review": "worth a look",
}
STATUS_WORDS = {
    "superseded": "another date",
    "disputed": "another speaker",
    "ignored": "ignored by a comment",
}


def count(number: int, one: str, many: str = "") -> str:
    """A counted noun: 1 repair, 2 repairs, 1,200 repairs."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def summary(counts: Counts, suggested: int, flagged: int, conflicts: int) -> str:
    """What happened and what is left to do, in plain words."""
    done = (
        f"{count(counts.applied, 'repair')} {_were(counts.applied)} made" if counts.applied else "Nothing was changed"
    )
    claims = f"{count(conflicts, 'claim')} {'needs' if conflicts == 1 else 'need'} a person" if conflicts else ""
    return ", ".join(part for part in (done, claims) if part) + "." + waiting(suggested, flagged)


def waiting(suggested: int, flagged: int) -> str:
    """What waits for a decision, as a sentence after another; empty when nothing does."""
    parts = [count(n, noun) for n, noun in ((suggested, "suggestion"), (flagged, "flag")) if n]
    if not parts:
        return ""
    return f" {' and '.join(parts)} {'waits' if suggested + flagged == 1 else 'wait'} for a decision."


def run_summary(documents: int, failed: int, applied: int, conflicts: int, suggested: int, flagged: int) -> str:
    """What happened in a run, in plain words."""
    read = f"{count(documents, 'document')} {_were(documents)} checked"
    broken = f", {failed:,} more could not be" if failed else ""
    done = f"{count(applied, 'repair')} {_were(applied)} made" if applied else "nothing was changed"
    claims = f"{count(conflicts, 'conflict')} {'needs' if conflicts == 1 else 'need'} a person" if conflicts else ""
    return f"{read}{broken}: " + ", ".join(part for part in (done, claims) if part) + "." + waiting(suggested, flagged)


def not_looked_at(report: Report) -> tuple[str, ...]:
    """What a report does not tell, in sentences: what was not checked, and what comments in the document ignore."""
    if not report.ignored:
        return report.unchecked
    left = f"{count(report.ignored, 'finding')} {_were(report.ignored)} left out: comments in the article ignore "
    return (*report.unchecked, left + ("it." if report.ignored == 1 else "them."))


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
