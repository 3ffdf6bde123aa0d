"""Pages from reports, by Jinja2: every value is escaped for where it stands, and a missing one is an error."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from normalize.errors import UsageError
from normalize.model import Report
from normalize.packaged import templates_folder
from normalize.report import markdown, wire
from normalize.report.summary import RenderedDocument, RenderedIndex, RenderOptions, RunSummary
from normalize.report.visible import visible

if TYPE_CHECKING:
    from jinja2 import Environment


def render_document(report: Report, options: RenderOptions = RenderOptions()) -> RenderedDocument:  # noqa: B008 - frozen
    """The report of one document as HTML, Markdown and JSON; the same report gives the same bytes.

    Raises UsageError when a template of the user's own folder is wrong.
    """
    from normalize.report.view import document_view

    view = document_view(report, options)
    return RenderedDocument(
        html=_page("report.html.j2", view, options),
        markdown=_plain("report.md.j2", view, options),
        json=wire.dumps(wire.report_object(report)),
    )


def render_index(run: RunSummary, options: RenderOptions = RenderOptions()) -> RenderedIndex:  # noqa: B008 - frozen
    """The index of a run as HTML, Markdown and JSON; the same run gives the same bytes.

    Raises UsageError when a template of the user's own folder is wrong.
    """
    from normalize.report.index import index_view

    view = index_view(run, options)
    return RenderedIndex(
        html=_page("index.html.j2", view, options),
        markdown=_plain("index.md.j2", view, options),
        json=wire.dumps(wire.index_object(run)),
    )


def _page(template: str, view: object, options: RenderOptions) -> str:
    from markupsafe import Markup

    environment = html_environment(options.templates)
    style = _render(environment, "style.css", {})
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _render(environment, template, {"view": view, "style": Markup(style), "style_hash": digest})  # noqa: S704


def _plain(template: str, view: object, options: RenderOptions) -> str:
    text = _render(_markdown(options.templates), template, {"view": view})
    return markdown.tidy(text)


def _render(environment: Environment, name: str, values: dict[str, Any]) -> str:
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        return environment.get_template(name).render(values)
    except TemplateError as error:
        where = f"template {name}"
        if isinstance(error, TemplateSyntaxError):
            where = f"template {error.name or name}, line {error.lineno}"
        raise UsageError(f"{where}: {error}. Correct it, or remove it from your templates folder.") from error


@lru_cache(maxsize=8)
def html_environment(folder: Path | None) -> Environment:
    """The environment of the HTML pages: autoescaped, and acting characters are shown instead of obeyed."""

    def shown(value: object) -> object:
        return visible(value) if type(value) is str else value

    return _environment(folder, finalize=shown)


@lru_cache(maxsize=8)
def _markdown(folder: Path | None) -> Environment:
    """The environment of the Markdown pages: strings are escaped unless they are Markdown already.

    Autoescape is on so that macros return marked strings; `finalize` has escaped for Markdown before it looks.
    """
    environment = _environment(folder, finalize=markdown.finalize)
    environment.filters["target"] = markdown.target
    environment.globals.update(critic=markdown.critic, inline=markdown.inline)
    return environment


def _environment(folder: Path | None, *, finalize: Callable[[Any], Any]) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folders = [path for path in (folder, templates_folder()) if path is not None]
    return Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=True,
        finalize=finalize,
    )
