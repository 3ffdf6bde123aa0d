"""Pages from reports, by Jinja2: every value is escaped for where it stands, and a missing one is an error."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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


#: Pieces of a template that are handed on together.
_PIECES = 1000


def render_document(report: Report, options: RenderOptions = RenderOptions()) -> RenderedDocument:  # noqa: B008 - frozen
    """The report of one document as HTML, Markdown and JSON; the same report gives the same bytes.

    Raises UsageError when a template of the user's own folder is wrong.
    """
    from normalize.report.view import document_view

    view = document_view(report, options)
    return RenderedDocument(
        html=page("report.html.j2", view, options.templates),
        markdown=plain_page("report.md.j2", view, options.templates),
        json=wire.dumps(wire.report_object(report)),
    )


def render_index(run: RunSummary, options: RenderOptions = RenderOptions()) -> RenderedIndex:  # noqa: B008 - frozen
    """The index of a run as HTML, Markdown and JSON; the same run gives the same bytes.

    Raises UsageError when a template of the user's own folder is wrong.
    """
    html, markdown_, json = ("".join(parts) for parts in index_parts(run, options))
    return RenderedIndex(html, markdown_, json)


def index_parts(run: RunSummary, options: RenderOptions = RenderOptions()) -> Iterator[Iterator[str]]:  # noqa: B008
    """The three pages of `render_index` one after the other, each piece by piece: a large one need not fit into memory.

    Raises UsageError, while pieces are taken, when a template of the user's own folder is wrong.
    """
    from normalize.report.index import index_view

    view = index_view(run, options)
    environment = html_environment(options.templates)
    yield _parts(environment, "index.html.j2", {"view": view, **_inlined(environment)})
    yield iter([plain_page("index.md.j2", view, options.templates)])
    yield wire.index_parts(run)


def page(
    template: str,
    view: object,
    templates: Path | None = None,
    *,
    styles: tuple[str, ...] = ("style.css",),
    script: str = "",
) -> str:
    """An HTML page. `styles` and `script` name the templates of its style sheet and of its one script, if any.

    The template receives `view`, and `style`, `style_hash`, `script` and `script_hash` for its content policy.
    Raises UsageError when a template is wrong.
    """
    environment = html_environment(templates)
    return _render(environment, template, {"view": view, **_inlined(environment, styles, script)})


def plain_page(template: str, view: object, templates: Path | None = None) -> str:
    """A Markdown page. Raises UsageError when a template is wrong."""
    return markdown.tidy(_render(_markdown(templates), template, {"view": view}))


def _inlined(environment: Environment, styles: tuple[str, ...] = ("style.css",), script: str = "") -> dict[str, str]:
    """What an HTML template receives beside its view."""
    style, style_hash = _inline(environment, *styles)
    running, script_hash = _inline(environment, script) if script else ("", "")
    return {"style": style, "style_hash": style_hash, "script": running, "script_hash": script_hash}


@lru_cache(maxsize=32)
def _inline(environment: Environment, *names: str) -> tuple[str, str]:
    """Style sheets or a script as they stand on a page, and their hash for its content policy."""
    from markupsafe import Markup

    text = "".join(_render(environment, name, {}) for name in names)
    return Markup(text), base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()  # noqa: S704


def _render(environment: Environment, name: str, values: dict[str, Any]) -> str:
    with _sentence_for(name):
        return environment.get_template(name).render(values)


def _parts(environment: Environment, name: str, values: dict[str, Any]) -> Iterator[str]:
    """What `_render` gives, piece by piece."""
    with _sentence_for(name):
        stream = environment.get_template(name).stream(values)
        stream.enable_buffering(_PIECES)
        yield from stream


@contextmanager
def _sentence_for(name: str) -> Iterator[None]:
    """Whatever is wrong with a template is raised as UsageError."""
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        yield
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
