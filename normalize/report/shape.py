"""The JSON forms, as types: what `docs/report-schema.json` is generated from and what readers check against.

Places are code points of the document's text, half-open. Decimals are strings in plain notation. `typing_extensions`
has the TypedDict that pydantic can read on Python 3.11.
"""

from __future__ import annotations

from typing import Literal, final

from typing_extensions import TypedDict

Applicability = Literal["flag", "suggest", "safe"]
Confidence = Literal["certain", "likely", "review"]
Status = Literal["conflict", "superseded", "disputed", "ignored"]
Standing = Literal["agrees", "differs", "beside", "later", "other-time", "expected", "other-unit"]


class FigureObject(TypedDict):
    """A figure: `value` is null for a range or a bound; `low` and `high` are what the words allow."""

    start: int
    end: int
    text: str
    value: str | None
    low: str | None
    high: str | None
    unit: str
    kind: str
    approximate: bool


class CorrectionObject(TypedDict):
    """A correction: `text` stands at the place; each of `replacements` is one way to write it, best first."""

    rule: str
    start: int
    end: int
    text: str
    replacements: list[str]
    applicability: Applicability
    confidence: float
    message: str
    fingerprint: str


class PlaceObject(TypedDict):
    """A passage of a document."""

    document: str
    start: int
    end: int
    quote: str


class FactObject(TypedDict):
    """A fact that the user stated, by its id; a name, by its canonical form."""

    fact: str


class ConflictObject(TypedDict):
    """Passages that disagree with each other or with a fact; `caveat` is why it may be none, and the judge's remark."""

    kind: str
    confidence: Confidence
    evidence: list[PlaceObject | FactObject]
    message: str
    caveat: str
    fingerprint: str


class NoticeObject(ConflictObject):
    """Statements that differ without contradicting: another date (superseded) or another speaker (disputed).

    Or a conflict that a comment in an article says to leave alone (ignored).
    """

    status: Status


class CheckedDocument(TypedDict):
    """What was found in one document."""

    name: str
    corrections: list[CorrectionObject]
    figures: list[FigureObject]


class CheckObject(TypedDict):
    """What `check --format json` prints. `notices` differ without contradicting: information, not findings."""

    schema: int
    documents: list[CheckedDocument]
    conflicts: list[ConflictObject]
    notices: list[NoticeObject]
    unchecked: list[str]


class EditObject(TypedDict):
    """Replace `expected`, which stands at the place, by `replacement`."""

    start: int
    end: int
    expected: str
    replacement: str


class KeyedEditObject(TypedDict):
    """An edit that was written, and the fingerprint of its correction."""

    key: str
    edit: EditObject


class SkippedEditObject(KeyedEditObject):
    """An edit that was not written, and why."""

    reason: str


class StretchObject(TypedDict):
    """A block of a document or a protected stretch of it."""

    start: int
    end: int
    kind: str


@final
class FullPlaceObject(PlaceObject):
    """A passage with what was read in it."""

    source: str
    label: str
    figure: FigureObject | None


@final
class FullFactObject(FactObject):
    """A fact or name with where it comes from."""

    quote: str
    source: str
    label: str
    figure: FigureObject | None


class FullCorrectionObject(CorrectionObject):
    """A correction with its edits: `fixes` (one for each replacement), and `others`, readings that lost."""

    fixes: list[EditObject]
    others: list[EditObject]
    evidence: list[FullPlaceObject | FullFactObject]


class DecisionObject(TypedDict):
    """What policy or a person decided on a correction, by its fingerprint."""

    key: str
    verdict: Literal["accept", "reject", "rewrite", "defer"]
    fix: EditObject | None
    by: str
    reason: str
    at: str


class AppliedObject(TypedDict):
    """The corrected text; `inverse` are edits of it that restore the original."""

    text: str
    edits: list[KeyedEditObject]
    skipped: list[SkippedEditObject]
    inverse: list[EditObject]


class ClaimObject(TypedDict):
    """A statement read from the text; `fact` is the id of the user's fact that it is about, `standing` how it fits."""

    document: str
    start: int
    end: int
    subject: str
    measure: str
    figure: FigureObject | None
    relation: str
    object: str
    period: str
    as_of: str
    modality: Literal["actual", "planned", "possible", "denied"]
    polarity: bool
    speaker: str
    fact: str
    standing: Standing | None


class FullConflictObject(TypedDict):
    """A conflict with all its evidence, why it may be none, and what a person could do."""

    kind: str
    confidence: Confidence
    status: Status
    evidence: list[FullPlaceObject | FullFactObject]
    message: str
    caveat: str
    resolution: str
    suggestion: EditObject | None
    fingerprint: str


class CountsObject(TypedDict):
    """What became of the corrections: found = applied + rejected + deferred + skipped."""

    found: int
    applied: int
    rejected: int
    deferred: int
    skipped: int


class MadeByObject(TypedDict):
    """What made a report: version, fingerprints of rules and configuration, services."""

    version: str
    rules: str
    config: str
    services: list[str]


class DocumentObject(TypedDict):
    """The document as it was read; `sha256` is that of its source bytes."""

    id: str
    name: str
    media: str
    sha256: str
    text: str
    blocks: list[StretchObject]
    protected: list[StretchObject]
    notes: list[str]


class ReportObject(TypedDict):
    """The report of one document, complete: it can be read back.

    `ignored` counts the corrections that comments in the document keep from being told.
    """

    schema: int
    document: DocumentObject
    counts: CountsObject
    corrections: list[FullCorrectionObject]
    decisions: list[DecisionObject]
    applied: AppliedObject
    figures: list[FigureObject]
    claims: list[ClaimObject]
    conflicts: list[FullConflictObject]
    unchecked: list[str]
    ignored: int
    made_by: MadeByObject


class LinksObject(TypedDict):
    """Files of a document, relative to the run's folder."""

    html: str
    markdown: str
    json: str
    text: str


class EntryObject(TypedDict):
    """A document in the index of a run; `failure` says why it has no report."""

    name: str
    id: str
    links: LinksObject
    counts: CountsObject | None
    suggested: int
    flagged: int
    figures: int
    conflicts: int
    unchecked: list[str]
    failure: str


class StatementObject(TypedDict):
    """A statement of a document: `text` is the value as written, or the object of a relation.

    `standing` says how it fits the fact of its topic.
    """

    document: str
    subject: str
    start: int
    end: int
    line: int
    text: str
    figure: FigureObject | None
    period: str
    as_of: str
    modality: Literal["actual", "planned", "possible", "denied"]
    speaker: str
    standing: Standing | None


class StatedFactObject(TypedDict):
    """A fact of the user: `measure` and `value`, or `relation` and `object`."""

    id: str
    subject: str
    aliases: list[str]
    measure: str
    value: str
    figure: FigureObject | None
    relation: str
    object: str
    period: str
    as_of: str
    source: str


class TopicObject(TypedDict):
    """What the documents of a run state of a subject in one measure or relation.

    With the id of a `fact` of the user's, or else two statements or more.
    """

    measure: str
    fact: str
    statements: list[StatementObject]


class SubjectObject(TypedDict):
    """What the documents of a run state of one subject."""

    subject: str
    topics: list[TopicObject]


class IndexObject(TypedDict):
    """The index of a run."""

    schema: int
    name: str
    documents: list[EntryObject]
    conflicts: list[FullConflictObject]
    facts: list[StatedFactObject]
    claims: list[SubjectObject]
    unchecked: list[str]
    made_by: MadeByObject
