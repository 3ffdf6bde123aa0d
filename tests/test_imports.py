"""The import table of the architecture, held against the syntax tree."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "normalize"

STAGES = {"ingest", "correct", "decide", "apply", "facts", "figures", "claims"}
BASE = {"model", "errors", "version", "packaged", "wording", "scanning", "garbage"}
#: Who may import what of ours. A stage imports the model and never another stage, except figures.
ALLOWED: dict[str, set[str]] = {
    "model": set(),
    "version": set(),
    "errors": set(),
    "packaged": {"errors"},
    "wording": set(),
    "scanning": set(),
    "garbage": set(),
    "config": BASE,
    "ingest": BASE,
    "correct": BASE | {"figures", "config", "stopwatch"},
    "decide": BASE,
    "apply": BASE,
    "figures": BASE,
    "facts": BASE | {"figures"},
    "claims": BASE | {"figures"},
    "judge": BASE | {"config"},
    "report": BASE | {"figures"},
    "pipeline": BASE | STAGES | {"config", "judge", "stopwatch"},
    "batch": BASE | {"ingest", "pipeline", "report", "config", "judge", "stopwatch", "forked"},
    "ledger": BASE,
    "publish": BASE | {"pipeline", "batch", "report", "ledger", "config"},
    "review": BASE | {"pipeline", "batch", "report", "ledger", "facts", "config"},
    "cli": BASE
    | STAGES
    | {"pipeline", "batch", "report", "ledger", "publish", "review", "config", "judge", "stopwatch"},
    "__main__": BASE | {"cli"},
    "__init__": BASE | {"pipeline"},
    "stopwatch": set(),
    "forked": set(),
}
#: Third-party packages that one place alone may import.
ONLY_IN = {
    "jinja2": {"report", "correct", "publish", "review"},
    "click": {"cli", "__main__"},
    "rich": {"cli"},
    "requests": {"judge", "correct"},
    "sqlalchemy": {"ledger"},
    "alembic": {"ledger"},
    "starlette": {"review"},
    "uvicorn": {"review"},
    "ray": {"batch"},
}


def imports(source: str) -> set[str]:
    """The absolute names that a module imports, at any depth of its code."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def violations(where: str, source: str) -> list[str]:
    """Sentences about the forbidden imports of a module in the top-level place `where`."""
    found = []
    for name in sorted(imports(source)):
        root, *rest = name.split(".")
        if root == "normalize" and rest and rest[0] != where and rest[0] not in ALLOWED[where]:
            if not (PACKAGE / rest[0]).is_dir() and not (PACKAGE / f"{rest[0]}.py").is_file():
                continue  # a name of normalize/__init__, not a module
            found.append(f"{where} may not import {name}")
        if root in ONLY_IN and where not in ONLY_IN[root]:
            found.append(f"{where} may not import {root}")
        if where == "model" and root not in ("normalize", "__future__") and root not in STANDARD:
            found.append(f"the model uses the standard library only, not {root}")
    return found


STANDARD = set(__import__("sys").stdlib_module_names)


def place(path: Path) -> str:
    """The top-level place of a module: its package, or its own name directly below normalize."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_module_keeps_to_the_table(path: Path) -> None:
    """Every module imports only what the table allows its place."""
    assert violations(place(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("model", "import regex"),
        ("model", "from normalize.errors import UsageError"),
        ("ingest", "from normalize.correct.rule import Rule"),
        ("claims", "import normalize.pipeline"),
        ("batch", "def later():\n    import jinja2"),
        ("correct", "from normalize.cli import main"),
    ],
)
def test_planted_import_is_found(where: str, line: str) -> None:
    """A forbidden import fails the table, even inside a function."""
    assert violations(where, line)
