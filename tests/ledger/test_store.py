"""The ledger keeps what it acknowledged, in order, and lets nobody overwrite another's decision."""

from __future__ import annotations

import ast
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

import normalize.ledger as ledger_package
from normalize.errors import ServiceError, UsageError
from normalize.ledger import Event, Kind, Ledger, LostRaceError, open_ledger, read_lines, sqlite_url, write_lines


def event(finding: str = "f1", person: str = "ana", **more: object) -> Event:
    """A decision, with other values where named."""
    plain: dict[str, object] = {
        "run": "news",
        "document": "a",
        "finding": finding,
        "kind": Kind.DECIDE,
        "person": person,
        "at": "2026-01-05T10:00:00Z",
        "verdict": "accept",
        "seen": "ofThe",
        "text": "of the",
    }
    return Event(**{**plain, **more})  # type: ignore[arg-type]


def test_events_come_back_as_they_went_in(ledger: Ledger) -> None:
    """What is stored is read back equal, numbered in order, in both databases."""
    stored = ledger.append([event(), event("f2", reason="“quoted” 😀", text="of\nthe", rule="glue")])
    assert [e.id for e in stored] == sorted(e.id for e in stored)
    assert ledger.events("news") == stored
    assert ledger.events("news", since=stored[0].id) == stored[1:]
    assert ledger.about("news", ("a", "f2")) == stored[1:]
    assert ledger.events("other") == ()
    assert ledger.runs() == ("news",)


def test_opening_again_keeps_everything(ledger_url: str) -> None:
    """A ledger that is closed and opened has the same events, and the tables are not made twice."""
    with open_ledger(ledger_url) as first:
        stored = first.append([event()])
    with open_ledger(ledger_url) as second:
        assert second.events("news") == stored


def test_a_lost_race_overwrites_nothing(ledger: Ledger) -> None:
    """Who has not seen the newest decision gets it shown, and nothing of the call is stored."""
    (first,) = ledger.append([event()], seen={("a", "f1"): 0})
    with pytest.raises(LostRaceError) as lost:
        ledger.append(
            [event("f2", "ben"), event("f1", "ben", verdict="reject", text=None)], seen={("a", "f1"): 0, ("a", "f2"): 0}
        )
    assert lost.value.theirs == (first,)
    assert ledger.events("news") == (first,)
    ledger.append([event("f1", "ben", verdict="reject", text=None)], seen={("a", "f1"): first.id})
    assert len(ledger.events("news")) == 2


def test_comments_do_not_lose_races(ledger: Ledger) -> None:
    """A comment in between does not turn a decision away."""
    ledger.append([event(kind=Kind.COMMENT, verdict="", text=None, reason="hm")])
    ledger.append([event(person="ben")], seen={("a", "f1"): 0})


@pytest.mark.parametrize("deed", ["UPDATE event SET reason = 'x'", "DELETE FROM event", "REPLACE", "TRUNCATE"])
def test_the_database_itself_refuses_to_rewrite_history(ledger: Ledger, deed: str) -> None:
    """No statement, whoever sends it, changes or removes an event."""
    stored = ledger.append([event()])
    # Each database has a way of its own around the triggers of UPDATE and DELETE; the other one has no such word.
    own = {"REPLACE": f"INSERT OR REPLACE INTO event SELECT * FROM event WHERE id = {stored[0].id}"}
    own["TRUNCATE"] = "TRUNCATE event" if "postgresql" in ledger.where else "UPDATE event SET id = id + 1"
    if "postgresql" in ledger.where:
        own["REPLACE"] = "INSERT INTO event SELECT * FROM event ON CONFLICT (id) DO UPDATE SET reason = 'x'"
    deed = own.get(deed, deed)
    with pytest.raises(ServiceError, match="only ever added to"), ledger.writing() as connection:
        connection.execute(text(deed))
    assert ledger.events("news") == stored


def test_an_undo_of_nothing_is_refused(ledger: Ledger) -> None:
    """An undo names an event of the same finding and run."""
    (first,) = ledger.append([event()])
    undo = event(kind=Kind.UNDO, verdict="", text=None, undoes=first.id)
    with pytest.raises(UsageError, match="no event 99"):
        ledger.append([replace(undo, undoes=99)])
    with pytest.raises(UsageError, match="no event"):
        ledger.append([replace(undo, finding="f2")])
    assert len(ledger.append([undo])) == 1


def test_exported_lines_are_imported_once(ledger: Ledger, tmp_path: Path) -> None:
    """Importing an export twice adds nothing the second time; undoing follows its event."""
    (first,) = ledger.append([event()])
    ledger.append([event(kind=Kind.UNDO, verdict="", text=None, undoes=first.id), event("f2")])
    lines = list(write_lines(ledger.events("news")))
    with open_ledger(sqlite_url(tmp_path / "other.sqlite")) as other:
        other.append([event("f9", run="before")])
        told = list(read_lines(lines, "export.jsonl"))
        assert other.adopt(told) == 3
        assert other.adopt(told) == 0
        one, undo, _ = other.events("news")
        assert undo.undoes == one.id
        assert other.adopt(told, run="later") == 3
        assert other.adopt(told, run="later") == 0


def test_decisions_that_come_home_are_known(ledger: Ledger) -> None:
    """Brought to another run and back, by runs with long names too, every decision is stored once in each run."""
    here = ledger.append([event(finding, run="n" * 200) for finding in ("f1", "f2")])
    assert ledger.adopt(here, run="m" * 200) == 2
    assert ledger.adopt(ledger.events("m" * 200), run="n" * 200) == 0
    assert ledger.adopt(ledger.events("m" * 200), run="third") == 2
    assert ledger.adopt(here, run="third") == 0
    assert ledger.events("n" * 200) == here


def test_exports_of_two_ledgers_in_one_file_are_refused(ledger: Ledger) -> None:
    """Numbers that two ledgers gave would let an undo take back the wrong event: nothing is stored."""
    one = replace(event(), id=1)
    other = replace(event("f2"), id=1)
    with pytest.raises(UsageError, match="one by one"):
        ledger.adopt([one, other, replace(event(kind=Kind.UNDO, verdict="", text=None, undoes=1), id=2)])
    with pytest.raises(UsageError, match="not among those imported"):
        ledger.adopt([replace(event(kind=Kind.UNDO, verdict="", text=None, undoes=1), id=2)])
    assert ledger.runs() == ()


def test_many_writers_miss_nothing_and_lose_no_race_silently(ledger: Ledger) -> None:
    """Of writers who all saw the same state one wins; a reader who reads on by number sees every event."""
    read: list[Event] = []
    told: list[bool] = []
    done = threading.Event()

    def follow() -> None:
        ended = False
        while not ended:
            ended = done.is_set()
            read.extend(ledger.events("news", since=read[-1].id if read else 0))

    def write(person: int) -> int:
        won = 0
        for finding in range(6):
            try:
                ledger.append([event(f"f{finding}", f"p{person}")], seen={("a", f"f{finding}"): 0})
                won += 1
            except LostRaceError as lost:
                told.append(lost.theirs[0].finding == f"f{finding}")
            ledger.adopt([replace(event(f"own {person}"), id=1)], run="news")
        return won

    follower = threading.Thread(target=follow)
    follower.start()
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(write, range(4))) == 6
    done.set()
    follower.join()
    assert read == list(ledger.events("news"))
    assert len(read) == 6 + 4 * 6
    assert told == [True] * (4 * 6 - 6)


def test_nothing_in_the_code_changes_or_removes_events() -> None:
    """No module updates or deletes rows of the table of events."""
    package = Path(ledger_package.__file__).parent
    for path in package.glob("*.py"):
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        rewriting = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id in ("update", "delete")]
        assert [c for c in rewriting if ast.unparse(c.args[0]) == "EVENTS"] == [], path


@pytest.mark.parametrize(
    "more",
    [{"reason": "a\x00b"}, {"seen": "\ud800"}, {"uid": ""}, {"uid": "x" * 60}, {"uid": "a b"}, {"group": "g" * 65}],
)
def test_what_one_database_would_refuse_is_no_event(more: dict[str, object]) -> None:
    """An event that SQLite takes and PostgreSQL does not could never be moved; it cannot be made."""
    with pytest.raises(ValueError, match=r"stored|name an event|longer than"):
        event(**more)


def test_a_line_that_is_no_event_is_named() -> None:
    """The sentence says which file and line."""
    with pytest.raises(UsageError, match=r"export\.jsonl, line 2"):
        list(read_lines([next(write_lines([event()])), '{"kind": "decide"}'], "export.jsonl"))
    with pytest.raises(UsageError, match="unknown keys: colour"):
        list(read_lines(['{"colour": 1}'], "export.jsonl"))


def test_wrong_addresses_are_told(tmp_path: Path) -> None:
    """An address that is none, a database that is away and a newer ledger each get their sentence."""
    with pytest.raises(UsageError, match="no address of a ledger"):
        open_ledger("ledger.sqlite")
    with pytest.raises(UsageError, match="mysql cannot hold a ledger"):
        open_ledger("mysql://host/db")
    with pytest.raises(ServiceError, match="check the database"):
        open_ledger("postgresql://nobody@127.0.0.1:1/none?connect_timeout=1")
    url = sqlite_url(tmp_path / "new.sqlite")
    with open_ledger(url) as ledger, ledger.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UsageError, match="newer version of normalize"):
        open_ledger(url)


def test_the_migrations_make_the_tables_that_the_code_uses(ledger: Ledger) -> None:
    """The steps of the migrations and the tables of the code agree, in both databases."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from normalize.ledger.tables import METADATA

    with ledger.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
