"""Reports become files: JSON, Markdown, HTML. Jinja2 is loaded when the first page is written."""

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

__all__ = [
    "DocumentEntry",
    "Links",
    "Passage",
    "RenderOptions",
    "RenderedDocument",
    "RenderedIndex",
    "RunSummary",
    "document_entry",
    "failed_entry",
    "render_document",
    "render_index",
]
