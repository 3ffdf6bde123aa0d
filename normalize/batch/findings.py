"""The table of a run's findings: JSON Lines always, and Parquet beside it where pyarrow is installed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, get_type_hints

from normalize.batch.files import WORK, write_streamed, writing
from normalize.batch.plan import report_file
from normalize.batch.store import Store
from normalize.model import Report
from normalize.report import FindingRow, findings_lines, read_report

LINES, PARQUET = "findings.jsonl", "findings.parquet"
#: What the log of a run calls the table; no document has a full stop in its id.
TABLE = LINES
#: The kind under which a document's part of the table is kept.
_KEPT = "findings"
_ROWS = 10_000  # in memory at a time, and in a row group


def findings_files() -> tuple[str, ...]:
    """The files of the table, relative to the folder of a run."""
    return (LINES, PARQUET) if find_spec("pyarrow") else (LINES,)


def write_findings(folder: Path, documents: Iterable[str]) -> str:
    """Write the table from the lines of each document; the digest of its lines.

    The same findings give the same bytes. Raises WriteError when it cannot be written.
    """
    digest = hashlib.sha256()

    def fill(file: BinaryIO) -> None:
        for text in documents:
            data = text.encode()
            digest.update(data)
            file.write(data)

    with writing():
        write_streamed(folder, LINES, fill, folder / WORK)
        if PARQUET in findings_files():
            with (folder / LINES).open("rb") as lines:
                write_streamed(folder, PARQUET, lambda target: _write_parquet(lines, target), folder / WORK)
    return digest.hexdigest()


def keep_findings(report: Report, made_from: str, store: Store) -> None:
    """Keep a document's part of the table, under the key of its files. Raises OSError when that cannot be written."""
    store.put(_KEPT, made_from, findings_lines(report))


def findings_of(folder: Path, id_: str, made_from: str, store: Store) -> str:
    """A document's part of the table; read from its report where the store has lost it."""
    kept = store.get(_KEPT, made_from, str)
    return findings_lines(read_report((folder / report_file(id_)).read_bytes())) if kept is None else kept


def are_written(folder: Path, digest: str) -> bool:
    """Whether the table in `folder` is there, and its lines are those with this digest."""
    if not digest or not all((folder / name).is_file() for name in findings_files()):
        return False
    with (folder / LINES).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest


def _write_parquet(lines: Iterable[bytes], target: BinaryIO) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {int: pa.int64(), float: pa.float64(), str: pa.string()}
    schema = pa.schema([(name, kinds[_plain(kind)]) for name, kind in get_type_hints(FindingRow).items()])
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for rows in _pieces(lines):
            writer.write_table(pa.Table.from_pylist(rows, schema))


def _plain(kind: Any) -> type:
    """The type of a column without None."""
    return next((part for part in getattr(kind, "__args__", (kind,)) if part is not type(None)), str)


def _pieces(lines: Iterable[bytes]) -> Iterator[list[dict[str, Any]]]:
    rows = map(json.loads, lines)
    while piece := list(islice(rows, _ROWS)):
        yield piece
