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
