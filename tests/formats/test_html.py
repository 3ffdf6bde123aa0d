"""Articles in HTML: what is read, and what writing repairs leaves alone."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.errors import DocumentError
from normalize.ingest import read_document
from normalize.ingest.web.tokens import Kind, tokens
from normalize.model import BlockKind, Document, Edit, Span, ZoneKind, write
from normalize.pipeline import Settings, examine


def page(source: str | bytes) -> Document:
    """The document of a page."""
    return read_document(source.encode() if isinstance(source, str) else source, name="page.html")


def repaired(source: str) -> str:
    """The page with what the rules repair by themselves."""
    document = page(source)
    report = examine(document, Settings()).report
    return document.origin.splice(keyed.edit for keyed in report.applied.edits).decode()


def replaced(source: str, old: str, new: str) -> str:
    """The page with one stretch of its text replaced."""
    document = page(source)
    at = document.text.index(old)
    return document.origin.splice([Edit.replacing(document.text, Span(at, at + len(old)), new)]).decode()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One\n   two&nbsp;three<p>Four", "One two\xa0three\n\nFour"),
        ("<h1> A </h1>b<br>c<br><br>d", "A\n\nb\nc\n\nd"),
        ("<ul><li>a<li>b</ul>c", "a\nb\n\nc"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a\tb\nc"),
        ("<p>x<b>y</b> <i> z</i>", "xy z"),
        ("a<script>b<p>c</script>d<style>e</style><!-- f -->g", "adg"),
        ("a<script><!-- <script>b</script> c</script>d", "ad"),
        ("<nav>a</nav><p>b<pre>c</pre><footer>d</footer>", "b"),
        ("<article>a<footer>b</footer></article>", "a\n\nb"),
        ("<p hidden>a</p><p>b<span aria-hidden=true><span>c</span>d</span>e<div role=navigation>f</div>", "be"),
        ("<p style='display: none'>a</p>b", "b"),
        ("<p>Press <img src=x alt=y> now, <button>ok</button>.", "Press \ufffc now, \ufffc."),
        ("<p>&lt;b&gt; &amp; &notit; &#8217; &#x201c; &ampx AT&T", "<b> & ¬it; ’ “ &x AT&T"),
        ("<svg><title/><style>a</style></svg><p>b", "b"),
        ("<p>new <del>a</del>b <s>c</s>", "new b"),
        ("1 < 2 <3 a<b", "1 < 2 <3 a"),
        ("<title>a</title><p>b</br>c</p", "b\nc"),
        ("<a title='>'>b</a><a title=\"'>\">c</a><a title=it's>d</a>", "bcd"),
        ("a<!-->b<!--->c<!doctype x>d<?e?>f</ g>h</>i", "abcdfhi"),
        ("a<![CDATA[b>c<svg><![CDATA[<p>d]]></svg>e", "ac\ufffce"),
        ("<p>a<textarea><p>b</textarea>c", "a\ufffcc"),
        ("<plaintext>a", ""),
    ],
)
def test_text_is_what_a_browser_shows(source: str, text: str) -> None:
    """Paragraphs, white space, references and broken markup are read as browsers read them."""
    assert page("<p>begin</p>" + source).text == ("begin\n\n" + text if text else "begin")


def test_blocks_and_zones() -> None:
    """Headings, list items and cells are told apart; code and quotations are zones."""
    document = page("<h2>H</h2><p>See <code>f(x)</code> now</p><ol><li>one</ol><td>c</td><blockquote>q</blockquote>")
    kinds = [(block.kind, block.span.of(document.text)) for block in document.blocks]
    assert kinds == [
        (BlockKind.HEADING, "H"),
        (BlockKind.PARAGRAPH, "See f(x) now"),
        (BlockKind.LIST_ITEM, "one"),
        (BlockKind.TABLE, "c"),
        (BlockKind.PARAGRAPH, "q"),
    ]
    zones = {(zone.kind, zone.span.of(document.text)) for zone in document.protected}
    assert {(ZoneKind.CODE, "f(x)"), (ZoneKind.QUOTATION, "q")} <= zones


def test_repairs_leave_the_markup() -> None:
    """Repairs are written into the text and nowhere else: not into scripts, code, attributes or navigation."""
    before = (
        "<head><script>var ofThe='ofThe'</script></head><nav>ofThe</nav>\r\n"
        "<p title='ofThe'>The mayor\tofThe&nbsp;city and <B>Softbank</B>  met at noon.<pre>ofThe</pre>"
    )
    after = before.replace("mayor\tofThe", "mayor\tof the").replace("Softbank", "SoftBank")
    assert repaired(before) == after


def test_insertion_between_tags() -> None:
    """What is inserted where tags stand goes behind those that close and before those that open."""
    assert replaced("<p>of<b>The</b>Mayor", "ofThe", "of The") == "<p>of <b>The</b>Mayor"
    assert replaced("<p>of<b>The</b></i><u>Mayor", "TheMayor", "The Mayor") == "<p>of<b>The</b></i> <u>Mayor"
    assert replaced("<p>of<b>The</b> ", "The", "There") == "<p>of<b>There</b> "


def test_edit_across_a_tag_is_suggested_and_can_be_accepted() -> None:
    """A repair whose letters a tag divides is not made unasked; a person's acceptance keeps every tag."""
    source = "<p>They met in the<b> t</b>he hall on Sunday.</p>"
    document = page(source)
    (found,) = examine(document, Settings()).report.corrections
    assert found.applicability.name == "SUGGEST"
    assert "divided by markup" in found.message
    assert repaired(source) == source
    assert document.origin.splice(found.fixes[0:1]) == b"<p>They met in the<b></b> hall on Sunday.</p>"
    assert replaced("<p>ab<i>cd</i>ef", "bcde", "XY") == "<p>aXY<i></i>f"


def test_replacements_are_escaped() -> None:
    """Signs of markup in a replacement, and signs that the page's encoding lacks, are written as references."""
    assert replaced("<p>a b c", "b", "<i>&") == "<p>a &lt;i&gt;&amp; c"
    document = page(b"<meta charset=iso-8859-1><p>It\x92s caf\xe9 x")
    edit = Edit.replacing(document.text, Span(len(document.text) - 1, len(document.text)), "‽é")
    assert document.text == "It’s café x"
    assert document.origin.splice([edit]) == b"<meta charset=iso-8859-1><p>It\x92s caf\xe9 &#8253;\xe9"


def test_deleted_space_goes_wherever_it_stands() -> None:
    """A space that stands on both sides of a tag is one space to the reader, and goes as one."""
    assert replaced("<p>un <b> able", "un able", "unable") == "<p>un<b>able"


def test_page_that_would_read_otherwise_is_refused() -> None:
    """Where the letters around a repair would become a character reference, nothing is written."""
    with pytest.raises(DocumentError, match="repair it by hand"):
        replaced("<p>a & lt; b", "& lt", "&lt")


def test_encoding_is_the_stated_one() -> None:
    """A page is read in the encoding that it states, unless its bytes show that it was saved as UTF-8."""
    assert page("<meta charset='windows-1251'><p>Привет".encode("cp1251")).text == "Привет"
    assert page("<meta charset='windows-1251'><p>Привет".encode()).text == "Привет"
    assert page("<?xml version='1.0' encoding='koi8-r'?><p>Привет".encode("koi8-r")).text == "Привет"
    assert page("<p>Привет".encode("utf-16")).text == "Привет"


def test_page_without_text_is_told() -> None:
    """A page that shows nothing is no article."""
    with pytest.raises(DocumentError, match="empty"):
        page("<script>x</script><p> &nbsp</p>".replace("&nbsp", ""))


def test_own_comments_are_read() -> None:
    """Comments that switch rules off stay in the text, closed to rules; others are passed over."""
    document = page("<!-- x --><!-- normalize: ignore name-capitals --><p>Softbank</p>")
    assert document.text == "<!-- normalize: ignore name-capitals -->\n\nSoftbank"
    assert document.is_untouchable(Span(0, 40))


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>" * 100_000 + "x",
        "<div>" * 30_000 + "</i>" * 30_000 + "x",
        "<a " * 60_000,
        "<a b='" * 60_000,
        "<a b=" * 60_000 + ">x",
        "<!--" * 60_000,
        "<script>" * 30_000,
        "&" * 60_000,
        "&amp" * 30_000,
        "< " * 40_000,
        "<p><code>" * 20_000 + "x",
        "<table><td>" * 20_000,
        " <i> " * 30_000 + "x",
        "<ul><li hidden>" * 20_000,
    ],
    ids=lambda text: text[:12].strip(),
)
def test_hostile_pages_take_linear_time(hostile: str) -> None:
    """Ten times the hostile markup takes no more than some thirty times as long."""
    small, large = hostile[: len(hostile) // 10], hostile
    spent = [min(_seconds_to_read(part) for _ in range(3)) for part in (small, large)]
    assert spent[1] < 30 * max(spent[0], 0.01)


def _seconds_to_read(part: str) -> float:
    # Garbage is not collected meanwhile: what that costs is decided by all that other tests have left in memory.
    gc.disable()
    try:
        start = time.process_time()
        page("<p>text</p>" + part)
        return time.process_time() - start
    finally:
        gc.enable()


FRAGMENTS = st.sampled_from(
    [
        "word ",
        "two words",
        "\n\t",
        "  ",
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<br>",
        "<code>",
        "</code>",
        "&amp;",
        "&eacute;",
        "&lt",
        "&",
        "<",
        ">",
        "é",
        "<!-- c -->",
        "<script>s</script>",
        "<li>",
        "<td>",
        "<i class='x y'>",
        "</i>",
        "<img src=a>",
        "<button>b</button>",
        "<pre> p </pre>",
        "<sup>1</sup>",
        ".",
        "<nav>n</nav>",
        "<q>",
        "</q>",
        "<del>d</del>",
        "</u>",
        "<span hidden>h</span>",
        "&#8217;",
        "😀",
        "<a href=x>",
    ]
)


@st.composite
def edited_pages(draw: st.DrawFn) -> tuple[Document, str, list[Edit]]:
    """A page, its source, and edits of its text."""
    source = "<p>start " + "".join(draw(st.lists(FRAGMENTS, max_size=25)))
    document = page(source)
    places = sorted(draw(st.lists(st.integers(0, len(document.text)), max_size=6, unique=True)))
    edits = []
    for start, end in zip(places[::2], places[1::2], strict=False):
        replacement = draw(st.sampled_from(["", "QZ", " ", "Q Z"]))
        inside = Span(start, end)
        if inside.of(document.text) != replacement and not document.is_untouchable(inside):
            edits.append(Edit(inside, inside.of(document.text), replacement))
    return document, source, edits


def written(document: Document, edits: list[Edit]) -> str | None:
    """The page with `edits`; None where they would make a character reference, which is refused."""
    try:
        return document.origin.splice(edits).decode()
    except DocumentError:
        assert "&" in document.text
        return None


@settings(max_examples=200, deadline=None)
@given(edited_pages())
def test_no_edit_touches_a_tag(case: tuple[Document, str, list[Edit]]) -> None:
    """Whatever is edited, every tag and comment of the page stays, in its order, and the text reads as it should."""
    document, source, edits = case
    after = written(document, edits)
    if after is None:
        return
    assert _tags(after) == _tags(source)
    wanted = write(document.text, edits).replace("\ufffc", "")
    got = page(after + "<p>.").text.replace("\ufffc", "")
    assert "".join(got.split()) == "".join(wanted.split()) + "."


@settings(max_examples=200, deadline=None)
@given(edited_pages())
def test_bytes_outside_an_edit_stay(case: tuple[Document, str, list[Edit]]) -> None:
    """Around one edit the page is equal, byte for byte; without edits it is equal altogether."""
    document, source, edits = case
    assert document.origin.splice([]).decode() == source
    for edit in edits:
        if document.on_seam(edit.span):
            continue
        marked = Edit(edit.span, edit.expected, "QZQZ")
        after = written(document, [marked])
        if after is None:
            continue
        before, _, behind = after.partition("QZQZ")
        assert source.startswith(before)
        assert source.endswith(behind)
        taken = source[len(before) : len(source) - len(behind)]
        assert not any(token.kind is not Kind.TEXT for token in tokens(taken))


def _tags(source: str) -> list[str]:
    return [source[t.start : t.end] for t in tokens(source) if t.kind is not Kind.TEXT]
