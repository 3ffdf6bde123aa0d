"""A judge in a whole run: its remark in the report, its failure among what was not checked, its answers kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from chat_server import Model, raw, send

from normalize import clean
from normalize.cli.main import run
from normalize.config import Config
from normalize.errors import UsageError

ARTICLE = "The choir of Saint Brannoc has 64 singers and a barn.\n\nIts 46 singers go to Turin in May.\n"
OTHER = "The verdict was read on Friday 12 May 2021 in a full courtroom.\n"


def agreeable(verdict: str, reason: str = "One is <b>last</b> year's number.") -> Callable[..., None]:
    """A model that quotes every passage rightly and gives this verdict."""

    def reply(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        told = json.loads("\n".join(body["messages"][1]["content"].split("\n")[1:-1]))
        quotes = [{"passage": p["passage"], "quote": p["text"]} for p in told["passages"]]
        send(handler, body, json.dumps({"verdict": verdict, "reason": reason, "quotes": quotes}))

    return reply


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: Model) -> Path:
    """A working folder with two articles and a configuration that names the judge."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    work = tmp_path / "work"
    (work / "news").mkdir(parents=True)
    (work / "news" / "choir.txt").write_text(ARTICLE)
    (work / "news" / "verdict.txt").write_text(OTHER)
    (work / "normalize.toml").write_text(
        f"[grammar]\nenabled = false\n[judge]\nurl = '{model.url}/v1'\nmodel = 'test-model'\ntimeout_s = 5\n"
    )
    monkeypatch.chdir(work)
    return work


def conflicts(folder: Path) -> list[dict[str, Any]]:
    """The conflicts in the index of the run."""
    found: list[dict[str, Any]] = json.loads((folder / "out/news/index.json").read_text())["conflicts"]
    return found


def test_remark_stands_in_every_report(folder: Path, model: Model) -> None:
    """The remark names the model; it is text on the page; the report says that a judge took part."""
    model.reply = agreeable("no conflict")
    assert run(["clean", "news"]) == 0
    assert sorted(c["confidence"] for c in conflicts(folder)) == ["likely", "review"]
    assert all("Judged by test-model: no conflict" in c["caveat"] for c in conflicts(folder))
    page = (folder / "out/news/reports/choir.html").read_text()
    assert "Judged by test-model: no conflict (One is &lt;b&gt;last&lt;/b&gt; year" in page
    assert "Judged by test-model" in (folder / "out/news/reports/choir.md").read_text()
    assert "judge test-model" in page
    assert len(model.requests) == 2


def test_second_run_asks_nobody_and_gives_the_same_bytes(folder: Path, model: Model) -> None:
    """Kept answers serve the same run again."""
    model.reply = agreeable("unclear")
    run(["clean", "news"])
    first = {p: p.read_bytes() for p in (folder / "out").rglob("*") if p.is_file()}
    asked = len(model.requests)
    run(["clean", "news"])
    assert {p: p.read_bytes() for p in (folder / "out").rglob("*") if p.is_file()} == first
    assert len(model.requests) == asked


def test_failure_changes_nothing_but_a_sentence(
    folder: Path, model: Model, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A judge that fails leaves every conflict as it was without one; the run succeeds and says what was not judged."""
    monkeypatch.setenv("NORMALIZE_JUDGE_URL", "")
    assert run(["clean", "news"]) == 0
    without = conflicts(folder)
    assert without
    monkeypatch.delenv("NORMALIZE_JUDGE_URL")
    model.reply = lambda handler, body: raw(handler, 503, b"")
    assert run(["clean", "news"]) == 0
    assert conflicts(folder) == without
    page = (folder / "out/news/index.html").read_text()
    assert page.count("The judge test-model at") == 1
    assert "HTTP status 503" in page
    assert "HTTP status 503" in (folder / "out/news/reports/choir.html").read_text()
    capfd.readouterr()
    assert run(["check", "news", "--format", "json"]) == 1
    told = json.loads(capfd.readouterr().out)
    assert any("HTTP status 503" in sentence for sentence in told["unchecked"])


def test_wrong_judge_ends_the_call(folder: Path, model: Model, capfd: pytest.CaptureFixture[str]) -> None:
    """A judge that cannot be asked at all is told before anything is written."""
    (folder / "normalize.toml").write_text("[judge]\nurl = 'file:///etc/passwd'\nmodel = 'm'\n")
    assert run(["clean", "news"]) == 2
    assert "judge.url" in capfd.readouterr().err
    assert not (folder / "out").exists()


def test_one_document_from_python(model: Model) -> None:
    """`normalize.clean` asks the judge as well, and refuses a wrong one."""
    model.reply = agreeable("no conflict")
    config = Config(judge=model.config())
    (found,) = clean(ARTICLE, config=config, grammar=False).conflicts
    assert found.confidence == "review"
    assert "Judged by test-model" in found.caveat
    assert found.kind == "value"
    with pytest.raises(UsageError):
        clean(ARTICLE, config=Config(judge=model.config(model="")), grammar=False)


def test_user_is_told_where_passages_go(folder: Path, model: Model, capfd: pytest.CaptureFixture[str]) -> None:
    """A run says on stderr who judges; `doctor` says it as well, and whether the configuration can work."""
    model.reply = agreeable("unclear")
    run(["clean", "news"])
    place = model.url.removeprefix("http://")
    assert f"judge test-model at {place}" in capfd.readouterr().err
    run(["doctor"])
    assert f"test-model at {place}" in capfd.readouterr().out
    (folder / "normalize.toml").write_text("[grammar]\nenabled = false\n[judge]\nurl = 'http://localhost'\n")
    assert run(["doctor"]) != 0
    assert "judge.model" in capfd.readouterr().out
