"""Documents from files and bytes: encodings, refusals, ids."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from normalize.errors import DocumentError
from normalize.ingest import document_from_text, read_document, retext
from normalize.ingest.ids import document_id
from normalize.model import ZoneKind

GERMAN = "Die Straße ist wegen der Überschwemmung gesperrt – „ganz“, sagt Herr Köhler. "
SAMPLES = {
    "windows-1252": (GERMAN, "cp1252"),
    "few accents": ("The man’s café lost £5. " * 3 + "It was closed for the whole of the summer.", "cp1252"),
    "latin-1": ("El niño español recibió la noticia en Málaga. ¡Qué alegría! Después volvió a casa.", "latin-1"),
    "Mac Roman": ("L’été dernier, le préfet a été reçu à l’Élysée pour évoquer les dégâts.", "mac_roman"),
    "Cyrillic": ("Сегодня в городе прошло заседание совета, на котором обсудили новый бюджет.", "cp1251"),
    "Polish": ("Dzisiaj w Łodzi odbyło się zebranie, na którym źle oceniono żółte światła.", "cp1250"),
    "Chinese": ("今天举行了会议,讨论了新的预算和经济发展计划。", "gb18030"),
    "UTF-16 with a mark": (GERMAN, "utf-16"),
    "UTF-16 without a mark": ("Plain words of a report.", "utf-16-le"),
    "UTF-32": (GERMAN, "utf-32"),
    "UTF-8 with a mark": (GERMAN, "utf-8-sig"),
    "UTF-8": (GERMAN, "utf-8"),
}


@pytest.mark.parametrize("case", sorted(SAMPLES))
def test_encodings_are_found(case: str) -> None:
    """The text is read as it was written, and no byte is lost on the way back."""
    text, encoding = SAMPLES[case]
    data = text.encode(encoding)
    document = read_document(data)
    assert document.text == text
    assert document.origin.splice(()) == data


@pytest.mark.parametrize("case", ["windows-1252", "Cyrillic", "UTF-16 without a mark"])
def test_a_guessed_encoding_is_told(case: str) -> None:
    """What had to be assumed about the encoding stands in the document's notes."""
    text, encoding = SAMPLES[case]
    (note,) = read_document(text.encode(encoding)).notes
    assert note.startswith("The encoding is not stated in the file")


@pytest.mark.parametrize("case", ["UTF-8", "UTF-8 with a mark", "UTF-16 with a mark"])
def test_a_certain_encoding_needs_no_note(case: str) -> None:
    """UTF-8 and marked files are certain."""
    text, encoding = SAMPLES[case]
    assert read_document(text.encode(encoding)).notes == ()


REFUSED = {
    "empty": (b"", "is empty"),
    "white space": (b" \r\n\t ", "is empty"),
    "only a mark": (b"\xef\xbb\xbf\n", "is empty"),
    "zero bytes": (b"words\0\0\0more", r"looks like a binary file \(a zero byte at byte 6\)"),
    "control characters": (bytes(range(1, 32)) * 4, r"looks like a binary file \(control characters\)"),
    "pdf": (b"%PDF-1.7 words", "is a PDF file"),
    "word": (b"PK\x03\x04words", "is a ZIP, Word or other packed file"),
    "image": (b"\x89PNG\r\n", "is an image"),
    "broken UTF-16": (b"\xff\xfea\0b", "begins with the byte order mark of UTF-16-LE but its bytes do not fit"),
    "damaged UTF-8": (
        "Größe, Höhe, Länge, Weite\n".encode() * 2 + b"caf\xe9",
        r"is UTF-8 but for damaged bytes, first at byte 64 in line 3",
    ),
}


@pytest.mark.parametrize("case", sorted(REFUSED))
def test_what_is_no_text_gets_a_sentence(case: str) -> None:
    """Each refusal names the document, says what is wrong, and what to do."""
    data, sentence = REFUSED[case]
    with pytest.raises(DocumentError, match=f"^draft {sentence}.*:.*[.]$"):
        read_document(data, name="draft")


def test_a_long_document_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """The limit holds for bytes and for files."""
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * 101)
    for source in (path, b"x" * 101):
        with pytest.raises(DocumentError, match="the limit is"):
            read_document(source, max_bytes=100)
    assert read_document(b"x" * 100, max_bytes=100).text == "x" * 100


def test_folders_missing_files_and_pipes_are_told_apart(tmp_path: Path) -> None:
    """What is no readable file is named for what it is."""
    os.mkfifo(tmp_path / "pipe")
    for path, sentence in (
        (tmp_path, "is a folder, not a document"),
        (tmp_path / "none.txt", "does not exist"),
        (tmp_path / "pipe", "is no ordinary file"),
        (tmp_path / ("x" * 300), "could not be read"),
        (Path("a\0b"), "could not be read"),
    ):
        with pytest.raises(DocumentError, match=sentence):
            read_document(path)


def test_a_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read is said to be so."""

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    path = tmp_path / "secret.txt"
    path.write_text("words")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DocumentError, match="may not be read by you: check its permissions"):
        read_document(path)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
@example(b"\xff\xfe\x00\x00")
@example(b"\x1b$B\xff")
def test_any_bytes_are_read_exactly_or_refused(data: bytes) -> None:
    """Whatever the bytes, they come back unchanged or a DocumentError says why not."""
    try:
        document = read_document(data)
    except DocumentError:
        return
    assert document.origin.splice(()) == data
    assert "\0" not in document.text


@pytest.mark.parametrize(
    ("name", "media"),
    [("a.md", "text/markdown"), ("A.MARKDOWN", "text/markdown"), ("a.txt", "text/plain"), ("md", "text/plain")],
)
def test_media_comes_from_the_suffix(name: str, media: str) -> None:
    """Only Markdown's own suffixes make Markdown."""
    assert read_document(b"# Words", name=name).media == media


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("seeds/story_01.txt", "story_01"),
        ("text", "text"),
        ("Überblick.md", "Uberblick-"),
        ("two words.txt", "two-words-"),
        ("新闻.txt", "document-"),
        ("con.txt", "con-"),
        ("../..", "document-"),
        ("a" * 200, "a" * 80 + "-"),
    ],
)
def test_ids_are_safe_file_names(name: str, expected: str) -> None:
    """An id is the plain file name where that is safe, else made safe and distinct by a hash."""
    made = document_id(name)
    assert made.startswith(expected)
    assert (made == expected) == (not expected.endswith("-"))


@settings(deadline=None)
@given(st.text())
def test_no_name_makes_an_unsafe_id(name: str) -> None:
    """Ids hold ASCII letters, digits, hyphens and underscores only, and are never empty or long."""
    made = document_id(name)
    assert made.replace("-", "").replace("_", "").isalnum()
    assert made.isascii()
    assert len(made) <= 90


def test_retext_keeps_the_source_and_finds_zones_anew() -> None:
    """Another text of the same document has its own zones but the same origin."""
    document = read_document(b'See "here" now.', name="a.txt")
    other = retext(document, "Visit https://example.org now.")
    assert [zone.kind for zone in other.protected] == [ZoneKind.URL]
    assert (other.id, other.origin, other.sha256) == (document.id, document.origin, document.sha256)
    assert retext(other, document.text) == document


MARKED = st.text(st.sampled_from("ab .\n\r\"'“”‘’«»<>[]()`*_#$@/\\|-=:!&;1²é \u2028~^"), max_size=120)


@settings(max_examples=300, deadline=None)
@given(MARKED, st.sampled_from(["text/plain", "text/markdown"]))
def test_zones_and_blocks_are_in_order_and_in_the_text(text: str, media: str) -> None:
    """Blocks are sorted and disjoint, zones sorted and not empty, all inside the text; the same text gives the same."""
    document = document_from_text(text, media=media)
    blocks = [block.span for block in document.blocks]
    assert all(first.end <= second.start for first, second in pairwise(blocks))
    spans = [zone.span for zone in document.protected]
    assert spans == sorted(spans)
    assert all(len(span) > 0 and span.end <= len(text) for span in spans)
    assert retext(document, text) == document
