"""Edits written back into source bytes."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.errors import DocumentError
from normalize.ingest import document_from_text, read_document
from normalize.ingest.origin import TextOrigin
from normalize.model import Edit, Span, write

ENCODINGS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "latin-1": b"",
    "cp1252": b"",
}
LINE_ENDS = ("\n", "\r\n", "\r")


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str, list[Edit]]:
    """An encoding, a text that it can write, and sorted edits of it that it can write too."""
    encoding = draw(st.sampled_from(sorted(ENCODINGS)))
    signs = st.characters(codec="utf-8" if encoding.startswith("utf") else encoding, exclude_characters="\0\ufeff")
    parts = draw(st.lists(st.one_of(st.text(signs, max_size=8), st.sampled_from(LINE_ENDS)), min_size=1, max_size=12))
    text = "".join(parts)
    places = draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True))
    places.sort()
    edits = []
    for start, end in zip(places[::2], places[1::2], strict=False):
        replacement = draw(st.text(signs, max_size=5))
        if text[start:end] != replacement:
            edits.append(Edit(Span(start, end), text[start:end], replacement))
    return encoding, text, edits


def origin_of(text: str, encoding: str) -> TextOrigin:
    """The origin of a file that holds `text`."""
    if encoding == "utf-8-sig":
        return TextOrigin(text.encode("utf-8-sig"), "utf-8", codecs.BOM_UTF8)
    mark = ENCODINGS[encoding]
    return TextOrigin(mark + text.encode(encoding), encoding, mark)


@settings(max_examples=300, deadline=None)
@given(edited())
def test_bytes_outside_edits_are_the_sources_own(case: tuple[str, str, list[Edit]]) -> None:
    """Splicing gives the edited text, and every byte outside the edits as it was in the source."""
    encoding, text, edits = case
    origin = origin_of(text, encoding)
    written = origin.splice(edits)
    codec = "utf-8" if encoding == "utf-8-sig" else encoding
    assert written == origin.mark + write(text, edits).encode(codec)
    at = len(origin.mark)
    source = 0
    for edit in edits:
        kept = text[source : edit.span.start].encode(codec)
        assert written[at : at + len(kept)] == kept
        at += len(kept) + len(edit.replacement.encode(codec))
        source = edit.span.end
    assert written[at:] == text[source:].encode(codec)


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_a_text_without_edits_comes_back(text: str) -> None:
    """Any text, even with lone surrogates, is written back as it was when nothing is edited."""
    document = document_from_text(text)
    assert document.origin.splice(()) == text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("line_end", LINE_ENDS)
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_marks_line_ends_and_the_last_one_stay(line_end: str, mark: bytes) -> None:
    """A byte order mark, any kind of line end and a missing or present last line end are kept."""
    for last in ("", line_end):
        data = mark + f"One  line.{line_end}{line_end}Zwölf Wörter.{last}".encode()
        document = read_document(data)
        edit = Edit(Span(3, 5), "  ", " ")
        assert document.origin.splice([edit]) == data.replace(b"One  line", b"One line")


def test_replacement_without_a_form_in_the_encoding_is_refused() -> None:
    """A sign that the source's encoding lacks is told in a sentence; nothing is written."""
    document = read_document("Übergröße: three pounds".encode("cp1252"), name="a.txt")
    with pytest.raises(DocumentError, match=r"a\.txt is written in cp1252, which has no '→': save the file as UTF-8"):
        document.origin.splice([Edit(Span(0, 1), "Ü", "→")])


def test_shifting_encodings_never_change_other_bytes() -> None:
    """In ISO-2022 an edit between plain letters is written; one inside a shifted stretch is refused."""
    data = "Tokyo 東京都 city".encode("iso2022_jp")
    document = read_document(data)
    plain = document.origin.splice([Edit(Span(0, 5), "Tokyo", "Kyoto")])
    assert plain == data.replace(b"Tokyo", b"Kyoto")
    with pytest.raises(DocumentError, match="save the file as UTF-8"):
        document.origin.splice([Edit(Span(7, 8), "京", "橋")])


def test_stale_edits_are_refused() -> None:
    """An edit that does not fit the source is an error, not a guess."""
    with pytest.raises(ValueError, match="stale"):
        document_from_text("abc").origin.splice([Edit(Span(0, 1), "b", "x")])


def test_files_and_bytes_give_the_same_document(tmp_path: Path) -> None:
    """Reading a file is reading its bytes."""
    path = tmp_path / "note.txt"
    path.write_bytes(b"Some words.\r\n")
    assert read_document(path, name="note.txt") == read_document(b"Some words.\r\n", name="note.txt")
