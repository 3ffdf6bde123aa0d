"""A text that keeps the server busy: only what is at fault is given up, and the server is not asked twice for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import normalize
from normalize.config import Config, GrammarConfig
from normalize.correct.grammar import client, connection
from normalize.correct.grammar.client import Finding, Piece
from normalize.correct.grammar.passages import passages
from normalize.ingest import document_from_text

BUSY = "Error: Checking took longer than 30.0 seconds, which is this server's limit."


def slow_at(word: str, asked: list[str]) -> Callable[[object, Sequence[Piece]], list[Finding]]:
    """A client that finds every `do`, and never comes to an end with a text that has `word`."""

    def findings(self: object, pieces: Sequence[Piece]) -> list[Finding]:
        text = "".join(piece.text for piece in pieces)
        asked.append(text)
        if word in text:
            raise client.LanguageToolError(BUSY)
        at = text.find("do ")
        return [Finding("X", "GRAMMAR", "", "Wrong.", at, 2, ("does",))] if at >= 0 else []

    return findings


def test_only_the_half_at_fault_is_lost(fake_server: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The other half of a passage that takes too long is checked all the same, at its places."""
    asked: list[str] = []
    monkeypatch.setattr(connection.Client, "findings", slow_at("thicket", asked))
    text = "Here is a thicket of words.\n\nShe do not like it.\n"
    report = normalize.clean(text, config=Config(grammar=GrammarConfig(url=fake_server("{}"))))
    [slip] = [c for c in report.corrections if c.rule == "grammar/X"]
    assert slip.span.of(text) == "do"
    [sentence] = report.unchecked
    assert sentence.startswith("Grammar was not checked")
    assert "took too long" in sentence
    assert len(asked) == 3


def test_a_long_paragraph_is_not_asked_again(fake_server: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What took too long once would do so again: a paragraph is given up at once."""
    asked: list[str] = []
    monkeypatch.setattr(connection.Client, "findings", slow_at("thicket", asked))
    report = normalize.clean("A thicket. " * 200, config=Config(grammar=GrammarConfig(url=fake_server("{}"))))
    assert len(asked) == 1
    assert ["took too long" in sentence for sentence in report.unchecked] == [True]


def test_a_server_that_was_still_waking_is_asked_again(
    fake_server: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A short text that takes too long meets a server that is loading its language: the second time it answers."""
    asked: list[str] = []
    awake = slow_at("thicket", asked)

    def waking(self: object, pieces: Sequence[Piece]) -> list[Finding]:
        if not asked:
            asked.append("")
            raise client.LanguageToolError(BUSY)
        return awake(self, pieces)

    monkeypatch.setattr(connection.Client, "findings", waking)
    report = normalize.clean("She do not like it.", config=Config(grammar=GrammarConfig(url=fake_server("{}"))))
    assert report.unchecked == ()
    assert [c.rule for c in report.corrections] == ["grammar/X"]


def test_the_servers_own_words_are_understood(fake_server: Callable[..., str]) -> None:
    """A server that gives a text up is told from one that refuses it."""
    address = fake_server(BUSY, 500)
    report = normalize.clean("She do not like it.", config=Config(grammar=GrammarConfig(url=address)))
    assert ["took too long" in sentence for sentence in report.unchecked] == [True]


@given(
    st.lists(st.sampled_from(["One line. ", "Two.\n", "\n\n", "`code`", "https://example.org/x ", "😀 "]), max_size=30)
)
def test_halves_are_the_whole(parts: list[str]) -> None:
    """Two halves together are the passage, cut where a paragraph ends."""
    document = document_from_text("".join(parts), media="text/markdown")
    for passage in passages(document):
        halves = passage.halves()
        assert [piece for half in halves for piece in half.pieces] == list(passage.pieces)
        assert halves[0].span.start == passage.span.start
        assert halves[-1].span.end == passage.span.end
        for half in halves:
            assert "".join(piece.text for piece in half.pieces) == half.span.of(document.text)
        if len(halves) == 2:
            assert halves[0].span.end == halves[1].span.start
