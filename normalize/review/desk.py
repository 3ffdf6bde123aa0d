"""The reviewer's desk: the screen, and everything that a person does on it."""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from normalize.ledger import Event, Kind, LostRaceError, State, touching
from normalize.ledger.leases import Leases
from normalize.ledger.people import Person, Role
from normalize.report import html_environment
from normalize.review import bulk
from normalize.review.access import Access
from normalize.review.board import Board
from normalize.review.deciding import Said, blank, decide, own_last, take_back
from normalize.review.finding import Finding
from normalize.review.live import Live
from normalize.review.query import Query
from normalize.review.show import VERDICT_WORDS, Looking, detail, moment, screen
from normalize.review.words import surroundings, title


class Desk:
    """Answers requests about one run."""

    def __init__(self, board: Board, leases: Leases, access: Access, live: Live) -> None:
        self.board, self.access, self._live = board, access, live
        self._leases = leases

    # What is shown

    async def home(self, request: Request) -> Response:
        """The screen."""
        return await self.screen(
            request,
            Query.of(request.query_params.multi_items()),
            request.query_params.get("at", ""),
            "Saved." if "saved" in request.query_params else "",
        )

    async def screen(self, request: Request, query: Query, at: str, message: str = "", status: int = 200) -> Response:
        """The screen of a query, with what was just done."""
        looking = self.looking(request)
        view = await run_in_threadpool(self._screen, query, at, looking, message)
        return self.page("desk.html.j2", status, view=view)

    def _screen(self, query: Query, at: str, looking: Looking, message: str) -> object:
        self.board.refresh()
        return screen(self.board, query, at, looking, message)

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """A page from a template of the app."""
        shown = html_environment(None).get_template(f"review/{template}").render(run=self.board.book.run, **values)
        return HTMLResponse(shown, status)

    def looking(self, request: Request) -> Looking:
        """Who asks."""
        person = self.person(request)
        leases = self._leases.held(time.time()) if self.access.accounts else {}
        return Looking(person.name, person.role is Role.LEAD, request.state.csrf, not self.access.accounts, leases)

    def person(self, request: Request) -> Person:
        """The person who asks; the guard has let in nobody else."""
        person = request.state.person
        assert isinstance(person, Person)
        return person

    def finding(self, key: str) -> Finding:
        """The finding of a key. Raises HTTPException when there is none."""
        found = self.board.book.by_key.get(key)
        if found is None:
            raise HTTPException(404, "This finding is not part of the run (any more); go back to the list.")
        return found

    # What is done

    async def decide(self, request: Request) -> Response:
        """Store a decision and move on to the next open finding."""
        form = {name: str(value) for name, value in (await request.form()).multi_items()}
        finding, person = self.finding(form.get("finding", "")), self.person(request)
        said = Said.of(form)
        query = Query.of(parse_qsl(form.get("query", "")))
        try:
            stored = await run_in_threadpool(self._decide, finding, person, said, _number(form.get("seen")))
        except LostRaceError as lost:
            return self._lost(request, finding, said, lost, form)
        self._live.ring()
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"saved": stored.id})
        after = await run_in_threadpool(self.board.next_open, query, finding, person.name)
        message = f"Saved: {title(finding)} in {finding.name} {VERDICT_WORDS[said.verdict]}."
        return await self._moved(request, query, after, message)

    def _decide(self, finding: Finding, person: Person, said: Said, seen: int) -> Event:
        event = decide(self.board.book, finding, person, said)
        if person.role is Role.LEAD and self.board.standing(finding).state in (State.DISPUTED, State.FINAL):
            event = replace(event, kind=Kind.FINAL)
        if self.access.accounts:
            self._leases.take(finding.document, person.name, time.time())
        # Who decides blind cannot have seen the other's verdict, and is not to be told of it.
        shared = self.board.is_shared(finding)
        try:
            (stored,) = self.board.ledger.append([event], None if shared else {finding.ledger_place: seen})
        except LostRaceError as lost:
            stored = lost.theirs[-1]
            # The same person saying the same again is a form sent twice, as after an answer that got lost.
            if stored.person != person.name or not stored.agrees_with(event):
                raise
        self.board.refresh()
        return stored

    async def _moved(self, request: Request, query: Query, at: str, message: str) -> Response:
        """The screen at another finding: by a redirect, so that reloading sends nothing twice."""
        self._live.ring()
        if request.headers.get("hx-request"):
            response = await self.screen(request, query, at, message)
            response.headers["HX-Push-Url"] = "/?" + query.link(at=at)
            return response
        return RedirectResponse("/?" + query.link(at=at, saved="1"), 303)

    def _lost(
        self, request: Request, finding: Finding, said: Said, lost: LostRaceError, form: dict[str, str]
    ) -> Response:
        self.board.refresh()
        looking = self.looking(request)
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"error": str(lost), "finding": finding.key}, 409)
        theirs = [
            {
                "person": e.person,
                "what": VERDICT_WORDS.get(e.verdict, "taken back"),
                "text": e.text,
                "reason": e.reason,
                "at": e.at,
                "when": moment(e.at),
            }
            for e in lost.theirs
        ]
        mine = {"what": VERDICT_WORDS[said.verdict], "form": form | {"seen": str(lost.theirs[-1].id)}}
        shown = detail(self.board, finding, looking)
        return self.page("race.html.j2", 409, detail=shown, theirs=theirs, mine=mine, looking=looking)

    async def undo(self, request: Request) -> Response:
        """Take back an event, or the person's own last deed (`redo` brings it back)."""
        form = {name: str(value) for name, value in (await request.form()).items()}
        person, query = self.person(request), Query.of(parse_qsl(form.get("query", "")))
        self.board.refresh()
        told = self.board.all_events()
        if form.get("event"):
            chosen = [e for e in told if e.id == _number(form["event"])]
            if chosen and chosen[0].group and form.get("whole"):
                chosen = [e for e in told if e.group == chosen[0].group and e.person == chosen[0].person]
        else:
            chosen = list(own_last(told, person, redo=bool(form.get("redo"))))
        if not chosen:
            return await self.screen(request, query, form.get("at", ""), "There is nothing to take back.")
        await run_in_threadpool(self._take_back, chosen, person)
        at = f"{chosen[-1].finding}@{chosen[-1].document}"
        what = "brought back" if form.get("redo") else "taken back"
        many = f"{len(chosen)} decisions" if len(chosen) > 1 else "1 decision"
        near = {e.place for one in chosen for e in touching(one, told, self.board.book.near)}
        warning = f" Look at {len(near)} later about the same words." if near else ""
        if form.get("back") == "log":
            return RedirectResponse("/log", 303)
        return await self._moved(request, query, at, f"Saved: {many} {what}.{warning}")

    def _take_back(self, chosen: Sequence[Event], person: Person) -> None:
        group = uuid.uuid4().hex if len(chosen) > 1 else ""
        events = [take_back(self.board.book, self._of(event), person, event, group) for event in chosen]
        self.board.ledger.append(events)
        self.board.refresh()

    def _of(self, event: Event) -> Finding:
        return self.finding(f"{event.finding}@{event.document}")

    async def note(self, request: Request) -> Response:
        """A comment, or a flag for another reviewer."""
        form = {name: str(value) for name, value in (await request.form()).items()}
        finding, person = self.finding(form.get("finding", "")), self.person(request)
        said, query = Said.of(form), Query.of(parse_qsl(form.get("query", "")))
        kind = {"flag": Kind.FLAG, "unflag": Kind.UNFLAG}.get(form.get("kind", ""), Kind.COMMENT)
        if kind is Kind.COMMENT and not said.reason:
            return await self.screen(request, query, finding.key, "Write the comment first.")
        event = blank(self.board.book, finding, person, kind, said.reason)
        await run_in_threadpool(self.board.ledger.append, [event])
        words = {Kind.FLAG: "Saved: flagged for another reviewer.", Kind.UNFLAG: "Saved: flag lifted."}
        return await self._moved(request, query, finding.key, words.get(kind, "Saved: comment added."))

    async def alike(self, request: Request) -> Response:
        """Decide many at once: first a preview, then the deed."""
        person, looking = self.person(request), self.looking(request)
        if request.method == "GET":
            asked = request.query_params
            finding, scope = self.finding(asked.get("finding", "")), asked.get("scope", "alike")
            self.board.refresh()
            found = await run_in_threadpool(bulk.gather, self.board, finding, scope)
            scopes = await run_in_threadpool(bulk.scopes, self.board, finding)
            shown = found.members if "all" in asked else found.sample
            verdict = asked.get("verdict", "accept" if finding.choices else "reject")
            return self.page(
                "alike.html.j2",
                finding=finding, scope=scope, scopes=scopes, bulk=found, verdict=verdict, looking=looking,
                query=asked.get("query", ""), title=title(finding),
                shown=[(other, *surroundings(other)) for other in shown], reason=asked.get("reason", "")[:200],
            )  # fmt: skip
        form = await request.form()
        told = {name: str(value) for name, value in form.multi_items()}
        finding, query = self.finding(told.get("finding", "")), Query.of(parse_qsl(told.get("query", "")))
        kept = {str(value) for value in form.getlist("keep")}
        listed = {str(value) for value in form.getlist("listed")}
        group = uuid.uuid4().hex
        count = await run_in_threadpool(
            bulk.settle, self.board, finding, told.get("scope", ""), Said.of(told), listed - kept, person, group
        )
        after = await run_in_threadpool(self.board.next_open, query, finding, person.name)
        return await self._moved(request, query, after, f"Saved: {count} findings decided; one undo takes all back.")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 19 else 0
