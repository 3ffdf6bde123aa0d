"""The files by which other programs call normalize: hooks of pre-commit, the GitHub Action, the container."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from normalize.cli.main import COMMANDS
from normalize.config.options import all_options

Call = Callable[..., Any]
ROOT = Path(__file__).parents[2]
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def hook(name: str, call: Call, *files: str) -> Any:
    """Call a hook as pre-commit does: its entry, then the names of files."""
    program, *arguments = shlex.split(HOOKS[name]["entry"])
    assert program == "normalize"
    return call(*arguments, *files)


def test_check_hook(articles: Path, call: Call) -> None:
    """The hook fails for a faulty article, passes a good one, and changes neither."""
    before = (articles / "faulty.txt").read_bytes()
    assert hook("normalize-check", call, "news/faulty.txt", "news/good.md").code == 1
    assert hook("normalize-check", call, "news/good.md").code == 0
    assert (articles / "faulty.txt").read_bytes() == before


def test_fix_hook(articles: Path, call: Call) -> None:
    """The hook fails once while it repairs, then passes."""
    assert hook("normalize-fix", call, "news/faulty.txt").code == 1
    assert hook("normalize-fix", call, "news/faulty.txt").code == 0


@pytest.mark.parametrize("name", HOOKS)
def test_hooks_need_no_network(name: str) -> None:
    """Hooks run offline, and in one process, so that conflicts across articles are seen."""
    assert "--no-grammar" in HOOKS[name]["entry"]
    assert HOOKS[name]["require_serial"]


def run_action(folder: Path, **inputs: str) -> subprocess.CompletedProcess[bytes]:
    """Run the last step of the action in bash, with its inputs as the runner sets them."""
    step = ACTION["runs"]["steps"][-1]
    given = {name: str(spec["default"]) for name, spec in ACTION["inputs"].items()} | inputs
    variables = {key: given[value.split("inputs.")[1].split(" ")[0]] for key, value in step["env"].items()}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(command, cwd=folder, env=os.environ | variables | {"PATH": path}, capture_output=True)


def test_action_marks_lines(articles: Path) -> None:
    """The action prints a command for each finding and fails the job."""
    done = run_action(Path.cwd(), paths="news")
    assert done.stdout.startswith(b"::warning file=news/faulty.txt,line=1")
    assert done.returncode == 1


def test_action_writes_a_file(articles: Path) -> None:
    """With an output the findings go there, for an upload after the step."""
    run_action(Path.cwd(), paths="news/faulty.txt news/good.md", format="sarif", output="found.sarif")
    assert '"version": "2.1.0"' in Path("found.sarif").read_text()


def test_action_runs_no_input(articles: Path) -> None:
    """An input is never a command, whatever a stranger calls a branch or a file."""
    hostile = "$(touch${IFS}owned) `touch owned`; touch owned"
    done = run_action(Path.cwd(), **dict.fromkeys(("paths", "since", "baseline", "fail-on"), hostile))
    assert done.returncode == 2
    assert not Path("owned").exists()


def test_container_calls_what_there_is() -> None:
    """The container's command exists, its variables are options, and the files that it copies are there."""
    lines = (ROOT / "Containerfile").read_text(encoding="utf-8").splitlines()
    assert 'CMD ["check", "."]' in lines
    assert "check" in COMMANDS
    known = {option.variable for option in all_options()} | {"NORMALIZE_CACHE"}
    named = {word.split("=")[0] for line in lines for word in line.split() if word.startswith("NORMALIZE_")}
    assert named <= known
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY ") and "--from" not in line]
    assert all((ROOT / name).exists() for names in copied for name in names)
