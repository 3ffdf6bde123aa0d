"""One article, packed by itself: `article.md.gz`."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.ingest.containers.layers import Packed, Stream
from normalize.ingest.containers.parts import Member, Place, Refusal
from normalize.ingest.containers.sliced import Sliced


class Single(Sliced):
    """A packed file that is an article; `inner` is its name without the ending of the packing."""

    def __init__(self, packed: Packed, name: str, inner: str) -> None:
        super().__init__(packed, name)
        self._inner = inner

    def find(self, stream: Stream) -> Iterator[Member | Refusal]:
        """The one article."""
        stream.skip_to(self.packed.limits.total)
        yield Member(self._inner, self._inner, Place(0, stream.position))

    def content(self, raw: bytes, place: Place) -> bytes:
        """The stretch is the article."""
        return raw

    def renewed(self, raw: bytes, place: Place, content: bytes) -> bytes:
        """The article is the stretch."""
        return content
