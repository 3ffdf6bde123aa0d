"""A run goes on where it stopped, does again only what changed, and gives the same bytes however it came about."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from checkers import connect, fickle
from here import Here, clean_here, contents

from normalize.batch import Job, nothing_to_examine, open_cache, plan_documents
from normalize.batch.work import Failure
from normalize.config import Config
from normalize.errors import NormalizeError, UsageError
from normalize.facts import load_facts

CLAIM = "The Alba bridge has a budget of US$90 million.\n"
OTHER = "The Alba bridge has a budget of US$5 million.\n"
ARTICLES = {
    "a.txt": "The mayor opened the the bridge .\r\nIt was late",
    "b.md": CLAIM,
    "deep/c.md": OTHER,
    "deep/d.txt": "Many people came to see it.\n",
}
FORK = multiprocessing.get_context("fork")


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a folder of four articles, two of which contradict each other."""
    monkeypatch.chdir(tmp_path)
    for name, text in ARTICLES.items():
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return tmp_path / "news"


@pytest.fixture
def undisturbed(articles: Path) -> dict[str, bytes]:
    """The files of a run that nothing disturbed, made without any earlier results."""
    clean_here("quiet", Job(Config(cache_results=False)))
    return contents(Path("quiet/news"))


def examined_by(out: str = "out", job: Job | None = None) -> list[str]:
    """The documents that a run had to examine."""
    engine = Here()
    clean_here(out, job, engine)
    return engine.examined


def test_second_run_does_nothing(articles: Path) -> None:
    """The same command again examines nothing and touches no file of a document or of the index."""
    assert len(examined_by()) == 4
    before = {path: path.stat().st_mtime_ns for path in Path("out").rglob("*.*") if path.suffix}
    assert examined_by() == []
    assert {path: path.stat().st_mtime_ns for path in Path("out").rglob("*.*") if path.suffix} == before


def test_only_what_changed_is_done_again(articles: Path) -> None:
    """A changed article is examined again, and no other; what others say of it follows."""
    clean_here()
    (articles / "deep/c.md").write_text(CLAIM)
    engine = Here()
    run = clean_here(engine=engine)
    assert engine.examined == ["deep/c.md"]
    assert run.summary.conflicts == ()
    assert "US$5 million" not in Path("out/news/reports/b.md").read_text()
    clean_here("other", Job(Config(cache_results=False)))
    assert contents(Path("out")) == contents(Path("other"))


def test_results_serve_another_folder(articles: Path, undisturbed: dict[str, bytes]) -> None:
    """Another run over the same articles uses what the first has found, and writes the same files."""
    clean_here()
    assert examined_by("elsewhere") == []
    assert contents(Path("elsewhere/news")) == undisturbed


@pytest.mark.parametrize(
    "job",
    [
        Job(Config(disable=("repeated-word",))),
        Job(Config(), load_facts({"names": [{"canonical": "Alba Bridge"}]})),
        Job(Config(), unchecked=("Grammar was not checked.",)),
        Job(Config(cache_results=False)),
    ],
    ids=["option", "facts", "grammar", "no cache"],
)
def test_everything_that_matters_is_done_again(articles: Path, job: Job) -> None:
    """With another configuration, other facts or other services, or without the cache, all documents are examined."""
    clean_here()
    assert len(examined_by("out", job)) == 4


@pytest.mark.parametrize("name", ["cleaned/a.txt", "reports/a.html", "reports/a.json", "index.html"])
@pytest.mark.parametrize("how", ["changed", "gone"])
def test_files_are_made_good(articles: Path, undisturbed: dict[str, bytes], name: str, how: str) -> None:
    """A file of the run that somebody changed or removed is as it should be after the same command."""
    clean_here()
    if how == "gone":
        (Path("out/news") / name).unlink()
    else:
        (Path("out/news") / name).write_bytes(b"something else")
    assert examined_by() == []
    assert contents(Path("out/news")) == undisturbed


@pytest.mark.parametrize("kind", ["report", "reading", "entry", "conflicts", "runs"])
@pytest.mark.parametrize("how", ["damaged", "gone"])
def test_lost_results_are_worked_out_again(
    articles: Path, undisturbed: dict[str, bytes], cache: Path, kind: str, how: str
) -> None:
    """Entries of the cache that are damaged or gone cost time and change nothing."""
    clean_here()
    for path in (path for path in cache.rglob("*") if path.is_file() and kind in path.parts):
        if how == "gone":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:-3] + b"\x00\xff\n")
    (articles / "deep/d.txt").write_bytes(b"Nobody came.\n")
    clean_here()
    (articles / "deep/d.txt").write_bytes(ARTICLES["deep/d.txt"].encode())
    clean_here()
    assert contents(Path("out/news")) == undisturbed


def test_interruption_at_any_document(articles: Path, undisturbed: dict[str, bytes]) -> None:
    """Ctrl-C at any moment leaves what is done, and the same command gives what an undisturbed run gives."""
    for moment in range(10):
        heard = 0

        def interrupt(*_: object, moment: int = moment) -> None:
            nonlocal heard
            heard += 1
            if heard > moment:
                raise KeyboardInterrupt

        out = f"out{moment}"
        with pytest.raises(KeyboardInterrupt):
            clean_here(out, Job(Config(cache_results=False)), watch=interrupt)
        left = len(examined_by(out, Job(Config(cache_results=False))))
        assert left == max(0, 4 - moment if moment else 4)
        assert contents(Path(out) / "news") == undisturbed


def in_a_child(work: Callable[[], None]) -> int | None:
    """The exit code of a process that does `work`: 0, or the negative number of the signal that killed it."""
    process = FORK.Process(target=work)
    process.start()
    process.join()
    return process.exitcode


def killed_at(step: int, out: str) -> Callable[[], None]:
    """A run that kills itself at its `step`-th change of the disk, half of the time just after it."""

    def run() -> None:
        count = 0

        def counted(function: Callable[..., object]) -> Callable[..., object]:
            def call(*arguments: object, **named: object) -> object:
                nonlocal count
                count += 1
                if count >= step and step % 2:
                    os.kill(os.getpid(), signal.SIGKILL)
                done = function(*arguments, **named)
                if count >= step:
                    os.kill(os.getpid(), signal.SIGKILL)
                return done

            return call

        for name in ("replace", "mkdir", "unlink", "chmod", "rmdir"):
            setattr(os, name, counted(getattr(os, name)))
        clean_here(out)

    return run


def test_killed_at_every_step(articles: Path, undisturbed: dict[str, bytes]) -> None:
    """A run that is killed again and again, each time at a later change of the disk, ends as an undisturbed one."""
    kills = 0
    for step in range(1, 400, 3):
        code = in_a_child(killed_at(step, "out"))
        if code == 0:
            break
        assert code == -signal.SIGKILL
        kills += 1
    assert kills >= 10
    assert contents(Path("out/news")) == undisturbed


@pytest.mark.parametrize("bytes_a_file", [0, 300, 1500, 6000, 20_000])
def test_full_disk_at_any_file(articles: Path, undisturbed: dict[str, bytes], bytes_a_file: int) -> None:
    """Where files cannot be written any further, the run ends with a sentence; with room it goes on to the same end."""

    def run() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_a_file, bytes_a_file))
        try:
            clean_here()
        except NormalizeError as error:
            os._exit(7 if "make room" in str(error) else 8)

    assert in_a_child(run) == 7
    clean_here()
    assert contents(Path("out/news")) == undisturbed


def test_grammar_that_failed_is_sought_again(articles: Path, tmp_path: Path) -> None:
    """What a lost grammar server left unchecked is examined again by the next run, and only that."""
    (articles / "deep/d.txt").write_text("The people FICKLE came.\n")
    job = Job(Config(), connect=fickle(tmp_path / "gone"))
    clean_here("quiet", job)
    (tmp_path / "gone").touch()
    first = clean_here("out", Job(Config(cache_results=False), connect=fickle(tmp_path / "gone")))
    assert any("gone" in text for entry in first.summary.documents for text in entry.unchecked)
    (tmp_path / "gone").unlink()
    clean_here("out", job)
    assert contents(Path("out")) == contents(Path("quiet"))


def test_two_runs_keep_apart(articles: Path, undisturbed: dict[str, bytes]) -> None:
    """A second run into a folder that another is writing into is refused, and disturbs nothing."""
    refused = []

    def intrude(*_: object) -> None:
        with pytest.raises(UsageError, match="another run"):
            clean_here("out")
        refused.append(1)

    clean_here("out", watch=intrude)
    assert len(refused) == 10
    assert contents(Path("out/news")) == undisturbed


def test_slow_document_is_set_aside(articles: Path) -> None:
    """A document that takes longer than its limit is told with what to do, stops no other, and can be done later."""
    (articles / "slow.txt").write_text("A word to WAIT for.\n")
    engine = Here()
    run = clean_here(job=Job(Config(document_timeout_s=1), connect=connect), engine=engine)
    assert [failure.reason for failure in run.failures] == [
        "slow.txt: it took longer than 1 seconds and was set aside; `normalize retry` with --document-timeout-s 10 "
        "gives it more time"
    ]
    assert run.totals.documents == 4
    (articles / "slow.txt").write_text("Nothing to wait for.\n")
    again = Here()
    done = clean_here(job=Job(Config(), connect=connect), engine=again)
    assert done.failures == ()
    assert again.examined == ["slow.txt"]
    assert not any(isinstance(outcome, Failure) for outcome in again.outcomes)


def test_whether_anything_is_to_be_examined(articles: Path) -> None:
    """All results of a finished run are known; a changed article, another option or no store, and they are not."""
    job = Job()
    store = open_cache(job.config)

    def known(job: Job) -> bool:
        return nothing_to_examine(plan_documents([str(articles)]).documents, job, store)

    assert not known(job)
    clean_here("out", job)
    assert known(job)
    assert not known(Job(Config(disable=("doubled-space",))))
    assert not nothing_to_examine((), job, None)
    (articles / "a.txt").write_text("Another one.\n", encoding="utf-8")
    assert not known(job)
