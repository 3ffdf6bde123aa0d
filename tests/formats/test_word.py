"""Articles in Word files: what is read, what is left alone, and what other programs read in what we wrote."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_word import run, word_file, xml_of

from normalize.errors import DocumentError
from normalize.ingest import read_document
from normalize.model import BlockKind, Document, Edit, Span, ZoneKind, write
from normalize.pipeline import Settings, examine


def other_zip() -> bytes:
    """A ZIP archive that is no Word file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "text")
    return target.getvalue()


def read(data: bytes, *, tracked: bool = False) -> Document:
    """The document of a file."""
    return read_document(data, name="a.docx", tracked_changes=tracked)


def text_of(body: str) -> str:
    """What is read of a body."""
    return read(word_file(f"<w:p>{run('begin ')}{body}</w:p>")).text.removeprefix("begin ")


def replaced(data: bytes, old: str, new: str, *, tracked: bool = False) -> bytes:
    """The file with one stretch of its text replaced."""
    document = read(data, tracked=tracked)
    at = document.text.index(old)
    return document.origin.splice([Edit.replacing(document.text, Span(at, at + len(old)), new)])


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (run("a &amp; b &#8217;") + run("c", "<w:b/>"), "a & b ’c"),
        (run(" a ", kept=False) + run("b"), "ab"),
        ("<w:del><w:r><w:delText>x</w:delText></w:r></w:del>" + run("a"), "a"),
        ("<w:ins>" + run("a") + "</w:ins><w:moveFrom>" + run("b") + "</w:moveFrom>", "a"),
        ("<w:hyperlink>" + run("a") + "</w:hyperlink>", "a"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>", "a\tb\nc‑d"),
        (run("a", "<w:vanish/>") + run("b", '<w:vanish w:val="0"/>'), "b"),
        ("<w:r><w:drawing><w:p>" + run("x") + "</w:p></w:drawing></w:r>" + run("a"), "\ufffca"),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + run("x") + "</w:sdtContent></w:sdt>", ""),
        ("<w:r><w:footnoteReference/></w:r>" + run("a"), "a"),
        ("<m:oMath>" + run("x") + "</m:oMath>" + run("a"), "\ufffca"),
        ("<w:proofErr/><w:bookmarkStart/>" + run("a\nb"), "a b"),
    ],
)
def test_text_is_what_word_shows(body: str, text: str) -> None:
    """Deleted, hidden and drawn things are not read; tabs, line breaks and references are."""
    assert text_of(body) == text


def test_blocks_of_a_file_that_another_program_wrote() -> None:
    """Headings, list items, quotations and cells of a file are told apart."""
    made = docx.Document()
    made.add_heading("Title here", 1)
    made.add_paragraph("Some words.")
    made.add_paragraph("first", style="List Bullet")
    made.add_paragraph("Said by her.", style="Quote")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "a", "b"
    target = io.BytesIO()
    made.save(target)
    document = read(target.getvalue())
    assert [(b.kind, b.span.of(document.text)) for b in document.blocks] == [
        (BlockKind.HEADING, "Title here"),
        (BlockKind.PARAGRAPH, "Some words."),
        (BlockKind.LIST_ITEM, "first"),
        (BlockKind.PARAGRAPH, "Said by her."),
        (BlockKind.TABLE, "a"),
        (BlockKind.TABLE, "b"),
    ]
    assert any(z.kind is ZoneKind.QUOTATION and "Said" in z.span.of(document.text) for z in document.protected)


def test_repairs_keep_runs_and_everything_else() -> None:
    """Each repair is written into its own run; the other members and the files' times stay."""
    body = f"<w:p>{run('The mayor ofThe city met Soft')}{run('bank', '<w:b/>')}{run(' on Monday.')}</w:p>"
    data = word_file(body, notes=f"<w:p>{run('A note ofThe editor.', kept=False)}</w:p>")
    document = read(data)
    report = examine(document, Settings()).report
    written = document.origin.splice([keyed.edit for keyed in report.applied.edits])
    want = xml_of(data).replace("ofThe", "of the").replace(">bank<", ">Bank<")
    assert xml_of(written) == want
    assert "A note of the editor." in xml_of(written, "word/footnotes.xml")
    before, after = (zipfile.ZipFile(io.BytesIO(d)) for d in (data, written))
    assert [(i.filename, i.date_time) for i in before.infolist()] == [
        (i.filename, i.date_time) for i in after.infolist()
    ]
    assert before.read("media/image.png") == after.read("media/image.png")
    assert document.origin.splice([]) == data


def test_tracked_changes_can_be_accepted_and_rejected() -> None:
    """The old text is deleted and the new one inserted, by us, with the run's formatting and the file's date."""
    body = f"<w:p>{run('met Softbank &amp; co.', '<w:b/>')}</w:p>"
    data = word_file(body, modified="2024-03-02T01:00:00Z")
    written = replaced(data, "Soft", "Hard & ", tracked=True)
    xml = xml_of(written)
    by = 'w:author="normalize" w:date="2024-03-02T01:00:00Z"'
    assert (
        f'met </w:t></w:r><w:del w:id="1" {by}><w:r><w:rPr><w:b/></w:rPr><w:delText xml:space="preserve">Soft'
        f'</w:delText></w:r></w:del><w:ins w:id="2" {by}><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Hard '
        '&amp; </w:t></w:r></w:ins><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">bank &amp; co.</w:t></w:r>'
    ) in xml
    assert read(written).text == "met Hard & bank & co."
    assert docx.Document(io.BytesIO(_openable(written))).paragraphs[0].text == "met bank & co."
    rejected = re.sub(r"<w:ins .*?</w:ins>|</?w:del .*?>|</w:del>", "", xml).replace("delText", "t")
    assert (
        read(word_file(rejected[rejected.index("<w:body>") + 8 : rejected.index("</w:body>")])).text == read(data).text
    )
    assert replaced(data, "Soft", "Hard & ", tracked=True) == written


def _openable(data: bytes) -> bytes:
    """The file with the relationships that python-docx asks for."""
    target = io.BytesIO(data)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{space}"><Relationship Id="r" Type="{kind}" Target="word/document.main.xml"/>'
            "</Relationships>",
        )
    source = zipfile.ZipFile(io.BytesIO(target.getvalue()))
    fixed = io.BytesIO()
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    image = '<Default Extension="png" ContentType="image/png"/><Default Extension="xml" ContentType="application/xml"/>'
    with zipfile.ZipFile(fixed, "w") as archive:
        for info in source.infolist():
            text = source.read(info)
            if info.filename == "[Content_Types].xml":
                text = text.replace(b"<Types>", f'<Types xmlns="{types}">{default}{image}'.encode())
            archive.writestr(info, text)
    return fixed.getvalue()


def test_numbers_of_tracked_changes_go_on() -> None:
    """The ids of new tracked changes follow those that the file has."""
    body = f'<w:p><w:ins w:id="41">{run("mine")}</w:ins>{run("old text")}</w:p>'
    assert 'w:id="42"' in xml_of(replaced(word_file(body), "old", "new", tracked=True))


def test_fields_and_insertions_are_respected() -> None:
    """A field's result is closed to rules; what somebody inserted is changed by people alone."""
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    field = f"{begin}<w:r><w:instrText>REF x</w:instrText></w:r>{middle}{run('ofThe')}{end}"
    simple = f"<w:fldSimple>{run('onThe')}</w:fldSimple>"
    inserted = f"<w:ins>{run(' of theCity and ')}</w:ins>"
    document = read(word_file(f"<w:p>{run('See ')}{field}{run(' and ')}{simple}{inserted}{run('x')}</w:p>"))
    assert document.text == "See ofThe and onThe of theCity and x"
    assert document.is_untouchable(Span(6, 6))
    assert document.is_untouchable(Span(16, 16))
    assert document.on_seam(Span(25, 25))
    assert not document.on_seam(Span(2, 3))


def test_insertion_beside_what_is_no_text() -> None:
    """What is inserted behind a tab stands in the text after it; between two pictures there is no place for it."""
    body = "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:drawing/><w:drawing/><w:t>c</w:t></w:r></w:p>"
    document = read(word_file(body))
    assert document.text == "a\tb\ufffc\ufffcc"
    after_tab = document.origin.splice([Edit(Span(2, 2), "", "Q")])
    assert "<w:tab/><w:t>Qb</w:t>" in xml_of(after_tab)
    with pytest.raises(DocumentError, match="reject this change"):
        document.origin.splice([Edit(Span(4, 4), "", "Q")])


def test_spaces_at_the_end_of_a_run_are_kept() -> None:
    """A text that now begins or ends with a space is marked so that the space is shown."""
    data = word_file(f"<w:p>{run('of', kept=False)}{run('The', kept=False)}</w:p>")
    assert '<w:t xml:space="preserve">of </w:t>' in xml_of(replaced(data, "ofT", "of T"))
    assert "<w:t>off</w:t>" in xml_of(replaced(data, "ofT", "offT"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 nothing", "pack it again"),
        (word_file("<w:p>", notes=""), "broken XML"),
        (word_file(f"<w:p>{run('&e;')}</w:p>", head='<!DOCTYPE d [<!ENTITY e "x">]>'), "document type"),
        (word_file(f"<w:p>{run('&e;')}</w:p>"), "broken XML"),
        (word_file("<w:p/>"), "empty"),
        (word_file(f"<w:p>{run('a' * 30_000_000)}</w:p>"), "bomb"),
        (other_zip(), "no Word document"),
    ],
)
def test_hostile_files_are_refused(data: bytes, said: str) -> None:
    """Broken, empty, swollen files and declared entities are refused with a sentence."""
    with pytest.raises(DocumentError, match=said):
        read(data)


def test_deep_nesting_is_read() -> None:
    """A hundred thousand elements one in the other are no danger."""
    deep = "<w:smartTag>" * 100_000 + run("deep") + "</w:smartTag>" * 100_000
    assert read(word_file(f"<w:p>{deep}</w:p>")).text == "deep"


PIECES = st.sampled_from(
    [
        run("one "),
        run("two", "<w:i/>"),
        run(" x ", kept=False),
        "<w:r><w:tab/></w:r>",
        "<w:bookmarkStart/>",
        "</w:p><w:p>",
        run("é&amp;&#8217;"),
        f"<w:hyperlink>{run('link')}</w:hyperlink>",
        f"<w:del>{run('no')}</w:del>",
        run("😀ß"),
    ]
)


@st.composite
def edited_files(draw: st.DrawFn) -> tuple[bytes, Document, Edit | None]:
    """A file, its document, and an edit of a stretch that stands in one piece."""
    body = f"<w:p>{run('start ')}{''.join(draw(st.lists(PIECES, max_size=8)))}</w:p>"
    data = word_file(body)
    document = read(data, tracked=draw(st.booleans()))
    start = draw(st.integers(0, len(document.text)))
    span = Span(start, draw(st.integers(start, len(document.text))))
    if document.is_untouchable(span) or document.on_seam(span):
        return data, document, None
    return data, document, Edit(span, span.of(document.text), "QZQZ")


@settings(max_examples=150, deadline=None)
@given(edited_files())
def test_xml_around_an_edit_stays(case: tuple[bytes, Document, Edit | None]) -> None:
    """Around an edit the XML is equal, sign for sign, and the file reads as it should."""
    data, document, edit = case
    if edit is None:
        return
    try:
        written = document.origin.splice([edit])
    except DocumentError:
        assert not edit.expected  # beside a tab there may be no run to write into
        return
    assert read(written).text.split() == write(document.text, [edit]).split()
    before, after = xml_of(data), xml_of(written)
    head, _, tail = after.partition("QZQZ")
    if "<w:ins w:id" not in after:
        assert before.replace(' xml:space="preserve"', "").startswith(head.replace(' xml:space="preserve"', ""))
        assert before.endswith(tail)
    else:
        assert before.endswith(re.sub(r"^.*?</w:ins><w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>", "", tail, flags=re.DOTALL))
