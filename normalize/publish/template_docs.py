"""Write `docs/templates.md`, every template with what it receives: `python -m normalize.publish.template_docs`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from normalize.packaged import PACKAGE, templates_folder
from normalize.publish.dataset import DatasetView
from normalize.publish.pages import ArticleView, IndexView
from normalize.report.index import IndexView as RunView
from normalize.report.view import DocumentView

PATH = PACKAGE.parent / "docs" / "templates.md"
#: Every template that makes a file: what it makes, and the view that it receives.
TEMPLATES: dict[str, tuple[str, type]] = {
    "publish/index.html.j2": ("`index.html` of a publication", IndexView),
    "publish/index.md.j2": ("`index.md` of a publication", IndexView),
    "publish/article.html.j2": ("`pages/<id>.html`, an article", ArticleView),
    "publish/article.md.j2": ("`pages/<id>.md`, an article", ArticleView),
    "publish/dataset.html.j2": ("`index.html` of a data set", DatasetView),
    "report.html.j2": ("the report of a document", DocumentView),
    "report.md.j2": ("the report of a document, as Markdown", DocumentView),
    "index.html.j2": ("`index.html` of a run", RunView),
    "index.md.j2": ("`index.md` of a run", RunView),
}
#: What the others take in.
PIECES = {
    "style.css": "the style sheet of every page",
    "publish/publish.css": "more styles, for published pages",
    "publish/search.js": "the script of the published index",
    "publish/parts.html.j2": "macros of published pages",
    "parts.html.j2": "macros of reports",
    "parts.md.j2": "macros of reports, as Markdown",
}
_HEAD = """# Templates

Every page is made by a [Jinja](https://jinja.palletsprojects.com/) template. Put a file of the same name into a
folder of your own and pass it as `--templates FOLDER` to `normalize publish`: yours is taken, and those that you do
not have stay ours. This page is generated from the code (`make docs`), and a test fails when it is out of date.

- A template that asks for what is not there stops with a sentence that names it; nothing is published then.
- Every value is escaped for where it stands: HTML in HTML pages, Markdown in Markdown pages. Only what is called
  *markup* below is markup already; it holds nothing of the input that could act. Do not switch escaping off: texts
  are not yours.
- Characters that would turn the direction of writing or that cannot be seen are shown as ⟦U+202E⟧.
- HTML templates also receive `style` and `script` (the inlined files) with `style_hash` and `script_hash`, the
  hashes for the page's content policy. The Markdown templates have `inline(text)`, which keeps the blanks around a
  text, `critic(sign, text)` for CriticMarkup, and the filter `target` for the address of a link.
"""


def text() -> str:
    """The page."""
    parts = [_HEAD, "## Templates and what they receive as `view`\n", "| template | makes | `view` |", "|---|---|---|"]
    parts += [f"| `{name}` | {made} | {_link(view)} |" for name, (made, view) in TEMPLATES.items()]
    parts += ["\nThese are taken in by the others:\n", *(f"- `{name}`: {about}" for name, about in PIECES.items())]
    parts.append("\n## What the values hold\n")
    for view in _reached():
        parts += [f"### {_heading(view)}\n", f"{_told(view)}\n", "| name | is |", "|---|---|"]
        parts += [f"| `{name}` | {kind} |" for name, kind in _members(view)]
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def stale() -> list[str]:
    """What is out of date: the page, or a template that it does not list."""
    folder = templates_folder()
    shipped = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.name[0] != "."
    }
    # Templates of the review app and of the rules' pages are no pages of the user's.
    foreign = {name for name in shipped if name.startswith(("review/", "rule"))}
    wrong = sorted((shipped - foreign) ^ (TEMPLATES.keys() | PIECES.keys()))
    current = PATH.read_text(encoding="utf-8") if PATH.is_file() else ""
    return [*wrong, *(["docs/templates.md"] if current != text() else [])]


def main(path: Path = PATH) -> int:
    """Write the page."""
    path.write_text(text(), encoding="utf-8")
    return 0


def _reached() -> list[type]:
    """The views and every kind of value in them, each once, in the order in which they are met."""
    found: dict[type, None] = dict.fromkeys(view for _, view in TEMPLATES.values())
    todo = list(found)
    while todo:
        for inner in _inner(todo.pop(0)):
            if inner not in found:
                found[inner] = None
                todo.append(inner)
    return list(found)


def _inner(view: type) -> Iterator[type]:
    told = [hint for name, hint in get_type_hints(view).items() if not name.startswith("_")]
    for hint in (*told, *(get_type_hints(member.fget)["return"] for _, member in _properties(view))):
        yield from (kind for kind in _kinds(hint) if is_dataclass(kind))


def _kinds(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and not get_args(hint):
        yield hint
    for argument in get_args(hint):
        yield from _kinds(argument)


def _members(view: type) -> Iterator[tuple[str, str]]:
    hints = get_type_hints(view)
    yield from ((field.name, _said(hints[field.name])) for field in fields(view))
    for name, member in _properties(view):
        about = (inspect.getdoc(member) or "").split("\n\n")[0].replace("\n", " ")
        yield name, f"{_said(get_type_hints(member.fget)['return'])}: {about}"


def _properties(view: type) -> list[tuple[str, Any]]:
    return inspect.getmembers(view, lambda member: isinstance(member, property))


def _said(hint: Any) -> str:
    """A type in words."""
    arguments = get_args(hint)
    if get_origin(hint) is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return f"list of {_said(arguments[0])}"
        return f"({', '.join(_said(argument) for argument in arguments)})"
    if get_origin(hint) in (Union, UnionType):
        return " or ".join(_said(argument) for argument in arguments)
    if is_dataclass(hint):
        assert isinstance(hint, type)
        return _link(hint)
    words = {"str": "text", "int": "number", "bool": "true or false", "NoneType": "nothing", "Markup": "markup"}
    name: str = hint.__name__
    return words.get(name, name)


def _heading(view: type) -> str:
    return f"{view.__module__.removeprefix('normalize.')}.{view.__name__}"


def _link(view: type) -> str:
    name = _heading(view)
    return f"[{view.__name__}](#{name.replace('.', '').lower()})"


def _told(view: type) -> str:
    paragraphs = (inspect.getdoc(view) or "").replace("<", "&lt;").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


if __name__ == "__main__":
    sys.exit(main())
