"""YAML with line numbers: plain data, and on which line each part of it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from normalize.errors import UsageError

#: Where a value stands in the data: keys and list positions from the root.
Path = tuple[str | int, ...]
#: Facts files are small; more depth than this is a mistake or an attack.
_DEEPEST = 20
_LONGEST_SHOWN = 200  # characters of the user's line in a message


@dataclass(frozen=True, slots=True)
class Source:
    """A facts file as data, with the line (from 1) of every value and key; `name` is shown in messages."""

    name: str
    data: Any
    lines: Mapping[Path, int] = field(default_factory=dict)
    text: tuple[str, ...] = ()

    def error(self, path: Path, wrong: str) -> UsageError:
        """The error that says what is wrong, with the user's own line under it."""
        if not self.lines:
            where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
            return UsageError(f"{self.name}{', ' + where if where else ''}: {wrong}")
        while path and path not in self.lines:
            path = path[:-1]
        line = self.lines.get(path, 1)
        shown = self.text[line - 1].rstrip() if line <= len(self.text) else ""
        shown = shown if len(shown) <= _LONGEST_SHOWN else shown[:_LONGEST_SHOWN] + " …"
        return UsageError(f"{self.name}, line {line}: {wrong}\n  {line} | {shown}")


def read_source(text: str, name: str) -> Source:
    """The data and lines of a YAML text. Scalars stay the strings that the user wrote.

    Raises UsageError when the text is no YAML, a key stands twice, or it uses anchors.
    """
    lines: dict[Path, int] = {}
    kept = tuple(text.splitlines())
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at: dict[Path, int] = {(): mark.line + 1} if mark else {}
        broken = Source(name, None, at, kept)
        raise broken.error((), f"this is not YAML ({error.problem}); check quotes, colons and indents") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise UsageError(f"{name}: this is not YAML ({error}); check the file") from error
    if root is None:
        return Source(name, {}, {(): 1}, kept)
    seen: set[int] = set()

    def convert(node: yaml.Node, path: Path) -> Any:
        lines[path] = node.start_mark.line + 1
        here = Source(name, None, lines, kept)
        if isinstance(node, yaml.ScalarNode):
            return None if node.tag == "tag:yaml.org,2002:null" else node.value
        if id(node) in seen or len(path) > _DEEPEST:
            raise here.error(path, "anchors and deep nesting are not used in a facts file; write the value out")
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [convert(child, (*path, number)) for number, child in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)
        found: dict[str, Any] = {}
        for key, child in node.value:
            label = str(key.value)
            if label in found:
                lines[(*path, label)] = key.start_mark.line + 1
                raise here.error((*path, label), f"the key {label!r} stands twice; keep one of them")
            found[label] = convert(child, (*path, label))
            lines[(*path, label)] = key.start_mark.line + 1
        return found

    return Source(name, convert(root, ()), lines, kept)
