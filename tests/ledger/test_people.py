"""Accounts: invitations work once, guessing is limited, sessions end."""

from __future__ import annotations

import pytest

from normalize.errors import UsageError
from normalize.ledger import Ledger, open_ledger
from normalize.ledger.leases import LEASED_FOR, Leases
from normalize.ledger.people import (
    INVITED_FOR,
    LOGGED_IN_FOR,
    MOST_FAILURES,
    WITHIN,
    People,
    Person,
    RefusedError,
    Role,
)

NOW = 1_767_600_000.0
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 at its cheapest: what it costs is not what these tests are about."""
    from argon2 import PasswordHasher

    monkeypatch.setattr("normalize.ledger.people._hasher", lambda: PasswordHasher(1, 8, 1))


def test_an_invitation_opens_an_account_once(ledger: Ledger) -> None:
    """The holder of a link sets a password and logs in; the link does nothing a second time."""
    people = People(ledger)
    token = people.invite("ana", Role.LEAD, NOW)
    assert people.invitation(token, NOW).name == "ana"
    assert people.accept(token, PASSWORD, NOW) == Person("ana", Role.LEAD)
    assert people.everybody() == (Person("ana", Role.LEAD),)
    with pytest.raises(RefusedError, match="ask for a new one"):
        people.accept(token, PASSWORD, NOW)
    session = people.session(people.log_in("ana", PASSWORD, "127.0.0.1", NOW), NOW)
    assert session is not None
    assert session.person == Person("ana", Role.LEAD)
    assert len(session.csrf) > 20


def test_old_and_invented_invitations_are_refused(ledger: Ledger) -> None:
    """A link that is too old, or was never made, opens nothing; nor does a short password."""
    people = People(ledger)
    token = people.invite("ana", Role.READER, NOW)
    with pytest.raises(RefusedError, match="too old"):
        people.invitation(token, NOW + INVITED_FOR + 1)
    with pytest.raises(RefusedError, match="ask for a new one"):
        people.invitation("made-up", NOW)
    with pytest.raises(RefusedError, match="at least 12"):
        people.accept(token, "short", NOW)
    with pytest.raises(UsageError, match="cannot name an account"):
        people.invite("../ana", Role.READER, NOW)


def test_guessing_is_limited_and_a_restart_forgives_nothing(ledger_url: str) -> None:
    """After a few wrong passwords the right one is refused too, until time has passed."""
    with open_ledger(ledger_url) as ledger:
        people = People(ledger)
        people.accept(people.invite("ana", Role.REVIEWER, NOW), PASSWORD, NOW)
        for _ in range(MOST_FAILURES):
            with pytest.raises(RefusedError, match="do not go together"):
                people.log_in("ana", "wrong password", "10.0.0.1", NOW)
    with open_ledger(ledger_url) as ledger:
        people = People(ledger)
        with pytest.raises(RefusedError, match="too many"):
            people.log_in("ana", PASSWORD, "10.0.0.2", NOW)
        assert people.log_in("ana", PASSWORD, "10.0.0.2", NOW + WITHIN + 1)


def test_logging_in_often_shuts_nobody_out(ledger: Ledger) -> None:
    """Successful logins do not count towards the limit of an address."""
    people = People(ledger)
    people.accept(people.invite("ana", Role.REVIEWER, NOW), PASSWORD, NOW)
    for _ in range(MOST_FAILURES + 2):
        assert people.log_in("ana", PASSWORD, "10.0.0.1", NOW)


def test_sessions_end(ledger: Ledger) -> None:
    """A session ends by logging out, by time, and when the password is set anew."""
    people = People(ledger)
    people.accept(people.invite("ana", Role.REVIEWER, NOW), PASSWORD, NOW)
    token = people.log_in("ana", PASSWORD, "a", NOW)
    assert people.session(token, NOW + LOGGED_IN_FOR + 1) is None
    assert people.session(token, NOW + LOGGED_IN_FOR - 1) is not None
    assert people.session(token, NOW + LOGGED_IN_FOR + 1) is not None  # work goes on, so the session does
    people.log_out(token)
    assert people.session(token, NOW) is None
    other = people.log_in("ana", PASSWORD, "a", NOW)
    people.accept(people.invite("ana", Role.READER, NOW), "another long password", NOW)
    assert people.session(other, NOW) is None
    assert people.everybody() == (Person("ana", Role.READER),)


def test_an_address_that_guesses_at_many_accounts_is_shut_out(ledger: Ledger) -> None:
    """Guesses at different names from one address count together, and shut out no other address."""
    people = People(ledger)
    people.accept(people.invite("ana", Role.REVIEWER, NOW), PASSWORD, NOW)
    for number in range(MOST_FAILURES):
        with pytest.raises(RefusedError, match="do not go together"):
            people.log_in(f"guess{number}", "wrong password", "10.0.0.1", NOW)
    with pytest.raises(RefusedError, match="too many"):
        people.log_in("ana", PASSWORD, "10.0.0.1", NOW)
    assert people.log_in("ana", PASSWORD, "10.0.0.2", NOW)


def test_accounts_are_asked_for_from_the_first_invitation(ledger: Ledger) -> None:
    """An open invitation is enough, so that the first account can be opened from another machine; an old one is not."""
    people = People(ledger)
    assert not people.expects(NOW)
    token = people.invite("ana", Role.LEAD, NOW)
    assert people.expects(NOW)
    assert not people.expects(NOW + INVITED_FOR + 1)
    people.accept(token, PASSWORD, NOW)
    assert people.expects(NOW + INVITED_FOR + 1)


def test_no_secret_is_stored_as_it_is(ledger: Ledger) -> None:
    """Neither password nor any token stands in the tables."""
    from normalize.ledger.tables import INVITATIONS, PEOPLE, SESSIONS

    people = People(ledger)
    invited = people.invite("ana", Role.REVIEWER, NOW)
    people.accept(invited, PASSWORD, NOW)
    token = people.log_in("ana", PASSWORD, "a", NOW)
    with ledger.reading() as connection:
        rows = [str(row) for table in (PEOPLE, INVITATIONS, SESSIONS) for row in connection.execute(table.select())]
    assert rows
    assert not any(secret in row for row in rows for secret in (PASSWORD, invited, token))


def test_passwords_cost_a_guesser_what_the_standard_asks() -> None:
    """Argon2id with at least the least that RFC 9106 and OWASP recommend: 19 MiB, two passes."""
    from argon2 import PasswordHasher
    from argon2.low_level import Type

    hasher = PasswordHasher()
    assert (hasher.type, hasher.memory_cost >= 19 * 1024, hasher.time_cost >= 2) == (Type.ID, True, True)


def test_a_lease_is_held_until_it_runs_out(ledger: Ledger) -> None:
    """One person holds a document; others see who; after ten quiet minutes it is free."""
    leases = Leases(ledger, "news")
    assert leases.take("a", "ana", NOW) == "ana"
    assert leases.take("a", "ben", NOW + 1) == "ana"
    assert leases.take("a", "ana", NOW + 500) == "ana"
    assert leases.held(NOW + LEASED_FOR + 1) == {"a": "ana"}
    assert leases.take("a", "ben", NOW + 501 + LEASED_FOR) == "ben"
    leases.give_back("ben")
    assert leases.held(NOW) == {}
