"""Events as JSON lines, for other programs, other machines and other runs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from normalize.errors import UsageError
from normalize.ledger.event import Event, Kind

_NAMES = tuple(f.name for f in fields(Event))


def event_object(event: Event) -> dict[str, Any]:
    """An event as plain JSON values."""
    plain = {name: getattr(event, name) for name in _NAMES}
    plain["kind"] = event.kind.value
    return plain


def write_lines(events: Iterable[Event]) -> Iterator[str]:
    """One line of JSON an event, without line ends."""
    for event in events:
        yield json.dumps(event_object(event), ensure_ascii=False, sort_keys=True)


def read_lines(lines: Iterable[str], where: str) -> Iterator[Event]:
    """The events of JSON lines; empty lines are passed over.

    Raises UsageError that names `where` and the line when one is no event.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _event(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise UsageError(f"{where}, line {number}: this is no exported decision ({error})") from error


def _event(plain: Any) -> Event:
    unknown = set(plain) - set(_NAMES)
    if unknown:
        raise ValueError(f"unknown keys: {', '.join(sorted(unknown))}")
    for f in fields(Event):
        value, kind = plain.get(f.name, ""), f.type
        wanted: tuple[type, ...] = (str,)
        if f.name in ("id", "undoes"):
            wanted = (int, type(None)) if f.name == "undoes" else (int,)
        elif f.name == "text":
            wanted = (str, type(None))
        if f.name in plain and not isinstance(value, wanted):
            raise ValueError(f"{f.name} should be {kind}")
    return Event(**{**plain, "kind": Kind(plain["kind"])})
