"""What the commands print."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.apply import apply_edits
from normalize.cli.patch import unified_diff
from normalize.correct.load import load_rules
from normalize.model import Edit, KeyedEdit, Span

Call = Callable[..., Any]
OFF = "--no-grammar"


class TestStandardInput:
    """`-` stands for it."""

    @pytest.fixture
    def typed(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
        """Put bytes on standard input."""

        def put(data: bytes) -> None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

        return put

    def test_check(self, call: Call, typed: Callable[[bytes], None]) -> None:
        """Text from standard input is checked under the name `stdin`."""
        typed(b"The the cat sat.\n")
        said = call("check", "-", OFF, "--format", "json")
        assert said.code == 1
        assert json.loads(said.out)["documents"][0]["name"] == "stdin"

    def test_name(self, call: Call, typed: Callable[[bytes], None]) -> None:
        """It is called what the user says, and is read as what that name's ending means."""
        text = b"Read `the the` code.\n"
        typed(text)
        assert call("check", "-", OFF, "--stdin-filename", "a/b.md").code == 0
        typed(text)
        said = call("check", "-", OFF, "--stdin-filename", "a/b.txt")
        assert said.code == 1
        assert said.out.startswith("a/b.txt:1:")

    def test_facts_beside_the_name(self, articles: Path, call: Call, typed: Callable[[bytes], None]) -> None:
        """An editor that passes the file's name gets the facts beside that file."""
        (articles / "facts.yaml").write_text("names:\n  - {canonical: SoftBank, wrong: [Softbank]}\n")
        typed(b"The fund Softbank is large.\n")
        assert "SoftBank" in call("check", "-", OFF, "--stdin-filename", "news/new.txt").out

    def test_bytes_are_read_as_they_are(self, call: Call, typed: Callable[[bytes], None]) -> None:
        """Standard input is not decoded by the terminal's rules."""
        typed("The the café.\n".encode("utf-16"))
        assert call("diff", "-", OFF).out.endswith("-The the café.\n+The café.\n")

    def test_no_text(self, call: Call, typed: Callable[[bytes], None]) -> None:
        """Nothing on standard input is told like an empty file."""
        typed(b"")
        said = call("check", "-", OFF)
        assert said.code == 3
        assert "stdin is empty" in said.err


class TestCheck:
    """Findings on the terminal."""

    def test_lines(self, articles: Path, call: Call) -> None:
        """A finding is one line that starts with a place an editor can jump to."""
        said = call("check", "news", OFF)
        assert said.out.splitlines()[0].startswith("news/faulty.txt:1:18: repeated-word ")
        assert said.err.endswith("1 finding in 2 documents.\n")

    def test_nothing_is_written(self, articles: Path, call: Call) -> None:
        """Checking leaves no trace."""
        before = {path: path.read_bytes() for path in articles.iterdir()}
        call("check", "news", OFF)
        assert {path: path.read_bytes() for path in articles.iterdir()} == before
        assert sorted(Path().iterdir()) == [Path("news")]

    def test_disabled_rule(self, articles: Path, call: Call) -> None:
        """A rule that the configuration switches off finds nothing."""
        Path("normalize.toml").write_text('disable = ["repeated-word"]\n')
        assert call("check", "news", OFF).code == 0

    def test_facts_option_goes_before_the_file_beside(self, articles: Path, call: Call) -> None:
        """--facts is used instead of the facts file beside the articles, even when that one is wrong."""
        (articles / "facts.yaml").write_text("nonsense: 1\n")
        Path("mine.yaml").write_text("names: []\n")
        said = call("check", "news/good.md", OFF, "--facts", "mine.yaml")
        assert said.code == 0
        assert "mine.yaml" in said.err


class TestDiff:
    """Unified diffs."""

    def test_patch_applies(self, articles: Path, call: Call) -> None:
        """`patch -p0` turns the articles into what clean writes."""
        call("clean", "news", OFF)
        said = call("diff", "news", OFF)
        subprocess.run(["patch", "-p0"], input=said.out.encode(), check=True, capture_output=True)
        for name in ("faulty.txt", "good.md"):
            assert (articles / name).read_bytes() == Path("out/news/cleaned", name).read_bytes()

    def test_standard_form(self) -> None:
        """Hunks have the standard head, three lines of context, and the note on a missing last line end."""
        text = "".join(f"line {n}\n" for n in range(1, 21)) + "end"
        edits = [Edit.replacing(text, Span(14, 20), "second\nextra"), Edit(Span(len(text), len(text)), "", "!")]
        assert "".join(unified_diff("a.txt", text, edits[:0])) == ""
        assert list(unified_diff("a.txt", text, edits[1:])) == [
            "--- a.txt\n",
            "+++ a.txt\n",
            "@@ -18,4 +18,4 @@\n",
            " line 18\n",
            " line 19\n",
            " line 20\n",
            "-end\n\\ No newline at end of file\n",
            "+end!\n\\ No newline at end of file\n",
        ]

    @given(st.text("ab\n", max_size=60), st.data())
    def test_any_edits(self, text: str, data: st.DataObject) -> None:
        """Reading the marked lines back gives the old and the new text, for any text and any edits."""
        spans = data.draw(
            st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, 4), st.text("ab\n", max_size=4)))
        )
        keyed = []
        for start, length, replacement in spans:
            span = Span(start, min(len(text), start + length))
            if span.of(text) != replacement:
                keyed.append(KeyedEdit("", Edit(span, span.of(text), replacement)))
        applied = apply_edits(text, keyed)
        lines = list(unified_diff("x", text, [one.edit for one in applied.edits]))
        assert bool(lines) == (applied.text != text)
        assert replayed(lines, text) == applied.text


def replayed(lines: list[str], text: str) -> str:
    """`text` with a diff applied, hunk by hunk, each old line held against the text."""
    old = text.split("\n")
    old = [line + "\n" for line in old[:-1]] + ([old[-1]] if old[-1] else [])
    new: list[str] = []
    at = 0
    for line in lines[2:]:
        if line.startswith("@@"):
            start, _, count = line.split()[1][1:].partition(",")
            begin = int(start) - (0 if count == "0" else 1)
            new += old[at:begin]
            at = begin
            continue
        mark, content = line[0], line[1:].removesuffix("\n\\ No newline at end of file\n")
        if mark in " -":
            assert old[at] == content
            at += 1
        if mark in " +":
            new.append(content)
    return "".join(new + old[at:])


class TestRules:
    """The list of rules and what is told of each."""

    def test_every_rule_is_listed(self, call: Call) -> None:
        """All rules stand in both forms of the list, with where they come from."""
        listed = json.loads(call("rules", "--format", "json").out)["rules"]
        assert {rule.id for rule in load_rules()} == {r["rule"] for r in listed if r["origin"] == "built-in"}
        lines = call("rules").out.splitlines()
        assert [line.split()[0] for line in lines] == [rule["rule"] for rule in listed]

    @pytest.mark.parametrize("rule", [rule.id for rule in load_rules()])
    def test_explained(self, call: Call, rule: str) -> None:
        """Each rule tells its reason, its safety note and examples."""
        said = call("explain", rule)
        assert said.code == 0
        assert all(word in said.out for word in ("Why: ", "Safety: ", "keeps    “"))
        assert "repairs  “" in said.out or "flags    “" in said.out

    def test_grammar_rule(self, call: Call) -> None:
        """A rule of LanguageTool is explained as far as the audited table knows it."""
        assert "a rule of LanguageTool" in call("explain", "grammar/ENGLISH_WORD_REPEAT_RULE").out
        assert "does not name it" in call("explain", "grammar/NEVER_HEARD_OF").out


class TestDoctor:
    """The examination."""

    def test_without_grammar(self, place: Path, call: Call) -> None:
        """With grammar switched off nothing is missing."""
        Path("normalize.toml").write_text("[grammar]\nenabled = false\n")
        said = call("doctor")
        assert said.code == 0
        assert all(line.startswith("ok  ") for line in said.out.splitlines())
        assert "normalize.toml" in said.out

    def test_missing_languagetool(self, place: Path, call: Call) -> None:
        """What is not there yet is said with the command that fetches it; nothing is fetched unasked."""
        said = call("doctor")
        assert said.code == 3
        assert "FAIL  LanguageTool   not here yet: run `normalize doctor --fetch`" in said.out

    def test_server_that_does_not_answer(self, place: Path, call: Call) -> None:
        """A server of the user's own that does not answer is told with its address."""
        Path("normalize.toml").write_text('[grammar]\nurl = "http://127.0.0.1:9"\n')
        said = call("doctor")
        assert said.code == 3
        assert "127.0.0.1:9" in said.out

    def test_output_that_cannot_be_written(self, place: Path, call: Call) -> None:
        """An output folder that cannot be written is found before the first run."""
        Path("normalize.toml").write_text('out = "/proc/x"\n[grammar]\nenabled = false\n')
        said = call("doctor")
        assert said.code == 3
        assert "FAIL  output" in said.out
