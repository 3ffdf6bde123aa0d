"""The pages of a publication: an article, its corrections note, and the index of all articles."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from normalize.publish.agreeing import AgreementRow, agreement_rows
from normalize.publish.comparing import Comparison
from normalize.publish.gather import Article, Reviewed
from normalize.publish.note import Note, note
from normalize.publish.openings import Opening
from normalize.publish.prose import Prose, harmless, prose
from normalize.publish.recheck import NewFinding
from normalize.publish.wishes import Profile, Wishes
from normalize.report.markdown import escaped
from normalize.report.render import page, plain_page
from normalize.report.summary import page_link
from normalize.report.visible import visible
from normalize.version import __version__

STYLES = ("style.css", "publish/publish.css")
SCRIPT = "publish/search.js"
FEED = "feed.xml"


@dataclass(frozen=True, slots=True)
class Published:
    """An article as it is published: where its files are, relative to the published folder, and what they say.

    `updated` is the time of the newest decision on it, or that of publication; empty when neither is known.
    """

    article: Article
    prose: Prose
    note: Note
    updated: str

    @property
    def html(self) -> str:
        """The HTML page."""
        return f"pages/{self.article.id}.html"

    @property
    def markdown(self) -> str:
        """The Markdown page."""
        return f"pages/{self.article.id}.md"

    @property
    def text(self) -> str:
        """The cleaned article."""
        return "articles/" + self.article.files.cleaned.removeprefix("cleaned/")

    @property
    def report(self) -> str:
        """The report's JSON."""
        return f"machine/reports/{self.article.id}.json"

    @property
    def full_report(self) -> str:
        """The report's page, which only editors get."""
        return f"reports/{self.article.id}.html"


@dataclass(frozen=True, slots=True)
class ArticleView:
    """The page of one article.

    `html` is its text as HTML (for the HTML page), `markdown` as Markdown. `files` are labels and links.
    `editor`: whether the page tells everything, open conflicts and people too. `updated` is a date, or empty.
    """

    publication: str
    index: str
    feed: str
    title: str
    summary: str
    html: Markup
    markdown: Markup
    note: Note
    editor: bool
    updated: str
    files: tuple[tuple[str, str], ...]
    version: str


@dataclass(frozen=True, slots=True)
class Row:
    """An article in the index; `markdown` links to its Markdown page."""

    title: str
    href: str
    markdown: str
    summary: str
    note: str
    updated: str
    open: int


@dataclass(frozen=True, slots=True)
class IndexView:
    """The index of a publication.

    `search` is the JSON that the search script reads: for each word the numbers of its rows. `failures` are documents
    that are missing, `open` and `new` what is not settled and what repairs have made, `agreement` how far reviewers
    agreed; editors alone are told, as of `compared`, the differences from an earlier run where one was given.
    """

    title: str
    summary: str
    feed: str
    rows: tuple[Row, ...]
    search: Markup
    editor: bool
    failures: tuple[tuple[str, str], ...]
    open: tuple[Opening, ...]
    new: tuple[NewFinding, ...]
    compared: Comparison | None
    agreement: tuple[AgreementRow, ...]
    files: tuple[tuple[str, str], ...]
    updated: str
    version: str


def publish_articles(reviewed: Reviewed, wishes: Wishes) -> tuple[Published, ...]:
    """What is published of every article of a run."""
    written = [prose(article.report.document, article.report.applied.text) for article in reviewed.articles]
    pairs = tuple(zip(reviewed.articles, written, strict=True))
    titles = {article.name: (told.title, page_link("", f"{article.id}.html")) for article, told in pairs}
    return tuple(
        Published(
            article,
            told,
            note(article, reviewed, wishes.profile, titles),
            wishes.made_at or _last_decision(article, reviewed),
        )
        for article, told in pairs
    )


def _last_decision(article: Article, reviewed: Reviewed) -> str:
    times = [decision.at for decision in article.report.decisions]
    rulings = (reviewed.rulings.get(conflict.fingerprint) for conflict in article.report.conflicts)
    times += [standing.event.at for standing in rulings if standing is not None and standing.event is not None]
    return max(times, default="")


def article_view(published: Published, wishes: Wishes, title: str) -> ArticleView:
    """The view of an article's page, which lies one folder down."""
    up = "../"
    files = [("Text", page_link(up, published.text)), ("Report (JSON)", page_link(up, published.report))]
    if wishes.profile is Profile.EDITOR:
        files.insert(1, ("Full report", page_link(up, published.full_report)))
    return ArticleView(
        publication=title,
        index=up + "index.html",
        feed=up + FEED,
        title=published.prose.title,
        summary=published.prose.summary,
        html=published.prose.html,
        markdown=_markdown(published),
        note=published.note,
        editor=wishes.profile is Profile.EDITOR,
        updated=published.updated[:10],
        files=tuple(files),
        version=__version__,
    )


def _markdown(published: Published) -> Markup:
    """The text for a Markdown page: Markdown stays where nothing in it acts; everything else is literal."""
    document, text = published.article.report.document, visible(published.article.report.applied.text)
    if document.media == "text/markdown" and harmless(text):
        return Markup(text)  # noqa: S704 - Markdown for a Markdown page; it is never printed on an HTML page
    parts = re.split(r"\n[ \t]*\n", text)
    blocks = [part.split("\n") for part in parts] if len(parts) > 1 else [[line] for line in text.split("\n")]
    lines = (Markup("  \n").join(escaped(line) for line in block if line.strip()) for block in blocks)
    return Markup("\n\n").join(line for line in lines if line)


def index_view(
    published: Sequence[Published],
    reviewed: Reviewed,
    wishes: Wishes,
    title: str,
    openings: Sequence[Opening],
    new: Sequence[NewFinding],
    compared: Comparison | None,
) -> IndexView:
    """The view of the index."""
    editor = wishes.profile is Profile.EDITOR
    changes = sum(len(one.note.changes) for one in published)
    files = [("Findings (SARIF)", "machine/findings.sarif"), ("Verdicts (ClaimReview)", "machine/claimreview.jsonld")]
    return IndexView(
        title=title,
        summary=_summary(len(published), changes),
        feed=FEED,
        rows=tuple(_row(one) for one in published),
        search=search_index(published),
        editor=editor,
        failures=reviewed.failures if editor else (),
        open=tuple(openings) if editor else (),
        new=tuple(new) if editor else (),
        compared=compared if editor else None,
        agreement=agreement_rows(reviewed) if editor else (),
        files=(*files, ("Index (JSON)", "machine/index.json")),
        updated=max((one.updated for one in published), default="")[:10],
        version=__version__,
    )


def _summary(articles: int, changes: int) -> str:
    told = f"{articles:,} article{'' if articles == 1 else 's'}"
    if not changes:
        return f"{told}, published as written."
    return f"{told}, with {changes:,} correction{'' if changes == 1 else 's'}, each told below its text."


def _row(one: Published) -> Row:
    return Row(
        title=one.prose.title,
        href=page_link("", one.html),
        markdown=page_link("", one.markdown),
        summary=one.prose.summary,
        note=one.note.summary,
        updated=one.updated[:10],
        open=len(one.note.still),
    )


def search_index(published: Sequence[Published]) -> Markup:
    """JSON of the words of every article with the numbers of the articles, safe inside a script element."""
    rows: dict[str, list[int]] = {}
    for number, one in enumerate(published):
        for word in sorted(words(f"{one.prose.title} {one.article.name} {one.prose.plain}")):
            rows.setdefault(word, []).append(number)
    text = json.dumps({"words": dict(sorted(rows.items()))}, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - ASCII, and no tag can begin in it


def words(text: str) -> set[str]:
    """The words of a text as the search compares them: lower case, without accents; `search.js` does the same."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return {word for word in re.findall(r"\w+", plain) if len(word) <= 40}


def article_pages(view: ArticleView, published: Published, wishes: Wishes) -> dict[str, str]:
    """The pages of an article by their place. Raises UsageError when a template is wrong."""
    return {
        published.html: page("publish/article.html.j2", view, wishes.templates, styles=STYLES),
        published.markdown: plain_page("publish/article.md.j2", view, wishes.templates),
    }


def index_pages(view: IndexView, wishes: Wishes) -> dict[str, str]:
    """The index by its place. Raises UsageError when a template is wrong."""
    return {
        "index.html": page("publish/index.html.j2", view, wishes.templates, styles=STYLES, script=SCRIPT),
        "index.md": plain_page("publish/index.md.j2", view, wishes.templates),
    }
