"""The facts file: what it gives, and how it says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.errors import UsageError
from normalize.facts import load_facts

SEED = Path(__file__).parents[2] / "seeds" / "facts.yaml"


def written(folder: Path, text: str) -> Path:
    """A facts file with this text."""
    path = folder / "facts.yaml"
    path.write_text(text, encoding="utf8")
    return path


def complaint(folder: Path, text: str) -> str:
    """What the loader says about this text."""
    with pytest.raises(UsageError) as caught:
        load_facts(written(folder, text))
    return str(caught.value)


def test_the_shipped_facts_load() -> None:
    """The seed's facts are valid, each with a source, and SoftBank's wrong form is listed."""
    facts = load_facts(SEED)
    assert all(fact.source for fact in facts.facts)
    assert next(name for name in facts.names if name.canonical == "SoftBank").wrong == ("Softbank",)
    assert facts.path == str(SEED)


def test_a_mapping_loads_like_a_file() -> None:
    """Values that Python holds as numbers or dates become their text."""
    facts = load_facts({"facts": [{"id": "a", "subject": "Ferry", "measure": "cabins", "value": 9}]})
    assert facts.facts[0].value == "9"


def test_empty_file_has_no_facts(tmp_path: Path) -> None:
    """An empty file, and keys with nothing under them, are fine."""
    assert load_facts(written(tmp_path, "")).facts == ()
    assert load_facts(written(tmp_path, "facts:\nnames:\n")).names == ()


GOOD = "facts:\n  - id: pier\n    subject: Pier\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD + "    mesure: length\n", 4, ["'mesure' is no key", "did you mean 'measure'"]),
        ("fakts: []\n", 1, ["'fakts'", "did you mean 'facts'"]),
        (GOOD, 2, ["'pier' says nothing yet"]),
        (GOOD + "    measure: length\n", 4, ["'measure' goes with 'value'"]),
        (GOOD + "    relation: owns\n", 4, ["'relation' goes with 'object'"]),
        (
            GOOD + "    measure: length\n    value: 3 km\n    relation: owns\n    object: Quay\n",
            6,
            ["either measure and value, or relation and object"],
        ),
        (GOOD + "    measure: length\n    value: rather long\n", 5, ["no figure", "'rather long'"]),
        (
            GOOD + "    relation: owns\n    object: Quay\n  - id: pier\n    subject: Quay\n"
            "    relation: owns\n    object: Pier\n",
            6,
            ["the id 'pier' stands twice"],
        ),
        ("names:\n  - wrong: [Lakside]\n", 2, ["no 'canonical'"]),
        ("names:\n  - {canonical: Lakeside, wrong: Lakside}\n", 2, ["must be a list"]),
        ("names:\n  - canonical: A1\n    wrong: [B2]\n  - canonical: B2\n", 4, ["already belongs to 'A1'"]),
        (GOOD + "    subject: Jetty\n", 4, ["'subject' stands twice"]),
        (GOOD + "    as_of: last spring\n    relation: owns\n    object: Quay\n", 4, ["is no date"]),
        ("facts: [\n", 2, ["not YAML"]),
        ("- one\n- two\n", 1, ["'facts' and 'names'"]),
        ("facts:\n  - &a {id: x, subject: y, relation: z, object: w}\n  - *a\n", 2, ["anchors"]),
    ],
)
def test_errors_show_the_line(tmp_path: Path, text: str, line: int, words: list[str]) -> None:
    """Every mistake names the file and line, shows the line, and says what to do."""
    said = complaint(tmp_path, text)
    assert f"facts.yaml, line {line}:" in said
    shown = text.splitlines()[line - 1] if line <= len(text.splitlines()) else ""
    assert said.endswith(f"{line} | {shown}")
    for word in words:
        assert word in said


def test_missing_file_is_a_sentence(tmp_path: Path) -> None:
    """A path that is not there is told in words."""
    with pytest.raises(UsageError, match="check the path of the facts file"):
        load_facts(tmp_path / "none.yaml")


def test_wrong_encoding_names_the_line(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are told with their line."""
    path = tmp_path / "facts.yaml"
    path.write_bytes(b"facts:\n  - id: caf\xe9\n")
    with pytest.raises(UsageError, match="line 2: not UTF-8"):
        load_facts(path)


def test_mapping_errors_name_the_place() -> None:
    """Without a file the place in the mapping is told."""
    with pytest.raises(UsageError, match=r"facts, facts\[0\]"):
        load_facts({"facts": [{"id": "a", "subject": "b"}]})


def test_a_misspelt_required_key_is_named_rather_than_the_missing_one(tmp_path: Path) -> None:
    """Who writes `subjct` hears of that line and of `subject`, not that a subject is missing."""
    file = tmp_path / "facts.yaml"
    file.write_text("facts:\n  - id: x\n    subjct: Dam\n    measure: cost\n    value: $4m\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"line 3: 'subjct' is no key here; did you mean 'subject'"):
        load_facts(file)


@pytest.mark.parametrize("day", ["2025-13-01", "2025-02-30", "0000", "March 2025", "2025-1-1"])
def test_as_of_is_a_day_that_there_is(tmp_path: Path, day: str) -> None:
    """A day, month or year in another form, or that no calendar has, is told with its line."""
    told = complaint(tmp_path, f"facts:\n  - {{id: a, subject: S, measure: cost, value: 5 km, as_of: {day}}}\n")
    assert "line 2" in told
    assert "is no date; write it as 2025-01-21" in told


@pytest.mark.parametrize("day", ["2025", "2025-02", "2024-02-29"])
def test_as_of_may_be_a_year_or_month(tmp_path: Path, day: str) -> None:
    """A year and a month say enough."""
    text = f"facts:\n  - {{id: a, subject: S, measure: cost, value: 5 km, as_of: {day}}}\n"
    assert load_facts(written(tmp_path, text)).facts[0].as_of == day


def test_a_long_line_is_cut_in_the_message(tmp_path: Path) -> None:
    """However long the user's line is, the message stays readable."""
    text = 'facts:\n  - {id: x, subject: S, measure: m, value: "' + "9" * 50_000 + ' million"}\n'
    assert len(complaint(tmp_path, text)) < 600
