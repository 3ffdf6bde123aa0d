"""What a run will read and write, settled and checked before anything is done."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from normalize.batch.files import MANIFEST, try_writing
from normalize.batch.inputs import Inputs, find_inputs
from normalize.batch.names import file_ids, is_run_name, printable, run_name
from normalize.errors import UsageError


@dataclass(frozen=True, slots=True)
class Planned:
    """One document to be: where it is read, and its place below the common root of all inputs.

    `id` is safe as a file name and unique in the plan; `name` is what reports and messages call the document.
    """

    id: str
    name: str
    path: Path
    relative: PurePosixPath


@dataclass(frozen=True, slots=True)
class Plan:
    """The documents of a run, in order, and `refused`: names of inputs that are no articles, with the reason."""

    documents: tuple[Planned, ...]
    refused: tuple[tuple[str, str], ...]
    inputs: Inputs
    root: Path


def plan_documents(paths: Sequence[str], *, as_typed: bool = False) -> Plan:
    """The documents that `paths` stand for.

    Documents are named by their place below the common root of the inputs, so that a run comes out the same from
    wherever it is started; with `as_typed` by the path that the user would type, for messages on the terminal.
    Raises UsageError as `find_inputs` does.
    """
    inputs = find_inputs(paths)
    root = _root(inputs)
    relatives = [PurePosixPath(_below(file, root).as_posix()) for file in inputs.files]
    ids = file_ids(relatives)
    names = _unique([printable(path) for path in (inputs.files if as_typed else relatives)], ids)
    documents = tuple(map(Planned, ids, names, inputs.files, relatives))
    refused = tuple((printable(path if as_typed else path.name), reason) for path, reason in inputs.refused)
    return Plan(documents, refused, inputs, root)


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
