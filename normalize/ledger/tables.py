"""The tables of the ledger, the same in SQLite and PostgreSQL; `migrations/` makes them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

METADATA = MetaData()
#: SQLite numbers rows by itself only in a column that is exactly INTEGER.
_NUMBER = BigInteger().with_variant(Integer, "sqlite")

EVENTS = Table(
    "event",
    METADATA,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("uid", String(64), nullable=False, unique=True),
    Column("run", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("finding", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("person", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("seen", Text, nullable=False),
    Column("text", Text),
    Column("reason", Text, nullable=False),
    Column("group", String(64), nullable=False),
    Column("rule", Text, nullable=False),
    Column("rules_version", Text, nullable=False),
    Column("document_sha256", String(64), nullable=False),
    Column("undoes", _NUMBER, ForeignKey("event.id")),
    Index("event_of_run", "run", "id"),
    Index("event_of_finding", "run", "finding", "id"),
    sqlite_autoincrement=True,
)

PEOPLE = Table(
    "person",
    METADATA,
    Column("name", String(80), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("password", Text, nullable=False),
    Column("made_at", String(40), nullable=False),
)
INVITATIONS = Table(
    "invitation",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("role", String(16), nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("used_at", String(40), nullable=False),
)
SESSIONS = Table(
    "session",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("name", String(80), ForeignKey("person.name"), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("expires", BigInteger, nullable=False),
)
ATTEMPTS = Table(
    "login_attempt",
    METADATA,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("who", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("attempt_of", "who", "at"),
)
LEASES = Table(
    "lease",
    METADATA,
    Column("run", Text, primary_key=True),
    Column("document", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("expires", BigInteger, nullable=False),
)
