"""Findings in SARIF 2.1.0, the OASIS standard that code hosts and editors read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from normalize.model import Applicability, Conflict, Correction, Document, Edit, Evidence, Report, Span
from normalize.report import sarif_shape as shape
from normalize.report.change import change_in_words
from normalize.report.lines import Lines
from normalize.report.rule_text import RuleText
from normalize.report.words import KIND_TITLES
from normalize.version import __version__

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: The key of our fingerprint. Its number changes when fingerprints are made another way.
FINGERPRINT = "normalize/v1"
CONFLICT = "conflict:"
_LEVELS: dict[Applicability, shape.Level] = {
    Applicability.SAFE: "warning",
    Applicability.SUGGEST: "note",
    Applicability.FLAG: "note",
}
_CONFIDENCE: dict[str, tuple[shape.Level, float]] = {
    "certain": ("error", 100.0),
    "likely": ("warning", 80.0),
    "review": ("note", 50.0),
}
_CONFLICT_HELP = (
    "Statements that cannot all be true, or that a person should compare. "
    "Look at every passage, find out which one holds, and correct the others. Nothing is changed by itself."
)


def sarif_log(
    reports: Sequence[Report],
    conflicts: Iterable[Conflict],
    rules: Iterable[RuleText] = (),
    suppressed: Mapping[str, str] | None = None,
    places: Mapping[str, str] | None = None,
) -> shape.Log:
    """The SARIF log of `check` on documents, with the conflicts within and across them.

    `rules` explains rules; those that found nothing are left out, and one that is not explained is told by its id.
    Findings whose fingerprint is in `suppressed` are told as unchanged and suppressed, for the reason given there.
    `places` says where documents are, by name: a path; without it their names are their paths. Lines and columns are
    those of the decoded text without its byte order mark. The lines of a page or a Word file are not those of the text
    that was read: of these only the file is told, and what to change in words.
    """
    found = tuple(conflicts)
    writer = _Writer(
        _catalogue(reports, found, rules),
        {r.document.name: _Text(r.document.text) for r in reports if r.document.is_file_text},
        suppressed or {},
        places or {},
    )
    unchecked = dict.fromkeys(sentence for report in reports for sentence in report.unchecked)
    run: shape.Run = {
        "tool": {
            "driver": {
                "name": "normalize",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": list(writer.rules.values()),
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [{"level": "note", "message": {"text": told}} for told in unchecked],
            }
        ],
        "results": [
            *(writer.correction(report.document, c) for report in reports for c in report.corrections),
            *(writer.conflict(conflict) for conflict in found),
        ],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def artifact_uri(name: str) -> str:
    """The URI reference of a document: a relative name stays relative, an absolute path becomes a `file` URI."""
    encoded = quote(name.encode("utf-8", "surrogatepass"))
    return f"file://{encoded}" if name.startswith("/") else encoded


def _catalogue(
    reports: Iterable[Report], conflicts: Iterable[Conflict], rules: Iterable[RuleText]
) -> dict[str, shape.Descriptor]:
    """The rules that found something, by id in their order."""
    known = {rule.id: rule for rule in rules}
    used = {correction.rule: correction for report in reports for correction in report.corrections}
    told = {name: _descriptor(known.get(name) or _unexplained(used[name])) for name in sorted(used)}
    for kind in sorted({conflict.kind for conflict in conflicts}):
        told[CONFLICT + kind] = {
            "id": CONFLICT + kind,
            "shortDescription": {"text": f"{KIND_TITLES[kind]}."},
            "help": {"text": _CONFLICT_HELP},
            "defaultConfiguration": {"level": "warning"},
        }
    return told


def _unexplained(correction: Correction) -> RuleText:
    return RuleText(correction.rule, correction.message, correction.message, correction.applicability)


def _descriptor(rule: RuleText) -> shape.Descriptor:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.help},
        "defaultConfiguration": {"level": _LEVELS[rule.applicability]},
    }


class _Text:
    """The text of a document with its line starts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = Lines(text)

    def region(self, span: Span, *, quoted: bool) -> shape.Region:
        line, column = self._lines.place(span.start)
        end_line, end_column = self._lines.place(span.end)
        region: shape.Region = {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": span.start,
            "charLength": len(span),
        }
        if quoted:
            region["snippet"] = {"text": span.of(self.text)}
        return region


@dataclass(frozen=True, slots=True)
class _Writer:
    rules: dict[str, shape.Descriptor]
    texts: Mapping[str, _Text]
    suppressed: Mapping[str, str]
    places: Mapping[str, str]
    _indexes: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_indexes", {name: index for index, name in enumerate(self.rules)})

    def correction(self, source: Document, correction: Correction) -> shape.Result:
        document, known = source.name, source.name in self.texts
        result: shape.Result = {
            "ruleId": correction.rule,
            "ruleIndex": self._indexes[correction.rule],
            "kind": "fail",
            "level": _LEVELS[correction.applicability],
            "rank": round(100 * correction.confidence, 1),
            "message": {"text": correction.message + ("" if known else change_in_words(correction, source.text))},
            "locations": [{"physicalLocation": self._place(document, correction.span)}],
            "partialFingerprints": {FINGERPRINT: correction.fingerprint},
        }
        if correction.fixes and known:
            result["fixes"] = [self._fix(document, edit) for edit in correction.fixes]
        return self._with_suppression(result, correction.fingerprint)

    def conflict(self, conflict: Conflict) -> shape.Result:
        level, rank = _CONFIDENCE[conflict.confidence]
        is_conflict = conflict.status == "conflict"
        places = [evidence for evidence in conflict.evidence if evidence.span is not None]
        first = places[:1]
        others = [evidence for evidence in conflict.evidence if evidence not in first]
        told = (conflict.message, conflict.caveat and f"It may be no conflict: {conflict.caveat}", conflict.resolution)
        result: shape.Result = {
            "ruleId": CONFLICT + conflict.kind,
            "ruleIndex": self._indexes[CONFLICT + conflict.kind],
            "kind": "fail" if is_conflict else "informational",
            "level": level if is_conflict else "none",
            "rank": rank,
            "message": {"text": " ".join(part for part in told if part)},
            "locations": [self._location(evidence) for evidence in first],
            "partialFingerprints": {FINGERPRINT: conflict.fingerprint},
        }
        if others:
            result["relatedLocations"] = list(self._related(others))
        if conflict.suggestion is not None and first and first[0].document in self.texts:
            result["fixes"] = [self._fix(first[0].document, conflict.suggestion)]
        return self._with_suppression(result, conflict.fingerprint)

    def _with_suppression(self, result: shape.Result, fingerprint: str) -> shape.Result:
        if fingerprint in self.suppressed:
            result["baselineState"] = "unchanged"
            result["suppressions"] = [
                {"kind": "external", "status": "accepted", "justification": self.suppressed[fingerprint]}
            ]
        return result

    def _related(self, others: Iterable[Evidence]) -> Iterator[shape.Location]:
        for number, evidence in enumerate(others, start=1):
            label = evidence.label and f"{evidence.label}: "
            source = evidence.source and f" ({evidence.source})"
            words = f"{label}“{evidence.quote or evidence.fact}”{source}"
            yield {"id": number, "message": {"text": words}, **self._location(evidence)}

    def _location(self, evidence: Evidence) -> shape.Location:
        if evidence.span is None:
            return {"logicalLocations": [{"name": evidence.fact, "kind": "fact"}]}
        return {"physicalLocation": self._place(evidence.document, evidence.span)}

    def _artifact(self, document: str) -> shape.ArtifactLocation:
        return {"uri": artifact_uri(self.places.get(document, document))}

    def _place(self, document: str, span: Span) -> shape.PhysicalLocation:
        place: shape.PhysicalLocation = {"artifactLocation": self._artifact(document)}
        if document in self.texts:
            place["region"] = self.texts[document].region(span, quoted=True)
        return place

    def _fix(self, document: str, edit: Edit) -> shape.Fix:
        return {
            "description": {"text": f"Write “{edit.replacement}” for “{edit.expected}”."},
            "artifactChanges": [
                {
                    "artifactLocation": self._artifact(document),
                    "replacements": [
                        {
                            "deletedRegion": self.texts[document].region(edit.span, quoted=False),
                            "insertedContent": {"text": edit.replacement},
                        }
                    ],
                }
            ],
        }
