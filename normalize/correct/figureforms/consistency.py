"""Consistency of forms: what a house style prescribes, else what the document does most."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from normalize.correct.figureforms.house import prescribed
from normalize.correct.figureforms.same import same_figure
from normalize.correct.prose import is_table
from normalize.correct.rule import Context
from normalize.model import Applicability, BlockKind, Correction, Document, Edit, Span

#: A form rules the document when it stands at least this often, and at least twice as often as all others together.
LEAST = 3
#: A proof reads the text around a place twice. With more places than this in another form a document is a table of
#: data: nothing is proved, so nothing is changed by itself. All or none: else a second run would change the rest.
MOST_PROOFS = 300


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a form is used; `rewrites` gives the words in the other forms, as far as they are known."""

    span: Span
    form: str
    rewrites: Mapping[str, str]


def in_prose(document: Document, span: Span) -> bool:
    """Whether `span` stands in the article's own running text.

    Quotations, headings and tables have forms of their own: they are neither counted nor changed.
    """
    if document.is_untouchable(span) or document.in_quotation(span) or is_table(document, span.start):
        return False
    at = bisect_right(document.blocks, span.start, key=lambda block: block.span.start) - 1
    return at < 0 or document.blocks[at].kind is not BlockKind.HEADING


def majority(forms: Iterable[str]) -> str:
    """The form that rules, or an empty word when none does or there is only one."""
    counts = Counter(forms)
    if len(counts) < 2:
        return ""
    (form, most), *_ = counts.most_common(1)
    return form if most >= LEAST and most >= 2 * (counts.total() - most) else ""


def consistent(
    rule: str,
    document: Document,
    context: Context,
    uses: Sequence[Use],
    *,
    topic: str = "",
    proves: Callable[[Document, Edit], bool] = same_figure,
) -> Iterator[Correction]:
    """Corrections of the uses whose form is not the wanted one.

    With a house style that prescribes `topic` (by default named as the rule) the change is safe when `proves` shows
    that the value stays; by the document's own majority it is only suggested.
    """
    wanted = prescribed(context, topic or rule)
    if not uses or (not wanted and len(uses) <= LEAST):
        return
    uses = [use for use in uses if in_prose(document, use.span)]
    chosen = bool(wanted)
    wanted = wanted or majority(use.form for use in uses)
    if not wanted:
        return
    text = document.text
    counts = Counter(use.form for use in uses)
    model = next((use.span.of(text) for use in uses if use.form == wanted), "")
    provable = chosen and counts.total() - counts[wanted] <= MOST_PROOFS
    for use in uses:
        rewritten = use.rewrites.get(wanted)
        if use.form == wanted or rewritten is None or rewritten == use.span.of(text):
            continue
        edit = Edit.replacing(text, use.span, rewritten)
        if chosen:
            message = "The house style has another form here."
        else:
            others = counts.total() - counts[wanted]
            message = f"The document has the form of “{model}” {times(counts[wanted])} and other forms {times(others)}."
        yield Correction(
            rule=rule,
            span=use.span,
            message=message,
            applicability=Applicability.SAFE if provable and proves(document, edit) else Applicability.SUGGEST,
            confidence=0.95 if chosen else 0.6,
            fixes=(edit,),
        )


def times(count: int) -> str:
    """`once`, `twice`, and so on."""
    words = ("never", "once", "twice", "three times", "four times", "five times", "six times", "seven times")
    return words[count] if count < len(words) else f"{count} times"
