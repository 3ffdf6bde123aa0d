"""Who gets in: cookies, long forms, forged tokens, invitations from another machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from time import time

import pytest
from starlette.testclient import TestClient

from normalize.ledger import Ledger
from normalize.ledger.people import MOST_FAILURES, People, Role
from normalize.review import Book, access_for, make_app

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 at its cheapest: what it costs is not what these tests are about."""
    from argon2 import PasswordHasher

    monkeypatch.setattr("normalize.ledger.people._hasher", lambda: PasswordHasher(1, 8, 1))


@pytest.fixture
def public(book: Book, ledger: Ledger) -> Iterator[TestClient]:
    """A client from another machine; ana was invited and has not come yet."""
    People(ledger).invite("ana", Role.LEAD, time())
    app = make_app(book, ledger, access_for("0.0.0.0", ledger, ("review.example",)))
    with TestClient(app, "https://review.example", follow_redirects=False) as opened:
        yield opened


def csrf(client: TestClient, path: str) -> str:
    """The token that the forms of a page carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def log_in(client: TestClient, name: str, password: str) -> object:
    """Send the login form."""
    return client.post("/login", data={"csrf": csrf(client, "/login"), "name": name, "password": password})


def test_the_first_account_is_opened_from_another_machine(public: TestClient, ledger: Ledger) -> None:
    """Before anybody has an account strangers see the login alone; who is invited gets in, once, by a safe cookie."""
    assert public.get("/").headers["location"] == "/login"
    link = f"/invitation/{People(ledger).invite('ana', Role.LEAD, time())}"
    assert public.post(link, data={"csrf": csrf(public, link), "password": "short"}).status_code == 422
    assert public.post(link, data={"csrf": csrf(public, link), "password": PASSWORD}).status_code == 303
    assert public.get(link).status_code == 410
    cookie = log_in(public, "ana", PASSWORD).headers["set-cookie"].casefold()  # type: ignore[attr-defined]
    assert all(word in cookie for word in ("httponly", "samesite=lax", "secure", "path=/"))
    assert public.get("/").status_code == 200


def test_logging_out_ends_the_session_at_the_server(public: TestClient, ledger: Ledger) -> None:
    """A cookie that somebody copied is worth nothing after its owner has logged out."""
    people = People(ledger)
    people.accept(people.invite("ben", Role.REVIEWER, time()), PASSWORD, time())
    log_in(public, "ben", PASSWORD)
    copied = dict(public.cookies)
    assert public.post("/logout", data={"csrf": csrf(public, "/")}).status_code == 303
    public.cookies.update(copied)
    assert public.get("/").headers["location"] == "/login"


def test_a_token_of_another_session_is_refused(public: TestClient, ledger: Ledger) -> None:
    """The token of one's own session, or of the login page, forges no form of somebody else's."""
    people = People(ledger)
    stranger = csrf(public, "/login")
    people.accept(people.invite("ben", Role.REVIEWER, time()), PASSWORD, time())
    log_in(public, "ben", PASSWORD)
    assert public.post("/decide", data={"csrf": stranger}).status_code == 403
    own = people.session(people.log_in("ben", PASSWORD, "elsewhere", time()), time())
    assert own is not None
    assert public.post("/decide", data={"csrf": own.csrf}).status_code == 403


def test_guessing_in_the_page_is_limited(public: TestClient) -> None:
    """After a few tries the page says to wait."""
    for _ in range(MOST_FAILURES):
        assert log_in(public, "ana", "wrong").status_code == 401  # type: ignore[attr-defined]
    assert "too many failed logins" in log_in(public, "ana", "wrong").text  # type: ignore[attr-defined]


def test_bodies_without_end_are_not_read(public: TestClient) -> None:
    """A form that is too long, does not say how long it is, or says nonsense, is refused before it is read."""

    for length in ("99999999", "-1", "many", "9" * 5000):
        assert public.post("/login", content=b"x", headers={"content-length": length}).status_code == 413
    chunked = public.post("/login", content=iter([b"csrf=", b"x"]), headers={"transfer-encoding": "chunked"})
    assert chunked.status_code == 413
