"""What was decided: the log with its filters, its export, and how far people agree."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from normalize.ledger import Event, csv_lines, write_lines
from normalize.ledger.agreement import agreement
from normalize.review.desk import Desk
from normalize.review.show import history

_SHOWN = 200
COLUMNS = ("id", "at", "person", "what", "rule", "document", "before", "after", "reason", "taken_back")


def record_routes(desk: Desk) -> Sequence[BaseRoute]:
    """The addresses of the log, its exports and the agreement page."""

    def chosen(request: Request) -> tuple[Event, ...]:
        desk.board.refresh()
        wanted = {name: request.query_params.get(name, "") for name in ("person", "rule", "document", "finding")}
        return tuple(
            event
            for event in desk.board.all_events()
            if all(not value or getattr(event, name) == value for name, value in wanted.items())
        )

    def log(request: Request) -> Response:
        looking, events = desk.looking(request), chosen(request)
        entries = history(desk.board, events, looking)
        everybody = desk.board.all_events()
        return desk.page(
            "log.html.j2",
            entries=entries[:_SHOWN], more=max(0, len(entries) - _SHOWN), looking=looking,
            people=sorted({e.person for e in everybody}), rules=sorted({e.rule for e in everybody}),
            person=request.query_params.get("person", ""), rule=request.query_params.get("rule", ""),
            query=str(request.url.query),
        )  # fmt: skip

    def log_csv(request: Request) -> Response:
        entries = history(desk.board, chosen(request), desk.looking(request))
        rows = [COLUMNS, *([str(getattr(entry, name)) for name in COLUMNS] for entry in entries)]
        return download("".join(csv_lines(rows)), "text/csv; charset=utf-8", f"{desk.board.book.run}-log.csv")

    def log_lines(request: Request) -> Response:
        looking = desk.looking(request)
        seen = {entry.id for entry in history(desk.board, chosen(request), looking)}
        lines = write_lines(event for event in chosen(request) if event.id in seen)
        text = "".join(f"{line}\n" for line in lines)
        return download(text, "application/jsonl; charset=utf-8", f"{desk.board.book.run}-log.jsonl")

    def agree(request: Request) -> Response:
        desk.board.refresh()
        looking = desk.looking(request)
        # With a blind share only that one tells: elsewhere the second has seen what the first said.
        blind = bool(desk.board.reviewing.double_percent)
        counted = (f for f in desk.board.book.findings if not blind or desk.board.is_shared(f))
        told = agreement(desk.board.standing(finding) for finding in counted)
        return desk.page("agreement.html.j2", rows=told, looking=looking)

    return (
        Route("/log", log),
        Route("/log.csv", log_csv),
        Route("/log.jsonl", log_lines),
        Route("/agreement", agree),
    )


def download(text: str, media: str, name: str) -> Response:
    """A file to save."""
    safe = "".join(c if c.isalnum() or c in "._-" else "_" for c in name)
    return Response(text, media_type=media, headers={"Content-Disposition": f'attachment; filename="{safe}"'})
