"""The part of SARIF 2.1.0 that `sarif` writes, as typed forms."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

Level = Literal["error", "warning", "note", "none"]


class Message(TypedDict):
    """Plain text."""

    text: str


class ArtifactLocation(TypedDict):
    """Where a document is: a relative or absolute URI reference."""

    uri: str


class Region(TypedDict):
    """A stretch of a document in code points. Lines and columns count from 1, `charOffset` from 0; ends are open."""

    startLine: int
    startColumn: int
    endLine: int
    endColumn: int
    charOffset: int
    charLength: int
    snippet: NotRequired[Message]


class PhysicalLocation(TypedDict):
    """A stretch and its document; the stretch is missing where the document's text is not at hand."""

    artifactLocation: ArtifactLocation
    region: NotRequired[Region]


class LogicalLocation(TypedDict):
    """A place that is in no document: one of the user's facts."""

    name: str
    kind: str


class Location(TypedDict):
    """A place, with words about it; `id` is its number within the result."""

    id: NotRequired[int]
    message: NotRequired[Message]
    physicalLocation: NotRequired[PhysicalLocation]
    logicalLocations: NotRequired[list[LogicalLocation]]


class Replacement(TypedDict):
    """An edit."""

    deletedRegion: Region
    insertedContent: Message


class ArtifactChange(TypedDict):
    """The edits of one document."""

    artifactLocation: ArtifactLocation
    replacements: list[Replacement]


class Fix(TypedDict):
    """One way to mend a finding."""

    description: Message
    artifactChanges: list[ArtifactChange]


class Suppression(TypedDict):
    """Why a result is no news: somebody said so, outside the document."""

    kind: Literal["external"]
    status: Literal["accepted"]
    justification: str


class Result(TypedDict):
    """A finding."""

    ruleId: str
    ruleIndex: int
    kind: Literal["fail", "informational"]
    level: Level
    rank: float
    message: Message
    locations: list[Location]
    relatedLocations: NotRequired[list[Location]]
    partialFingerprints: dict[str, str]
    fixes: NotRequired[list[Fix]]
    baselineState: NotRequired[Literal["unchanged"]]
    suppressions: NotRequired[list[Suppression]]


class Configuration(TypedDict):
    """How much a rule's findings weigh unless a result says otherwise."""

    level: Level


class Descriptor(TypedDict):
    """A rule."""

    id: str
    shortDescription: Message
    help: Message
    defaultConfiguration: Configuration


class Driver(TypedDict):
    """The program."""

    name: str
    version: str
    semanticVersion: str
    rules: list[Descriptor]


class Tool(TypedDict):
    """The program and its rules."""

    driver: Driver


class Notification(TypedDict):
    """A sentence about the run: what was not checked."""

    level: Level
    message: Message


class Invocation(TypedDict):
    """How the run went."""

    executionSuccessful: bool
    toolExecutionNotifications: list[Notification]


class Run(TypedDict):
    """Everything of one run."""

    tool: Tool
    columnKind: Literal["unicodeCodePoints"]
    invocations: list[Invocation]
    results: list[Result]


# `$schema` is no Python name.
Log = TypedDict("Log", {"$schema": str, "version": Literal["2.1.0"], "runs": list[Run]})
