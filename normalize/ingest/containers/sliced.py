"""Containers whose members are stretches of one stream: they differ in where those are, and in how one is written."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from typing import BinaryIO

from normalize.ingest.containers.layers import Packed, Stream
from normalize.ingest.containers.parts import Blank, Member, Place, Refusal, Replace


class Sliced(ABC):
    """A container whose places are stretches of its unpacked bytes, in rising order."""

    def __init__(self, packed: Packed, name: str) -> None:
        self.packed = packed
        self.name = name
        self._held = ExitStack()
        self._stream: Stream | None = None

    @abstractmethod
    def find(self, stream: Stream) -> Iterator[Member | Refusal | Blank]:
        """The members of the stream."""

    @abstractmethod
    def content(self, raw: bytes, place: Place) -> bytes:
        """The content of a member whose stretch reads `raw`."""

    @abstractmethod
    def renewed(self, raw: bytes, place: Place, content: bytes) -> bytes:
        """The stretch with another content."""

    def members(self) -> Iterator[Member | Refusal | Blank]:
        """The members in the order of the stream."""
        with self.packed.reading() as stream:
            yield from self.find(stream)

    def read(self, place: Place) -> bytes:
        """The content at `place`; the stream is kept open and read on, and begun anew for what lies behind."""
        if self._stream is None or self._stream.position > place.offset:
            self._held.close()
            self._stream = self._held.enter_context(self.packed.reading())
        self._stream.skip_to(place.offset)
        return self.content(self._stream.read(place.length), place)

    def rewrite(self, target: BinaryIO, places: Collection[Place], new: Replace) -> None:
        """Write the stream with other contents at `places`."""
        with self.packed.reading() as stream, self.packed.writing(target) as written:
            for place in sorted(places, key=lambda place: place.offset):
                stream.copy(written, place.offset)
                raw, content = stream.read(place.length), new(place)
                written.write(raw if content == self.content(raw, place) else self.renewed(raw, place, content))
            stream.copy(written)
