"""House styles: which form of a figure each prescribes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from normalize.correct.rule import Context
from normalize.packaged import PACKAGE

TABLE = PACKAGE / "correct" / "tables" / "house_styles.toml"


@cache
def house_styles() -> Mapping[str, Mapping[str, str]]:
    """The shipped styles by name, each with the form that it prescribes for a topic."""
    styles: dict[str, dict[str, str]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return styles


def prescribed(context: Context, topic: str) -> str:
    """The form that the user's own forms, else the house style, prescribe; empty where both are silent."""
    for entry in context.house_forms:
        about, _, form = entry.partition("=")
        if about == topic:
            return form
    return house_styles().get(context.house_style, {}).get(topic, "")
