"""Runs over many documents: examined only, or cleaned into a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from normalize.batch.engine import OpenEngine, local_engine
from normalize.batch.examiner import Examiner
from normalize.batch.files import alone_in, begin, clear_work, finish, sentence
from normalize.batch.findings import TABLE, findings_files
from normalize.batch.job import Job
from normalize.batch.keys import job_key
from normalize.batch.log import Log
from normalize.batch.making import Making, Run
from normalize.batch.outputs import INDEX, files_of, write_files
from normalize.batch.plan import Plan, Planned
from normalize.batch.record import RECORD, Record
from normalize.batch.sources import container_file
from normalize.batch.store import Store, open_store
from normalize.batch.watch import Watch, quiet
from normalize.batch.work import Place
from normalize.stopwatch import staged


def clean_batch(
    plan: Plan,
    folder: Path,
    job: Job,
    watch: Watch = quiet,
    *,
    record: Record | None = None,
    engine: OpenEngine = local_engine,
) -> Run:
    """Examine the documents of a plan and write the run into `folder`, which `run_folder` has tried.

    A document that fails is told in the index and in `failures`, and stops no other. Running again over the same
    documents writes the same bytes, and does only what was not done yet: results come from the store, and files that
    are as they would be written stay. `record` is noted in the folder.
    Raises NormalizeError when the folder or the store cannot be written, UsageError when another run is in the folder.
    """
    try:
        with alone_in(folder):
            try:
                return _make(plan, folder, job, watch, record, engine)
            finally:
                clear_work(folder)
    except OSError as error:
        raise sentence(error, folder) from error


def nothing_to_examine(documents: Iterable[Planned], job: Job, store: Store | None) -> bool:
    """Whether the results of all documents are in the store; the first that is not there answers.

    What their batch teaches them is not asked: it is the same unless documents came or went.
    """
    if store is None:
        return False
    examiner = Examiner(job, store, job_key(job), job.settings)
    return all(map(examiner.holds, documents))


def _make(plan: Plan, folder: Path, job: Job, watch: Watch, record: Record | None, engine: OpenEngine) -> Run:
    own = INDEX if record is None else (*INDEX, RECORD)
    own = (*own, *map(container_file, plan.containers), *findings_files())
    before = begin(folder, (*(name for planned in plan.documents for name in files_of(planned)), *own))
    if record is not None:
        write_files(folder, [(RECORD, record.text.encode())])
    store = open_store(job.config, folder)
    key = job_key(job)
    place = Place(store, folder, key)
    with Log(store, folder) as log, engine(job, place, len(plan.documents)) as workers:
        making = Making(plan, job, place, log, watch)
        making.examine(workers)
        with staged(job.watch, "compare"):
            making.compare(workers)
        making.write(workers)
        making.write_containers()
        run = making.index()
        log.close_with((*making.finished, TABLE))
    finish(folder, (*making.files, *own), before)
    store.trim(job.config.cache_mb * 2**20)
    return run
