"""Proposals as a facts file, with the places that they come from in comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

from normalize.facts.learn import Proposal, Support

_QUOTE = 200  # code points of a passage that a comment shows
_LISTED = 8  # documents that a source names; the comments name all


def proposals_yaml(proposals: Sequence[Proposal], run: str) -> str:
    """A facts file with these proposals; `run` says in its head where they come from."""
    return "\n".join(_lines(proposals, run)) + "\n"


def name_yaml(canonical: str, source: str) -> str:
    """A facts file with one name, spelt as `canonical`; `source` says where that was decided."""
    return f"names:\n  - canonical: {_scalar(canonical)}\n    source: {_scalar(source)}\n"


def _lines(proposals: Sequence[Proposal], run: str) -> Iterator[str]:
    yield f"# Proposed from the run {_flat(run)}: figures on which several independent documents agree."
    yield "# None of them is confirmed. Check each against a source of your own, write that into `source`,"
    yield "# and move what is right into your facts file."
    if not proposals:
        yield "facts: []"
        return
    yield "facts:"
    for proposal in proposals:
        yield from (f"  # {_place(place)}" for place in proposal.support)
        if proposal.copies:
            yield f"  # The same text again: {', '.join(map(_flat, proposal.copies))}"
        yield f"  - id: {_scalar(proposal.id)}"
        for key in ("subject", "measure", "value", "period"):
            if text := getattr(proposal, key):
                yield f"    {key}: {_scalar(text)}"
        yield f"    source: {_scalar(_source(proposal.support))}"


def _source(support: Sequence[Support]) -> str:
    names = [_flat(place.document) for place in support]
    listed = ", ".join(names[:_LISTED]) + (" …" if len(names) > _LISTED else "")
    return f"{len(names)} documents agree: {listed}" if len(names) > 1 else f"1 document says so: {listed}"


def _place(place: Support) -> str:
    quote = _flat(place.quote)
    quote = quote if len(quote) <= _QUOTE else quote[:_QUOTE] + "…"
    return f"{_flat(place.document)}, line {place.line}: “{quote}”"


def _scalar(text: str) -> str:
    """A text as one quoted YAML scalar on one line."""
    dumped = yaml.safe_dump(_flat(text), default_style='"', allow_unicode=True, width=float("inf"))
    return str(dumped).strip()


def _flat(text: str) -> str:
    """Text on one line: characters that could end a comment or have no form are replaced."""
    flat = " ".join(text.split())
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in flat)
