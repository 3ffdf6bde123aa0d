"""Run the steps on the connection that `schema.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from normalize.ledger.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
