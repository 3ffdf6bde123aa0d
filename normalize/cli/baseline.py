"""A baseline: findings that are known and tolerated, so that only new ones count."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from normalize.batch import printable
from normalize.batch.files import write_whole
from normalize.cli.narrow import Sieve, narrowed
from normalize.cli.reading import Examination
from normalize.errors import UsageError

SCHEMA = 1
DEFAULT = "normalize-baseline.json"


class Known(BaseModel):
    """A tolerated finding; it is matched by its fingerprint, the rest is for people who read the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    fingerprint: str
    rule: str
    document: str


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    schema_: int
    findings: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The tolerated findings. A fingerprint that stands there twice is tolerated twice, in all documents together."""

    findings: tuple[Known, ...]

    @property
    def counts(self) -> Counter[str]:
        """How often each fingerprint is tolerated."""
        return Counter(known.fingerprint for known in self.findings)

    def growth(self, found: Baseline) -> tuple[Known, ...]:
        """Unknown findings of those documents and rules of which more is found than is tolerated.

        Fingerprints change when the words around a finding do; that alone is no growth.
        """
        more = _by_place(found) - _by_place(self)
        known = self.counts
        return tuple(k for k in found.findings if (k.document, k.rule) in more and k.fingerprint not in known)


def _by_place(baseline: Baseline) -> Counter[tuple[str, str]]:
    return Counter((known.document, known.rule) for known in baseline.findings)


def baseline_of(done: Examination) -> Baseline:
    """Everything that an examination has found, sorted by document, rule and fingerprint."""
    return Baseline(tuple(sorted(_known(done), key=lambda k: (k.document, k.rule, k.fingerprint))))


def without(done: Examination, baseline: Baseline) -> tuple[Examination, tuple[str, ...]]:
    """The examination without what is tolerated, and the fingerprints of what that was."""
    left, tolerated = baseline.counts, []

    def is_new(fingerprint: str) -> bool:
        if left[fingerprint] <= 0:
            return True
        left[fingerprint] -= 1
        tolerated.append(fingerprint)
        return False

    sieve = Sieve(
        correction=lambda _, correction: is_new(correction.fingerprint),
        conflict=lambda conflict: conflict.status != "conflict" or is_new(conflict.fingerprint),
    )
    new, _ = narrowed(done, sieve)
    return new, tuple(tolerated)


def read_baseline(path: Path) -> Baseline:
    """The baseline that stands in a file. Raises UsageError when there is none or it is wrong."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(data, dict):
            data["schema_"] = data.pop("schema", None)
        file = _File.model_validate(data)
    except FileNotFoundError as error:
        raise UsageError(f"{printable(path)}: there is no baseline; make one with `normalize baseline PATH`") from error
    except (OSError, ValueError, RecursionError, ValidationError) as error:
        raise UsageError(
            f"{printable(path)}: this is no baseline of normalize; make it anew with `normalize baseline`"
        ) from error
    if file.schema_ != SCHEMA:
        raise UsageError(f"{printable(path)}: this baseline has the form {file.schema_}, and {SCHEMA} is known here")
    return Baseline(file.findings)


def write_baseline(path: Path, baseline: Baseline) -> None:
    """Write the file, one finding a line, whole or not at all. Raises UsageError when it cannot be written."""
    lines = ",\n".join(json.dumps(known.model_dump()) for known in baseline.findings)
    text = f'{{"schema": {SCHEMA}, "findings": [\n{lines}\n]}}\n'
    try:
        write_whole(path.parent, path.name, text.encode())
    except OSError as error:
        raise UsageError(f"{printable(path)}: cannot be written ({error.strerror}); choose another --file") from error


def _known(done: Examination) -> Iterator[Known]:
    for report in done.reports:
        for correction in report.corrections:
            yield Known(fingerprint=correction.fingerprint, rule=correction.rule, document=report.document.name)
    for conflict in done.conflicts:
        if conflict.status == "conflict":
            document = next((e.document for e in conflict.evidence if e.document), "")
            yield Known(fingerprint=conflict.fingerprint, rule=f"conflict:{conflict.kind}", document=document)
