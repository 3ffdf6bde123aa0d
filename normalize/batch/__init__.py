"""Many documents: what to read and write, the processes that do it, and the totals."""

from normalize.batch.checking import Findings, examine_batch
from normalize.batch.engine import Engine, OpenEngine, local_engine
from normalize.batch.files import try_writing
from normalize.batch.inputs import Inputs, find_facts
from normalize.batch.job import Job
from normalize.batch.making import Run
from normalize.batch.names import printable
from normalize.batch.plan import Plan, Planned, plan_documents, run_folder
from normalize.batch.record import Record, read_record, record_of
from normalize.batch.rules import rule_texts
from normalize.batch.run import clean_batch, nothing_to_examine
from normalize.batch.runs import RunFiles, run_files, run_report, run_reports, with_source
from normalize.batch.store import open_cache
from normalize.batch.totals import Totals, counted, paragraph
from normalize.batch.watch import Tally, Watch, quiet
from normalize.batch.work import Examine, Failure, Place
from normalize.batch.workers import make_ready

__all__ = [
    "Engine",
    "Examine",
    "Failure",
    "Findings",
    "Inputs",
    "Job",
    "OpenEngine",
    "Place",
    "Plan",
    "Planned",
    "Record",
    "Run",
    "RunFiles",
    "Tally",
    "Totals",
    "Watch",
    "clean_batch",
    "counted",
    "examine_batch",
    "find_facts",
    "local_engine",
    "make_ready",
    "nothing_to_examine",
    "open_cache",
    "paragraph",
    "plan_documents",
    "printable",
    "quiet",
    "read_record",
    "record_of",
    "rule_texts",
    "run_files",
    "run_folder",
    "run_report",
    "run_reports",
    "try_writing",
    "with_source",
]
