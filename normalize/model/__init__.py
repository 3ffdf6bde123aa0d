"""The central values: frozen, checked on construction, standard library only."""

from normalize.model.applied import Applied, KeyedEdit, SkippedEdit, SourceMap
from normalize.model.claim import Claim, Modality, Standing
from normalize.model.conflict import Conflict
from normalize.model.correction import Applicability, Correction
from normalize.model.decision import Decision, Verdict
from normalize.model.document import Block, BlockKind, Document, Origin, Zone, ZoneKind
from normalize.model.edit import Edit, write
from normalize.model.evidence import Evidence
from normalize.model.facts import Fact, Facts, Name
from normalize.model.figure import Figure
from normalize.model.report import SCHEMA, Counts, MadeBy, Report
from normalize.model.span import Span

__all__ = [
    "SCHEMA",
    "Applicability",
    "Applied",
    "Block",
    "BlockKind",
    "Claim",
    "Conflict",
    "Correction",
    "Counts",
    "Decision",
    "Document",
    "Edit",
    "Evidence",
    "Fact",
    "Facts",
    "Figure",
    "KeyedEdit",
    "MadeBy",
    "Modality",
    "Name",
    "Origin",
    "Report",
    "SkippedEdit",
    "SourceMap",
    "Span",
    "Standing",
    "Verdict",
    "Zone",
    "ZoneKind",
    "write",
]
