"""Publish a reviewed run: decisions carried out, results checked again, pages made, the folder swapped in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from normalize.batch import Job, rule_texts
from normalize.ledger import Event
from normalize.publish import machine
from normalize.publish.claimreview import claim_reviews
from normalize.publish.comparing import Comparison, compare
from normalize.publish.dataset import dataset_index, dataset_lines, dataset_view
from normalize.publish.feed import feed
from normalize.publish.folder import Staging, check_target
from normalize.publish.gather import Article, Reviewed, gather
from normalize.publish.openings import Opening, openings
from normalize.publish.pages import (
    FEED,
    STYLES,
    Published,
    article_pages,
    article_view,
    index_pages,
    index_view,
    publish_articles,
)
from normalize.publish.recheck import NewFinding, Rechecked, recheck
from normalize.publish.wishes import Profile, Wishes
from normalize.report import Links, RenderOptions, document_entry, dumps, render_document
from normalize.report.render import page


@dataclass(frozen=True, slots=True)
class Publication:
    """What came of publishing. `folder` is None when nothing was published: `open` or `new` say why.

    `open` is everything that is not settled, `blocking` those of it that stood in the way; `stale` counts decisions
    that no longer fit their documents, `failures` are sentences about texts that could not be checked again; `compared`
    is what has changed since an earlier run, where one was given.
    """

    folder: Path | None
    documents: int
    open: tuple[Opening, ...]
    blocking: tuple[Opening, ...]
    new: tuple[NewFinding, ...]
    stale: int
    failures: tuple[str, ...]
    compared: Comparison | None = None


def publish(run: Path, target: Path, events: Sequence[Event], job: Job, wishes: Wishes = Wishes()) -> Publication:  # noqa: B008
    """Publish the run in the folder `run` at `target`; `events` are those of its ledger.

    What stood at `target` is replaced at once, or not at all. Raises UsageError when the run, the target or a template
    is wrong, DocumentError when a file of the run is missing or was changed, NormalizeError when the folder cannot be
    written.
    """
    place = check_target(target, run)
    reviewed = gather(run, events)
    found = openings(reviewed)
    blocking = _blocking(found, wishes)
    reports = (article.report for article in reviewed.articles)
    compared = compare(wishes.compare_to, reports) if wishes.compare_to is not None else None
    if blocking:
        return Publication(None, len(reviewed.articles), found, blocking, (), len(reviewed.stale), ())
    with Staging(place) as staging:
        rechecked = _write(staging, reviewed, events, found, compared, job, wishes)
        stopped = wishes.strict and bool(rechecked.new)
        if not stopped:
            staging.swap()
    return Publication(
        None if stopped else place,
        len(reviewed.articles),
        found,
        (),
        rechecked.new,
        len(reviewed.stale),
        rechecked.failures,
        compared,
    )


def _blocking(found: Sequence[Opening], wishes: Wishes) -> tuple[Opening, ...]:
    if not wishes.require_decided:
        return ()
    return tuple(one for one in found if one.what != "suggestion" or wishes.profile.wants_suggestions_decided)


def _write(
    staging: Staging,
    reviewed: Reviewed,
    events: Sequence[Event],
    found: Sequence[Opening],
    compared: Comparison | None,
    job: Job,
    wishes: Wishes,
) -> Rechecked:
    title = wishes.title or reviewed.run
    if not wishes.profile.has_texts:
        return _dataset(staging, reviewed, job, wishes, title)
    published = publish_articles(reviewed, wishes)
    places = [staging.write(one.text, one.article.cleaned) for one in published]
    rechecked = recheck(reviewed.articles, places, job)
    for one in published:
        staging.write_all(article_pages(article_view(one, wishes, title), one, wishes))
        staging.write_all({one.report: machine.report_text(one.article.report, wishes.profile)})
    view = index_view(published, reviewed, wishes, title, found, rechecked.new, compared)
    staging.write_all(index_pages(view, wishes))
    staging.write(FEED, feed(published, wishes, title))
    staging.write_all(
        {
            "machine/index.json": machine.index_text(reviewed, published, wishes, title),
            "machine/findings.sarif": machine.findings_text(rechecked, reviewed, published),
            "machine/claimreview.jsonld": dumps(claim_reviews(reviewed, published, wishes, title)),
            "machine/recheck.json": machine.recheck_text(rechecked),
        }
    )
    if wishes.profile is Profile.EDITOR:
        staging.write_all(_full_reports(published, wishes))
        staging.write_all({"machine/decisions.jsonl": machine.decisions_text(events)})
        if compared is not None:
            staging.write_all({"machine/compared.json": machine.compared_text(compared)})
    return rechecked


def _full_reports(published: Sequence[Published], wishes: Wishes) -> dict[str, str]:
    """The full report of every article, linked to each other, to the texts and to the index."""
    rulings = {
        ruled.anchor.removeprefix("c-"): " ".join(
            part for part in (ruled.verdict, ruled.reason, f"({ruled.person}, {ruled.at})") if part
        )
        for one in published
        for ruled in one.note.ruled
    }
    entries = {
        one.article.name: document_entry(
            one.article.report, Links(html=one.full_report, markdown=one.markdown, json=one.report, text=one.text)
        )
        for one in published
    }
    options = RenderOptions(wishes.templates, wishes.made_at, "../", "index", entries, rule_texts(), rulings)
    return {one.full_report: render_document(one.article.report, options).html for one in published}


def _dataset(staging: Staging, reviewed: Reviewed, job: Job, wishes: Wishes, title: str) -> Rechecked:
    """Counts and places alone. The cleaned texts are checked in a folder of their own, which is not published."""
    with Staging(staging.folder / "texts") as aside:
        places = [aside.write(_name(article), article.cleaned) for article in reviewed.articles]
        rechecked = recheck(reviewed.articles, places, job)
    staging.write_all(
        {
            "index.html": page(
                "publish/dataset.html.j2", dataset_view(reviewed, wishes, title), wishes.templates, styles=STYLES
            ),
            "machine/index.json": dataset_index(reviewed, wishes, title),
            "machine/findings.jsonl": dataset_lines(reviewed),
        }
    )
    return rechecked


def _name(article: Article) -> str:
    """A name by which the text is read as what it is, Markdown or not."""
    return f"{article.id}/{article.files.cleaned.rsplit('/', 1)[-1]}"
