"""Who may do what: sessions, one-time form tokens, roles, and headers that let a page do nothing unforeseen."""

from __future__ import annotations

import ipaddress
import re
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from normalize.errors import UsageError
from normalize.ledger import Ledger
from normalize.ledger.people import People, Person, Role

COOKIE = "normalize-session"
LOCAL = Person("local", Role.LEAD)
#: What may be reached without being logged in.
_OPEN = ("/login", "/invitation/", "/static/")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_LONGEST_FORM = 2_000_000  # bytes
#: A name or an address in brackets, and perhaps a port.
_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]{2,45}\]|[^:\[\]]{1,253})(?::[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class Access:
    """How the app is reached. `token` protects the forms of the one local user; accounts have one for each session.

    `hosts` are the names by which a browser may ask for it, which keeps other sites from reaching a loopback server
    through a name of their own.
    """

    accounts: bool
    hosts: frozenset[str]
    token: str
    secure: bool


def access_for(host: str, ledger: Ledger, public_hosts: tuple[str, ...] = ()) -> Access:
    """The access rules of a server bound to `host`: one local user without login, or accounts.

    Accounts are asked for as soon as somebody is invited: an invitation is accepted in the app itself. Raises
    UsageError for a bind to anything but loopback while nobody is.
    """
    accounts = People(ledger).expects(time.time())
    if not is_loopback(host) and not accounts:
        raise UsageError(
            f"{host} can be reached from other machines, and nobody has an account yet: invite somebody with "
            "`normalize people invite RUN NAME --role lead`, or leave --host out"
        )
    hosts = frozenset({host, "localhost", "127.0.0.1", "[::1]", "testserver", *public_hosts})
    return Access(accounts, hosts, secrets.token_urlsafe(24), secure=not is_loopback(host))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _name(host: str) -> str:
    """The name in a Host header, without its port; empty when it is none."""
    match = _HOST.fullmatch(host)
    return match["name"] if match is not None else ""


def _is_too_long(request: Request) -> bool:
    """Whether a body is longer than any form, or does not say how long it is: every browser does."""
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        return bool(length) or "transfer-encoding" in request.headers
    return int(length[:20]) > _LONGEST_FORM


class Guard(BaseHTTPMiddleware):
    """Finds out who asks, turns away strangers and forged forms, and sets the headers of every answer."""

    def __init__(self, app: object, access: Access, people: People) -> None:
        super().__init__(app)  # type: ignore[arg-type]  # starlette's own type of an app
        self._access, self._people = access, people

    async def dispatch(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        """One request."""
        response = await self._checked(request, call_next)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    async def _checked(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        if _name(request.headers.get("host", "")) not in self._access.hosts:
            return PlainTextResponse("This server does not go by that name.", 421)
        if _is_too_long(request):
            return PlainTextResponse("This form is too long.", 413)
        person, token = self._person(request)
        request.state.person, request.state.csrf = person, token
        is_open = any(request.url.path.startswith(prefix) for prefix in _OPEN)
        if person is None and not is_open:
            if request.method == "GET":
                return RedirectResponse("/login", 303)
            return PlainTextResponse("Log in first.", 401)
        if request.method not in ("GET", "HEAD"):
            refused = await self._forged(request, token)
            if refused:
                return refused
            if person is not None and person.role is Role.READER and request.url.path != "/logout":
                return PlainTextResponse("Readers cannot decide; ask a lead for another role.", 403)
        return await call_next(request)

    def _person(self, request: Request) -> tuple[Person | None, str]:
        if not self._access.accounts:
            return LOCAL, self._access.token
        cookie = request.cookies.get(COOKIE, "")
        session = self._people.session(cookie, time.time()) if cookie else None
        # Before anybody is logged in, forms carry the server's own token.
        return (session.person, session.csrf) if session else (None, self._access.token)

    async def _forged(self, request: Request, token: str) -> Response | None:
        """An answer to a form that another site sent, or that is too old."""
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return PlainTextResponse("This form came from another site.", 403)
        await request.body()  # read whole, so that the page's own handler finds it too
        form = await request.form()
        given = request.headers.get("x-csrf-token") or str(form.get("csrf", ""))
        if not secrets.compare_digest(given.encode(), token.encode()):
            return PlainTextResponse("This form is too old: reload the page and send it again.", 403)
        return None
