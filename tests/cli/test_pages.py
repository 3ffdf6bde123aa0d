"""The pages about the command line and the configuration."""

from __future__ import annotations

from normalize.cli.main import COMMANDS
from normalize.cli.pages import FOLDER, generated, stale
from normalize.config.options import all_options


def test_pages_are_up_to_date() -> None:
    """What the pages say of commands and options is what the program does."""
    assert stale() == [], "run `make docs`"


def test_nothing_is_missing() -> None:
    """Every command and every option stands on its page."""
    assert all(f"normalize {name}" in generated()["cli.md"] for name in COMMANDS)
    assert all(f"`{option.name}`" in generated()["configuration.md"] for option in all_options())
    assert {path.name for path in FOLDER.glob("*.md")} >= set(generated())
