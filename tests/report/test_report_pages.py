"""The pages as files: what stands on them, in which order, the same bytes each time; no input is obeyed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from normalize.errors import UsageError
from normalize.model import Applicability, Correction, Edit, Report, Span, Verdict
from normalize.report import (
    DocumentEntry,
    Links,
    RenderedIndex,
    RenderOptions,
    RunSummary,
    check_lines,
    document_entry,
    failed_entry,
    render_document,
    render_index,
)
from normalize.report.markdown import escaped

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def entries(*reports: Report) -> dict[str, DocumentEntry]:
    """The entries of reports, with files beside each other."""
    made = (
        document_entry(r, Links(*(f"{r.document.id}.{ending}" for ending in ("html", "md", "json", "txt"))))
        for r in reports
    )
    return {entry.name: entry for entry in made}


def index(*reports: Report, **more: object) -> RenderedIndex:
    """The index of a run over reports."""
    made = entries(*reports)
    run = RunSummary("March", tuple(made.values()), samples.harbour_conflicts(), samples.MADE_BY)
    return render_index(replace(run, **more))


def test_same_report_gives_the_same_bytes() -> None:
    """Nothing of the page depends on time, chance or order of a set; a time is shown only when it is given."""
    first = render_document(samples.harbour())
    assert first == render_document(samples.harbour())
    assert index(samples.harbour()) == index(samples.harbour())
    assert "Made at" not in first.html
    timed = render_document(samples.harbour(), RenderOptions(made_at="2025-03-05T10:00:00Z"))
    assert "<dt>Made at</dt><dd>2025-03-05T10:00:00Z</dd>" in timed.html


def test_page_stands_alone() -> None:
    """The policy forbids everything but the page's own style sheet; there is no script, image or address to load."""
    for page in (render_document(samples.harbour()).html, index(samples.harbour()).html):
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
        assert policy is not None
        assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
        assert not re.search(r"<(script|img|link|iframe|object|embed)\b|@import|url\(|style=|\son\w+=", page)


def test_summary_says_in_words_what_happened() -> None:
    """The first sentence counts repairs and what needs a person, in good English."""
    assert '<p class="lead">4 repairs were made, 3 claims need a person. 1 suggestion and 1 flag wait' in (
        render_document(samples.harbour()).html
    )
    quiet = samples.report(samples.document("quiet.txt", "All is well.\n"))
    assert '<p class="lead">Nothing was changed.</p>' in render_document(quiet).html


def test_conflicts_come_first_and_the_surest_before_the_others() -> None:
    """Conflicts precede the text and the corrections; certain ones precede likely ones and those worth a look."""
    page = render_document(samples.harbour()).html
    order = [page.index(f'<section id="{name}"') for name in ("conflicts", "waiting", "text", "made", "figures")]
    assert order == sorted(order)
    badges = re.findall(r'<span class="badge">([^<]*)', page)
    assert badges == ["certain", "likely", "worth a look", "another speaker"]


def test_conflict_card_shows_all_that_is_known() -> None:
    """Passages with line and link, the fact with its source, values and intervals, the doubt, and what to do."""
    reports = samples.harbour(), samples.times()
    page = render_document(reports[0], RenderOptions(entries=entries(*reports))).html
    key = samples.harbour_conflicts()[0].fingerprint
    card = page[page.index(f'id="c-{key}"') :]
    card = card[: card.index("</article>")]
    for part in (
        "harbour.txt, line 3",
        "harbour.txt, line 7",
        "Your facts: ferry-budget",
        "Source: Council minutes, 3 March 2025",
        "41.5 million to 42.5 million",
        "Why it may be no conflict",
        "Ask the council which figure holds",
        "24</del>",
        f'href="#t-{key}"',
        f'href="#t-{key}-2"',
    ):
        assert part in card
    assert f'id="t-{key}"' in page
    assert "line 3</a> · operates" in page, "the other document's line is known from its entry"
    assert f'href="times.html#c-{samples.harbour_conflicts()[2].fingerprint}"' in page


def test_name_correction_shows_its_source() -> None:
    """A name is corrected on somebody's word, and the page says whose."""
    made = render_document(samples.harbour())
    assert "Source: “Softmarin”: facts.yaml: names; the company&#39;s own spelling" in made.html
    assert "Source: “Softmarin”: facts.yaml: names; the company's own spelling" in made.markdown


def test_every_correction_stands_in_exactly_one_list() -> None:
    """Applied, waiting and refused corrections are all listed, once, under their own permalink."""
    report = samples.harbour()
    decisions = list(report.decisions)
    decisions[5] = replace(decisions[5], verdict=Verdict.REJECT, by="person:ana", reason="it reads well")
    page = render_document(replace(report, decisions=tuple(decisions))).html
    for correction in report.corrections:
        assert page.count(f'id="i-{correction.fingerprint}"') == 1
    refused = page[page.index('<section id="not-made"') :]
    assert "it reads well" in refused[: refused.index("</section>")]


def test_index_puts_conflicts_between_documents_first() -> None:
    """Then come those within a document, the documents, what was not checked; failures say why."""
    reports = samples.harbour(), samples.times()
    failed = (
        failed_entry("broken.bin", "The file is no text. Save it as plain text."),
        failed_entry("empty.txt", "empty.txt is empty: there is nothing to read in it."),
        failed_entry("feed.jsonl:3", "feed.jsonl:3: the line is no JSON object."),
    )
    page = index(
        *reports,
        documents=(*entries(*reports).values(), *failed),
        unchecked=("Grammar was not checked: no Java.",),
    ).html
    order = [page.index(f'<section id="{name}"') for name in ("across", "within", "documents", "unchecked")]
    assert order == sorted(order)
    assert "2 documents were checked, 3 more could not be: 4 repairs were made, 3 conflicts need a person." in page
    assert "<strong>broken.bin</strong>: The file is no text." in page
    assert "<strong>empty.txt</strong> is empty: there is nothing" in page, "its name stands once"
    assert "<strong>feed.jsonl:3</strong>: the line is no" in page
    assert "Grammar was not checked: no Java." in page
    assert "Grammar was not checked: it is switched off. <span" in page, "said of one document, so it is named"
    assert 'href="times.html"' in page


def test_links_to_files_are_encoded() -> None:
    """File names with signs that mean something in an address still lead to the file."""
    entry = replace(document_entry(samples.times()), links=Links('a b#c?"é".html', "a b#c.md", "", ""))
    page = index(documents=(entry,))
    assert 'href="a%20b%23c%3F%22%C3%A9%22.html"' in page.html
    assert "(<a%20b%23c.md>)" in page.markdown


def test_own_template_replaces_the_shipped_one(tmp_path: Path) -> None:
    """A template of the user's folder is used, the others stay."""
    (tmp_path / "style.css").write_text(":root { color: red }", encoding="utf-8")
    assert "<style>:root { color: red }</style>" in render_document(samples.times(), RenderOptions(tmp_path)).html


@pytest.mark.parametrize(
    ("name", "source", "says"),
    [
        ("report.html.j2", "{{ view.nmae }}", r"template report\.html\.j2: .*nmae"),
        ("report.md.j2", "\n{% for %}", r"template report\.md\.j2, line 2: "),
    ],
)
def test_wrong_template_of_the_user_is_named(tmp_path: Path, name: str, source: str, says: str) -> None:
    """An unknown value or a slip in a user's template is an error that names the file and what to do."""
    (tmp_path / name).write_text(source, encoding="utf-8")
    with pytest.raises(UsageError, match=says + ".*Correct it, or remove it"):
        render_document(samples.times(), RenderOptions(tmp_path))


def structure(page: str) -> list[str]:
    """The kinds of all Markdown tokens but plain text."""
    tokens = MARKDOWN.parse(page)
    return [t.type for token in tokens for t in (token, *(token.children or ())) if t.type != "text"]


@given(st.text(alphabet=st.sampled_from("ab1 \\`*_{}[]()<>#+-.!|~$^=&:;@/\"'\n\t\u202e"), max_size=40))
@settings(max_examples=300, deadline=None)
def test_markdown_of_the_input_is_literal(text: str) -> None:
    """Whatever the input, it becomes one paragraph of text that reads as it was written (but for white space)."""
    token_types = structure(escaped(f"x{text}x"))
    assert set(token_types) <= {"paragraph_open", "inline", "paragraph_close", "text_special", "entity"}
    assert set(structure(str(escaped(text)))) <= {
        "paragraph_open",
        "inline",
        "paragraph_close",
        "text_special",
        "entity",
    }
    rendered = MARKDOWN.render(f"{escaped(text)}")
    assert "<" not in re.sub(r"^<p>|</p>\n$", "", rendered)


def test_hostile_report_is_literal_markdown() -> None:
    """No HTML, link, image or code of the input gets through the Markdown report, and its tables keep their shape."""
    page = render_document(samples.hostile()).markdown
    found = set(structure(page))
    assert not found & {"html_block", "html_inline", "image", "link_open", "fence", "code_block", "hr"}
    tables = re.findall(r"^\|.*\|$", page, flags=re.MULTILINE)
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in tables if "7777" in row} == {6}
    assert "\u202e" not in page


def test_hostile_report_is_literal_html() -> None:
    """No character of the input acts in the HTML report: all tags are the templates' own."""
    page = render_document(samples.hostile()).html
    assert not re.search(r"<(script|img)\b|<b>evil|[\u202a-\u202e\u2066-\u2069\x00\x1b\x07\ud800]", page)
    assert "⟦U+202E⟧" in page
    assert "49" not in page[page.index("<main") : page.index("unbrokenunbroken")], "no template code of the input runs"
    page.encode("utf-8")


def test_terminal_lines_name_place_rule_and_passages() -> None:
    """`file:line:column: rule message`; conflicts show every passage; no escape code reaches the terminal."""
    lines = list(check_lines([samples.harbour(), samples.times()], samples.harbour_conflicts()))
    assert lines[0] == ("harbour.txt:3:42: case-boundary Two words ran together. “ferryOn” → “ferry on” [repair, 0.90]")
    first = next(n for n, line in enumerate(lines) if "conflict:value" in line)
    assert lines[first + 1].startswith("    harbour.txt:3:101: “The ship will cost €42 million”")
    assert lines[first + 3] == "    fact ferry-budget: (Council minutes, 3 March 2025)"
    assert not any(re.search(r"[\x00-\x1f]", line) for line in check_lines([samples.hostile()], ()))


@pytest.mark.parametrize(
    ("text", "words", "replacement", "shown"),
    [
        ("It opened on Friday , he said.", " ,", ",", "“Friday ,” → “Friday,”"),
        ("It opened  on Friday.", "  ", " ", "“opened  on” → “opened on”"),
        ("It opened\n on Friday.", "\n ", " ", "“opened⏎ on” → “opened on”"),
        ("It opened\ton Friday.", "\t", " ", "“opened⇥on” → “opened on”"),
        ("It  opened", "  ", " ", "“It  opened” → “It opened”"),
    ],
)
def test_a_change_of_white_space_can_be_seen(text: str, words: str, replacement: str, shown: str) -> None:
    """Where only white space differs, the line shows the words around it and every space."""
    found = samples.correction(text, "white-space", words, replacement)
    (line,) = check_lines([samples.report(samples.document("a.txt", text), corrections=(found,))], ())
    assert shown in line


def test_a_five_megabyte_line_makes_a_page() -> None:
    """A huge line with many findings becomes a page of about its own size."""
    text = "wordWord " * 550_000
    spots = range(0, 9 * 2000, 9)
    found = [
        Correction("r", Span(n, n + 8), "m", Applicability.SAFE, 0.9, (Edit(Span(n + 4, n + 4), "", " "),))
        for n in spots
    ]
    page = render_document(samples.report(samples.document("big.txt", text), found))
    assert len(text) < len(page.html) < 2 * len(text)
    assert page.html.count("<ins>") == 2 * len(found) + 1
