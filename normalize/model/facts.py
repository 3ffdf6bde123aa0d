"""The user's own facts and names: what the articles are held against."""

from __future__ import annotations

from dataclasses import dataclass

from normalize.model.figure import Figure


@dataclass(frozen=True, slots=True)
class Fact:
    """A measured fact (`measure`, `value`, `figure`) or a relation (`relation`, `object`) about `subject`."""

    id: str
    subject: str
    aliases: tuple[str, ...] = ()
    measure: str = ""
    value: str = ""
    figure: Figure | None = None
    relation: str = ""
    object: str = ""
    period: str = ""
    as_of: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        if bool(self.measure and self.value) == bool(self.relation and self.object):
            raise ValueError(f"fact {self.id}: either measure and value, or relation and object")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it should be written, the accepted other forms, and the forms to correct."""

    canonical: str
    aliases: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the user stated. `path` is where it was read, for messages."""

    facts: tuple[Fact, ...] = ()
    names: tuple[Name, ...] = ()
    path: str = ""
