"""Reports become files: JSON, Markdown, HTML. Jinja2 is loaded when the first page is written."""

from normalize.report.cards import Card, Place, card
from normalize.report.findings import FindingRow, findings_lines, findings_rows
from normalize.report.github import github_lines
from normalize.report.lines import Lines
from normalize.report.rdjson import rdjson
from normalize.report.read import read_report
from normalize.report.render import html_environment, index_parts, render_document, render_index
from normalize.report.rule_text import RuleText
from normalize.report.sarif import sarif_log
from normalize.report.sayings import topic_of
from normalize.report.summary import (
    DocumentEntry,
    Links,
    Passage,
    RenderedDocument,
    RenderedIndex,
    RenderOptions,
    RunSummary,
    Statement,
    document_entry,
    failed_entry,
    passage,
)
from normalize.report.text import check_lines, check_records
from normalize.report.wire import check_object, dumps, index_object, report_object
from normalize.report.words import CONFIDENCE_WORDS, KIND_TITLES, STATUS_WORDS

__all__ = [
    "CONFIDENCE_WORDS",
    "KIND_TITLES",
    "STATUS_WORDS",
    "Card",
    "DocumentEntry",
    "FindingRow",
    "Lines",
    "Links",
    "Passage",
    "Place",
    "RenderOptions",
    "RenderedDocument",
    "RenderedIndex",
    "RuleText",
    "RunSummary",
    "Statement",
    "card",
    "check_lines",
    "check_object",
    "check_records",
    "document_entry",
    "dumps",
    "failed_entry",
    "findings_lines",
    "findings_rows",
    "github_lines",
    "html_environment",
    "index_object",
    "index_parts",
    "passage",
    "rdjson",
    "read_report",
    "render_document",
    "render_index",
    "report_object",
    "sarif_log",
    "topic_of",
]
