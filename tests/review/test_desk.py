"""The review app's answers, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from time import time
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from normalize.errors import UsageError
from normalize.facts import load_facts
from normalize.ledger import Event, Kind, Ledger, State, standings
from normalize.ledger.people import People, Role
from normalize.model import MadeBy, Span
from normalize.report import Passage
from normalize.review import Book, Reviewing, access_for, make_app
from normalize.review.board import Board
from normalize.review.bulk import interval
from normalize.review.finding import CONFLICT, CORRECTION, Finding
from normalize.review.query import FACETS, VIEWS, Query

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


def made_up(seen: str, after: str, start: int) -> Finding:
    """A finding of no real run."""
    span = Span(start, start + len(seen))
    passage = Passage(span, 1, start + 1, "before ", seen, " after")
    return Finding(
        fingerprint=f"{start:064x}",
        kind=CORRECTION,
        rule="repeated-word",
        document="doc",
        name="doc.txt",
        place=passage,
        seen=seen,
        choices=(after,),
        made=False,
        message="Why not.",
        sure=0.5,
        level="suggestion",
        cluster=f"cluster {start}",
        alone=False,
        span=span,
    )


def client_of(findings: tuple[Finding, ...], ledger: Ledger) -> TestClient:
    """A client over findings of no real run."""
    book = Book("news", findings, {"doc": "doc.txt"}, {"doc": "0" * 64}, {}, MadeBy("0", "0", "0"), Path())
    return TestClient(make_app(book, ledger, access_for("127.0.0.1", ledger)), follow_redirects=False)


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
    assert "in another window" in late.text  # type: ignore[attr-defined]
    assert "Keep the first" in late.text  # type: ignore[attr-defined]
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
    for host in ("evil.example", "127.0.0.1:80.evil.example", "[::1].evil.example"):
        assert client.get("/", headers={"host": host}).status_code == 421
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


def test_a_form_sent_twice_is_one_decision(client: TestClient, book: Book, ledger: Ledger) -> None:
    """What the browser sends again because an answer got lost is no race with oneself, and is stored once."""
    finding = glued(book)
    for _ in range(2):
        assert decide(client, finding, "accept").status_code == 303  # type: ignore[attr-defined]
    assert len(ledger.events("news")) == 1


def test_a_name_can_be_saved_for_the_facts_file(client: TestClient, book: Book, tmp_path: Path) -> None:
    """The page asks for the scope, and the file that it offers is read as a facts file."""
    finding = glued(book)
    page = client.get(f"/name?finding={finding.key}").text
    assert all(words in page for words in ("In this document", "In this run", "In every run to come"))
    answer = client.get(f"/names.yaml?finding={finding.key}")
    assert "names.yaml" in answer.headers["content-disposition"]
    saved = tmp_path / "facts.yaml"
    saved.write_bytes(answer.content)
    assert [name.canonical for name in load_facts(saved).names] == ["ofThe"]


def test_ignoring_asks_how_far(client: TestClient, book: Book, ledger: Ledger) -> None:
    """Here, in the document, in the run, or by a line for the configuration; names and figures only here."""
    finding = glued(book)
    page = client.get(f"/ignore?finding={finding.key}").text
    assert "disable = [&#34;run-together-words&#34;]" in page
    assert "scope=document" in page
    assert "scope=rule" in page
    conflict = next(f for f in book.findings if f.kind == CONFLICT)
    assert "scope=rule" not in client.get(f"/ignore?finding={conflict.key}").text


def test_a_group_is_taken_back_from_the_log(client: TestClient, book: Book, ledger: Ledger) -> None:
    """The log offers to take back one member of a bulk decision, or all of it at once."""
    finding = glued(book)
    form = {"csrf": token(client), "finding": finding.key, "scope": "alike", "verdict": "accept", "query": ""}
    client.post("/alike", data=form)
    together = len(ledger.events("news"))
    assert together >= 4
    assert f"Take back all {together}" in client.get("/log").text
    assert (
        f"accepted {together} of {together} so far (95 % interval:" in client.get(f"/alike?finding={finding.key}").text
    )
    client.post("/undo", data={"csrf": token(client), "event": "1", "whole": "1", "back": "log"})
    assert all(held.state is State.OPEN for held in standings(ledger.events("news")).values())


def test_an_interval_is_wilsons() -> None:
    """The share that people accepted has the interval that textbooks give: 188 of 194 is 0.935 to 0.986."""
    low, high = interval(188, 194)
    assert (round(low, 3), round(high, 3)) == (0.934, 0.986)
    assert interval(0, 5)[0] == 0
    assert interval(5, 5)[1] == 1


def test_undo_warns_of_later_decisions_on_the_same_words(ledger: Ledger) -> None:
    """Who takes back a decision is told when somebody decided later about words that it overlaps."""
    pair = (made_up("one two", "one  two", 0), made_up("two", "too", 4))
    client = client_of(pair, ledger)
    for finding in pair:
        decide(client, finding, "accept")
    assert "was decided about the same words" in client.get(f"/?at={pair[0].key}").text
    form = {"csrf": token(client), "query": "", "event": "1"}
    answer = client.post("/undo", data=form, headers={"hx-request": "true"})
    assert "Look at 1 later about the same words" in answer.text


def test_a_line_of_five_megabytes_breaks_no_page(ledger: Ledger) -> None:
    """A finding as long as a book is cut with a note, cannot be edited in the page, and can still be decided."""
    long = made_up("ab " * 1_700_000, "ab", 0)
    client = client_of((long,), ledger)
    for path in (f"/?at={long.key}", f"/alike?finding={long.key}", f"/ignore?finding={long.key}", "/log"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert len(answer.content) < 40_000, path
    assert "too long to be a name" in client.get(f"/name?finding={long.key}").text
    assert "5,100,000 characters long" in client.get(f"/?at={long.key}").text
    assert decide(client, long, "reject").status_code == 303  # type: ignore[attr-defined]
    assert len(client.get("/log").content) < 40_000


def test_publishing_from_the_app(book: Book, ledger: Ledger) -> None:
    """With a folder to publish into the page has a button and tells how it went; without, it names the command."""
    published = []

    def publish() -> tuple[str, ...]:
        published.append(len(ledger.events("news")))
        return ("Published 4 documents.",)

    access = access_for("127.0.0.1", ledger)
    with TestClient(make_app(book, ledger, access, Reviewing(0, publish)), follow_redirects=False) as client:
        assert "Publish now" in client.get("/publish").text
        assert "Published 4 documents." in client.post("/publish", data={"csrf": token(client, "/publish")}).text
    assert published == [0]
    with TestClient(make_app(book, ledger, access), follow_redirects=False) as client:
        assert f"normalize publish {book.folder} --to FOLDER" in client.get("/publish").text
        assert client.post("/publish", data={"csrf": token(client)}).status_code == 403


def test_what_was_decided_on_another_text_waits_again(book: Book, ledger: Ledger) -> None:
    """A decision about words that no longer stand there is stale: shown so, and next in the list of what is open."""
    finding = glued(book)
    event = Event(
        "news", finding.document, finding.fingerprint, Kind.DECIDE, "ana", "2026-01-01T00:00:00Z", "reject", "of Teh"
    )
    ledger.append([event])
    board = Board(book, ledger, Reviewing())
    assert board.state(finding, "local") == "stale"
    assert board.next_open(Query.of([("state", "stale")]), book.findings[0], "local") == finding.key


def test_an_open_view_follows_the_ledger(book: Book, ledger: Ledger) -> None:
    """Views that are kept between requests say the same as ones made anew, for everybody, blind share included."""
    kept = Board(book, ledger, Reviewing(50))
    for person in ("ana", "ben"):
        kept.everything(person)
    for number, finding in enumerate(book.findings):
        verdict = "copy" if finding.kind == CONFLICT else "reject"
        event = Event(
            "news", *finding.ledger_place, Kind.DECIDE, ("ana", "ben")[number % 2], "x", verdict, finding.seen
        )
        ledger.append([event])
    kept.refresh()
    fresh = Board(book, ledger, Reviewing(50))
    for person in ("ana", "ben", "lea"):
        assert kept.everything(person) == fresh.everything(person)


@given(
    st.dictionaries(st.sampled_from(sorted(FACETS)), st.lists(st.text(max_size=8), max_size=3).map(tuple), max_size=3),
    st.text(max_size=20),
    st.sampled_from(VIEWS),
)
def test_a_view_survives_its_url(only: dict[str, tuple[str, ...]], words: str, view: str) -> None:
    """Whatever the filters, the address gives the same filters back."""
    query = Query({name: values for name, values in only.items() if values}, {}, words.strip(), view)
    assert Query.of(parse_qsl(query.link(), keep_blank_values=True)) == query
