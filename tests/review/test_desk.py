"""The review app's answers, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from time import time

import pytest
from starlette.testclient import TestClient

from normalize.errors import UsageError
from normalize.ledger import Ledger, State, standings
from normalize.ledger.people import People, Role
from normalize.review import Book, Reviewing, access_for, make_app
from normalize.review.finding import CONFLICT, Finding

NOW = 4_000_000_000.0
PASSWORD = "correct horse battery"


@pytest.fixture
def client(book: Book, ledger: Ledger) -> Iterator[TestClient]:
    """A client of the one local user."""
    with TestClient(make_app(book, ledger, access_for("127.0.0.1", ledger)), follow_redirects=False) as opened:
        yield opened


def token(client: TestClient, path: str = "/") -> str:
    """The token that forms of a page carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def glued(book: Book) -> Finding:
    """A finding that has others like it."""
    return next(f for f in book.findings if f.seen == "ofThe" and f.document == "quay")


def decide(client: TestClient, finding: Finding, verdict: str, seen: int = 0, **more: str) -> object:
    """Send a decision as the page's form does."""
    form = {"csrf": token(client), "finding": finding.key, "seen": str(seen), "verdict": verdict, "query": "", **more}
    return client.post("/decide", data=form)


def test_a_decision_is_stored_and_moves_on(client: TestClient, book: Book, ledger: Ledger) -> None:
    """Accepting goes to the next open finding, and the ledger knows who, what, from and to."""
    finding = glued(book)
    answer = decide(client, finding, "accept")
    assert answer.status_code == 303  # type: ignore[attr-defined]
    assert finding.key not in answer.headers["location"].replace("%40", "@")  # type: ignore[attr-defined]
    (event,) = ledger.events("news")
    assert (event.person, event.verdict, event.seen, event.text) == ("local", "accept", "ofThe", "of the")
    assert event.rule == "run-together-words"


def test_a_rewrite_and_its_undo(client: TestClient, book: Book, ledger: Ledger) -> None:
    """A person's own text is kept as written; undo opens the finding again, redo brings the text back."""
    finding = glued(book)
    decide(client, finding, "rewrite", text="of a certain")
    assert standings(ledger.events("news"))[finding.ledger_place].event.text == "of a certain"  # type: ignore[union-attr]
    client.post("/undo", data={"csrf": token(client), "query": ""})
    assert standings(ledger.events("news"))[finding.ledger_place].state is State.OPEN
    client.post("/undo", data={"csrf": token(client), "query": "", "redo": "1"})
    assert standings(ledger.events("news"))[finding.ledger_place].state is State.DECIDED
    client.post("/undo", data={"csrf": token(client), "query": "", "redo": "1"})
    assert standings(ledger.events("news"))[finding.ledger_place].state is State.DECIDED


def test_who_comes_second_is_shown_the_first(client: TestClient, book: Book, ledger: Ledger) -> None:
    """A decision that has not seen the newest one is not stored; the page shows theirs and offers both ways on."""
    finding = glued(book)
    decide(client, finding, "accept")
    late = decide(client, finding, "reject")
    assert late.status_code == 409  # type: ignore[attr-defined]
    assert "accepted" in late.text  # type: ignore[attr-defined]
    assert "Take theirs" in late.text  # type: ignore[attr-defined]
    assert len(ledger.events("news")) == 1


@pytest.mark.parametrize(
    ("verdict", "more", "told"),
    [
        ("maybe", {}, "does not fit"),
        ("a", {}, "does not fit"),
        ("accept", {"choice": "9"}, "no such suggestion"),
        ("rewrite", {"text": "ofThe"}, "as it was"),
        ("rewrite", {"text": "x" * 30_000}, "too long"),
    ],
)
def test_forms_that_make_no_sense_get_a_sentence(
    client: TestClient, book: Book, ledger: Ledger, verdict: str, more: dict[str, str], told: str
) -> None:
    """Whatever a form says, nothing wrong is stored and the page says why."""
    answer = decide(client, glued(book), verdict, **more)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert told in answer.text  # type: ignore[attr-defined]
    assert ledger.events("news") == ()


def test_both_right_needs_a_reason(client: TestClient, book: Book, ledger: Ledger) -> None:
    """A conflict in which both are right is settled only with the words that say how."""
    conflict = next(f for f in book.findings if f.kind == CONFLICT)
    assert decide(client, conflict, "both").status_code == 422  # type: ignore[attr-defined]
    decide(client, conflict, "both", reason="one is the budget, one the price")
    assert ledger.events("news")[0].reason == "one is the budget, one the price"


def test_facets_count_under_the_other_filters(client: TestClient, book: Book) -> None:
    """A filter narrows the list and every other facet's counts, and lives in the URL."""
    page = client.get("/?rule=run-together-words").text
    several = sum(f.rule == "run-together-words" for f in book.findings)
    assert f"1 to {several} of {several}" in page
    assert f"1 to {len(book.findings) - several} of" in client.get("/?-rule=run-together-words").text
    assert "No finding passes these filters" in client.get("/?q=nothing-like-this").text


def test_alike_are_decided_together_but_for_those_taken_out(client: TestClient, book: Book, ledger: Ledger) -> None:
    """Those without their tick and those that people decided stay as they are; one undo takes all back."""
    finding = glued(book)
    alike = [f for f in book.clusters[finding.cluster] if not f.alone]
    assert len(alike) >= 4
    decide(client, alike[0], "reject")
    preview = client.get("/alike", params={"finding": finding.key}).text
    assert f"{len(alike) - 1} findings in" in preview
    form = {
        "csrf": token(client), "finding": finding.key, "scope": "alike", "verdict": "accept", "query": "",
        "listed": [f.key for f in alike[1:]], "keep": [f.key for f in alike[2:]],
    }  # fmt: skip
    client.post("/alike", data=form)
    held = standings(ledger.events("news"))
    assert held[alike[0].ledger_place].event.verdict == "reject"  # type: ignore[union-attr]
    assert alike[1].ledger_place not in held
    assert all(held[f.ledger_place].event.verdict == "accept" for f in alike[2:])  # type: ignore[union-attr]
    client.post("/undo", data={"csrf": token(client), "query": ""})
    held = standings(ledger.events("news"))
    assert all(held[f.ledger_place].state is State.OPEN for f in alike[2:])
    assert held[alike[0].ledger_place].state is State.DECIDED


def test_conflicts_are_never_decided_in_bulk(client: TestClient, book: Book, ledger: Ledger) -> None:
    """A bulk decision over a conflict finds nobody to decide."""
    conflict = next(f for f in book.findings if f.kind == CONFLICT)
    form = {"csrf": token(client), "finding": conflict.key, "scope": "rule", "verdict": "reject", "query": ""}
    client.post("/alike", data=form)
    assert ledger.events("news") == ()


def test_the_log_says_who_what_from_and_to(client: TestClient, book: Book) -> None:
    """The log lists, filters, exports, and takes back an event in the middle."""
    first, second = [f for f in book.findings if f.seen == "ofThe"][:2]
    decide(client, first, "accept")
    decide(client, second, "reject", reason="=cmd()")
    page = client.get("/log").text
    assert "ofThe" in page
    assert "of the" in page
    assert client.get("/log?person=nobody").text.count("Take back") < page.count("Take back")
    assert "'=cmd()" in client.get("/log.csv").text
    assert len(client.get("/log.jsonl").text.splitlines()) == 2
    answer = client.post("/undo", data={"csrf": token(client), "event": "1", "back": "log"})
    assert answer.headers["location"] == "/log"
    assert "(taken back)" in client.get("/log").text


def test_forged_forms_are_refused(client: TestClient, book: Book, ledger: Ledger) -> None:
    """No token, a wrong one, another site, another host name: nothing is stored."""
    form = {"finding": glued(book).key, "verdict": "accept", "seen": "0"}
    assert client.post("/decide", data=form).status_code == 403
    assert client.post("/decide", data={**form, "csrf": "wrong"}).status_code == 403
    good = {**form, "csrf": token(client)}
    assert client.post("/decide", data=good, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert ledger.events("news") == ()


def test_a_public_bind_needs_an_account(ledger: Ledger) -> None:
    """Without an account nothing but loopback is served, and the sentence says what to do."""
    with pytest.raises(UsageError, match="normalize people invite"):
        access_for("0.0.0.0", ledger)
    people = People(ledger)
    people.accept(people.invite("ana", Role.LEAD, NOW), PASSWORD, NOW)
    assert access_for("0.0.0.0", ledger).accounts


def member(book: Book, ledger: Ledger, name: str, role: Role, double: int = 0) -> TestClient:
    """A client that has accepted an invitation and logged in."""
    people = People(ledger)
    link = people.invite(name, role, time())
    if not people.everybody():
        first = people.invite("first", Role.LEAD, time())
        people.accept(first, PASSWORD, time())
    client = TestClient(
        make_app(book, ledger, access_for("127.0.0.1", ledger), Reviewing(double)), follow_redirects=False
    )
    csrf = token(client, f"/invitation/{link}")
    assert client.post(f"/invitation/{link}", data={"csrf": csrf, "password": PASSWORD}).status_code == 303
    csrf = token(client, "/login")
    assert client.post("/login", data={"csrf": csrf, "name": name, "password": PASSWORD}).status_code == 303
    return client


def test_accounts_and_roles(book: Book, ledger: Ledger) -> None:
    """Strangers are sent to the login; readers look but do not decide; reviewers decide under their name."""
    reader = member(book, ledger, "rea", Role.READER)
    reviewer = member(book, ledger, "ben", Role.REVIEWER)
    stranger = TestClient(make_app(book, ledger, access_for("127.0.0.1", ledger)), follow_redirects=False)
    assert stranger.get("/").headers["location"] == "/login"
    assert stranger.post("/decide", data={}).status_code == 401
    assert reader.get("/").status_code == 200
    assert decide(reader, glued(book), "accept").status_code == 403  # type: ignore[attr-defined]
    decide(reviewer, glued(book), "accept")
    assert [e.person for e in ledger.events("news")] == ["ben"]
    wrong = stranger.post("/login", data={"csrf": token(stranger, "/login"), "name": "ben", "password": "no"})
    assert wrong.status_code == 401
    assert "do not go together" in wrong.text


def test_two_decide_blind_and_the_lead_settles(book: Book, ledger: Ledger) -> None:
    """On the shared part nobody sees the other's verdict before giving their own; a dispute waits for the lead."""
    ana = member(book, ledger, "ana", Role.REVIEWER, 100)
    ben = member(book, ledger, "ben", Role.REVIEWER, 100)
    lea = member(book, ledger, "lea", Role.LEAD, 100)
    finding = glued(book)
    decide(ana, finding, "accept", reason="plainly glued")
    shown = ben.get(f"/?at={finding.key}").text
    assert "plainly glued" not in shown
    assert "without seeing their verdict" in shown
    assert "plainly glued" not in ben.get("/log.jsonl").text
    decide(ben, finding, "reject")
    assert standings(ledger.events("news"))[finding.ledger_place].state is State.DISPUTED
    last = max(e.id for e in ledger.events("news"))
    decide(lea, finding, "accept", seen=last)
    assert standings(ledger.events("news"))[finding.ledger_place].state is State.FINAL
    assert "1" in lea.get("/agreement").text


def test_hostile_text_is_shown_and_not_obeyed(client: TestClient, book: Book) -> None:
    """No page holds the tags, the template or the direction controls of an article."""
    for finding in (f for f in book.findings if f.document.startswith("hostile")):
        for path in (f"/?at={finding.key}", f"/alike?finding={finding.key}", f"/name?finding={finding.key}"):
            page = client.get(path).text
            assert "<script>alert" not in page
            assert "<img src=x" not in page
            assert "\u202e" not in page
    assert "default-src 'none'" in client.get("/").headers["content-security-policy"]


def test_the_vendored_library_is_the_one_that_was_read() -> None:
    """htmx is the published file, byte for byte."""
    import hashlib

    from normalize.review.app import STATIC

    digest = hashlib.sha256((STATIC / "htmx.min.js").read_bytes()).hexdigest()
    assert digest == "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"
