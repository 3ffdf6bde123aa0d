"""The index of a run tells what is stated more than once, without holding all statements unpacked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from here import clean_here

from normalize.batch import Job
from normalize.batch.said import SaidByDocuments
from normalize.config import Config
from normalize.facts.value import read_value
from normalize.model import Fact, Facts, Span
from normalize.report import Statement


def statement(subject: str, measure: str = "budget", text: str = "US$5 million") -> Statement:
    """A statement."""
    return Statement(subject, measure, text, Span(0, 5), 1)


def test_only_repeated_topics_come_back() -> None:
    """A topic comes back when it was spoken of twice, by one document or by two, in whatever case."""
    said = SaidByDocuments()
    said.add("a", (statement("Alba"), statement("Brenford"), statement("Dorn", "length"), statement("Elm")))
    said.add("b", (statement("ALBA", text="US$6 million"), statement("Dorn", "height")))
    said.add("c", (statement("Corv"), statement("corv")))
    said.add("d", ())
    assert said.repeated("a") == (statement("Alba"),)
    assert said.repeated("b") == (statement("ALBA", text="US$6 million"),)
    assert len(said.repeated("c")) == 2
    assert said.repeated("d") == said.repeated("unknown") == ()


def test_index_tells_who_says_what(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What two documents state of one subject stands in the index of their run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    for name, budget in (("a.txt", 90), ("b.txt", 90), ("c.txt", 7)):
        subject = "Brenford library" if name == "c.txt" else "Alba bridge"
        (tmp_path / "news" / name).write_text(f"The {subject} has a budget of US${budget} million.\n")
    clean_here()
    claims = json.loads(Path("out/news/index.json").read_text())["claims"]
    assert [subject["subject"] for subject in claims] == ["Alba"]
    assert [one["document"] for one in claims[0]["topics"][0]["statements"]] == ["a.txt", "b.txt"]


def test_facts_of_the_user_stand_beside_what_articles_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One article is enough for a topic that the facts file is about; the index has the facts themselves."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("The Alba bridge has a budget of US$90 million.\n")
    fact = Fact("alba", "Alba bridge", measure="budget", value="US$70 million", figure=read_value("US$70 million"))
    clean_here(job=Job(Config(), Facts((fact,))))
    index = json.loads(Path("out/news/index.json").read_text())
    assert [fact["id"] for fact in index["facts"]] == ["alba"]
    (subject,) = index["claims"]
    assert subject["subject"] == "Alba bridge"
    assert [one["standing"] for one in subject["topics"][0]["statements"]] == ["differs"]
