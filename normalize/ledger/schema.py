"""Bring a ledger's tables up to date, once, however many processes open it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from normalize.errors import UsageError

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0003"


def upgrade(connection: Connection, where: str) -> None:
    """Make or migrate the tables inside the connection's transaction, which shuts out everybody else.

    Raises UsageError when the ledger was made by a newer version.
    """
    version = _version(connection)
    if version == HEAD:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version and version not in known:
        raise UsageError(
            f"{where}: this ledger was made by a newer version of normalize (its tables are of version {version}); "
            "update normalize, or name another ledger"
        )
    command.upgrade(config, HEAD)


def _version(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
