"""Reports become files: JSON, Markdown, HTML. Jinja2 is loaded when the first page is written."""

from normalize.report.read import read_report
from normalize.report.render import render_document, render_index
from normalize.report.summary import (
    DocumentEntry,
    Links,
    Passage,
    RenderedDocument,
    RenderedIndex,
    RenderOptions,
    RunSummary,
    document_entry,
    failed_entry,
)
from normalize.report.text import check_lines, check_records
from normalize.report.wire import check_object, dumps, index_object, report_object

__all__ = [
    "DocumentEntry",
    "Links",
    "Passage",
    "RenderOptions",
    "RenderedDocument",
    "RenderedIndex",
    "RunSummary",
    "check_lines",
    "check_object",
    "check_records",
    "document_entry",
    "dumps",
    "failed_entry",
    "index_object",
    "read_report",
    "render_document",
    "render_index",
    "report_object",
]
