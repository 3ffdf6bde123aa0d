"""The page from which a lead publishes the run, when the app was started with a folder to publish into."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from normalize.ledger.people import Role
from normalize.review.desk import Desk
from normalize.review.query import Query
from normalize.review.show import progress


def publish_routes(desk: Desk) -> Sequence[BaseRoute]:
    """The address of the page."""

    async def publish(request: Request) -> Response:
        person, board = desk.person(request), desk.board
        told: tuple[str, ...] = ()
        if request.method == "POST":
            if person.role is not Role.LEAD or board.reviewing.publish is None:
                raise HTTPException(403, "Only a lead publishes, and only where the app was told into which folder.")
            told = await run_in_threadpool(board.reviewing.publish)
        await run_in_threadpool(board.refresh)
        states = progress(board.everything(person.name))
        return desk.page(
            "publish.html.j2",
            folder=board.book.folder, looking=desk.looking(request), states=states, told=told,
            total=sum(states.values()),
            links={state: "/?" + Query(only={"state": (state,)}).link() for state in states},
            can=board.reviewing.publish is not None and person.role is Role.LEAD,
        )  # fmt: skip

    return (Route("/publish", publish, methods=["GET", "POST"]),)
