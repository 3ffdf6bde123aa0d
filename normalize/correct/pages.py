"""Write the page of every rule into `docs/rules/`: `python -m normalize.correct.pages [--check]`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from normalize.correct.load import family_of, load_rules
from normalize.correct.rule import Example, Fixes, Flags, Keeps, Misses, Rule
from normalize.model import Facts
from normalize.packaged import PACKAGE, templates_folder

FOLDER = PACKAGE.parent / "docs" / "rules"
COMMAND = "make docs"
INDEX = "index.md"

_APPLICABILITY = {"SAFE": "applied", "SUGGEST": "suggested", "FLAG": "flagged"}


@dataclass(frozen=True, slots=True)
class _Shown:
    """An example as its page shows it."""

    text: str
    facts: str = ""
    why: str = ""


def pages(rules: Sequence[Rule] | None = None) -> dict[str, str]:
    """The text of every page by its file name, the index included."""
    rules = load_rules() if rules is None else rules
    environment = Environment(
        loader=FileSystemLoader(templates_folder()),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        # Pages are Markdown, read by people: escaping for HTML would spoil their quotation marks.
        autoescape=False,  # noqa: S701
    )
    environment.globals["applicability"] = _APPLICABILITY
    environment.filters["fenced"] = _fenced
    page = environment.get_template("rule.md.j2")
    made = {f"{rule.id}.md": page.render(rule=rule, family=family_of(rule), examples=_examples(rule)) for rule in rules}
    phases = [
        (phase.name.lower(), [(rule, family_of(rule)) for rule in members])
        for phase, members in groupby(rules, key=lambda rule: rule.phase)
    ]
    made[INDEX] = environment.get_template("rules.md.j2").render(rules=rules, phases=phases)
    return {name: text.rstrip() + "\n" for name, text in made.items()}


def stale(folder: Path = FOLDER) -> list[str]:
    """The file names in `folder` that are missing, out of date, or belong to no rule."""
    wanted = pages()
    present = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))


def write_pages(folder: Path = FOLDER) -> list[str]:
    """Make `folder` fresh: write what changed, delete pages of rules that are gone. Returns the names touched."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted, touched = pages(), stale(folder)
    for name in touched:
        if name in wanted:
            (folder / name).write_text(wanted[name], encoding="utf-8")
        else:
            (folder / name).unlink()
    return touched


def _examples(rule: Rule) -> list[tuple[str, list[_Shown]]]:
    groups = (
        ("What it does", Fixes),
        ("What it points at", Flags),
        ("What it leaves alone", Keeps),
        ("What it is known to miss", Misses),
    )
    shown = [(heading, [_shown(e) for e in rule.examples if isinstance(e, kind)]) for heading, kind in groups]
    return [(heading, group) for heading, group in shown if group]


def _shown(example: Example) -> _Shown:
    match example:
        case Fixes():
            return _Shown(_marked("-", example.before) + _marked("+", example.after), _told(example.facts))
        case Misses():
            return _Shown(_marked("-", example.before) + _marked("+", example.after), why=example.why)
        case Flags():
            return _Shown(example.text + "\n" + _marked("^", example.quote), _told(example.facts))
        case Keeps():
            return _Shown(example.text + "\n", _told(example.facts))


def _marked(sign: str, text: str) -> str:
    return "".join(f"{sign} {line}\n" for line in text.split("\n"))


def _told(facts: Facts) -> str:
    names = [f"`{name.canonical}`, not {_listed(name.wrong)}" for name in facts.names if name.wrong]
    kept = [f"`{name.canonical}`" for name in facts.names if not name.wrong]
    return "; ".join([*names, *kept, *(f"`{fact.id}`" for fact in facts.facts)])


def _listed(forms: Iterable[str]) -> str:
    return " or ".join(f"`{form}`" for form in forms)


def _fenced(text: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}text\n{text.rstrip(chr(10))}\n{fence}"


def main(arguments: Sequence[str] = ()) -> int:
    """Write the pages, or with `--check` only say which are stale; the exit code is 1 when one is."""
    if "--check" in arguments:
        old = stale()
        if old:
            print(f"docs/rules: out of date: {', '.join(old)}; run `{COMMAND}`", file=sys.stderr)
        return 1 if old else 0
    for name in write_pages():
        print(f"docs/rules/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
