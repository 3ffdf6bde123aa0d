"""What one document can teach the batch that it belongs to: the words in it that no lexicon has."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doubt:
    """A form of a document that spacing was asked about: `parts` are the words that it was, or would be, parted into.

    `seen`: the form stands in the text in one piece, else in these parts. `written`: the repair was made.
    """

    form: str
    parts: tuple[str, ...]
    seen: bool
    written: bool


@dataclass(frozen=True, slots=True)
class Forms:
    """The doubts of a document, and its `unknown` forms.

    `unknown` has sixteen bytes for each: eight tell the form, eight tell the words either side of where it first
    stands, so that copies of one text are not taken for several.
    """

    doubts: tuple[Doubt, ...] = ()
    unknown: bytes = b""
