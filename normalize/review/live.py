"""News of what others decide: told to open pages as it happens (server-sent events), or when a page asks."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from normalize.review.board import Board

LOOK = 1.0  # seconds between two looks into the ledger, which other programs write to as well
BREATH = 15.0  # seconds after which a silent stream says that it lives, so that nothing in between ends it
LIFE = 600.0  # seconds until a stream ends: the page opens another, and who has been logged out meanwhile gets none
_MOST = 50  # findings that are named in one piece of news
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}  # the second: nginx is not to collect it


class Live:
    """Tells what is new in a run. One look into the ledger serves every stream."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._bell = asyncio.Event()
        self._looked = 0.0
        self._closing = False

    def ring(self) -> None:
        """Something was stored: streams look at once. Called in the server's own thread."""
        rung, self._bell = self._bell, asyncio.Event()
        rung.set()

    def close(self) -> None:
        """Let every stream end, so that the server can."""
        self._closing = True
        self.ring()

    def news(self, since: int, person: str) -> dict[str, object]:
        """What others than `person` have added after event number `since`."""
        newer = [e for e in self._board.events_since(since) if e.person != person]
        return {
            "last": self._board.last,
            "others": sorted({e.person for e in newer}),
            "count": len(newer),
            "findings": [f"{e.finding}@{e.document}" for e in newer[-_MOST:]],
        }

    async def stream(self, since: int, person: str, gone: Callable[[], Awaitable[bool]]) -> AsyncIterator[str]:
        """News as server-sent events, until the reader is `gone`, the server ends, or `LIFE` is over."""
        begun = spoken = time.monotonic()
        yield ": here\n\n"
        while not self._closing and time.monotonic() - begun < LIFE and not await gone():
            bell = self._bell
            if time.monotonic() - self._looked >= LOOK:
                self._looked = time.monotonic()
                await run_in_threadpool(self._board.refresh)
            told = self.news(since, person)
            if told["count"]:
                since = self._board.last
                spoken = time.monotonic()
                yield f"data: {json.dumps(told)}\n\n"
            elif time.monotonic() - spoken >= BREATH:
                spoken = time.monotonic()
                yield ": still here\n\n"
            with suppress(TimeoutError):
                await asyncio.wait_for(bell.wait(), LOOK)


def live_routes(live: Live, board: Board, name: Callable[[Request], str]) -> Sequence[BaseRoute]:
    """The addresses of the news; `name` says who asks."""

    async def pulse(request: Request) -> Response:
        await run_in_threadpool(board.refresh)
        return JSONResponse(live.news(_since(request), name(request)))

    async def stream(request: Request) -> Response:
        told = live.stream(_since(request), name(request), request.is_disconnected)
        return StreamingResponse(told, media_type="text/event-stream", headers=_HEADERS)

    return Route("/pulse", pulse), Route("/news", stream)


def _since(request: Request) -> int:
    text = request.query_params.get("since", "")
    return int(text) if text.isdecimal() and len(text) < 19 else 0
