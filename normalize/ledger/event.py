"""Events: what people said about findings, one after the other. They are only ever added."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from enum import Enum

from normalize.model import Verdict


class Kind(Enum):
    """What an event does."""

    DECIDE = "decide"
    #: A lead's last word: it settles what reviewers dispute.
    FINAL = "final"
    #: Takes back the event that `undoes` names; taking back an UNDO is a redo.
    UNDO = "undo"
    COMMENT = "comment"
    #: Asks another reviewer to look.
    FLAG = "flag"
    UNFLAG = "unflag"


class Ruling(Enum):
    """A person's verdict on a conflict. A and B are its first and its second passage."""

    A = "a"
    B = "b"
    BOTH = "both"
    NEITHER = "neither"
    UNKNOWN = "unknown"
    COPY = "copy"


#: Verdicts that settle a finding; `defer` and `unknown` leave it open.
VERDICTS = frozenset(verdict.value for verdict in Verdict)
RULINGS = frozenset(ruling.value for ruling in Ruling)
OPEN_VERDICTS = frozenset({Verdict.DEFER.value, Ruling.UNKNOWN.value})


_UID = re.compile(r"[\w.-]{1,40}(?:@[\w.-]{1,20})?", re.ASCII)
#: Most characters of some fields; the columns of the tables are as wide.
_LONGEST = {"at": 40, "group": 64, "document_sha256": 64}
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

#: What tells a finding apart in a run: the id of its document and its fingerprint (copies of a text share those).
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that one person said of one finding.

    `finding` is the fingerprint of a correction or conflict; `document` the id of its document, for a conflict that
    of its first passage. `seen` is the text that stood at the finding and `text`
    what it is to read instead (None where nothing is to change), both whole, so that the log says from what to what
    and a decision can be checked against a changed document. `id` is the event's place in the ledger, given when it
    is stored; `uid` tells it apart in every ledger that it is imported into. `at` is UTC in ISO 8601.
    Raises ValueError when the parts do not go together.
    """

    run: str
    document: str
    finding: str
    kind: Kind
    person: str
    at: str
    verdict: str = ""
    seen: str = ""
    text: str | None = None
    reason: str = ""
    group: str = ""
    rule: str = ""
    rules_version: str = ""
    document_sha256: str = ""
    undoes: int | None = None
    id: int = 0
    uid: str = field(default_factory=lambda: uuid.uuid4().hex)

    def __post_init__(self) -> None:
        decides = self.kind in (Kind.DECIDE, Kind.FINAL)
        if decides != (self.verdict in VERDICTS | RULINGS):
            raise ValueError(f"{self.kind.value} and the verdict {self.verdict!r} do not go together")
        if (self.undoes is not None) != (self.kind is Kind.UNDO):
            raise ValueError("an undo, and nothing else, names the event that it takes back")
        writes = self.verdict in (Verdict.ACCEPT.value, Verdict.REWRITE.value)
        if (self.text is not None) != writes:
            raise ValueError(f"the verdict {self.verdict!r} and the text {self.text!r} do not go together")
        if self.verdict == Ruling.BOTH.value and not self.reason.strip():
            raise ValueError("that both passages are right needs a reason: say how they go together")
        if self.kind is Kind.COMMENT and not self.reason.strip():
            raise ValueError("a comment needs words")
        self._check_storable()

    def _check_storable(self) -> None:
        """Refuse what a database would refuse, so that every stored event can go on to every other ledger."""
        if not _UID.fullmatch(self.uid):
            raise ValueError(f"{self.uid!r} cannot name an event")
        for name, most in _LONGEST.items():
            if len(getattr(self, name)) > most:
                raise ValueError(f"{name} is longer than {most} characters")
        texts = (self.run, self.document, self.finding, self.person, self.seen, self.text or "", self.reason, self.rule)
        if any(_UNSTORABLE.search(text) for text in texts):
            raise ValueError("a NUL or half a character cannot be stored")

    @property
    def place(self) -> Place:
        """The finding that this is about."""
        return self.document, self.finding

    @property
    def leaves_open(self) -> bool:
        """Whether the finding stays open after this decision."""
        return self.verdict in OPEN_VERDICTS

    def agrees_with(self, other: Event) -> bool:
        """Whether both say the same: verdict, and the text but for white space."""
        return self.verdict == other.verdict and (self.text or "").split() == (other.text or "").split()
