"""The contract of the command line: exit codes, streams, help, hints, errors."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from normalize.batch import making
from normalize.cli.main import COMMANDS, cli
from normalize.version import __version__

Call = Callable[..., Any]
OFF = "--no-grammar"


class TestExitCodes:
    """Programs decide by them."""

    def test_clean_text(self, articles: Path, call: Call) -> None:
        """0: nothing was found."""
        assert call("check", "news/good.md", OFF).code == 0
        assert call("diff", "news/good.md", OFF).code == 0

    def test_findings(self, articles: Path, call: Call) -> None:
        """1: something was found, or would change."""
        assert call("check", "news", OFF).code == 1
        assert call("diff", "news", OFF).code == 1

    def test_findings_are_allowed(self, articles: Path, call: Call) -> None:
        """0 in spite of findings when the user asks for it, or counts only surer ones."""
        assert call("check", "news", OFF, "--exit-zero").code == 0
        assert call("diff", "news", OFF, "--exit-zero").code == 0
        (articles / "faulty.txt").write_text("Nothing is the, the matter.\n")
        assert call("check", "news", OFF, "--fail-on", "safe").code == 0

    def test_cleaning_succeeds_with_findings(self, articles: Path, call: Call) -> None:
        """0: cleaning did what it was asked to, whatever it found."""
        assert call("clean", "news", OFF).code == 0

    @pytest.mark.parametrize("command", ["clean", "check", "diff"])
    def test_failed_document(self, articles: Path, call: Call, command: str) -> None:
        """3: a document failed; it goes before findings, and the sentence names the document."""
        (articles / "empty.txt").write_text("")
        said = call(command, "news", OFF)
        assert said.code == 3
        assert "empty.txt" in said.err
        assert "Traceback" not in said.err

    def test_failed_service(self, articles: Path, call: Call) -> None:
        """3: grammar is required and its server does not answer; nothing is written."""
        said = call(
            "clean", "news", "--require-grammar", "--config", config("[grammar]\nurl = 'http://127.0.0.1:9/'\n")
        )
        assert said.code == 3
        assert "127.0.0.1:9" in said.err
        assert not Path("out").exists()

    def test_missing_service_is_no_failure(self, articles: Path, call: Call) -> None:
        """0: without --require-grammar the run goes on, and says on stderr and in the index what was not checked."""
        said = call("clean", "news", "--config", config("[grammar]\nurl = 'http://127.0.0.1:9/'\n"))
        assert said.code == 0
        assert "Grammar was not checked" in said.err
        assert "Grammar was not checked" in json.loads(Path("out/news/index.json").read_text())["unchecked"][0]

    def test_unexpected_error(self, articles: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
        """3, never 1: an error that nobody foresaw is one sentence, with the way to its traceback."""

        def fail(*_: object) -> None:
            raise RuntimeError("the sky fell")

        monkeypatch.setattr(making, "write_index", fail)
        said = call("clean", "news", OFF)
        assert said.code == 3
        assert "RuntimeError: the sky fell" in said.err
        assert "-v" in said.err
        assert "Traceback" not in said.err
        assert "Traceback" in call("clean", "news", OFF, "-v").err

    def test_unexpected_error_in_a_document(self, articles: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
        """3: the document fails with a sentence; -v adds its traceback."""

        def fail(*_: object) -> None:
            raise RuntimeError("the sky fell")

        monkeypatch.setattr("normalize.batch.examiner.examine", fail)
        said = call("check", "news/good.md", OFF)
        assert said.code == 3
        assert "good.md: an unexpected error (RuntimeError: the sky fell)" in said.err
        assert "Traceback" in call("check", "news/good.md", OFF, "-v").err

    def test_an_article_that_cannot_be_written(
        self, articles: Path, call: Call, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """3: the sentence says why, without the names of working files."""

        def fail(*_: object) -> None:
            raise OSError(30, "Read-only file system", "news/.normalize-x.tmp")

        monkeypatch.setattr("normalize.batch.files.write_over", fail)
        said = call("fix", "news/faulty.txt", OFF)
        assert said.code == 3
        assert "faulty.txt was not changed: it cannot be written (Read-only file system)" in said.err
        assert ".tmp" not in said.err


class TestWrongCalls:
    """2: the call is wrong; the sentence says what to do."""

    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [
            (["chekc", "news"], 'There is no command "chekc". Did you mean "check"?'),
            (["zzz"], "The commands are clean, retry, check"),
            (["check", "news", "--formt", "json"], "--format"),
            (["clean", "news", "--no-gramar"], "--no-grammar"),
            (["--vresion"], "--version"),
            (["check", "news", "--format", "xml"], "'text', 'json', 'jsonl'"),
            (["clean", "news", "--jobs", "many"], "--jobs"),
            (["clean", "news", "--jobs", "-1"], "flag --jobs: jobs must be a whole number from 0 to 1024, not -1"),
            (
                ["clean", "news", "--document-timeout-s", str(10**12)],
                "document_timeout_s must be a whole number from 0",
            ),
            (["clean"], "Missing argument 'PATH…'"),
            (["check"], "Missing argument 'PATH…'"),
            (["clean", "nwes", OFF], 'nwes: there is no such file or folder. Did you mean "news"?'),
            (["check", "news/*.docx", OFF], "nothing matches this pattern"),
            (["clean", "empty", OFF], "empty: there is no article in this folder"),
            (["clean", "news", OFF, "--out", "news"], "would lie in the input folder news"),
            (["clean", "news", OFF, "--out", "news/deep"], "would lie in the input folder news"),
            (["clean", "news", OFF, "--out", "/proc/x"], "cannot write there"),
            (["clean", "news", OFF, "--run", "../x"], "cannot name a run"),
            (["clean", "news", OFF, "--facts", "nofacts.yaml"], "nofacts.yaml"),
            (["clean", "news", OFF, "--config", "none.toml"], "none.toml: there is no such configuration file"),
            (["clean", "news", OFF, "--require-grammar"], "both required and switched off"),
            (["check", "-", "news", OFF], "cannot be mixed"),
            (["check", "news", OFF, "--stdin-filename", "x.md"], "add - to the paths"),
            (["explain", "repeated-wrod"], 'Did you mean "repeated-word"?'),
            (["explain"], "Missing argument 'RULE'"),
            (["config", "shwo"], "show"),
        ],
    )
    def test_sentence(self, articles: Path, call: Call, arguments: list[str], sentence: str) -> None:
        """Every wrong call ends with 2 and its sentence, says nothing on stdout, and writes nothing."""
        (articles.parent / "empty").mkdir()
        before = sorted(articles.parent.rglob("*"))
        said = call(*arguments)
        assert said.code == 2
        assert sentence in said.err
        assert said.out == ""
        assert "Traceback" not in said.err
        assert sorted(articles.parent.rglob("*")) == before

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("fcts: []\n", "fcts"),
            ("facts:\n  - id: a\n    subject: Bridge\n", "a"),
            ("facts: [\n", "facts.yaml"),
        ],
    )
    def test_wrong_facts(self, articles: Path, call: Call, text: str, sentence: str) -> None:
        """A facts file beside the articles that is wrong ends the call before anything is written."""
        (articles / "facts.yaml").write_text(text)
        said = call("clean", "news", OFF)
        assert said.code == 2
        assert "news/facts.yaml, line " in said.err
        assert sentence in said.err
        assert not Path("out").exists()

    def test_unknown_rule_in_the_configuration(self, articles: Path, call: Call) -> None:
        """Switching off a rule that does not exist is told, with the one that was probably meant."""
        said = call("check", "news", OFF, "--config", config('disable = ["repeated-words", "grammar/ANY_RULE"]\n'))
        assert said.code == 2
        assert 'there is no rule "repeated-words". Did you mean "repeated-word"?' in said.err

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ('language = "xx"', 'language: the spacing rules do not know "xx"; the languages there are: "en". For'),
            ('language = "english"', 'language: "english" is no language tag; write "en", or with a country "en-GB"'),
            ('language = ""', 'language: "" is no language tag'),
            (
                'house_forms = ["clock-time=pm", "clock-time=p.m."]',
                'house_forms: "clock-time=pm" and "clock-time=p.m." exclude one another; keep one of them',
            ),
        ],
    )
    @pytest.mark.parametrize("command", ["check", "clean", "doctor"])
    def test_a_configuration_in_which_nothing_can_be_done(
        self, articles: Path, call: Call, text: str, sentence: str, command: str
    ) -> None:
        """Values that would fail every article end the call before one is read, and doctor tells them."""
        paths = [] if command == "doctor" else ["news", OFF]
        said = call(command, *paths, "--config", config(text + "\n[grammar]\nenabled = false\n"))
        assert said.code == (3 if command == "doctor" else 2)
        assert sentence in (said.out if command == "doctor" else said.err)
        assert not Path("out").exists()

    def test_another_language_without_the_rules_that_need_its_words(self, articles: Path, call: Call) -> None:
        """Who switches off what the sentence names can have articles of another language checked."""
        said = call("check", "news", OFF, "--config", config('language = "xx"\n'))
        names = said.err.rpartition("`disable`: ")[2].strip().split(", ")
        text = f'language = "xx"\ndisable = {names}\n'
        said = call("check", "news", OFF, "--config", config(text))
        assert said.code in (0, 1)

    def test_no_arguments(self, call: Call) -> None:
        """Without arguments the help is shown, on stderr, and the exit code is 2."""
        said = call()
        assert said.code == 2
        assert said.out == ""
        assert all(name in said.err for name in COMMANDS)


class TestHelp:
    """Help and version."""

    @pytest.mark.parametrize("group", [(), ("decisions",), ("people",), ("facts",), ("config",)])
    def test_lists_of_commands_are_whole(self, call: Call, group: tuple[str, ...]) -> None:
        """No line of a list of commands is cut off."""
        listed = call(*group, "--help").out.partition("Commands:")[2]
        assert listed
        assert "..." not in listed

    @pytest.mark.parametrize("name", [*COMMANDS, None])
    @pytest.mark.parametrize("option", ["-h", "--help"])
    def test_help(self, call: Call, name: str | None, option: str) -> None:
        """Both forms of the help option print the help on stdout."""
        said = call(*([name] if name else []), option)
        assert said.code == 0
        assert said.out.startswith("Usage: normalize")
        assert said.err == ""

    def test_version(self, call: Call) -> None:
        """The version is one line."""
        assert call("--version").out == f"normalize {__version__}\n"

    def test_every_command_tells_what_it_does(self) -> None:
        """The line in the list of commands is there before the command's module is loaded; none is forgotten."""
        context = cli.make_context("normalize", ["rules"])
        assert all(cli.get_command(context, name) is not None for name in COMMANDS)
        assert all(about.endswith(".") for _, about in COMMANDS.values())


class TestStreams:
    """stdout carries data only."""

    def test_json_is_alone_on_stdout(self, articles: Path, call: Call) -> None:
        """One JSON object on stdout, whatever stderr says."""
        (articles / "facts.yaml").write_text("facts: []\n")
        (articles / "empty.txt").write_text("")
        said = call("check", "news", OFF, "--format", "json")
        told = json.loads(said.out)
        assert told["schema"] == 1
        assert [document["name"] for document in told["documents"]] == ["news/faulty.txt", "news/good.md"]
        assert "facts.yaml" in said.err

    def test_jsonl_is_alone_on_stdout(self, articles: Path, call: Call) -> None:
        """Every line on stdout is a JSON object of its own."""
        said = call("check", "news", OFF, "--format", "jsonl")
        assert {json.loads(line)["type"] for line in said.out.splitlines()} >= {"correction"}

    def test_clean_prints_where_the_reports_are(self, articles: Path, call: Call) -> None:
        """stdout names the files to open; the summary is on stderr."""
        said = call("clean", "news", OFF)
        assert said.out.splitlines()[0] == "out/news/index.html"
        assert all(Path(line).exists() for line in said.out.splitlines())
        assert "2 documents examined, 1 repair written in 1 of them." in said.err

    def test_quiet(self, articles: Path, call: Call) -> None:
        """-q silences remarks, before or after the command's name; data and errors stay."""
        assert call("clean", "news", OFF, "-q").err == ""
        assert call("-q", "check", "news", OFF).err == ""
        assert call("-q", "check", "nwes", OFF).err != ""

    @pytest.mark.parametrize("arguments", [["check", "--format", "json"], ["diff"], ["check"]])
    def test_any_locale(self, articles: Path, arguments: list[str]) -> None:
        """Data are UTF-8 even where the terminal is not; lines for people show escapes instead of failing."""
        (articles / "faulty.txt").write_text("Die Brücke “Süd” is the the longest one.\n")
        done = program(*arguments, "news/faulty.txt", OFF, "-q", PYTHONIOENCODING="latin-1")
        assert done.returncode == 1
        assert ("“" in done.stdout.decode("utf-8")) == (arguments != ["check"])
        assert done.stderr == b""

    def test_closed_pipe(self, articles: Path) -> None:
        """A reader that goes away, as `head` does, ends the call quietly and not with 1, which means findings."""
        (articles / "faulty.txt").write_text("The the cat sat .\n\n" * 3000)
        process = subprocess.Popen(
            [sys.executable, "-m", "normalize", "check", "news/faulty.txt", OFF, "-q"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait() == 141


def config(text: str) -> str:
    """A configuration file in the working folder; its name."""
    Path("own.toml").write_text(text)
    return "own.toml"


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Call the program as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "normalize", *arguments], capture_output=True, env={**os.environ, **environment}
    )
