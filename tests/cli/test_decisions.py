"""Decisions and accounts from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from normalize.ledger import Event, Kind, ledger_url, open_ledger

Call = Callable[..., Any]


@pytest.fixture
def run_folder(tmp_path: Path) -> Path:
    """A run's folder whose ledger holds one decision."""
    folder = tmp_path / "out" / "news"
    folder.mkdir(parents=True)
    with open_ledger(ledger_url("", folder)) as ledger:
        ledger.append(
            [Event("news", "a", "f1", Kind.DECIDE, "ana", "2026-01-05T10:00:00Z", "accept", "ofThe", "of the")]
        )
    return folder


def test_every_event_has_its_line(call: Call, run_folder: Path) -> None:
    """Exported events stand one a line, and all of them can be imported."""
    with open_ledger(ledger_url("", run_folder)) as ledger:
        ledger.append([Event("news", "a", "f2", Kind.DECIDE, "ben", "2026-01-06T10:00:00Z", "reject", "x")])
    told = call("decisions", "export", str(run_folder)).out
    assert [line[:1] + line[-1:] for line in told.splitlines()] == ["{}", "{}"]


def test_the_log_is_filtered_and_printed(call: Call, run_folder: Path) -> None:
    """CSV with a head by default, JSON lines when asked; a time that is none gets a sentence."""
    head, row = call("decisions", "log", str(run_folder)).out.splitlines()
    assert head.startswith("id,at,person,what")
    assert "ana,accept" in row
    assert len(call("decisions", "log", str(run_folder), "--person", "ben").out.splitlines()) == 1
    assert len(call("decisions", "log", str(run_folder), "--since", "2026-01-05").out.splitlines()) == 2
    assert len(call("decisions", "log", str(run_folder), "--before", "2026-01-05").out.splitlines()) == 1
    assert '"person": "ana"' in call("decisions", "log", str(run_folder), "--format", "jsonl").out
    said = call("decisions", "log", str(run_folder), "--since", "yesterday")
    assert (said.code, "2026-01-05" in said.err) == (2, True)


def test_what_is_exported_is_imported_into_another_run(call: Call, run_folder: Path, tmp_path: Path) -> None:
    """Decisions travel as lines; a second import of the same file brings nothing."""
    told = call("decisions", "export", str(run_folder))
    assert told.code == 0
    assert '"finding": "f1"' in told.out
    file = tmp_path / "decisions.jsonl"
    file.write_text(told.out, encoding="utf-8")
    later = tmp_path / "later" / "news-2"
    later.mkdir(parents=True)
    assert "1 event brought in" in call("decisions", "import", str(later), str(file)).err
    assert "No events brought in, 1 event there already" in call("decisions", "import", str(later), str(file)).err
    assert '"run": "news-2"' in call("decisions", "export", str(later)).out


def test_a_file_that_is_no_export_is_told(call: Call, run_folder: Path, tmp_path: Path) -> None:
    """The sentence names the file and the line."""
    file = tmp_path / "notes.txt"
    file.write_text("hello\n", encoding="utf-8")
    said = call("decisions", "import", str(run_folder), str(file))
    assert said.code == 2
    assert "notes.txt, line 1" in said.err
    assert call("decisions", "import", str(run_folder), str(tmp_path / "none")).code == 2


def test_an_invitation_is_printed_and_accounts_are_listed(call: Call, run_folder: Path) -> None:
    """The link's end goes to stdout, so that a script can send it."""
    said = call("people", "invite", str(run_folder), "ana", "--role", "lead")
    assert said.code == 0
    assert said.out.startswith("/invitation/")
    assert said.out.endswith("\n")
    assert call("people", "list", str(run_folder)).out == ""
    assert call("people", "invite", str(run_folder), "../ana").code == 2
