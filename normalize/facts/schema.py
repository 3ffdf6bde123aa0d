"""The shape of a facts file, held by pydantic; sentences for what does not fit."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from normalize.errors import UsageError
from normalize.facts.nodes import Path, Source


def _text(value: Any) -> Any:
    # A mapping in Python may hold 9 or date(2025, 1, 1) where a YAML file holds the text.
    return value if isinstance(value, str | list | dict | None) else str(value)


Words = Annotated[str, BeforeValidator(_text), Field(min_length=1, max_length=2000)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class FactEntry(_Entry):
    """One fact as written: measured, or a relation."""

    id: Words
    subject: Words
    aliases: tuple[Words, ...] = ()
    measure: Words | None = None
    value: Words | None = None
    relation: Words | None = None
    object: Words | None = None
    period: Words | None = None
    as_of: Words | None = None
    source: Words | None = None


class NameEntry(_Entry):
    """One name as written."""

    canonical: Words
    aliases: tuple[Words, ...] = ()
    wrong: tuple[Words, ...] = ()
    source: Words | None = None


class FactsFile(_Entry):
    """A whole facts file."""

    facts: tuple[FactEntry, ...] = ()
    names: tuple[NameEntry, ...] = ()


_KEYS: dict[str, type[_Entry]] = {"facts": FactEntry, "names": NameEntry}


def parse(source: Source) -> FactsFile:
    """The entries of a facts file. Raises UsageError, with the user's line, for the first thing that does not fit."""
    data = {} if source.data is None else source.data
    if not isinstance(data, dict):
        raise source.error((), "a facts file has the two keys 'facts' and 'names', each with a list under it")
    filled = {key: [] if value is None and key in _KEYS else value for key, value in data.items()}
    try:
        return FactsFile.model_validate(filled)
    except ValidationError as error:
        raise _explained(source, error) from error


def _explained(source: Source, error: ValidationError) -> UsageError:
    # A key that is misspelt makes another one missing: the misspelling is what the user wants to hear of.
    first = min(
        error.errors(),
        key=lambda e: (e["type"] == "missing", source.lines.get(_known(source, e["loc"]), 0), len(e["loc"])),
    )
    path, kind = tuple(first["loc"]), first["type"]
    key = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        return source.error(path, _unknown_key(path, key))
    if kind == "missing":
        what = "name" if path[:1] == ("names",) else "fact"
        return source.error(path[:-1], f"this {what} has no {key!r}; add the line '{key}: …'")
    if kind == "string_too_short" or (kind == "string_type" and first["input"] is None):
        return source.error(path, f"{key!r} is empty; write a value or delete the key")
    if kind == "string_type":
        return source.error(path, f"{key!r} must be one piece of text, not a list or mapping")
    if kind == "tuple_type":
        return source.error(path, f"{key!r} must be a list, such as [one, another]")
    if kind in ("model_type", "dict_type"):
        return source.error(path, "an entry is a set of 'key: value' lines, such as 'subject: …'")
    return source.error(path, f"{key!r}: {first['msg'].lower()}")


def _known(source: Source, path: tuple[str | int, ...]) -> Path:
    while path and path not in source.lines:
        path = path[:-1]
    return path


def _unknown_key(path: Path, key: str) -> str:
    model: type[_Entry] = FactsFile if len(path) == 1 else _KEYS[str(path[0])]
    known = sorted(model.model_fields)
    near = get_close_matches(key.lower().replace("-", "_"), known, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"the keys are {', '.join(known)}"
    return f"{key!r} is no key here; {hint}"
