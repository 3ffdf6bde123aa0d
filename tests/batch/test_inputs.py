"""Paths, folders and patterns become the files to read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from normalize.batch.inputs import find_facts, find_inputs
from normalize.errors import UsageError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with articles and other files."""
    for name in (
        "news/a.txt",
        "news/deep/b.md",
        "news/deep/C.MARKDOWN",
        "news/d.text",
        "news/photo.jpg",
        "news/facts.yaml",
        "news/.hidden.txt",
        "news/.git/e.txt",
        "alone.txt",
        "README",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Text.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*paths: str) -> list[str]:
    """The files that `paths` stand for."""
    return [path.as_posix() for path in find_inputs(paths).files]


@pytest.mark.usefixtures("folder")
class TestFound:
    """What paths stand for."""

    def test_folder(self) -> None:
        """A folder is searched through and through for articles; hidden and other files are passed over."""
        assert found("news") == ["news/a.txt", "news/d.text", "news/deep/C.MARKDOWN", "news/deep/b.md"]

    def test_each_file_once(self) -> None:
        """A file that is named twice, or lies in a folder that is named too, is read once."""
        assert found("news/a.txt", "./news/../news/a.txt", "alone.txt", "news/deep", "news/deep/b.md") == [
            "news/a.txt",
            "alone.txt",
            "news/deep/C.MARKDOWN",
            "news/deep/b.md",
        ]

    def test_pattern(self) -> None:
        """A pattern that the shell did not expand is expanded, and takes articles only."""
        assert found("news/**/*.[tm]*") == ["news/a.txt", "news/d.text", "news/deep/b.md"]
        assert found("*")[0] == "alone.txt"
        assert found("*")[1:] == found("news")

    def test_literal_name_before_pattern(self, folder: Path) -> None:
        """A file whose name looks like a pattern is that file."""
        (folder / "[1].txt").write_text("Text.\n")
        assert found("[1].txt") == ["[1].txt"]

    def test_named_file_without_ending(self) -> None:
        """A file without an ending is an article when it is named itself."""
        assert found("README") == ["README"]

    def test_facts_file_is_no_article(self) -> None:
        """A facts file that the shell's pattern caught is neither read nor complained about."""
        inputs = find_inputs(["news/a.txt", "news/facts.yaml"])
        assert [path.name for path in inputs.files] == ["a.txt"]
        assert inputs.refused == ()

    def test_other_files_are_refused_with_a_reason(self) -> None:
        """A file of another kind is set aside with a sentence; the articles beside it are read."""
        inputs = find_inputs(["news/a.txt", "news/photo.jpg"])
        assert [path.name for path in inputs.files] == ["a.txt"]
        assert "this is no article" in inputs.refused[0][1]

    def test_named_pipe_is_passed_over(self, folder: Path) -> None:
        """A named pipe in a folder is not waited for."""
        os.mkfifo(folder / "news/pipe.txt")
        assert "news/pipe.txt" not in found("news")

    def test_folder_that_contains_itself(self, folder: Path) -> None:
        """A link that leads back up is not followed round and round."""
        (folder / "news/loop").symlink_to(folder / "news")
        assert found("news") == ["news/a.txt", "news/d.text", "news/deep/C.MARKDOWN", "news/deep/b.md"]


@pytest.mark.usefixtures("folder")
class TestRefused:
    """Paths that stand for nothing."""

    @pytest.mark.parametrize(
        ("path", "sentence"),
        [
            ("nwes", 'nwes: there is no such file or folder. Did you mean "news"?'),
            ("news/zzz.txt", "news/zzz.txt: there is no such file or folder."),
            ("*.docx", "*.docx: nothing matches this pattern"),
            ("news/photo.jpg", "news/photo.jpg: this is no article; articles end in .txt, .md, .html, .docx, .jsonl"),
            ("news/*.jpg", "news/*.jpg: there is no article here (files ending in .txt, .md, .html, .docx, .jsonl"),
            ("x" * 5000, "there is no such file or folder."),
            ("a\0b", "there is no such file or folder."),
        ],
    )
    def test_sentence(self, path: str, sentence: str) -> None:
        """Each gets a sentence that names it and says what was expected."""
        with pytest.raises(UsageError) as told:
            find_inputs([path])
        assert sentence in str(told.value)

    def test_folder_without_articles(self, folder: Path) -> None:
        """A folder without articles is named, with the endings that were looked for."""
        (folder / "empty").mkdir()
        (folder / "empty" / "facts.yaml").write_text("facts: []\n")
        with pytest.raises(UsageError, match=r"empty: there is no article in this folder \(files ending in \.txt"):
            find_inputs(["empty"])


class TestFacts:
    """The facts file beside the articles."""

    def test_in_the_folder_and_beside_the_file(self, folder: Path) -> None:
        """It is found in a folder that was named, and in the folder of a file that was."""
        assert find_facts(find_inputs(["news"])) == Path("news/facts.yaml")
        assert find_facts(find_inputs(["news/a.txt"])) == Path("news/facts.yaml")
        assert find_facts(find_inputs(["alone.txt"])) is None

    def test_deeper_folders_are_not_searched(self, folder: Path) -> None:
        """A facts file further down speaks for its own folder, not for the whole."""
        (folder / "news/facts.yaml").rename(folder / "news/deep/facts.yaml")
        assert find_facts(find_inputs(["news"])) is None

    def test_two_are_too_many(self, folder: Path) -> None:
        """Two facts files are not mixed; the user is asked to choose."""
        (folder / "facts.yml").write_text("facts: []\n")
        with pytest.raises(UsageError, match=r"more than one facts file.*choose one with --facts"):
            find_facts(find_inputs(["alone.txt", "news"]))
