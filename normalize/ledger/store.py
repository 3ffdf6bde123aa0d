"""The ledger on disk: events are appended in transactions and never changed."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, func, insert, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from normalize.errors import NormalizeError, ServiceError, UsageError
from normalize.ledger.event import Event, Kind, Place
from normalize.ledger.schema import upgrade
from normalize.ledger.tables import EVENTS

_NAMES = tuple(f.name for f in fields(Event))
_DECIDING = (Kind.DECIDE.value, Kind.FINAL.value, Kind.UNDO.value)
#: How long a writer waits for another one, in milliseconds.
_PATIENCE_MS = 10_000
#: Between an event's first name and the run that it was brought to.
_FROM = "@"
_TWO = "two events have the number {}; import the exports of two ledgers one by one"
_IN_ONE_STATEMENT = 500  # findings; both databases limit the values of a statement


class LostRaceError(NormalizeError):
    """Somebody decided first: `theirs` are their events, which the caller had not seen. Nothing was stored."""

    def __init__(self, theirs: Sequence[Event]) -> None:
        names = ", ".join(sorted({e.person for e in theirs}))
        super().__init__(f"{names} decided on this in the meantime; look at it again")
        self.theirs = tuple(theirs)


class Ledger:
    """An open ledger; made by `open_ledger`. Safe to share between threads."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.where = where
        self._engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with. Raises ServiceError when the database fails."""
        with self._told(), self._engine.connect() as connection:
            yield connection.execution_options(reads=True)

    @contextmanager
    def writing(self, *locks: str) -> Iterator[Connection]:
        """A connection inside one transaction that no other writer (of one of `locks`, in PostgreSQL) shares.

        What was written is on disk when the block ends. Raises ServiceError when the database fails.
        """
        with self._told(), self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                # Order of events: nobody takes a number before those who hold lower ones have committed.
                for lock in locks:
                    number = zlib.crc32(lock.encode())
                    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            told = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
            raise ServiceError(f"{self.where}: the ledger cannot be used ({told}); check the database") from error

    def append(self, events: Iterable[Event], seen: Mapping[Place, int] | None = None) -> tuple[Event, ...]:
        """Store events (of one run), all or none; they are on disk when this returns. They come back numbered.

        `seen` gives for findings the number of the newest deciding event that was looked at; raises LostRaceError when
        there is a newer one. Raises UsageError for an undo of an event that is not there.
        """
        new = tuple(events)
        if not new:
            return ()
        run = new[0].run
        if any(e.run != run for e in new):
            raise ValueError("the events of one call belong to one run")
        with self.writing(run) as connection:
            self._check_race(connection, run, seen or {})
            self._check_undone(connection, new)
            return tuple(replace(e, id=number) for e, number in zip(new, _insert(connection, new), strict=True))

    def events(self, run: str, *, since: int = 0) -> tuple[Event, ...]:
        """The events of a run after number `since`, in order."""
        query = select(EVENTS).where(EVENTS.c.run == run, EVENTS.c.id > since).order_by(EVENTS.c.id)
        with self.reading() as connection:
            return tuple(_event(row._mapping) for row in connection.execute(query))

    def about(self, run: str, place: Place) -> tuple[Event, ...]:
        """The events of one finding, in order."""
        document, finding = place
        here = (EVENTS.c.run == run) & (EVENTS.c.finding == finding) & (EVENTS.c.document == document)
        query = select(EVENTS).where(here).order_by(EVENTS.c.id)
        with self.reading() as connection:
            return tuple(_event(row._mapping) for row in connection.execute(query))

    def runs(self) -> tuple[str, ...]:
        """The runs that have events, by name."""
        with self.reading() as connection:
            return tuple(connection.execute(select(EVENTS.c.run).distinct().order_by(EVENTS.c.run)).scalars())

    def adopt(self, events: Iterable[Event], run: str = "") -> int:
        """Store exported events that are not here yet, under `run` if it is named; how many were new.

        Undone events keep their undoing: numbers are given anew and `undoes` follows. Raises UsageError for an undo of
        an event that is not among them, or when two of them have one number; nothing is stored then.
        """
        told = sorted((replace(e, run=run or e.run, uid=_uid_in(e, run)) for e in events), key=lambda e: e.id)
        # The lock of each run as well: who reads on from a number must not miss one that was given out before.
        with self.writing("import", *sorted({e.run for e in told})) as connection:
            numbers: dict[int, int] = {}
            known = _known(connection, told)
            new: list[Event] = []
            added = 0
            for e in told:
                number = known.get((e.run, e.uid)) or known.get((e.run, _first_uid(e)))
                if number is None:
                    if e.undoes is not None and e.undoes not in numbers:
                        added += _store(connection, new, numbers)
                    new.append(replace(e, undoes=_renumbered(e, numbers)))
                elif numbers.setdefault(e.id, number) != number:
                    raise UsageError(_TWO.format(e.id))
            return added + _store(connection, new, numbers)

    def _check_race(self, connection: Connection, run: str, seen: Mapping[Place, int]) -> None:
        findings = sorted({finding for _, finding in seen})
        theirs: list[Event] = []
        for at in range(0, len(findings), _IN_ONE_STATEMENT):
            some = findings[at : at + _IN_ONE_STATEMENT]
            newest = select(func.max(EVENTS.c.id)).where(
                EVENTS.c.run == run, EVENTS.c.finding.in_(some), EVENTS.c.kind.in_(_DECIDING)
            )
            rows = connection.execute(
                select(EVENTS).where(EVENTS.c.id.in_(newest.group_by(EVENTS.c.document, EVENTS.c.finding)))
            )
            theirs += [e for e in (_event(row._mapping) for row in rows) if e.id > seen.get(e.place, e.id)]
        if theirs:
            raise LostRaceError(sorted(theirs, key=lambda e: e.id))

    def _check_undone(self, connection: Connection, new: Sequence[Event]) -> None:
        for e in new:
            if e.undoes is None:
                continue
            found = connection.execute(select(EVENTS).where(EVENTS.c.id == e.undoes)).first()
            if found is None or (found.run, found.document, found.finding) != (e.run, *e.place):
                raise UsageError(f"there is no event {e.undoes} of this finding to take back; reload the page")


def open_ledger(url: str) -> Ledger:
    """The ledger at a database URL, its tables made or brought up to date.

    `sqlite:///folder/file.sqlite` (write-ahead log, every commit flushed to disk) or
    `postgresql+psycopg://user:password@host/database` (needs the extra `postgres`). Raises UsageError for an address
    that is none, ServiceError when the database cannot be reached.
    """
    address = _address(url)
    where = address.render_as_string(hide_password=True)
    try:
        engine = _engine(address)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise UsageError(f"{where}: this ledger cannot be opened ({error}); {_KNOWN}") from error
    ledger = Ledger(engine, where)
    try:
        with ledger.writing("schema") as connection:
            upgrade(connection, where)
    except BaseException:
        ledger.close()
        raise
    return ledger


def ledger_url(configured: str, run: Path) -> str:
    """The URL of the ledger of a run: the configured one, else a file beside the run's folder.

    Beside it, not inside: a run may be made anew, and what people decided must outlive it.
    """
    return configured or sqlite_url(run.absolute().parent / ".normalize" / "ledger.sqlite")


def sqlite_url(path: Path) -> str:
    """The URL of a ledger in a file."""
    return URL.create("sqlite", database=str(path.absolute())).render_as_string()


_KNOWN = "write sqlite:///file, or postgresql+psycopg://user@host/database with the extra `postgres` installed"


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise UsageError(f"{url!r} is no address of a ledger; {_KNOWN}") from error
    if address.drivername in ("postgresql", "postgres"):
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() not in ("sqlite", "postgresql"):
        raise UsageError(f"{address.drivername} cannot hold a ledger; {_KNOWN}")
    return address


def _engine(address: URL) -> Engine:
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True)
    if address.database:
        _make_folder(Path(address.database).parent)
    engine = create_engine(address, connect_args={"timeout": _PATIENCE_MS / 1000})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_PATIENCE_MS}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Whoever may write says so at once: turning a reader into a writer half-way can fail.
        connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get("reads") else "BEGIN IMMEDIATE")

    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be made ({error.strerror or error}); name another ledger") from error


def _insert(connection: Connection, events: Sequence[Event]) -> list[int]:
    """Store events in their order; the numbers that they were given."""
    if not events:
        return []
    rows = [{name: getattr(e, name) for name in _NAMES if name != "id"} | {"kind": e.kind.value} for e in events]
    numbered = insert(EVENTS).returning(EVENTS.c.id, sort_by_parameter_order=True)
    return list(connection.execute(numbered, rows).scalars())


def _store(connection: Connection, new: list[Event], numbers: dict[int, int]) -> int:
    """Store the events of `new`, which is empty afterwards, and add their old and new numbers; how many they were."""
    for e, number in zip(new, _insert(connection, new), strict=True):
        if numbers.setdefault(e.id, number) != number:
            raise UsageError(_TWO.format(e.id))
    added = len(new)
    new.clear()
    return added


def _renumbered(e: Event, numbers: Mapping[int, int]) -> int | None:
    if e.undoes is not None and e.undoes not in numbers:
        raise UsageError(f"event {e.id} takes back event {e.undoes}, which is not among those imported")
    return numbers[e.undoes] if e.undoes is not None else None


def _known(connection: Connection, events: Sequence[Event]) -> dict[tuple[str, str], int]:
    """The numbers, by run and name, of those events that are here: also under the name that they had at first."""
    names = sorted({name for e in events for name in (e.uid, _first_uid(e))})
    known: dict[tuple[str, str], int] = {}
    for at in range(0, len(names), _IN_ONE_STATEMENT):
        some = EVENTS.c.uid.in_(names[at : at + _IN_ONE_STATEMENT])
        rows = connection.execute(select(EVENTS.c.run, EVENTS.c.uid, EVENTS.c.id).where(some))
        known |= {(row.run, row.uid): row.id for row in rows}
    return known


def _first_uid(e: Event) -> str:
    """The name that an event had where it was said."""
    return e.uid.partition(_FROM)[0]


def _uid_in(e: Event, run: str) -> str:
    """The name of an event in `run`: its own where it was said, else one that tells where it was brought."""
    if not run or run == e.run:
        return e.uid
    return f"{_first_uid(e)}{_FROM}{hashlib.sha256(run.encode()).hexdigest()[:16]}"


def _event(row: Mapping[Any, Any]) -> Event:
    return Event(**{**{name: row[name] for name in _NAMES}, "kind": Kind(row["kind"])})
