"""Write edits of an article's text back into its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from normalize.errors import DocumentError
from normalize.ingest.mapping import Layout, Mapping, counted_signs
from normalize.ingest.origin import TextOrigin
from normalize.ingest.web.page import read_page
from normalize.ingest.web.references import escape
from normalize.model import Edit, write


@dataclass(frozen=True, slots=True)
class PageOrigin:
    """The page that a text was read from: its source, and where the text stands in it."""

    source: TextOrigin
    text: str
    mapping: Mapping
    layout: Layout

    @property
    def data(self) -> bytes:
        """The bytes of the page."""
        return self.source.data

    def splice(self, edits: Iterable[Edit]) -> bytes:
        """The page with `edits` (sorted, of the article's text) written; every other byte and every tag stay.

        Raises DocumentError when an edit replaces what is no text of the page, or when the page would read otherwise
        than it should afterwards; ValueError when the edits do not fit the text.
        """
        edits = list(edits)
        if not edits:
            return self.source.data
        wanted = write(self.text, edits)
        written = self.source.splice(self._source_edits(edits))
        source = TextOrigin(written, self.source.encoding, self.source.mark)
        if counted_signs(read_page(source.text).text) != counted_signs(wanted):
            raise DocumentError(
                f"{self.source.name}: the repairs cannot be written into this page without changing how it reads "
                "(beside an unescaped & or <, say); repair it by hand."
            )
        return written

    def _source_edits(self, edits: Iterable[Edit]) -> Iterator[Edit]:
        page = self.source.text
        for edit in edits:
            for change in self.mapping.source_edits(edit, self.source.name):
                before, after = change.span.of(page), escape(change.replacement, self.source.encoding)
                if before != after:
                    yield Edit(change.span, before, after)
