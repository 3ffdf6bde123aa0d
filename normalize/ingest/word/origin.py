"""Write edits into a Word file: into the runs that their text stands in, or as tracked changes beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from normalize.errors import DocumentError
from normalize.ingest.mapping import Layout, Mapping, SourceEdit, counted_signs
from normalize.ingest.word.file import read_word
from normalize.ingest.word.package import Package, Part, read_package, repacked
from normalize.ingest.word.runs import Runs, TextRun
from normalize.model import Edit, Span, write

AUTHOR = "normalize"
_FORMER = re.compile(r"<(\w{1,20}:rPrChange)\b.*?</\1>", re.DOTALL)
#: What stands before the first tag, where a tracked change leaves the beginning of a text.
_TEXT = re.compile(r"^[^<]*+")


@dataclass(frozen=True, slots=True)
class WordOrigin:
    """The file `data` that a text was read from. With `tracked`, edits are written as tracked changes."""

    data: bytes = field(repr=False)
    name: str
    text: str = field(repr=False)
    mapping: Mapping = field(repr=False)
    layout: Layout = field(repr=False)
    tracked: bool = False

    def splice(self, edits: Iterable[Edit]) -> bytes:
        """The file with `edits` (sorted, of its text) written; formatting and all other members stay.

        Raises DocumentError when an edit replaces what is no text of the file; ValueError when the edits do not fit
        the text.
        """
        edits = list(edits)
        if not edits:
            return self.data
        wanted = write(self.text, edits)
        package = read_package(self.data, self.name)
        runs = read_word(package, self.name).runs
        changes = [change for edit in edits for change in self.mapping.source_edits(edit, self.name)]
        xml = "".join(part.xml for part in package.parts)
        written = _Writer(xml, runs, self.name, package.modified).written(changes, tracked=self.tracked)
        parts = tuple(_parts(package, xml, written))
        again = Package(parts, package.styles, package.modified)
        if counted_signs(read_word(again, self.name).text) != counted_signs(wanted):
            raise DocumentError(f"{self.name}: the repairs cannot be written into this file; repair it by hand.")
        before = {part.name: part.xml for part in package.parts}
        return repacked(self.data, {p.name: p.xml for p in parts if p.xml != before[p.name]}, self.name)


@dataclass(frozen=True, slots=True)
class _Replaced:
    """A stretch of the XML and what takes its place."""

    span: Span
    xml: str


class _Writer:
    def __init__(self, xml: str, runs: Runs, name: str, date: str) -> None:
        self._xml = xml
        self._runs = runs
        self._name = name
        self._date = date
        self._id = runs.last_id

    def written(self, changes: Iterable[SourceEdit], *, tracked: bool) -> list[_Replaced]:
        """The stretches of the XML that change, sorted."""
        done: list[_Replaced] = []
        touched: dict[TextRun, list[_Replaced]] = {}
        for change in changes:
            run = self._runs.at(change.span)
            if run is None:
                raise DocumentError(
                    f"{self._name}: {change.replacement!r} would stand where the file has no text; reject this change."
                )
            if change.span.of(self._xml) == escape(change.replacement):
                continue
            done.append(self._change(change, run, tracked=tracked and not run.inserted and not self._hides(run)))
            touched.setdefault(run, []).append(done[-1])
        kept = (
            _Replaced(Span(r.tag.end - 1, r.tag.end - 1), _KEEP) for r, own in touched.items() if self._bare(r, own)
        )
        return sorted((*done, *kept), key=lambda one: one.span)

    def _bare(self, run: TextRun, changes: Iterable[_Replaced]) -> bool:
        """Whether a text must now be marked so that the spaces at its ends are kept.

        Spaces that were not kept before must not come to light.
        """
        after = _TEXT.findall("".join(_replaced(self._xml, run.text, changes)))
        return not run.kept and not self._hides(run) and any(part != part.strip() for part in after)

    def _hides(self, run: TextRun) -> bool:
        """Whether a text has spaces at its ends that are not shown."""
        content = run.text.of(self._xml)
        return not run.kept and content != content.strip()

    def _change(self, change: SourceEdit, run: TextRun, *, tracked: bool) -> _Replaced:
        new = escape(change.replacement)
        if not tracked:
            return _Replaced(change.span, new)
        name = _tag_name(run.tag.of(self._xml))
        prefix = name.rpartition(":")[0] + ":" if ":" in name else ""
        head, properties = run.head.of(self._xml), _FORMER.sub("", run.properties.of(self._xml))
        old = change.span.of(self._xml)
        parts = [f"</{name}></{prefix}r>"]
        if old:
            text = f'<{prefix}delText xml:space="preserve">{old}</{prefix}delText>'
            parts.append(self._tracked(f"{prefix}del", prefix, f"<{prefix}r>{properties}{text}</{prefix}r>"))
        if new:
            text = f'<{name} xml:space="preserve">{new}</{name}>'
            parts.append(self._tracked(f"{prefix}ins", prefix, f"<{prefix}r>{properties}{text}</{prefix}r>"))
        parts.append(f'{head}{properties}<{name} xml:space="preserve">')
        return _Replaced(change.span, "".join(parts))

    def _tracked(self, element: str, prefix: str, inner: str) -> str:
        self._id += 1
        date = f' {prefix}date="{self._date}"' if self._date else ""
        return f'<{element} {prefix}id="{self._id}" {prefix}author="{AUTHOR}"{date}>{inner}</{element}>'


_KEEP = ' xml:space="preserve"'


def _tag_name(tag: str) -> str:
    return tag[1:].split(None, 1)[0].rstrip(">")


def _replaced(xml: str, span: Span, changes: Iterable[_Replaced]) -> Iterator[str]:
    """The pieces of `span` of the XML with changes (sorted) written."""
    at = span.start
    for change in changes:
        yield xml[at : change.span.start]
        yield change.xml
        at = change.span.end
    yield xml[at : span.end]


def _parts(package: Package, xml: str, changes: list[_Replaced]) -> Iterator[Part]:
    """The parts, which `xml` holds one after the other, with changes written."""
    base, number = 0, 0
    for part in package.parts:
        end, first = base + len(part.xml), number
        while number < len(changes) and changes[number].span.start < end:
            number += 1
        yield Part(part.name, "".join(_replaced(xml, Span(base, end), changes[first:number])))
        base = end
