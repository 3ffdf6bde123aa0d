"""Values → JSON objects, in the forms of `shape`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal, cast

from normalize.model import (
    SCHEMA,
    Applied,
    Block,
    Claim,
    Conflict,
    Correction,
    Counts,
    Decision,
    Document,
    Edit,
    Evidence,
    Fact,
    Figure,
    MadeBy,
    Report,
    Zone,
)
from normalize.report import shape
from normalize.report.sayings import Said, Subject, sayings
from normalize.report.summary import DocumentEntry, RunSummary

_SURROGATE = re.compile("[\ud800-\udfff]")
_PLAIN_DIGITS = 60  # beyond it a number is written with an exponent: the plain form could be endless


def line(value: Mapping[str, Any]) -> str:
    """JSON text of an object on one line. It can always be encoded as UTF-8: lone surrogates are escaped."""
    return _encodable(json.dumps(value, ensure_ascii=False))


def dumps(value: Mapping[str, Any]) -> str:
    """JSON text of an object, one line for each of its keys, with a final line feed."""
    lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(part, ensure_ascii=False)}" for key, part in value.items())
    return _encodable("{\n" + lines + "\n}\n")


def check_object(reports: Iterable[Report], conflicts: Iterable[Conflict]) -> shape.CheckObject:
    """The object that `check --format json` prints; `conflicts` are those within and across the reports."""
    documents: list[shape.CheckedDocument] = []
    unchecked: dict[str, None] = {}
    for report in reports:
        unchecked.update(dict.fromkeys(report.unchecked))
        documents.append(
            {
                "name": report.document.name,
                "corrections": [correction_object(c, report.document.text) for c in report.corrections],
                "figures": [figure_object(figure) for figure in report.figures],
            }
        )
    found = tuple(conflicts)
    return {
        "schema": SCHEMA,
        "documents": documents,
        "conflicts": [conflict_object(c) for c in found if c.status == "conflict"],
        "notices": [notice_object(c) for c in found if c.status != "conflict"],
        "unchecked": list(unchecked),
    }


def report_object(report: Report) -> shape.ReportObject:
    """The complete report of one document; `normalize.report.read.read_report` reads it back."""
    text = report.document.text
    return {
        "schema": report.schema,
        "document": _document(report.document),
        "counts": _counts(report.counts),
        "corrections": [_full_correction(correction, text) for correction in report.corrections],
        "decisions": [_decision(decision) for decision in report.decisions],
        "applied": _applied(report.applied),
        "figures": [figure_object(figure) for figure in report.figures],
        "claims": [_claim(claim) for claim in report.claims],
        "conflicts": [_full_conflict(conflict) for conflict in report.conflicts],
        "unchecked": list(report.unchecked),
        "ignored": report.ignored,
        "made_by": _made_by(report.made_by),
    }


def index_object(run: RunSummary) -> shape.IndexObject:
    """The index of a run."""
    return {
        "schema": SCHEMA,
        "name": run.name,
        "documents": [_entry(entry) for entry in run.documents],
        "conflicts": [_full_conflict(conflict) for conflict in run.conflicts],
        "facts": [_fact(fact) for fact in run.facts],
        "claims": [_subject(subject) for subject in sayings(run.documents, run.facts)],
        "unchecked": list(run.unchecked),
        "made_by": _made_by(run.made_by),
    }


def index_parts(run: RunSummary) -> Iterator[str]:
    """The text of `dumps(index_object(run))` piece by piece: the index of a large run is never in memory as a whole."""
    lists: dict[str, Iterator[Mapping[str, Any]]] = {
        "documents": map(_entry, run.documents),
        "conflicts": map(_full_conflict, run.conflicts),
        "facts": map(_fact, run.facts),
        "claims": map(_subject, sayings(run.documents, run.facts)),
    }
    opening = "{\n"
    for key, part in index_object(replace(run, documents=(), conflicts=(), facts=())).items():
        yield f"{opening}{json.dumps(key)}: "
        opening = ",\n"
        if key in lists:
            yield "["
            for number, item in enumerate(lists[key]):
                yield (", " if number else "") + line(item)
            yield "]"
        else:
            yield _encodable(json.dumps(part, ensure_ascii=False))
    yield "\n}\n"


def figure_object(figure: Figure) -> shape.FigureObject:
    """A figure; decimals become strings."""
    return {
        "start": figure.span.start,
        "end": figure.span.end,
        "text": figure.text,
        "value": _decimal(figure.value),
        "low": _decimal(figure.low),
        "high": _decimal(figure.high),
        "unit": figure.unit,
        "kind": figure.kind,
        "approximate": figure.approximate,
    }


def correction_object(correction: Correction, text: str) -> shape.CorrectionObject:
    """A correction of a document with this `text`, without its edits."""
    applicability: dict[int, shape.Applicability] = {0: "flag", 1: "suggest", 2: "safe"}
    return {
        "rule": correction.rule,
        "start": correction.span.start,
        "end": correction.span.end,
        "text": correction.span.of(text),
        "replacements": [fix.within(text, correction.span) for fix in correction.fixes],
        "applicability": applicability[correction.applicability],
        "confidence": correction.confidence,
        "message": correction.message,
        "fingerprint": correction.fingerprint,
    }


def conflict_object(conflict: Conflict) -> shape.ConflictObject:
    """A conflict in the short form of `check`."""
    return {
        "kind": conflict.kind,
        "confidence": cast("shape.Confidence", conflict.confidence),
        "evidence": [_evidence(evidence) for evidence in conflict.evidence],
        "message": conflict.message,
        "caveat": conflict.caveat,
        "fingerprint": conflict.fingerprint,
    }


def notice_object(conflict: Conflict) -> shape.NoticeObject:
    """Statements that differ without contradicting, in the short form of `check`."""
    return {**conflict_object(conflict), "status": cast("shape.Status", conflict.status)}


def edit_object(edit: Edit) -> shape.EditObject:
    """An edit."""
    return {
        "start": edit.span.start,
        "end": edit.span.end,
        "expected": edit.expected,
        "replacement": edit.replacement,
    }


def _encodable(text: str) -> str:
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _decimal(number: Decimal | None) -> str | None:
    if number is None:
        return None
    return format(number, "f") if abs(number.adjusted()) < _PLAIN_DIGITS else str(number)


def _full_correction(correction: Correction, text: str) -> shape.FullCorrectionObject:
    return {
        **correction_object(correction, text),
        "fixes": [edit_object(edit) for edit in correction.fixes],
        "others": [edit_object(edit) for edit in correction.others],
        "evidence": [_full_evidence(evidence) for evidence in correction.evidence],
    }


def _evidence(evidence: Evidence) -> shape.PlaceObject | shape.FactObject:
    if evidence.span is None:
        return {"fact": evidence.fact}
    return {
        "document": evidence.document,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "quote": evidence.quote,
    }


def _full_evidence(evidence: Evidence) -> shape.FullPlaceObject | shape.FullFactObject:
    figure = figure_object(evidence.figure) if evidence.figure else None
    if evidence.span is None:
        return {
            "fact": evidence.fact,
            "quote": evidence.quote,
            "source": evidence.source,
            "label": evidence.label,
            "figure": figure,
        }
    return {
        "document": evidence.document,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "quote": evidence.quote,
        "source": evidence.source,
        "label": evidence.label,
        "figure": figure,
    }


def _full_conflict(conflict: Conflict) -> shape.FullConflictObject:
    return {
        "kind": conflict.kind,
        "confidence": cast("shape.Confidence", conflict.confidence),
        "status": cast("shape.Status", conflict.status),
        "evidence": [_full_evidence(evidence) for evidence in conflict.evidence],
        "message": conflict.message,
        "caveat": conflict.caveat,
        "resolution": conflict.resolution,
        "suggestion": edit_object(conflict.suggestion) if conflict.suggestion else None,
        "fingerprint": conflict.fingerprint,
    }


def _decision(decision: Decision) -> shape.DecisionObject:
    return {
        "key": decision.key,
        "verdict": decision.verdict.value,
        "fix": edit_object(decision.fix) if decision.fix else None,
        "by": decision.by,
        "reason": decision.reason,
        "at": decision.at,
    }


def _applied(applied: Applied) -> shape.AppliedObject:
    return {
        "text": applied.text,
        "edits": [{"key": keyed.key, "edit": edit_object(keyed.edit)} for keyed in applied.edits],
        "skipped": [{"key": s.key, "edit": edit_object(s.edit), "reason": s.reason} for s in applied.skipped],
        "inverse": [edit_object(edit) for edit in applied.inverse],
    }


def _claim(claim: Claim) -> shape.ClaimObject:
    return {
        "document": claim.document,
        "start": claim.span.start,
        "end": claim.span.end,
        "subject": claim.subject,
        "measure": claim.measure,
        "figure": figure_object(claim.figure) if claim.figure else None,
        "relation": claim.relation,
        "object": claim.object,
        "period": claim.period,
        "as_of": claim.as_of,
        "modality": claim.modality.value,
        "polarity": claim.polarity,
        "speaker": claim.speaker,
        "fact": claim.fact,
        "standing": claim.standing.value if claim.standing else None,
    }


def _document(document: Document) -> shape.DocumentObject:
    return {
        "id": document.id,
        "name": document.name,
        "media": document.media,
        "sha256": document.sha256,
        "text": document.text,
        "blocks": [_stretch(block) for block in document.blocks],
        "protected": [_stretch(zone) for zone in document.protected],
        "notes": list(document.notes),
    }


def _stretch(stretch: Block | Zone) -> shape.StretchObject:
    return {"start": stretch.span.start, "end": stretch.span.end, "kind": stretch.kind.value}


def _counts(counts: Counts) -> shape.CountsObject:
    return {
        "found": counts.found,
        "applied": counts.applied,
        "rejected": counts.rejected,
        "deferred": counts.deferred,
        "skipped": counts.skipped,
    }


def _subject(subject: Subject) -> shape.SubjectObject:
    return {
        "subject": subject.name,
        "topics": [
            {
                "measure": topic.measure,
                "fact": topic.fact.id if topic.fact else "",
                "statements": [_said(said) for said in topic.said],
            }
            for topic in subject.topics
        ],
    }


def _fact(fact: Fact) -> shape.StatedFactObject:
    return {
        "id": fact.id,
        "subject": fact.subject,
        "aliases": list(fact.aliases),
        "measure": fact.measure,
        "value": fact.value,
        "figure": figure_object(fact.figure) if fact.figure else None,
        "relation": fact.relation,
        "object": fact.object,
        "period": fact.period,
        "as_of": fact.as_of,
        "source": fact.source,
    }


def _said(said: Said) -> shape.StatementObject:
    statement = said.statement
    return {
        "document": said.entry.name,
        "subject": statement.subject,
        "start": statement.span.start,
        "end": statement.span.end,
        "line": statement.line,
        "text": statement.text,
        "figure": figure_object(statement.figure) if statement.figure else None,
        "period": statement.period,
        "as_of": statement.as_of,
        "modality": cast('Literal["actual", "planned", "possible", "denied"]', statement.modality),
        "speaker": statement.speaker,
        "standing": statement.standing.value if statement.standing else None,
    }


def _made_by(made_by: MadeBy) -> shape.MadeByObject:
    return {
        "version": made_by.version,
        "rules": made_by.rules,
        "config": made_by.config,
        "services": list(made_by.services),
    }


def _entry(entry: DocumentEntry) -> shape.EntryObject:
    links = entry.links
    return {
        "name": entry.name,
        "id": entry.id,
        "links": {"html": links.html, "markdown": links.markdown, "json": links.json, "text": links.text},
        "counts": _counts(entry.counts) if entry.counts else None,
        "suggested": entry.suggested,
        "flagged": entry.flagged,
        "figures": entry.figures,
        "conflicts": entry.conflicts,
        "unchecked": list(entry.unchecked),
        "failure": entry.failure,
    }
