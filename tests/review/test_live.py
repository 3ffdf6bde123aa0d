"""News of what others decide, without a browser."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from normalize.ledger import Ledger
from normalize.ledger.people import Person, Role
from normalize.review import Book, Reviewing, live
from normalize.review.board import Board
from normalize.review.deciding import Said, decide
from normalize.review.live import Live


def run(listening: Coroutine[Any, Any, None]) -> None:
    """Run it in a thread of its own: the browser of other tests keeps a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, asyncio.wait_for(listening, 60)).result()


async def never() -> bool:
    """A reader who stays."""
    return False


async def news(stream: AsyncIterator[str]) -> Any:
    """The next news of a stream, its signs of life passed over."""
    async for piece in stream:
        if piece.startswith("data: "):
            assert piece.endswith("\n\n")
            return json.loads(piece.removeprefix("data: "))
    return None


def say(board: Board, person: str, number: int) -> str:
    """Somebody rejects a correction of the book; its key."""
    finding = [f for f in board.book.findings if f.conflict is None][number]
    event = decide(board.book, finding, Person(person, Role.REVIEWER), Said("reject"))
    board.ledger.append([event])
    return finding.key


def test_a_stream_tells_what_others_decide_and_not_what_the_reader_does(book: Book, ledger: Ledger) -> None:
    """News names who and which findings; one's own decisions are no news, and nothing is told twice."""
    board = Board(book, ledger, Reviewing())
    told = Live(board)

    async def listen() -> None:
        stream = told.stream(0, "ana", never)
        assert (await anext(stream)).startswith(":")
        say(board, "ana", 0)
        first = say(board, "ben", 1)
        told.ring()
        assert await news(stream) == {"last": 2, "others": ["ben"], "count": 1, "findings": [first]}
        second = say(board, "cem", 2)
        told.ring()
        assert (await news(stream))["findings"] == [second]

    run(listen())


def test_a_stream_finds_what_another_program_has_written(book: Book, ledger: Ledger, monkeypatch: Any) -> None:
    """Decisions that came past this server, as by an import, are told without a ring."""
    monkeypatch.setattr(live, "LOOK", 0.01)
    board = Board(book, ledger, Reviewing())

    async def listen() -> None:
        stream = Live(board).stream(0, "ana", never)
        await anext(stream)
        say(board, "ben", 0)
        assert (await news(stream))["others"] == ["ben"]

    run(listen())


@pytest.mark.parametrize("end", ["closed", "gone", "old"])
def test_a_stream_ends(book: Book, ledger: Ledger, monkeypatch: Any, end: str) -> None:
    """When the server ends, when the reader has gone, and after its time: nothing keeps a server from stopping."""
    if end == "old":
        monkeypatch.setattr(live, "LIFE", 0.0)
    told = Live(Board(book, ledger, Reviewing()))

    async def gone() -> bool:
        return end == "gone"

    async def listen() -> None:
        stream = told.stream(0, "ana", gone)
        await anext(stream)
        if end == "closed":
            told.close()
        assert await news(stream) is None

    run(listen())
