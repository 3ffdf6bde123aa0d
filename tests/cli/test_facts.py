"""`normalize facts check`: what the file says, as it is understood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Call = Callable[..., Any]

GOOD = """facts:
  - id: tunnel-cost
    subject: Ostrava tunnel
    aliases: [the tunnel]
    measure: cost
    value: €460 million
    period: six years
    as_of: 2025-03-01
  - {id: tunnel-opening, subject: Ostrava tunnel, measure: opening, value: "2029"}
  - {id: tunnel-owner, subject: Vesper Rail, relation: owns, object: Ostrava tunnel}
names:
  - {canonical: Vesper Rail, aliases: [Vesper], wrong: [Vespa Rail]}
"""


class TestCheck:
    """A facts file is shown as it was understood."""

    def test_what_was_understood(self, place: Path, call: Call) -> None:
        """Every fact and name has a line: subject, measure, the value with its unit and interval, the forms."""
        (place / "facts.yaml").write_text(GOOD, encoding="utf-8")
        said = call("facts", "check", "facts.yaml")
        assert said.code == 0
        lines = {line.split()[0]: line for line in said.out.splitlines() if line}
        assert "Ostrava tunnel (the tunnel)" in lines["tunnel-cost"]
        assert "460 million EUR" in lines["tunnel-cost"]
        assert "allowed" in lines["tunnel-cost"]
        assert "six years" in lines["tunnel-cost"]
        assert "2025-03-01" in lines["tunnel-cost"]
        assert "opening: 2029" in lines["tunnel-opening"]
        assert "owns Ostrava tunnel" in lines["tunnel-owner"]
        assert "Vespa Rail" in said.out
        assert "3 facts, 1 name" in said.err

    def test_mistake(self, place: Path, call: Call) -> None:
        """A mistake ends with 2; the sentence has the line number and the user's own line; stdout stays empty."""
        (place / "facts.yaml").write_text(GOOD.replace("€460 million", "a lot"), encoding="utf-8")
        said = call("facts", "check", "facts.yaml")
        assert said.code == 2
        assert said.out == ""
        assert "facts.yaml, line 6" in said.err
        assert "value: a lot" in said.err

    def test_missing_file(self, place: Path, call: Call) -> None:
        """A file that is not there is a sentence and 2."""
        said = call("facts", "check", "none.yaml")
        assert said.code == 2
        assert "none.yaml" in said.err

    def test_acting_characters_are_shown(self, place: Path, call: Call) -> None:
        """A control character in the file cannot act on the terminal."""
        (place / "facts.yaml").write_text('names:\n  - {canonical: "Ves\\u202Eper"}\n', encoding="utf-8")
        said = call("facts", "check", "facts.yaml")
        assert said.code == 0
        assert "⟦U+202E⟧" in said.out

    def test_empty_file(self, place: Path, call: Call) -> None:
        """An empty file is right and says so."""
        (place / "facts.yaml").write_text("")
        said = call("facts", "check", "facts.yaml")
        assert said.code == 0
        assert said.out == ""
        assert "no facts" in said.err

    def test_what_cannot_be_compared_is_told(self, place: Path, call: Call) -> None:
        """A relation with an unknown verb and a year of no event are told; the file is right all the same."""
        (place / "facts.yaml").write_text(
            "facts:\n"
            "  - {id: fan, subject: Tunnel, relation: adores, object: Vesper Rail}\n"
            "  - {id: mood, subject: Tunnel, measure: mood, value: 1961}\n"
            "  - {id: opening, subject: Tunnel, measure: opening date, value: 3 May 2027}\n"
            "  - {id: fare, subject: Tunnel, measure: fare, value: unchanged at €3}\n",
            encoding="utf-8",
        )
        said = call("facts", "check", "facts.yaml")
        assert said.code == 0
        assert "fan: nothing in an article is compared with this; the verb of 'adores' is not known" in said.err
        assert "mood: nothing in an article is compared with this; a year is compared with events only" in said.err
        assert "opening:" not in said.err
        assert "fare:" not in said.err

    def test_facts_that_contradict_each_other_are_told(self, place: Path, call: Call) -> None:
        """Two values for one measure of one subject are told, unless they are of two times."""
        fact = "  - {{id: {}, subject: Tunnel, measure: cost, value: €{} million{}}}\n"
        facts = fact.format("one", 5, "") + fact.format("two", 7, "") + fact.format("old", 3, ", as_of: 2020")
        (place / "facts.yaml").write_text("facts:\n" + facts, encoding="utf-8")
        said = call("facts", "check", "facts.yaml")
        assert said.code == 0
        assert "two and one give two values for the cost of Tunnel; add a period" in said.err
        assert "old and" not in said.err


DAM = "The council met for long hours before noon. The Orbel dam cost €40 million, its engineers wrote."
VALLEY = "Farmers in the valley wait for rain, as they do every spring. The Orbel dam cost €40 million in the end."


class TestLearn:
    """Facts are proposed from a finished run."""

    def run(self, place: Path, call: Call) -> None:
        """A run over two articles."""
        (place / "dams").mkdir()
        (place / "dams" / "a.txt").write_text(DAM, encoding="utf-8")
        (place / "dams" / "b.txt").write_text(VALLEY, encoding="utf-8")
        assert call("clean", "dams", "--no-grammar").code == 0

    def test_proposals_load(self, place: Path, call: Call) -> None:
        """stdout is a facts file and nothing else; `facts check` reads it."""
        self.run(place, call)
        said = call("facts", "learn", "out/dams")
        assert said.code == 0
        assert "1 fact proposed" in said.err
        (place / "learnt.yaml").write_text(said.out, encoding="utf-8")
        checked = call("facts", "check", "learnt.yaml")
        assert checked.code == 0
        assert "40 million EUR" in checked.out
        assert "2 documents agree: a.txt, b.txt" in said.out

    def test_more_documents_wanted(self, place: Path, call: Call) -> None:
        """--min-documents asks for more; the empty result is a facts file too."""
        self.run(place, call)
        said = call("facts", "learn", "out/dams", "--min-documents", "3")
        assert said.code == 0
        assert said.out.endswith("facts: []\n")

    def test_output(self, place: Path, call: Call) -> None:
        """--output writes a new file and never over one that is there."""
        self.run(place, call)
        said = call("facts", "learn", "out/dams", "--output", "new.yaml")
        assert (said.code, said.out) == (0, "")
        before = (place / "new.yaml").read_text(encoding="utf-8")
        assert "40 million" in before
        again = call("facts", "learn", "out/dams", "--output", "new.yaml")
        assert again.code == 2
        assert "new.yaml: there is a file already" in again.err
        assert (place / "new.yaml").read_text(encoding="utf-8") == before
        assert call("facts", "learn", "out/dams", "--output", "none/new.yaml").code == 2

    def test_no_run(self, place: Path, call: Call) -> None:
        """A folder without a run, or with a broken or hostile index, is a sentence and 2."""
        assert "out/none/index.json" in call("facts", "learn", "out/none").err
        (place / "run").mkdir()
        for text in ("[]", "{", '{"documents": [{}]}'):
            (place / "run" / "index.json").write_text(text)
            said = call("facts", "learn", "run")
            assert (said.code, said.out) == (2, "")
            assert "no index of a run" in said.err
        (place / "run" / "index.json").write_text(
            '{"documents": [{"id": "a", "name": "a", "links": {"json": "../secret.json", "text": "a"}}]}'
        )
        assert "outside the run" in call("facts", "learn", "run").err

    def test_broken_report(self, place: Path, call: Call) -> None:
        """A report that cannot be read is named; 3."""
        self.run(place, call)
        report = next((place / "out" / "dams" / "reports").glob("*.json"))
        report.write_text("{}")
        said = call("facts", "learn", "out/dams")
        assert (said.code, said.out) == (3, "")
        assert report.name in said.err
