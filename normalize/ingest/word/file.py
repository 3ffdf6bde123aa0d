"""Read the text of a Word file: paragraphs, tables and notes, with what must not be touched in them."""

from __future__ import annotations

from dataclasses import dataclass
from xml.parsers import expat

from normalize.errors import DocumentError
from normalize.ingest.mapping import Layout, Mapping, TextBuilder
from normalize.ingest.word.package import Package, Part
from normalize.ingest.word.reader import PartReader
from normalize.ingest.word.runs import Runs, TextRun
from normalize.ingest.word.styles import read_styles


@dataclass(frozen=True, slots=True)
class WordText:
    """The text of a Word file, its places in the XML of all its parts, its runs, and what its markup tells."""

    text: str
    mapping: Mapping
    layout: Layout
    runs: Runs


def read_word(package: Package, name: str) -> WordText:
    """The text of the document, its footnotes and endnotes, in this order.

    Deleted text (of tracked changes), fields' instructions, text boxes and pictures are not read; fields' results are
    read and closed to rules. Raises DocumentError when the XML is broken or declares a document type.
    """
    builder = TextBuilder()
    runs: list[TextRun] = []
    styles = read_styles(package.styles)
    last_id, base = 0, 0
    for part in package.parts:
        reader = PartReader(part.xml, base, builder, styles)
        _parse(reader, part, name)
        runs += reader.runs
        last_id = max(last_id, reader.last_id)
        base += len(part.xml)
    return WordText(builder.text(), builder.mapping(), builder.layout(), Runs(tuple(runs), last_id))


def _parse(reader: PartReader, part: Part, name: str) -> None:
    try:
        reader.parse()
    except expat.ExpatError as error:
        raise DocumentError(f"{name}: its part {part.name} is broken XML ({error}): save it again.") from error
    except ValueError as error:
        raise DocumentError(f"{name}: its part {part.name} is refused: {error}; save it again with Word.") from error
