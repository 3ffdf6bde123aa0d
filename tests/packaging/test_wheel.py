"""The built wheel carries everything that an installed `normalize` needs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_wheel_carries_templates_types_and_licence(wheel: Path) -> None:
    """Every template, the typing marker, the data tables and the licence are inside."""
    names = set(zipfile.ZipFile(wheel).namelist())
    templates = {p.relative_to(ROOT / "templates").as_posix() for p in (ROOT / "templates").rglob("*.j2")}
    assert templates
    assert {f"normalize/_templates/{name}" for name in templates} <= names
    assert "normalize/py.typed" in names
    data = [p for p in (ROOT / "normalize").rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc")]
    assert {p.relative_to(ROOT).as_posix() for p in data} <= names
    assert any(name.endswith("LICENSE") for name in names)


def test_installed_wheel_cleans_a_file(wheel: Path, tmp_path: Path) -> None:
    """From the wheel alone, away from the checkout, the command cleans an article and renders its reports."""
    target = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(target), str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    article = tmp_path / "article.txt"
    article.write_text("The council met in the the hall.\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(target)}
    command = [sys.executable, "-m", "normalize", "clean", "article.txt", "--no-grammar", "--out", "out"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    cleaned = tmp_path / "out" / "article" / "cleaned" / "article.txt"
    assert cleaned.read_text(encoding="utf-8") == "The council met in the hall.\n"
    assert "<h1" in (tmp_path / "out" / "article" / "reports" / "article.html").read_text(encoding="utf-8")
    where = [sys.executable, "-c", "import normalize; print(normalize.__file__)"]
    found = subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert found.stdout.startswith(str(target))
