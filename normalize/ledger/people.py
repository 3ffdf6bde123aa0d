"""Accounts: invitations, passwords, sessions, and a limit on guessing. Kept beside the events."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update

from normalize.errors import NormalizeError, UsageError
from normalize.ledger.store import Ledger
from normalize.ledger.tables import ATTEMPTS, INVITATIONS, PEOPLE, SESSIONS

if TYPE_CHECKING:
    from argon2 import PasswordHasher

#: Seconds that an invitation, and a session without use of it, last.
INVITED_FOR, LOGGED_IN_FOR = 7 * 86_400, 12 * 3_600
#: So many failed logins within so many seconds shut out an account, or an address.
MOST_FAILURES, WITHIN = 5, 15 * 60
SHORTEST_PASSWORD = 12
_NAME = re.compile(r"[\w.@-]{1,80}\Z")


class Role(IntEnum):
    """What a person may do; each may do what those before may."""

    READER = 0
    REVIEWER = 1
    LEAD = 2


class RefusedError(NormalizeError):
    """A login, an invitation or a password that is not accepted; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may work on runs."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Session:
    """A person who is logged in, and the token that their forms must carry."""

    person: Person
    csrf: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who a link was made for."""

    name: str
    role: Role


class People:
    """The accounts of a ledger. `now` in every call is seconds since 1970, so that time is the caller's to tell."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def everybody(self) -> tuple[Person, ...]:
        """All accounts, by name."""
        query = select(PEOPLE.c.name, PEOPLE.c.role).order_by(PEOPLE.c.name)
        with self._ledger.reading() as connection:
            return tuple(Person(row.name, Role[row.role]) for row in connection.execute(query))

    def expects(self, now: float) -> bool:
        """Whether there is an account, or an invitation to open one."""
        waiting = (INVITATIONS.c.used_at == "") & (INVITATIONS.c.expires >= int(now))
        with self._ledger.reading() as connection:
            invited = connection.execute(select(INVITATIONS.c.name).where(waiting).limit(1)).first()
        return invited is not None or bool(self.everybody())

    def invite(self, name: str, role: Role, now: float) -> str:
        """A token for one use that lets its holder open an account, or set a new password for theirs.

        Only its hash is stored. Raises UsageError for a name that cannot be an account's.
        """
        if not _NAME.match(name) or name == "local":
            raise UsageError(f'"{name}" cannot name an account; use letters, digits, ".", "_", "-" and "@"')
        token = secrets.token_urlsafe(24)
        row = {"token_hash": _hash(token), "name": name, "role": role.name, "used_at": ""}
        with self._ledger.writing("people") as connection:
            connection.execute(insert(INVITATIONS).values(**row, expires=int(now) + INVITED_FOR))
        return token

    def invitation(self, token: str, now: float) -> Invitation:
        """Whom a token invites. Raises RefusedError when it is unknown, used or too old."""
        query = select(INVITATIONS).where(INVITATIONS.c.token_hash == _hash(token))
        with self._ledger.reading() as connection:
            row = connection.execute(query).first()
        if row is None or row.used_at or row.expires < now:
            raise RefusedError("this invitation was used, is too old, or never was; ask for a new one")
        return Invitation(row.name, Role[row.role])

    def accept(self, token: str, password: str, now: float) -> Person:
        """Use up an invitation and set the password. Raises RefusedError as `invitation` does, or for a weak one."""
        invited = self.invitation(token, now)
        if len(password) < SHORTEST_PASSWORD:
            raise RefusedError(f"the password is too short; use at least {SHORTEST_PASSWORD} characters")
        secret, at = _hasher().hash(password), _stamp(now)
        with self._ledger.writing("people") as connection:
            used = update(INVITATIONS).where(INVITATIONS.c.token_hash == _hash(token), INVITATIONS.c.used_at == "")
            if connection.execute(used.values(used_at=at)).rowcount != 1:
                raise RefusedError("this invitation was used in the meantime; ask for a new one")
            changed = (
                update(PEOPLE).where(PEOPLE.c.name == invited.name).values(role=invited.role.name, password=secret)
            )
            if connection.execute(changed).rowcount == 0:
                connection.execute(
                    insert(PEOPLE).values(name=invited.name, role=invited.role.name, password=secret, made_at=at)
                )
            connection.execute(delete(SESSIONS).where(SESSIONS.c.name == invited.name))
        return Person(invited.name, invited.role)

    def log_in(self, name: str, password: str, address: str, now: float) -> str:
        """A token for a new session. Raises RefusedError for a wrong name or password, or after too many of them.

        Failures count for the account and for the address, and are kept, so that a restart forgives nothing.
        """
        from argon2.exceptions import Argon2Error, InvalidHashError

        keys = (f"name:{name[:80]}", f"address:{address}")
        with self._ledger.writing("people") as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.at < int(now) - WITHIN))
            for key in keys:
                failed = select(func.count()).select_from(ATTEMPTS).where(ATTEMPTS.c.who == key)
                if connection.execute(failed).scalar_one() >= MOST_FAILURES:
                    raise RefusedError(f"too many failed logins; wait {WITHIN // 60} minutes and try again")
            # Counted before the password is looked at, so that guesses sent at the same time all count.
            counted = [
                connection.execute(insert(ATTEMPTS).values(who=key, at=int(now)).returning(ATTEMPTS.c.id)).scalar_one()
                for key in keys
            ]
            stored = connection.execute(select(PEOPLE.c.password).where(PEOPLE.c.name == name)).scalar()
        try:
            # An unknown name costs the same time as a known one.
            _hasher().verify(stored or _nobody(), password)
        except (Argon2Error, InvalidHashError):
            stored = None
        if stored is None:
            raise RefusedError("name and password do not go together")
        token = secrets.token_urlsafe(32)
        row = {"token_hash": _hash(token), "name": name, "csrf": secrets.token_urlsafe(24)}
        with self._ledger.writing("people") as connection:
            connection.execute(delete(ATTEMPTS).where((ATTEMPTS.c.who == keys[0]) | ATTEMPTS.c.id.in_(counted)))
            connection.execute(delete(SESSIONS).where(SESSIONS.c.expires < int(now)))
            connection.execute(insert(SESSIONS).values(**row, expires=int(now) + LOGGED_IN_FOR))
        return token

    def session(self, token: str, now: float) -> Session | None:
        """Who is logged in by a token, if anybody. Use of it makes it last longer."""
        query = (
            select(PEOPLE.c.name, PEOPLE.c.role, SESSIONS.c.csrf, SESSIONS.c.expires)
            .join(SESSIONS, SESSIONS.c.name == PEOPLE.c.name)
            .where(SESSIONS.c.token_hash == _hash(token), SESSIONS.c.expires >= int(now))
        )
        with self._ledger.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        if row.expires < now + LOGGED_IN_FOR / 2:  # seldom, so that a request seldom writes
            mine = SESSIONS.c.token_hash == _hash(token)
            with self._ledger.writing("people") as connection:
                connection.execute(update(SESSIONS).where(mine).values(expires=int(now) + LOGGED_IN_FOR))
        return Session(Person(row.name, Role[row.role]), row.csrf)

    def log_out(self, token: str) -> None:
        """End a session."""
        with self._ledger.writing("people") as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.token_hash == _hash(token)))


def _hash(token: str) -> str:
    # Tokens are long and random: nothing is gained by a slow hash.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


def _nobody() -> str:
    """The hash of a password that nobody has, made with the costs of today."""
    return _hasher().hash(secrets.token_urlsafe(16))


def _stamp(now: float) -> str:
    return datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
