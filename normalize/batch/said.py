"""What documents state, for the part of the index that tells who says what: packed until all have been heard."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Sequence

from normalize.report import Statement, topic_of

_TWICE = 2


class SaidByDocuments:
    """Statements by document. Most topics are spoken of once, and the index tells only of the others."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}
        self._times: Counter[int] = Counter()

    def add(self, document: str, statements: Sequence[Statement]) -> None:
        """Take what a document states."""
        if statements:
            self._packed[document] = pickle.dumps(tuple(statements))
            self._times.update(hash(topic_of(statement)) for statement in statements)

    def repeated(self, document: str) -> tuple[Statement, ...]:
        """What a document states on the user's facts and on topics spoken of more than once, in any document."""
        packed = self._packed.get(document)
        if packed is None:
            return ()
        said: tuple[Statement, ...] = pickle.loads(packed)  # noqa: S301 - bytes of this process, never of a file
        return tuple(one for one in said if one.fact or self._times[hash(topic_of(one))] >= _TWICE)
