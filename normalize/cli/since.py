"""Lines of a git work tree that were changed since a commit, for `check --since`."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import regex

from normalize.cli.narrow import Sieve
from normalize.cli.reading import Examination
from normalize.errors import UsageError
from normalize.model import Conflict, Correction, Document, Span
from normalize.report import Lines

SECONDS = 60
_HUNK = regex.compile(rb"@@ -[0-9]+(?:,(?<old>[0-9]+))? \+(?<start>[0-9]+)(?:,(?<new>[0-9]+))? @@")
#: How git writes names with control characters, quotation marks or backslashes.
_ESCAPE = regex.compile(rb"\\([0-3][0-7]{2}|.)", regex.DOTALL)
_LETTERS = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}
_DIFF = ("diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--dst-prefix=b/")


@dataclass(frozen=True, slots=True)
class Changes:
    """Changed lines (from 1) by file, for files of text, and all `files` that changed.

    Those that git does not know are `new`, and changed throughout.
    """

    lines: Mapping[Path, frozenset[int]]
    files: frozenset[Path]
    new: frozenset[Path]

    def touches(self, path: Path, first: int, last: int) -> bool:
        """Whether one of the lines `first` to `last` of a file was changed."""
        if path in self.new:
            return True
        return any(line in self.lines.get(path, ()) for line in range(first, last + 1))

    def touches_file(self, path: Path) -> bool:
        """Whether a file was changed at all."""
        return path in self.new or path in self.files


def changed_since(ref: str) -> Changes:
    """What differs between the commit `ref` and the work tree that holds the working folder.

    Raises UsageError without git, outside a work tree, and for a name that is no commit.
    """
    git = shutil.which("git")
    if git is None:
        raise UsageError("--since needs git, which is not installed; install it, or drop --since")
    try:
        top = Path(
            _ask(git, Path.cwd(), "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\n")
        )
    except subprocess.CalledProcessError as error:
        raise UsageError(
            "--since: the working folder is in no git work tree; change to one, or drop --since"
        ) from error
    try:
        commit = _ask(git, top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    except subprocess.CalledProcessError as error:
        raise UsageError(f'--since: git knows no commit "{ref}"; `git log` lists commits') from error
    name = commit.decode("ascii").strip()
    diff = _ask(git, top, "-c", "core.quotePath=false", *_DIFF, name, "--")
    names = _ask(git, top, "diff", "--name-only", "--no-renames", "-z", name, "--")
    others = _ask(git, top, "ls-files", "--others", "--exclude-standard", "-z")
    top = top.resolve()
    lines = {top / path: found for path, found in read_hunks(diff).items()}
    files, new = (frozenset(top / _path(one) for one in told.split(b"\0") if one) for told in (names, others))
    return Changes(lines, files, new)


def read_hunks(diff: bytes) -> dict[str, frozenset[int]]:
    """The lines that each new file of a unified diff without context adds or changes."""
    found: dict[str, set[int]] = {}
    path, left = "", 0
    for line in diff.split(b"\n"):
        if left:  # a changed line may look like a header
            left -= not line.startswith(b"\\")
        elif line.startswith(b"+++ "):
            path = _new_name(line[4:])
        elif hunk := _HUNK.match(line):
            start, new = int(hunk["start"]), int(hunk["new"] or 1)
            left = new + int(hunk["old"] or 1)
            found.setdefault(path, set()).update(range(start, start + new))
    return {name: frozenset(lines) for name, lines in found.items() if name}


def since_sieve(changes: Changes, done: Examination) -> Sieve:
    """What stays: findings with a changed line, and conflicts of which one passage has one.

    The lines of a page, a Word file, an archive or a table are not those of its articles: where it was changed, all
    findings in it stay.
    """
    lines = {r.document.name: Lines(r.document.text) for r in done.reports if r.document.is_file_text}

    def changed(name: str, span: Span) -> bool:
        planned = done.planned.get(name)
        if planned is None:
            return False
        path = planned.path.resolve()
        if planned.member is not None or name not in lines:
            return changes.touches_file(path)
        last = max(span.start, span.end - 1)
        return changes.touches(path, lines[name].line(span.start), lines[name].line(last))

    def correction(document: Document, found: Correction) -> bool:
        return changed(document.name, found.span)

    def conflict(found: Conflict) -> bool:
        return any(e.span is not None and changed(e.document, e.span) for e in found.evidence)

    return Sieve(correction, conflict)


def _ask(git: str, folder: Path, *arguments: str) -> bytes:
    done = subprocess.run(  # noqa: S603 - git with arguments of ours; the user's name is verified behind --end-of-options
        [git, *arguments], cwd=folder, capture_output=True, timeout=SECONDS, check=True
    )
    return done.stdout


def _new_name(told: bytes) -> str:
    told = told.rstrip(b"\t\r")
    if told.startswith(b'"'):
        told = _ESCAPE.sub(_unescaped, told[1:-1])
    return _path(told.removeprefix(b"b/")) if told.startswith(b"b/") else ""


def _unescaped(escape: regex.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes([int(code, 8)]) if len(code) > 1 else _LETTERS.get(code, code)


def _path(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")
