"""A finished run, read back from its folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from normalize.errors import DocumentError, UsageError
from normalize.model import Report
from normalize.report import read_report

_INDEX = "index.json"


def run_reports(folder: Path) -> Iterator[Report]:
    """The reports of the run in `folder`, one after the other, in the order of its index.

    Raises UsageError when the folder holds no run, DocumentError when one of its reports cannot be read.
    """
    for relative in _report_files(folder):
        path = folder / PurePosixPath(relative)
        try:
            yield read_report(path.read_bytes())
        except OSError as error:
            raise DocumentError(f"{path}: cannot be read ({error.strerror or error}); make the run again") from error
        except DocumentError as error:
            raise DocumentError(f"{path}: {error}") from error


def _report_files(folder: Path) -> list[str]:
    path = folder / _INDEX
    try:
        index: Any = json.loads(path.read_bytes())
        files = [document["links"]["json"] for document in index["documents"]]
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read ({error.strerror or error}); name the folder of a finished run, such as out/news"
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError(f"{path}: this is no index of a run; make the run again with `normalize clean`") from error
    for file in files:
        if not isinstance(file, str) or PurePosixPath(file).is_absolute() or ".." in PurePosixPath(file).parts:
            raise UsageError(f"{path}: it names a report outside the run; make the run again with `normalize clean`")
    return [file for file in files if file]
