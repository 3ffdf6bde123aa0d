"""JSON → Report: checked against the form that `wire` writes, then built with all the model's own checks."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING

from normalize.errors import DocumentError
from normalize.model import (
    SCHEMA,
    Applicability,
    Applied,
    Block,
    BlockKind,
    Claim,
    Conflict,
    Correction,
    Decision,
    Document,
    Edit,
    Evidence,
    Figure,
    KeyedEdit,
    MadeBy,
    Modality,
    Origin,
    Report,
    SkippedEdit,
    SourceMap,
    Span,
    Standing,
    Verdict,
    Zone,
    ZoneKind,
    write,
)
from normalize.report import shape

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

_AGAIN = "Make it again with `normalize clean`."


class ReadOrigin:
    """The origin of a document that was read from a report: the source bytes are not at hand."""

    def splice(self, edits: Iterable[Edit]) -> bytes:
        """Refuses: without the source no byte outside an edit can be promised to stay equal. Raises DocumentError."""
        raise DocumentError("A report does not hold its source's bytes: read the source file again to write into it.")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ReadOrigin)

    def __hash__(self) -> int:
        return hash(ReadOrigin)


def read_report(text: str | bytes, origin: Origin | None = None) -> Report:
    """The report that `wire.report_object` wrote as JSON.

    `origin` is the origin of the document, read again from its source; without it the report can do everything but
    write into the source's bytes. Raises DocumentError when `text` is not such a report.
    """
    from pydantic import ValidationError

    try:
        return _report(_adapter().validate_json(text), origin or ReadOrigin())
    except ValidationError as error:
        raise DocumentError(_refusal(error)) from None
    except ValueError as error:
        raise DocumentError(f"This report contradicts itself: {error}. {_AGAIN}") from None


def _refusal(error: ValidationError) -> str:
    """What is wrong with a text that has not the form of a report, in a sentence."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "the whole text"
    if first["type"] == "missing" and where != "schema":
        return f"This report has no `{where}`, so another version of normalize made it. {_AGAIN}"
    return f"This is no report of normalize: {where}: {first['msg']}. {_AGAIN}"


@cache
def _adapter() -> TypeAdapter[shape.ReportObject]:
    from pydantic import TypeAdapter

    return TypeAdapter(shape.ReportObject)


def _report(o: shape.ReportObject, origin: Origin) -> Report:
    if o["schema"] != SCHEMA:
        raise DocumentError(
            f"This report's schema is {o['schema']} and this version of normalize reads {SCHEMA}, so another version "
            f"made it. {_AGAIN}"
        )
    document, applied = _document(o["document"], origin), _applied(o["applied"])
    if (
        write(document.text, applied.source_map.edits) != applied.text
        or write(applied.text, applied.inverse) != document.text
    ):
        raise ValueError("its edits do not lead from the document's text to the corrected text and back")
    return Report(
        document=document,
        corrections=tuple(map(_correction, o["corrections"])),
        decisions=tuple(map(_decision, o["decisions"])),
        applied=applied,
        figures=tuple(map(_figure, o["figures"])),
        claims=tuple(map(_claim, o["claims"])),
        conflicts=tuple(map(_conflict, o["conflicts"])),
        made_by=_made_by(o["made_by"]),
        unchecked=tuple(o["unchecked"]),
        schema=o["schema"],
        ignored=o["ignored"],
    )


def _document(o: shape.DocumentObject, origin: Origin) -> Document:
    return Document(
        id=o["id"],
        name=o["name"],
        text=o["text"],
        blocks=tuple(Block(Span(b["start"], b["end"]), BlockKind(b["kind"])) for b in o["blocks"]),
        protected=tuple(Zone(Span(z["start"], z["end"]), ZoneKind(z["kind"])) for z in o["protected"]),
        origin=origin,
        sha256=o["sha256"],
        media=o["media"],
        notes=tuple(o["notes"]),
    )


def _correction(o: shape.FullCorrectionObject) -> Correction:
    return Correction(
        rule=o["rule"],
        span=Span(o["start"], o["end"]),
        message=o["message"],
        applicability=Applicability[o["applicability"].upper()],
        confidence=o["confidence"],
        fixes=tuple(map(_edit, o["fixes"])),
        evidence=tuple(map(_evidence, o["evidence"])),
        others=tuple(map(_edit, o["others"])),
        fingerprint=o["fingerprint"],
    )


def _evidence(o: shape.FullPlaceObject | shape.FullFactObject) -> Evidence:
    figure = _figure(o["figure"]) if o["figure"] else None
    if "fact" in o:
        return Evidence(fact=o["fact"], quote=o["quote"], source=o["source"], figure=figure, label=o["label"])
    return Evidence(
        document=o["document"],
        span=Span(o["start"], o["end"]),
        quote=o["quote"],
        source=o["source"],
        figure=figure,
        label=o["label"],
    )


def _conflict(o: shape.FullConflictObject) -> Conflict:
    return Conflict(
        kind=o["kind"],
        confidence=o["confidence"],
        evidence=tuple(map(_evidence, o["evidence"])),
        message=o["message"],
        caveat=o["caveat"],
        resolution=o["resolution"],
        status=o["status"],
        suggestion=_edit(o["suggestion"]) if o["suggestion"] else None,
        fingerprint=o["fingerprint"],
    )


def _decision(o: shape.DecisionObject) -> Decision:
    fix = _edit(o["fix"]) if o["fix"] else None
    return Decision(o["key"], Verdict(o["verdict"]), fix, o["by"], o["reason"], o["at"])


def _applied(o: shape.AppliedObject) -> Applied:
    edits = tuple(KeyedEdit(keyed["key"], _edit(keyed["edit"])) for keyed in o["edits"])
    return Applied(
        text=o["text"],
        edits=edits,
        skipped=tuple(SkippedEdit(s["key"], _edit(s["edit"]), s["reason"]) for s in o["skipped"]),
        source_map=SourceMap(tuple(keyed.edit for keyed in edits)),
        inverse=tuple(map(_edit, o["inverse"])),
    )


def _edit(o: shape.EditObject) -> Edit:
    return Edit(Span(o["start"], o["end"]), o["expected"], o["replacement"])


def _figure(o: shape.FigureObject) -> Figure:
    return Figure(
        span=Span(o["start"], o["end"]),
        text=o["text"],
        value=_decimal(o["value"]),
        low=_decimal(o["low"]),
        high=_decimal(o["high"]),
        unit=o["unit"],
        kind=o["kind"],
        approximate=o["approximate"],
    )


def _decimal(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{text!r} is no number") from None


def _claim(o: shape.ClaimObject) -> Claim:
    return Claim(
        document=o["document"],
        span=Span(o["start"], o["end"]),
        subject=o["subject"],
        measure=o["measure"],
        figure=_figure(o["figure"]) if o["figure"] else None,
        relation=o["relation"],
        object=o["object"],
        period=o["period"],
        as_of=o["as_of"],
        modality=Modality(o["modality"]),
        polarity=o["polarity"],
        speaker=o["speaker"],
        fact=o["fact"],
        standing=Standing(o["standing"]) if o["standing"] else None,
    )


def _made_by(o: shape.MadeByObject) -> MadeBy:
    return MadeBy(o["version"], o["rules"], o["config"], tuple(o["services"]))
