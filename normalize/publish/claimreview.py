"""Verdicts of people on conflicting statements as schema.org ClaimReview, in JSON-LD. The program judges nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from normalize.ledger import Ruling
from normalize.model import Conflict, Evidence
from normalize.publish.gather import Reviewed
from normalize.publish.openings import is_ruled
from normalize.publish.pages import Published
from normalize.publish.wishes import Wishes

HOLDS, FAILS = (5, "holds"), (1, "does not hold")
#: What a verdict says of the first and of the second passage; a copy says nothing of whether it is true.
_SAYS = {
    Ruling.A: (HOLDS, FAILS),
    Ruling.B: (FAILS, HOLDS),
    Ruling.BOTH: (HOLDS, HOLDS),
    Ruling.NEITHER: (FAILS, FAILS),
}


def claim_reviews(reviewed: Reviewed, published: Sequence[Published], wishes: Wishes, title: str) -> dict[str, Any]:
    """One ClaimReview for each passage of which people have decided whether it holds.

    Ratings go from 1 (does not hold) to 5 (holds). The author is the publication; nobody is named.
    """
    by_name = {one.article.name: one for one in published}
    found = [
        review
        for conflict in reviewed.conflicts
        if is_ruled(reviewed, conflict.fingerprint)
        for review in _reviews(conflict, reviewed, by_name, wishes, title)
    ]
    return {"@context": "https://schema.org", "@graph": found}


def _reviews(
    conflict: Conflict, reviewed: Reviewed, by_name: Mapping[str, Published], wishes: Wishes, title: str
) -> Iterator[dict[str, Any]]:
    event = reviewed.rulings[conflict.fingerprint].event
    assert event is not None
    says = _SAYS.get(Ruling(event.verdict), ())
    first = next(by_name[e.document] for e in conflict.evidence if e.document in by_name)
    for evidence, (value, words) in zip(conflict.evidence, says, strict=False):
        review: dict[str, Any] = {
            "@type": "ClaimReview",
            "url": f"{_address(wishes, first.html)}#c-{conflict.fingerprint}",
            "datePublished": event.at[:10],
            "claimReviewed": reviewed.quote(evidence),
            "author": {"@type": "Organization", "name": title},
            "itemReviewed": {"@type": "Claim", "appearance": _appearance(evidence, by_name, wishes)},
            "reviewRating": {
                "@type": "Rating",
                "ratingValue": value,
                "worstRating": FAILS[0],
                "bestRating": HOLDS[0],
                "alternateName": words,
            },
        }
        if event.reason:
            review["reviewBody"] = event.reason
        yield review


def _appearance(evidence: Evidence, by_name: Mapping[str, Published], wishes: Wishes) -> dict[str, Any]:
    one = by_name.get(evidence.document)
    if one is None:
        return {"@type": "CreativeWork", "name": evidence.source or evidence.fact or evidence.document}
    return {"@type": "CreativeWork", "name": one.prose.title, "url": _address(wishes, one.html)}


def _address(wishes: Wishes, path: str) -> str:
    """Where a page will stand; without a base address, relative to this file in `machine/`."""
    return (wishes.base_url.rstrip("/") + "/" if wishes.base_url else "../") + quote(path, errors="surrogateescape")
