"""The web app: addresses, and what each answers. Every page works without JavaScript."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from normalize.errors import NormalizeError
from normalize.ledger import Ledger
from normalize.ledger.leases import Leases
from normalize.ledger.people import People
from normalize.packaged import templates_folder
from normalize.report import html_environment
from normalize.review.access import Access, Guard
from normalize.review.accounts import account_routes
from normalize.review.asking import asking_routes
from normalize.review.board import Board, Reviewing
from normalize.review.book import Book
from normalize.review.desk import Desk
from normalize.review.live import Live, live_routes
from normalize.review.publishing import publish_routes
from normalize.review.records import record_routes

STATIC = Path(__file__).parent / "static"


def make_app(book: Book, ledger: Ledger, access: Access, reviewing: Reviewing = Reviewing()) -> Starlette:  # noqa: B008
    """The app over one run. The caller keeps the ledger open while it runs."""
    board = Board(book, ledger, reviewing)
    live = Live(board)
    desk = Desk(board, Leases(ledger, book.run), access, live)
    routes = [
        Route("/", desk.home),
        Route("/decide", desk.decide, methods=["POST"]),
        Route("/undo", desk.undo, methods=["POST"]),
        Route("/note", desk.note, methods=["POST"]),
        Route("/alike", desk.alike, methods=["GET", "POST"]),
        *live_routes(live, board, lambda request: desk.person(request).name),
        *record_routes(desk),
        *asking_routes(desk),
        *publish_routes(desk),
        *account_routes(desk, People(ledger)),
        Route("/static/style.css", _style),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, access=access, people=People(ledger))],
        exception_handlers={NormalizeError: _told, HTTPException: _refused},
    )
    app.state.live = live
    return app


async def _style(_: Request) -> Response:
    """The style sheet of the reports, which the app's own goes on from."""
    return FileResponse(templates_folder() / "style.css", media_type="text/css")


async def _told(request: Request, error: Exception) -> Response:
    """An error that has a sentence for the person, on a page that leads back."""
    status = 503 if getattr(error, "exit_code", 2) == 3 else 422
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": str(error)}, status)
    template = html_environment(None).get_template("review/problem.html.j2")
    back = "/?" + urlencode([pair for pair in parse_qsl(request.url.query) if pair[0] == "at"])
    return HTMLResponse(template.render(message=str(error), back=back), status)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return PlainTextResponse(error.detail, error.status_code)
