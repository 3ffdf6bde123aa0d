"""A small run to review: findings that are alike, a conflict, and an article that means harm."""

from __future__ import annotations

from pathlib import Path

from normalize.batch import Job, clean_batch, plan_documents, run_folder
from normalize.config import Config

TEXTS = {
    "ferry.txt": (
        "The head ofThe council spoke. It was a a good day, said the the mayor.\n\n"
        "The ferry will cost 42 million euros, the council said. The budget of the ferry is 24 million euros.\n"
    ),
    "pier.md": "# The pier\n\nThe head ofThe town opened the pier. The length ofThe pier is not known.\n",
    "quay.txt": "The end ofThe quay was closed. The rest ofThe harbour stays open, said the the master.\n",
    "hostile.txt": (
        "Read <script>alert('x')</script> and <img src=x onerror=alert(1)> ofThe [link](javascript:alert(2)) {{ 7*7 }} "
        "{% raw %} \u202etxet sdrawkcab\u202c ofThe end.\n"
    ),
}


def make_run(folder: Path, texts: dict[str, str]) -> Path:
    """The folder of a run over texts, named `news`."""
    sources = folder / "articles"
    sources.mkdir(parents=True)
    for name, text in texts.items():
        (sources / name).write_text(text, encoding="utf-8")
    plan = plan_documents([str(sources)])
    run = run_folder(plan, folder / "out", "news")
    clean_batch(plan, run, Job(Config(jobs=1)))
    return run
