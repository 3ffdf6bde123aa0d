"""The user's facts and names, read from YAML."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from normalize.model import Facts


def load_facts(source: Path | str | Mapping[str, Any]) -> Facts:
    """Facts from a file or a mapping."""
    return Facts()
