"""Follow the XML of one part of a Word file (WordprocessingML, ECMA-376 part 1, section 17).

Expat tells the place of everything it reads, so that edits can be spliced into the XML as it is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from normalize.ingest.mapping import OBJECT, TextBuilder
from normalize.ingest.word.runs import TextRun
from normalize.ingest.word.styles import Styles, refuse
from normalize.model import BlockKind, Span, ZoneKind

NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
SPACE_KEPT = "http://www.w3.org/XML/1998/namespace space"
TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+>")
#: Content that is no text of the article: deleted or moved away, hidden, or read elsewhere.
_UNREAD = frozenset(
    ["del", "moveFrom", "instrText", "delText", "rt", "pPrChange", "rPrChange", "sectPr", "numPicBullet", "tblPr"]
)
#: What stands in the line and is no text; the last two are of other namespaces.
_OBJECTS = frozenset(["drawing", "pict", "object", "sym", "contentPart", "AlternateContent", "oMath", "oMathPara"])
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_CHANGES = frozenset(["ins", "del", "moveFrom", "moveTo"])
_OFF = frozenset(["0", "false", "off"])


@dataclass(slots=True)
class _Paragraph:
    style: str = ""
    listed: bool = False
    outlined: bool = False
    start: int | None = None


@dataclass(slots=True)
class _Run:
    head: Span
    properties: Span
    style: str = ""
    hidden: bool = False


@dataclass(slots=True)
class _Text:
    tag: Span
    kept: bool
    parts: list[tuple[str, int, int]] = field(default_factory=list)


class PartReader:
    """Reads one part into `builder`; its places begin at `base`. Give it to nobody while it reads."""

    def __init__(self, xml: str, base: int, builder: TextBuilder, styles: Styles) -> None:
        self._xml = xml
        self._bytes = xml.encode()
        self._base = base
        self._builder = builder
        self._styles = styles
        self.runs: list[TextRun] = []
        self.last_id = 0
        self._byte, self._sign = 0, 0
        self._skip = 0
        self._fields = 0
        self._inserted = 0
        self._placeholders = 0
        self._tables: list[str] = []
        self._paragraphs: list[_Paragraph] = []
        self._run: _Run | None = None
        self._text: _Text | None = None
        self._in_cdata = False
        self._empty_properties = False
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "p": self._begin_paragraph,
            "pStyle": self._paragraph_style,
            "numPr": self._numbered,
            "outlineLvl": self._outlined,
            "r": self._begin_run,
            "rPr": self._begin_properties,
            "rStyle": self._run_style,
            "vanish": self._vanish,
            "t": self._begin_text,
            "fldChar": self._field,
            "fldSimple": self._begin_field,
            "ins": self._begin_insertion,
            "moveTo": self._begin_insertion,
            "tc": self._begin_cell,
            "sdt": self._begin_control,
            "showingPlcHdr": self._placeholder,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "p": self._end_paragraph,
            "r": self._end_run,
            "rPr": self._end_properties,
            "t": self._end_text,
            "fldSimple": self._end_field,
            "ins": self._end_insertion,
            "moveTo": self._end_insertion,
            "tc": self._end_cell,
            "tbl": self._end_table,
            "sdt": self._end_control,
        }
        self._controls: list[bool] = []

    def parse(self) -> None:
        """Read it. Raises ExpatError for broken XML, ValueError for a document type."""
        parser = expat.ParserCreate("utf-8", " ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartCdataSectionHandler = lambda: setattr(self, "_in_cdata", True)
        parser.EndCdataSectionHandler = lambda: setattr(self, "_in_cdata", False)
        parser.StartDoctypeDeclHandler = refuse
        self._parser = parser
        parser.Parse(self._bytes, True)  # noqa: FBT003 - expat's own way to say that this is all

    def _here(self) -> int:
        """The place of what expat is telling now, in signs of this part."""
        byte = self._parser.CurrentByteIndex
        self._sign += len(self._bytes[self._byte : byte].decode()) if byte >= self._byte else 0
        self._byte = max(self._byte, byte)
        return self._sign

    def _tag(self) -> Span:
        match = TAG.match(self._xml, self._here())
        assert match is not None, "expat has read a tag here"
        return Span(*match.span())

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skip:
            self._skip += 1
            return
        name = _local(tag)
        if name in _CHANGES:
            self._note_id(attributes)
        if name in _UNREAD:
            self._skip = 1
        elif name in _OBJECTS:
            self._skip = 1
            self._sign_for(OBJECT)
        elif name in _SIGNS and self._run is not None:
            self._sign_for(_SIGNS[name])
        elif name in self._starts:
            self._starts[name](attributes)

    def _end(self, tag: str) -> None:
        if self._skip:
            self._skip -= 1
            return
        end = self._ends.get(_local(tag))
        if end is not None:
            end()

    def _characters(self, data: str) -> None:
        if self._text is None or self._skip:
            return
        start = self._here()
        if self._xml.startswith(data, start):
            end = start + len(data)
        else:
            # A reference, or a line end of two signs, that reads as one.
            end = self._xml.index(";", start) + 1 if self._xml[start] == "&" else start + 2
        self._text.parts.append((data, start, end))

    def _begin_paragraph(self, attributes: dict[str, str]) -> None:
        self._paragraphs.append(_Paragraph())

    def _paragraph_style(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].style = _value(attributes)

    def _numbered(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].listed = True

    def _outlined(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].outlined = _value(attributes) != "9"

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        styles, kind = self._styles, BlockKind.PARAGRAPH
        if paragraph.style in styles.code:
            kind = BlockKind.CODE
        elif paragraph.outlined or paragraph.style in styles.headings:
            kind = BlockKind.HEADING
        elif self._tables:
            kind = BlockKind.TABLE
        elif paragraph.listed or paragraph.style in styles.lists:
            kind = BlockKind.LIST_ITEM
        if paragraph.start is not None:
            if kind is BlockKind.CODE:
                self._builder.zone(paragraph.start, ZoneKind.CODE)
            if paragraph.style in styles.quotes:
                self._builder.zone(paragraph.start, ZoneKind.QUOTATION)
        self._builder.end_block(kind, "\n" if self._tables else "\n\n")

    def _begin_run(self, attributes: dict[str, str]) -> None:
        tag = self._tag()
        self._run = _Run(tag, Span(tag.end, tag.end))

    def _end_run(self) -> None:
        self._run = None

    def _begin_properties(self, attributes: dict[str, str]) -> None:
        if self._run is not None:
            tag = self._tag()
            self._run.properties = tag
            self._empty_properties = self._xml.endswith("/>", tag.start, tag.end)

    def _end_properties(self) -> None:
        if self._run is not None and not self._empty_properties:
            self._run.properties = Span(self._run.properties.start, self._tag().end)

    def _run_style(self, attributes: dict[str, str]) -> None:
        if self._run is not None:
            self._run.style = _value(attributes)

    def _vanish(self, attributes: dict[str, str]) -> None:
        if self._run is not None:
            self._run.hidden = _value(attributes) not in _OFF

    def _begin_text(self, attributes: dict[str, str]) -> None:
        if self._run is not None and self._paragraphs:
            self._text = _Text(self._tag(), attributes.get(SPACE_KEPT) == "preserve")

    def _end_text(self) -> None:
        text, run, self._text = self._text, self._run, None
        if text is None or run is None or run.hidden or self._placeholders or not text.parts:
            return
        content = Span(text.tag.end, self._here())
        self.runs.append(
            TextRun(
                self._placed(text.tag),
                self._placed(content),
                self._placed(run.head),
                self._placed(run.properties),
                text.kept,
                self._inserted > 0,
            )
        )
        start = self._builder.next_start
        for part in text.parts if text.kept else _trimmed(text.parts):
            self._add(*part)
        if self._paragraphs[-1].start is None:
            self._paragraphs[-1].start = start
        if self._fields:
            self._builder.zone(start, ZoneKind.MARKUP)
        elif run.style in self._styles.code or self._in_cdata_section(content):
            self._builder.zone(start, ZoneKind.CODE)
        elif self._inserted:
            self._builder.seam(start)

    def _in_cdata_section(self, content: Span) -> bool:
        return self._xml.find("<![CDATA[", content.start, content.end) >= 0

    def _add(self, data: str, start: int, end: int) -> None:
        if data in ("\n", "\t"):
            self._builder.whole(" ", self._placed(Span(start, end)))
        elif end - start == len(data) and self._xml.startswith(data, start):
            self._builder.literal(data, start + self._base)
        else:
            self._builder.whole(data, self._placed(Span(start, end)))

    def _sign_for(self, sign: str) -> None:
        """Text for an element that is none; what follows is inserted before the next text, not behind the element."""
        if self._paragraphs and not self._placeholders and self._builder.in_block:
            self._builder.stand_in(sign, self._placed(self._tag()))
            self._builder.closing(sys.maxsize)

    def _field(self, attributes: dict[str, str]) -> None:
        kind = attributes.get(_W + "fldCharType") or attributes.get(_STRICT + "fldCharType")
        if kind == "begin":
            self._fields += 1
        elif kind == "end":
            self._fields = max(0, self._fields - 1)

    def _begin_field(self, attributes: dict[str, str]) -> None:
        self._fields += 1

    def _end_field(self) -> None:
        self._fields -= 1

    def _begin_insertion(self, attributes: dict[str, str]) -> None:
        # In the properties of a run or paragraph it tells of the paragraph's mark, and holds nothing.
        self._inserted += 1

    def _end_insertion(self) -> None:
        self._inserted -= 1

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._tables.append("tc")

    def _end_cell(self) -> None:
        self._tables.pop()

    def _end_table(self) -> None:
        self._builder.end_block(BlockKind.TABLE, "\n\n")

    def _begin_control(self, attributes: dict[str, str]) -> None:
        self._controls.append(False)

    def _placeholder(self, attributes: dict[str, str]) -> None:
        # It stands for text that nobody has written yet.
        if self._controls and not self._controls[-1]:
            self._controls[-1] = True
            self._placeholders += 1

    def _end_control(self) -> None:
        self._placeholders -= self._controls.pop()

    def _note_id(self, attributes: dict[str, str]) -> None:
        number = attributes.get(_W + "id") or attributes.get(_STRICT + "id") or ""
        if number.isascii() and number.isdigit() and len(number) < 10:
            self.last_id = max(self.last_id, int(number))

    def _placed(self, span: Span) -> Span:
        return span.shift(self._base)


_W, _STRICT = NAMESPACES


def _local(tag: str) -> str:
    """The name of an element of Word, or of one of another namespace that holds no text of the article."""
    for namespace in NAMESPACES:
        if tag.startswith(namespace):
            return tag[len(namespace) :]
    name = tag.rpartition(" ")[2]
    return name if name in ("AlternateContent", "oMath", "oMathPara") else ""


def _value(attributes: dict[str, str]) -> str:
    return attributes.get(_W + "val") or attributes.get(_STRICT + "val") or ""


def _trimmed(parts: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """The parts without the white space at both ends, which Word does not show unless it is told to keep it."""
    kept = list(parts)
    while kept and not kept[0][0].strip(_SPACE):
        kept.pop(0)
    while kept and not kept[-1][0].strip(_SPACE):
        kept.pop()
    if kept:
        data, start, end = kept[0]
        left = len(data) - len(data.lstrip(_SPACE))
        kept[0] = (data[left:], start + left, end)
        data, start, end = kept[-1]
        right = len(data) - len(data.rstrip(_SPACE))
        kept[-1] = (data[: len(data) - right], start, end - right)
    return kept


_SPACE = " \t\n"
