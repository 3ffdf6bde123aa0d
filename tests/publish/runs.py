"""Runs to publish: own articles cleaned into a folder, and decisions on them as the review app would make them."""

from __future__ import annotations

from pathlib import Path

from normalize.batch import Job, clean_batch, plan_documents, run_files, run_folder, run_report
from normalize.config import Config
from normalize.ledger import Event, Kind, Ruling
from normalize.model import Applicability, Conflict, Correction, Report, Verdict

#: One process: starting more costs a test more than it brings.
JOB = Job(Config(jobs=1))

HARBOUR = """# A ferry for the northern islands

The council of Port Maren approved a new ferryOn Monday, 4 March 2025, after a long debate. The ship will carry the the mail as well.

## What it costs

The ship costs **€42 million** and [the builder](https://example.org/yard) has delivered eleven ferries. The ship cost €24 million, the council said.

> "We waited long enough," said mayor Ilse Brandt.

| Part | Price |
|------|-------|
| Ship | €42 million |
"""  # noqa: E501

LIBRARY = """The library opens its doors again

After two years of work, the town library opens ofThe old mill on Saturday. It holds 40,000 books, and its café is run by volunteers.

The mayor called it a a gift to the town.
"""  # noqa: E501

HOSTILE = (
    "<script>document.title=0</script> <img src=x onerror=alert(2)> \u202etxt.exe\u202c {{ 7*7 }} &amp; `code`\n\n"
    "[link](javascript:alert(3)) ![image](http://example.com/x.png) </script></style></title><h1>up</h1> ofThe end.\n\n"
    "<!-- no comment --> \x0c]]> " + "unbroken" * 400 + "\n"
)


def articles(folder: Path, texts: dict[str, str]) -> Path:
    """The texts as files."""
    folder.mkdir(parents=True)
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def make_run(place: Path, texts: dict[str, str], name: str = "news") -> Path:
    """A finished run over the texts, without grammar; empty ones fail, as they should."""
    source = articles(place / "source", texts)
    plan = plan_documents([str(source)])
    folder = run_folder(plan, place / "out", name)
    failed = [failure.reason for failure in clean_batch(plan, folder, JOB).failures]
    assert len(failed) == list(texts.values()).count(""), failed
    return folder


def reports(run: Path) -> dict[str, Report]:
    """The reports of a run by the names of their documents."""
    return {files.name: run_report(run, files) for files in run_files(run)}


def found(report: Report, applicability: Applicability, words: str = "") -> Correction:
    """The first correction of this applicability, at these words."""
    return next(
        c for c in report.corrections if c.applicability is applicability and words in c.span.of(report.document.text)
    )


class Ledger:
    """Events in order, numbered as a ledger numbers them."""

    def __init__(self, run: str = "news") -> None:
        self.run, self.events = run, list[Event]()

    def decide(
        self, report: Report, correction: Correction, verdict: Verdict, text: str | None = None, person: str = "ana"
    ) -> None:
        """A decision on a correction."""
        self._add(report, correction.fingerprint, verdict.value, person, correction.span.of(report.document.text), text)

    def accept(self, report: Report, correction: Correction) -> None:
        """The first suggestion is taken."""
        text = correction.fixes[0].within(report.document.text, correction.span)
        self.decide(report, correction, Verdict.ACCEPT, text)

    def rule(self, report: Report, conflict: Conflict, ruling: Ruling, reason: str = "", person: str = "ana") -> None:
        """A verdict on a conflict."""
        self._add(report, conflict.fingerprint, ruling.value, person, "", None, reason)

    def _add(
        self, report: Report, finding: str, verdict: str, person: str, seen: str, text: str | None, reason: str = ""
    ) -> None:
        number = len(self.events) + 1
        self.events.append(
            Event(
                self.run,
                report.document.id,
                finding,
                Kind.DECIDE,
                person,
                f"2026-03-{number:02}T10:00:00Z",
                verdict,
                seen,
                text,
                reason,
                id=number,
                uid=f"{number:032x}",
            )
        )
