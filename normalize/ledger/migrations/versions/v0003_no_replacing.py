"""A guard against `INSERT OR REPLACE`, which in SQLite removes a row without the triggers of DELETE."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the guard; PostgreSQL needs none, for there every replacement is an UPDATE."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER event_no_replace BEFORE INSERT ON event "
            "WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id OR uid = NEW.uid) "
            "BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END"
        )


def downgrade() -> None:
    """Remove the guard."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER event_no_replace")
