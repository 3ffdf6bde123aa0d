"""What a publication is to be like: for whom, under which name, and what must have been decided before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path


class Profile(Enum):
    """For whom a run is published."""

    #: The articles with their corrections notes; nobody is named.
    READER = "reader"
    #: Everything: the articles, every report, what is open, and who decided what.
    EDITOR = "editor"
    #: Counts and places of findings without any text.
    DATASET = "dataset"

    @property
    def has_texts(self) -> bool:
        """Whether articles are published."""
        return self is not Profile.DATASET

    @property
    def names_people(self) -> bool:
        """Whether it is told who decided."""
        return self is Profile.EDITOR

    @property
    def wants_suggestions_decided(self) -> bool:
        """Whether an undecided suggestion is as bad as an open conflict: a data set without answers is none."""
        return self is Profile.DATASET


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a run is to be published.

    `title` names the publication (else the run does). `base_url` is the address at which the folder will stand, or
    empty: then links stay relative. `templates` is a folder whose templates replace the shipped ones of the same
    name. With `require_decided` nothing is published while something is open, with `strict` nothing when a repair has
    made a new finding. `compare_to` is the folder of an earlier run that editors are told the differences from.
    `epoch` is the time of publication in seconds since 1970, or None: then pages tell no time but
    those of people's decisions, and the same input gives the same bytes.
    """

    profile: Profile = Profile.READER
    title: str = ""
    base_url: str = ""
    templates: Path | None = None
    require_decided: bool = False
    strict: bool = False
    epoch: int | None = None
    compare_to: Path | None = None

    @property
    def made_at(self) -> str:
        """The time of publication in ISO 8601, or nothing."""
        return "" if self.epoch is None else datetime.fromtimestamp(self.epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
