"""What a run will read and write, settled and checked before anything is done."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

from normalize.batch.files import MANIFEST, try_writing
from normalize.batch.inputs import Inputs, find_inputs
from normalize.batch.names import file_ids, is_run_name, printable, run_name
from normalize.config import Config
from normalize.errors import DocumentError, UsageError
from normalize.ingest.containers import Blank, Columns, Member, NoColumnError, Refusal, container_of

USUAL = Config()


@dataclass(frozen=True, slots=True)
class Planned:
    """One document to be: where it is read, and its place below the common root of all inputs.

    `id` is safe as a file name and unique in the plan; `name` is what reports and messages call the document. For a
    `member` of a container, `path` is the container's and `relative` a place of its own below the container's. `words`
    are what the batch teaches about it, once all documents have been examined.
    """

    id: str
    name: str
    path: Path
    relative: PurePosixPath
    member: Member | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A container among the inputs, its place below the common root, and its documents."""

    path: Path
    relative: PurePosixPath
    documents: tuple[Planned, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The documents of a run, in order, and `refused`: names of inputs that are no articles, with the reason.

    `containers` are the inputs that hold several of the documents; `blank` tells in sentences of records without a
    text, which are no documents and no failures.
    """

    documents: tuple[Planned, ...]
    refused: tuple[tuple[str, str], ...]
    inputs: Inputs
    root: Path
    containers: tuple[Held, ...] = ()
    blank: tuple[str, ...] = ()


def plan_documents(paths: Sequence[str], config: Config = USUAL, *, as_typed: bool = False) -> Plan:
    """The documents that `paths` stand for.

    Documents are named by their place below the common root of the inputs, so that a run comes out the same from
    wherever it is started; with `as_typed` by the path that the user would type, for messages on the terminal.
    `config` names the columns of tables. Raises UsageError as `find_inputs` does, and when no input holds an article.
    """
    inputs = find_inputs(paths)
    root = _root(inputs)
    columns = Columns(config.text_column, config.id_column)
    refused = [(printable(path if as_typed else path.name), reason) for path, reason in inputs.refused]
    found: list[_Found] = []
    blank: Counter[str] = Counter()
    for file in inputs.files:
        relative = PurePosixPath(_below(file, root).as_posix())
        try:
            found += _found_in(file, relative, printable(file if as_typed else relative), columns, refused, blank)
        except NoColumnError as error:
            # Tables of other things lie beside articles.
            if file not in inputs.passed:
                refused.append((printable(file if as_typed else relative), str(error)))
        except DocumentError as error:
            refused.append((printable(file if as_typed else relative), str(error)))
    without = tuple(map(_without_text, blank, blank.values()))
    if not found:
        told = (*(reason for _, reason in refused), *without)
        raise UsageError(told[0] if told else f"there is no article in {' '.join(map(printable, paths))}")
    ids = file_ids([one.wanted for one in found])
    names = _unique([one.name for one in found], ids)
    documents = tuple(
        Planned(id_, name, one.path, one.relative, one.member) for id_, name, one in zip(ids, names, found, strict=True)
    )
    return Plan(documents, tuple(refused), inputs, root, tuple(_held(documents, root)), without)


def _without_text(name: str, records: int) -> str:
    """What is said of records without a text in a table."""
    if records == 1:
        return f"{name}: one record has no text; it stays as it is."
    return f"{name}: {records:,} records have no text; they stay as they are."


@dataclass(frozen=True, slots=True)
class _Found:
    """A document without its id. `wanted` is the path that its id is made from."""

    wanted: PurePosixPath
    name: str
    path: Path
    relative: PurePosixPath
    member: Member | None = None


def _found_in(
    file: Path,
    relative: PurePosixPath,
    name: str,
    columns: Columns,
    refused: list[tuple[str, str]],
    blank: Counter[str],
) -> list[_Found]:
    """The document that a file is, or those that it holds.

    Members that are refused are added to `refused`, records without a text are counted in `blank`.
    """
    container = container_of(file, name, columns)
    if container is None:
        return [_Found(relative, name, file, relative)]
    found = []
    for member in container.members():
        if isinstance(member, Refusal):
            refused.append((printable(member.name), printable(member.reason)))
            continue
        if isinstance(member, Blank):
            blank[name] += 1
            continue
        inner = PurePosixPath(member.file)
        wanted = relative.parent / f"{relative.name.split('.')[0]}-{'-'.join(inner.parts)}"
        found.append(_Found(wanted, f"{name}/{printable(member.name)}", file, relative / inner, member))
    return found


def _held(documents: Sequence[Planned], root: Path) -> Iterator[Held]:
    for path, inside in groupby(documents, key=lambda planned: planned.member and planned.path):
        if path is not None:
            yield Held(path, PurePosixPath(_below(path, root).as_posix()), tuple(inside))


def report_file(id_: str) -> str:
    """Where a document's report as JSON is, relative to the folder of its run."""
    return f"reports/{id_}.json"


def run_folder(plan: Plan, out: Path, name: str = "") -> Path:
    """The folder of a run, tried out but not made yet: `out/name`; without a name that of the input folder or file.

    Raises UsageError when the name is no file name, when writing there could touch an input, when the folder holds
    something that is not a run, or when it cannot be written.
    """
    if name and not is_run_name(name):
        raise UsageError(f'"{printable(name)}" cannot name a run; use letters, digits, ".", "_" and "-" after --run')
    folder = out / (name or _default_name(plan))
    _refuse_inputs(plan.inputs, out, folder)
    if folder.is_dir() and not (folder / MANIFEST).is_file() and any(folder.iterdir()):
        raise UsageError(
            f"{printable(folder)}: this folder holds files that are not a run of normalize; "
            "choose another name with --run, or another folder with --out"
        )
    try:
        try_writing(folder)
    except OSError as error:
        raise UsageError(
            f"{printable(folder)}: cannot write there ({error.strerror}); choose another folder with --out"
        ) from error
    return folder


def _refuse_inputs(inputs: Inputs, out: Path, folder: Path) -> None:
    target, place = folder.resolve(), out.resolve()
    for scanned in inputs.folders:
        if any(path.is_relative_to(scanned.resolve()) for path in (place, target)):
            raise UsageError(
                f"{printable(out)}: the output would lie in the input folder {printable(scanned)}, and the next run "
                "would read it as articles; choose a folder outside with --out"
            )
    for file in inputs.files:
        if file.resolve().is_relative_to(target):
            raise UsageError(
                f"{printable(folder)}: the run would be written over its own input {printable(file)}; "
                "choose another name with --run, or another folder with --out"
            )


def _default_name(plan: Plan) -> str:
    files = plan.inputs.files
    if len(files) == 1 and not plan.inputs.folders:
        return run_name(files[0].stem)
    return run_name(plan.root.name or "run")


def _root(inputs: Inputs) -> Path:
    """The deepest folder that holds every input."""
    places = [folder.resolve() for folder in inputs.folders]
    places += [_absolute(file).parent for file in inputs.files]
    return Path(os.path.commonpath(places)) if places else Path.cwd()


def _absolute(file: Path) -> Path:
    # Only the folder is resolved: a link to an article keeps the name and place that the user gave it.
    return file.parent.resolve() / file.name


def _below(file: Path, root: Path) -> Path:
    return _absolute(file).relative_to(root)


def _unique(names: list[str], ids: list[str]) -> list[str]:
    """`names`, with the id before it where two became the same when made printable."""
    count = Counter(names)
    return [f"({id_}) {name}" if count[name] > 1 else name for name, id_ in zip(names, ids, strict=True)]
