"""Logging in and out, and accepting an invitation."""

from __future__ import annotations

import time
from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from normalize.ledger.people import People, RefusedError
from normalize.review.access import COOKIE
from normalize.review.desk import Desk


def account_routes(desk: Desk, people: People) -> Sequence[BaseRoute]:
    """The addresses of accounts."""

    async def login(request: Request) -> Response:
        if request.method == "GET":
            return desk.page("login.html.j2", message="", name="", csrf=request.state.csrf)
        form = await request.form()
        name, password = str(form.get("name", "")), str(form.get("password", ""))
        address = request.client.host if request.client else "unknown"
        try:
            token = await run_in_threadpool(people.log_in, name, password, address, time.time())
        except RefusedError as refused:
            return desk.page("login.html.j2", 401, message=str(refused), name=name, csrf=request.state.csrf)
        response = RedirectResponse("/", 303)
        response.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=desk.access.secure, path="/")
        return response

    async def logout(request: Request) -> Response:
        token = request.cookies.get(COOKIE, "")
        if token:
            await run_in_threadpool(people.log_out, token)
        response = RedirectResponse("/login", 303)
        response.delete_cookie(COOKIE, path="/")
        return response

    async def invitation(request: Request) -> Response:
        token = str(request.path_params["token"])
        try:
            invited = await run_in_threadpool(people.invitation, token, time.time())
            if request.method == "POST":
                password = str((await request.form()).get("password", ""))
                await run_in_threadpool(people.accept, token, password, time.time())
                return RedirectResponse("/login", 303)
        except RefusedError as refused:
            status = 422 if "password" in str(refused) else 410
            name = invited.name if status == 422 else ""
            return desk.page("invitation.html.j2", status, message=str(refused), name=name, csrf=request.state.csrf)
        return desk.page("invitation.html.j2", message="", name=invited.name, csrf=request.state.csrf)

    return (
        Route("/login", login, methods=["GET", "POST"]),
        Route("/logout", logout, methods=["POST"]),
        Route("/invitation/{token}", invitation, methods=["GET", "POST"]),
    )
