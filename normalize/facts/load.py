"""Facts from a YAML file or a mapping, checked as a whole before any is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from normalize.errors import UsageError
from normalize.facts.value import has_amount, read_value
from normalize.model import Fact, Facts, Name

if TYPE_CHECKING:
    from normalize.facts.nodes import Source
    from normalize.facts.schema import FactEntry, FactsFile, NameEntry

#: A facts file is written by hand; ten megabytes are some fifty thousand facts.
_LARGEST = 10_000_000
_ISO_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?\Z")


def load_facts(source: Path | str | Mapping[str, Any]) -> Facts:
    """Facts from a YAML file (its path) or from a mapping of the same shape.

    Raises UsageError, with the file, the line and its text, when the file cannot be read or anything in it
    is wrong: an unknown key, a fact with neither or both of value and relation, an id or name that stands
    twice, a value without a readable figure, a name without its canonical form.
    """
    # Most calls have no facts, and what reads them takes as long to load as a tenth of the rest.
    from normalize.facts.nodes import Source, read_source

    if isinstance(source, Mapping):
        return _facts(Source("facts", dict(source)), "")
    path = Path(source)
    return _facts(read_source(_text_of(path), str(path)), str(path))


def _text_of(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check the path of the facts file") from error
    if len(data) > _LARGEST:
        raise UsageError(f"{path}: larger than {_LARGEST // 1_000_000} MB; this is hardly a facts file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}, line {line}: not UTF-8; save the file as UTF-8") from error


def _facts(source: Source, path: str) -> Facts:
    from normalize.facts.schema import parse

    parsed = parse(source)
    _check(source, parsed)
    return Facts(
        facts=tuple(_fact(entry) for entry in parsed.facts),
        names=tuple(_name(entry) for entry in parsed.names),
        path=path,
    )


def _check(source: Source, parsed: FactsFile) -> None:
    ids: set[str] = set()
    for number, fact in enumerate(parsed.facts):
        at = ("facts", number)
        if fact.id in ids:
            raise source.error((*at, "id"), f"the id {fact.id!r} stands twice; give every fact its own")
        ids.add(fact.id)
        _check_fact(source, at, fact)
    forms: dict[str, str] = {}
    for number, name in enumerate(parsed.names):
        for form, key in _forms(name):
            owner = forms.setdefault(form, name.canonical)
            if owner != name.canonical or (key == "wrong" and form == name.canonical):
                raise source.error(
                    ("names", number, key), f"{form!r} already belongs to {owner!r}; keep it in one place"
                )


def _forms(name: NameEntry) -> Iterable[tuple[str, str]]:
    yield name.canonical, "canonical"
    yield from ((form, "aliases") for form in name.aliases)
    yield from ((form, "wrong") for form in name.wrong)


def _check_fact(source: Source, at: tuple[str | int, ...], fact: FactEntry) -> None:
    measured = [key for key in ("measure", "value") if getattr(fact, key)]
    related = [key for key in ("relation", "object") if getattr(fact, key)]
    if measured and related:
        raise source.error(
            (*at, related[0]), "a fact has either measure and value, or relation and object; make two facts of it"
        )
    if not measured and not related:
        raise source.error(at, f"the fact {fact.id!r} says nothing yet; add measure and value, or relation and object")
    if len(measured) == 1 or len(related) == 1:
        present = (measured or related)[0]
        other = {"measure": "value", "value": "measure", "relation": "object", "object": "relation"}[present]
        raise source.error((*at, present), f"{present!r} goes with {other!r}; add the line '{other}: …'")
    if fact.value is not None and not has_amount(fact.value):
        raise source.error(
            (*at, "value"), f"no figure can be read in {fact.value!r}; write one, such as 'US$500 billion' or '2029'"
        )
    if fact.as_of is not None and not _is_date(fact.as_of):
        raise source.error((*at, "as_of"), f"{fact.as_of!r} is no date; write it as 2025-01-21")


def _is_date(text: str) -> bool:
    """Whether a text is a day, month or year that the calendar has, in ISO form."""
    if not _ISO_DATE.match(text):
        return False
    try:
        year, month, day = [*map(int, text.split("-")), 1, 1][:3]
        date(year, month, day)
    except ValueError:
        return False
    return True


def _fact(entry: FactEntry) -> Fact:
    return Fact(
        id=entry.id,
        subject=entry.subject,
        aliases=entry.aliases,
        measure=entry.measure or "",
        value=entry.value or "",
        figure=read_value(entry.value) if entry.value else None,
        relation=entry.relation or "",
        object=entry.object or "",
        period=entry.period or "",
        as_of=entry.as_of or "",
        source=entry.source or "",
    )


def _name(entry: NameEntry) -> Name:
    return Name(entry.canonical, entry.aliases, entry.wrong, entry.source or "")
