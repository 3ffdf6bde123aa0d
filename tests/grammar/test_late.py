"""A checker that starts its server only when it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from normalize.batch import Job, local_engine
from normalize.batch.here import engine_of, here
from normalize.cli import job as jobs
from normalize.cli.terminal import Terminal
from normalize.config import Config, GrammarConfig
from normalize.correct import grammar
from normalize.correct.grammar import Session, late
from normalize.correct.grammar.install import Installation
from normalize.correct.rule import Context
from normalize.errors import ServiceError
from normalize.ingest import document_from_text
from normalize.model import Facts

DOCUMENT = document_from_text("She do not like it.")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[GrammarConfig]]:
    """The sessions that were opened. LanguageTool seems to be here; one with the smallest heap fails."""
    found: list[GrammarConfig] = []

    @contextmanager
    def session(config: GrammarConfig, documents: int = 1) -> Iterator[Session]:
        found.append(config)
        yield Session(None, "Grammar was not checked. No Java.") if config.heap_mb == 256 else Session(lambda *_: ())

    monkeypatch.setattr(late, "installed", lambda: Installation("9.9", (), Path("java")))
    monkeypatch.setattr(late, "grammar_session", session)
    monkeypatch.setattr(grammar, "grammar_session", session)
    late._opened.cache_clear()
    yield found
    late._opened.cache_clear()


def test_one_session_for_a_process_and_none_before_the_first_document(opened: list[GrammarConfig]) -> None:
    """To connect opens nothing; all checkers of a process share what the first document opens."""
    made = late.late_session(GrammarConfig())
    assert made is not None
    connect, service = made
    assert service == "LanguageTool 9.9"
    first, second = connect(), connect()
    assert not opened
    for check in (first, second, first):
        assert list(check(DOCUMENT, Context())) == []
    assert len(opened) == 1


def test_a_server_that_does_not_start_is_told_with_each_document(opened: list[GrammarConfig]) -> None:
    """The sentence is that of a session that is opened at once, and it is tried once."""
    made = late.late_session(GrammarConfig(heap_mb=256))
    assert made is not None
    check = made[0]()
    for _ in range(2):
        with pytest.raises(ServiceError, match=r"^Grammar was not checked\. No Java\.$"):
            check(DOCUMENT, Context())
    assert len(opened) == 1


@pytest.mark.parametrize("config", [GrammarConfig(url="http://localhost:8081/"), GrammarConfig(require=True)])
def test_some_sessions_must_be_opened_at_once(opened: list[GrammarConfig], config: GrammarConfig) -> None:
    """A server of the user's own, or grammar that is required, is looked for before anything else."""
    assert late.late_session(config) is None


def test_nothing_is_opened_for_results_from_before(opened: list[GrammarConfig]) -> None:
    """A job that finds all its results opens no session, and has the key of one that did."""
    with jobs.job_for(Config(), Facts(), Terminal(), is_known=lambda job: job.connect is not None) as job:
        assert (job.known, job.services) == (True, ("LanguageTool 9.9",))
    assert not opened
    with jobs.job_for(Config(), Facts(), Terminal(), is_known=lambda _: False) as job:
        assert not job.known
    assert len(opened) == 1


def test_processes_are_made_ready_only_for_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call begins to load its processes when there is something to do and it does not work alone."""
    begun: list[bool] = []
    monkeypatch.setattr(jobs, "make_ready", lambda: begun.append(True))
    config = Config(grammar=GrammarConfig(enabled=False))
    for known, alone, documents, made in (
        (True, False, 9, 0),
        (False, True, 9, 0),
        (False, False, 1, 0),
        (False, False, 9, 1),
    ):
        begun.clear()
        with jobs.job_for(config, Facts(), Terminal(), documents, is_known=lambda _, k=known: k, alone=alone) as job:
            assert job.known == known
        assert len(begun) == made


def test_few_known_documents_are_done_here() -> None:
    """Known results are looked up by this process; with many documents, or work to do, the usual engine is opened."""
    assert engine_of(Job(known=True), 3, local_engine) is here
    assert engine_of(Job(known=True), 100_000, local_engine) is local_engine
    assert engine_of(Job(), 3, local_engine) is local_engine
