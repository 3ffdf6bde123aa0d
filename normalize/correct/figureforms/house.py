"""House styles: which form of a figure each prescribes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from normalize.packaged import PACKAGE

TABLE = PACKAGE / "correct" / "tables" / "house_styles.toml"
TITLES: Mapping[str, str] = {
    "ap": "AP",
    "chicago": "Chicago",
    "guardian": "the Guardian",
    "economist": "The Economist",
    "si": "SI",
}


@cache
def house_styles() -> Mapping[str, Mapping[str, str]]:
    """The shipped styles by name, each with the form that it prescribes for a topic."""
    styles: dict[str, dict[str, str]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return styles


def prescribed(style: str, topic: str) -> str:
    """The form that a style prescribes; empty for no style (or `custom`), and where a style is silent."""
    return house_styles().get(style, {}).get(topic, "")
