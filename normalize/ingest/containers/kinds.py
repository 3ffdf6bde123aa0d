"""Which container a file is, by its name."""

from __future__ import annotations

from pathlib import Path, PurePath

from normalize.ingest.containers.csvs import Table
from normalize.ingest.containers.layers import Layer, Packed
from normalize.ingest.containers.parquet import Parquet
from normalize.ingest.containers.parts import USUAL_COLUMNS, Columns, Container
from normalize.ingest.containers.records import Records
from normalize.ingest.containers.single import Single
from normalize.ingest.containers.tars import Tar
from normalize.ingest.containers.zips import Zip
from normalize.ingest.endings import MEDIA, is_article

_LAYERS = {".gz": Layer.GZIP, ".zst": Layer.ZSTD, ".zstd": Layer.ZSTD}
_SHORT = {".tgz": (".tar", Layer.GZIP), ".tzst": (".tar", Layer.ZSTD)}
_TABLES = frozenset((".csv", ".tsv"))
_RECORDS = frozenset((".jsonl", ".ndjson"))
#: The endings of articles, in the order in which messages name them.
ARTICLE_ENDINGS = tuple(MEDIA)
CONTAINER_ENDINGS = (".zip", ".tar", ".tgz", ".gz", ".zst", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")


def container_of(path: Path, name: str = "", columns: Columns = USUAL_COLUMNS) -> Container | None:
    """The container that `path` is by its ending, called `name` in messages; None when it is none.

    Nothing is read yet. `columns` are those of a table.
    """
    name = name or str(path)
    ending, layer, inner = _endings(path.name)
    packed = Packed(path, layer)
    if ending == ".zip" and layer is Layer.PLAIN:
        return Zip(path, name)
    if ending == ".tar":
        return Tar(packed, name)
    if ending == ".parquet" and layer is Layer.PLAIN:
        return Parquet(path, name, columns)
    if ending in _TABLES:
        return Table(packed, name, columns)
    if ending in _RECORDS:
        return Records(packed, name, columns)
    return Single(packed, name, inner) if layer is not Layer.PLAIN and is_article(inner) else None


def holds_many(path: PurePath) -> bool:
    """Whether a file of this name is a container, and no article itself."""
    return container_of(Path(path)) is not None


def _endings(name: str) -> tuple[str, Layer, str]:
    """The ending of what is packed, how, and its name."""
    last = PurePath(name).suffix.lower()
    if last in _SHORT:
        return *_SHORT[last], name
    if last in _LAYERS:
        inner = PurePath(name).stem
        return PurePath(inner).suffix.lower(), _LAYERS[last], inner
    return last, Layer.PLAIN, name
