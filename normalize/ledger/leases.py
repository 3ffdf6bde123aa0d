"""Leases: who works on a document just now, so that two reviewers do not do the same work."""

from __future__ import annotations

from sqlalchemy import delete, insert, select, update

from normalize.ledger.store import Ledger
from normalize.ledger.tables import LEASES

#: Seconds that a lease lasts after its holder's last deed.
LEASED_FOR = 10 * 60


class Leases:
    """The leases of a run's documents. `now` is seconds since 1970."""

    def __init__(self, ledger: Ledger, run: str) -> None:
        self._ledger, self._run = ledger, run

    def take(self, document: str, person: str, now: float) -> str:
        """Take or renew the lease on a document; the name of who holds it afterwards, perhaps somebody else."""
        here = (LEASES.c.run == self._run) & (LEASES.c.document == document)
        with self._ledger.writing(self._run) as connection:
            held = connection.execute(select(LEASES.c.person, LEASES.c.expires).where(here)).first()
            until = int(now) + LEASED_FOR
            if held is None:
                row = {"run": self._run, "document": document, "person": person}
                connection.execute(insert(LEASES).values(**row, expires=until))
            elif held.person == person or held.expires < now:
                connection.execute(update(LEASES).where(here).values(person=person, expires=until))
            else:
                return str(held.person)
        return person

    def give_back(self, person: str) -> None:
        """Let go of everything that a person holds in this run."""
        with self._ledger.writing(self._run) as connection:
            connection.execute(delete(LEASES).where(LEASES.c.run == self._run, LEASES.c.person == person))

    def held(self, now: float) -> dict[str, str]:
        """Who holds which document now."""
        query = select(LEASES.c.document, LEASES.c.person).where(
            LEASES.c.run == self._run, LEASES.c.expires >= int(now)
        )
        with self._ledger.reading() as connection:
            return {row.document: row.person for row in connection.execute(query)}
