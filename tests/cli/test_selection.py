"""What counts: ignores in comments, baselines, lines that changed; and repairs written into the articles."""

from __future__ import annotations

import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.cli.since import read_hunks
from normalize.decide import faults, read_ignores
from normalize.ingest import document_from_text
from normalize.pipeline import Settings, correct

Call = Callable[..., Any]
OFF = "--no-grammar"
DOUBLED = "She came to the the harbour at noon.\n"


def git(*arguments: str) -> None:
    """A git call that depends on nobody's settings."""
    names = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *names, *arguments], check=True, capture_output=True)


@pytest.fixture
def tree(place: Path) -> Path:
    """A git work tree with one faulty article in its first commit."""
    git("init", "-q", ".")
    (place / "old.txt").write_text(DOUBLED)
    git("add", "old.txt")
    git("commit", "-qm", "first")
    return place


class TestIgnores:
    """Comments that switch rules off."""

    @pytest.mark.parametrize(
        ("text", "lines"),
        [
            (f"<!-- normalize: ignore repeated-word -->\n{DOUBLED}\n{DOUBLED}", ["4"]),
            (f"<!-- normalize: ignore repeated-word -->\n\n{DOUBLED}\n{DOUBLED}", ["5"]),
            (f"{DOUBLED}\n{DOUBLED}\n<!-- normalize: ignore-file repeated-word -->\n", []),
            (f"<!--normalize: ignore decade,repeated-word-->\n{DOUBLED}", []),
            (f"<!-- normalize: ignore decade -->\n{DOUBLED}", ["2"]),
            (f"`<!-- normalize: ignore-file repeated-word -->`\n\n{DOUBLED}", ["3"]),
            (f"<!-- ignore repeated-word -->\n{DOUBLED}", ["2"]),
        ],
    )
    def test_reach(self, place: Path, call: Call, text: str, lines: list[str]) -> None:
        """`ignore` holds for the next block, `ignore-file` for the article; code and other comments say nothing."""
        (place / "a.md").write_text(text)
        said = call("check", "a.md", OFF)
        assert [line.split(":")[1] for line in said.out.splitlines()] == lines
        assert said.code == bool(lines)

    def test_ignored_are_told(self, place: Path, call: Call) -> None:
        """Nothing disappears silently: the number of ignored findings stands on stderr."""
        (place / "a.md").write_text(f"<!-- normalize: ignore-file repeated-word -->\n\n{DOUBLED}\n{DOUBLED}")
        assert "2 findings ignored by comments" in call("check", "a.md", OFF).err

    @pytest.mark.parametrize("comment", ["ignore repeated-wrod", "ignore"])
    def test_wrong_comment_is_told(self, place: Path, call: Call, comment: str) -> None:
        """A comment with an unknown rule, or without one, ignores nothing and is told with its line."""
        (place / "a.md").write_text(f"<!-- normalize: {comment} -->\n{DOUBLED}")
        said = call("check", "a.md", OFF)
        assert said.code == 1
        assert "a.md:1:" in said.err

    def test_conflicts_are_ignored_by_kind(self, place: Path, call: Call) -> None:
        """`conflict:KIND` ignores conflicts that have a passage in the block."""
        text = "The meeting is on Monday, 3 March 2020.\n"
        (place / "a.md").write_text(text)
        assert "conflict:weekday" in call("check", "a.md", OFF).out
        (place / "a.md").write_text(f"<!-- normalize: ignore conflict:weekday -->\n{text}")
        assert call("check", "a.md", OFF).code == 0

    @given(st.text(alphabet="<!-> normalize:ignore,file/\t\n", max_size=300))
    def test_any_text_is_read(self, text: str) -> None:
        """No text makes reading fail, and what is ignored lies in the text."""
        document = document_from_text("<!-- normalize: ignore" + text, media="text/markdown")
        spans = [ignore.span for ignore in read_ignores(document).ignores]
        assert all(0 <= span.start <= span.end <= len(document.text) for span in spans)
        assert all(isinstance(fault, str) for fault in faults(document, {"ignore"}))

    def test_comment_itself_is_never_touched(self) -> None:
        """Comments are no prose: no rule repairs them."""
        text = "<!-- normalize: ignore  repeated-word -->\nAll is well.\n"
        assert correct(document_from_text(text, media="text/markdown"), Settings()).applied.text == text


class TestBaseline:
    """Known findings are tolerated; new ones count."""

    def test_only_new_findings_count(self, articles: Path, call: Call) -> None:
        """After a baseline check is content, until something new comes."""
        assert call("baseline", "news", OFF).code == 0
        said = call("check", "news", OFF, "--baseline", "normalize-baseline.json")
        assert (said.code, said.out) == (0, "")
        assert "of the baseline not counted" in said.err
        (articles / "new.txt").write_text(DOUBLED)
        said = call("check", "news", OFF, "--baseline", "normalize-baseline.json")
        assert said.code == 1
        assert [line.split(":")[0] for line in said.out.splitlines()] == ["news/new.txt"]

    def test_same_finding_again_is_new(self, place: Path, call: Call) -> None:
        """What is tolerated once is not tolerated twice."""
        (place / "a.txt").write_text(DOUBLED)
        call("baseline", "a.txt", OFF)
        (place / "b.txt").write_text(DOUBLED)
        assert call("check", "a.txt", "b.txt", OFF, "--baseline", "normalize-baseline.json").code == 1

    def test_sarif_keeps_them_as_suppressed(self, articles: Path, call: Call) -> None:
        """SARIF tells tolerated findings as unchanged and suppressed, so that hosts do not close and open them."""
        call("baseline", "news", OFF)
        said = call("check", "news", OFF, "--baseline", "normalize-baseline.json", "--format", "sarif")
        results = json.loads(said.out)["runs"][0]["results"]
        assert {r["baselineState"] for r in results} == {"unchanged"}
        assert all(r["suppressions"] for r in results)
        assert said.code == 0

    def test_update_shrinks(self, articles: Path, call: Call) -> None:
        """What was mended leaves the baseline."""
        call("baseline", "news", OFF)
        (articles / "faulty.txt").write_text("All is well in the town.\n")
        assert call("baseline", "news", OFF, "--update").code == 0
        assert json.loads(Path("normalize-baseline.json").read_text())["findings"] == []

    def test_update_refuses_growth(self, articles: Path, call: Call) -> None:
        """1, and the file stays: a baseline is no place for new findings."""
        call("baseline", "news", OFF)
        before = Path("normalize-baseline.json").read_bytes()
        (articles / "new.txt").write_text(DOUBLED)
        said = call("baseline", "news", OFF, "--update")
        assert said.code == 1
        assert "news/new.txt" in said.out
        assert Path("normalize-baseline.json").read_bytes() == before

    def test_neighbours_that_change_are_no_growth(self, articles: Path, call: Call) -> None:
        """A finding whose surroundings were edited is still one finding."""
        call("baseline", "news", OFF)
        text = (articles / "faulty.txt").read_text()
        (articles / "faulty.txt").write_text(text.replace("The mayor", "A mayor"))
        assert call("baseline", "news", OFF, "--update").code == 0
        assert call("check", "news", OFF, "--baseline", "normalize-baseline.json").code == 0

    def test_baseline_is_not_written_over(self, articles: Path, call: Call) -> None:
        """2: a second call without --update would forget that it must shrink."""
        call("baseline", "news", OFF)
        assert call("baseline", "news", OFF).code == 2

    @pytest.mark.parametrize("text", [None, "", "[]", "{}", '{"schema": 2, "findings": []}', "[" * 100_000, '{"a": 1}'])
    def test_wrong_baseline(self, articles: Path, call: Call, text: str | None) -> None:
        """2 with a sentence that names the file, when there is none or it is none."""
        if text is not None:
            Path("b.json").write_text(text)
        said = call("check", "news", OFF, "--baseline", "b.json")
        assert said.code == 2
        assert "b.json" in said.err
        assert "Traceback" not in said.err


class TestSince:
    """Only lines that changed since a commit."""

    def test_only_changed_lines(self, tree: Path, call: Call) -> None:
        """Findings of old lines are left out and counted; those of new lines stay."""
        assert call("check", "old.txt", OFF, "--since", "HEAD").code == 0
        (tree / "old.txt").write_text(DOUBLED + "\nThey sat by the the pier.\n")
        said = call("check", "old.txt", OFF, "--since", "HEAD")
        assert [line.split(":")[1] for line in said.out.splitlines()] == ["3"]
        assert "Left out 1 finding" in said.err

    @pytest.mark.parametrize("name", ["new.txt", "with blank.txt", "naïve “one”.txt", 'q"u\\ote.txt'])
    def test_new_files_are_new_throughout(self, tree: Path, call: Call, name: str) -> None:
        """An untracked file and one that was added since count whole, whatever their names."""
        (tree / name).write_text(DOUBLED)
        assert call("check", ".", OFF, "--since", "HEAD").out.startswith(name)
        git("add", "--all")
        assert call("check", ".", OFF, "--since", "HEAD").out.startswith(name)

    @pytest.mark.parametrize("name", ["page.html", "list.csv", "pack.zip"])
    def test_files_whose_lines_are_not_those_of_the_article(self, tree: Path, call: Call, name: str) -> None:
        """All findings of a page, a table or an archive stay when it was changed, and none when it was not."""
        head = (
            f"<!doctype html>\n<title>A</title>\n\n\n<p>{DOUBLED}"
            if name == "page.html"
            else f'id,text\n1,"{DOUBLED}"\n'
        )

        def write(text: str) -> None:
            if name == "pack.zip":
                with zipfile.ZipFile(tree / name, "w") as archive:
                    archive.writestr("a.txt", DOUBLED)
                    archive.writestr("b.txt", text)
            else:
                (tree / name).write_text(head + ("" if name == "page.html" else f'2,"{text}"\n'))

        write("Quiet.")
        git("add", "--all")
        git("commit", "-q", "-m", "more")
        assert call("check", name, OFF, "--since", "HEAD").code == 0
        write("Quiet, and calm.")
        if name == "page.html":
            (tree / name).write_text(head + "<p>Quiet.")
        assert call("check", name, OFF, "--since", "HEAD").out.startswith(name)

    def test_from_a_folder_below(self, tree: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
        """Paths are those of the working folder, wherever it lies in the work tree."""
        (tree / "sub").mkdir()
        (tree / "sub" / "a.txt").write_text(DOUBLED)
        git("add", "--all")
        monkeypatch.chdir(tree / "sub")
        assert call("check", "a.txt", OFF, "--since", "HEAD").code == 1
        assert call("check", "../old.txt", OFF, "--since", "HEAD").code == 0

    @pytest.mark.parametrize("ref", ["nowhere", "--output=x", "", "HEAD:old.txt"])
    def test_unknown_commit(self, tree: Path, call: Call, ref: str) -> None:
        """2 for a name that is no commit; a name that looks like an option is only a name."""
        said = call("check", "old.txt", OFF, f"--since={ref}")
        assert said.code == 2
        assert not (tree / "x").exists()

    def test_no_work_tree(self, articles: Path, call: Call) -> None:
        """2 with a sentence outside a git work tree."""
        said = call("check", "news", OFF, "--since", "HEAD")
        assert said.code == 2
        assert "work tree" in said.err

    def test_lines_that_look_like_headers(self) -> None:
        """An added line that looks like a header of a diff is a line."""
        diff = b"--- a/x\n+++ b/x\n@@ -0,0 +1,2 @@\n+++ b/y\n+@@ -1 +9 @@\n@@ -5 +7 @@\n-a\n+b\n"
        assert read_hunks(diff) == {"x": frozenset({1, 2, 7})}

    @given(st.binary(max_size=200))
    def test_any_diff_is_read(self, diff: bytes) -> None:
        """Whatever git says, reading it does not fail."""
        read_hunks(b'+++ "b/' + diff)


class TestFix:
    """Repairs in the articles themselves."""

    def test_certain_repairs_are_written(self, articles: Path, call: Call) -> None:
        """1 when something changed, 0 when nothing is left; a second call changes nothing."""
        (articles / "faulty.txt").chmod(0o640)
        assert call("fix", "news", OFF).code == 1
        text = (articles / "faulty.txt").read_text()
        assert text == "The mayor opened the bridge.\nIt was late.\n"
        assert (articles / "faulty.txt").stat().st_mode & 0o777 == 0o640
        assert call("fix", "news", OFF).code == 0

    def test_other_bytes_stay(self, place: Path, call: Call) -> None:
        """Line ends and byte order mark are those of the article."""
        (place / "a.txt").write_bytes(b"\xef\xbb\xbf" + DOUBLED.encode().replace(b"\n", b"\r\n"))
        call("fix", "a.txt", OFF)
        assert (place / "a.txt").read_bytes() == b"\xef\xbb\xbfShe came to the harbour at noon.\r\n"

    def test_ignored_are_left(self, place: Path, call: Call) -> None:
        """What a comment ignores is not repaired."""
        text = f"<!-- normalize: ignore repeated-word -->\n\n{DOUBLED}"
        (place / "a.md").write_text(text)
        assert call("fix", "a.md", OFF).code == 0
        assert (place / "a.md").read_text() == text

    def test_standard_input_is_refused(self, place: Path, call: Call) -> None:
        """2: there is no file to write into."""
        assert call("fix", "-", OFF).code == 2
