"""How a run was made is noted in its folder and read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from normalize.batch.record import RECORD, read_record, record_of
from normalize.config import Config, GrammarConfig
from normalize.errors import UsageError


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a run with a record."""
    monkeypatch.chdir(tmp_path)
    folder = Path("out/news")
    folder.mkdir(parents=True)
    config = Config(disable=("repeated-word",), grammar=GrammarConfig(enabled=False, url="http://u:secret@host/"))
    (folder / RECORD).write_text(record_of(folder, ("news", "more/*.md"), "facts.yaml", config).text)
    return folder


def test_record_comes_back(run: Path) -> None:
    """Inputs, facts and options are those that the run was made with."""
    record = read_record(run)
    assert (record.inputs, record.facts) == (("news", "more/*.md"), "facts.yaml")
    options = dict(record.options)
    assert (options["disable"], options["grammar.enabled"]) == (("repeated-word",), False)


def test_record_tells_no_place_and_no_secret(run: Path, tmp_path: Path) -> None:
    """The record holds no absolute path, no address of a server, and nothing that only speeds a run up."""
    text = (run / RECORD).read_text()
    assert str(tmp_path) not in text
    assert "secret" not in text
    assert "jobs" not in text


def test_record_moves_with_its_place(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When inputs and run move together, or the run is named from elsewhere, the inputs are still found."""
    (tmp_path / "out").rename(tmp_path / "moved")
    assert read_record(Path("moved/news")).inputs[0] == "news"
    monkeypatch.chdir(tmp_path / "moved")
    assert Path(read_record(Path("news")).inputs[0]).resolve() == tmp_path / "news"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("inputs", "news"),
        ("inputs", [1]),
        ("facts", 3),
        ("options", []),
        ("options", {"disable": "repeated-word"}),
        ("options", {"max_bytes": True}),
        ("options", {"max_bytes": 0}),
        ("options", {"house_style": "mine"}),
        ("options", {"house_forms": ["mine"]}),
    ],
)
def test_damaged_record_is_refused(run: Path, key: str, value: object) -> None:
    """A record that somebody changed into nonsense is told as one sentence with what to do."""
    told = json.loads((run / RECORD).read_text())
    told[key] = {**told[key], **value} if isinstance(value, dict) and value else value
    (run / RECORD).write_text(json.dumps(told))
    with pytest.raises(UsageError, match=r"no record of a run.*make the run again"):
        read_record(run)


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("schema", 2, "other options; make"),
        ("options", {"language": "en"}, "other options (apply_safe); make"),
        ("options", {"spelling": "en"}, "other options"),
    ],
)
def test_record_of_another_version(run: Path, key: str, value: object, told: str) -> None:
    """A run that another version made is not made again by guesses; the sentence says what to do."""
    record = json.loads((run / RECORD).read_text())
    record[key] = value
    (run / RECORD).write_text(json.dumps(record))
    with pytest.raises(UsageError) as error:
        read_record(run)
    assert told in str(error.value)
    assert "make the run again with `normalize clean`" in str(error.value)


def test_no_record(tmp_path: Path) -> None:
    """A folder without a record is told as no run."""
    with pytest.raises(UsageError, match="name the folder of a run"):
        read_record(tmp_path)
