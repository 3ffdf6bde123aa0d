"""One name is spelled in two ways in one document."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.correct.names import right_forms, wrong_forms
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.correct.spacing.lexicon import available, load_lexicon
from normalize.correct.spellings import TwoSpellings, find_two_spellings
from normalize.model import Applicability, Correction, Document, Edit, Facts, Name

ID = "name-spelled-two-ways"


def find(document: Document, context: Context) -> Iterator[Correction]:
    """The rarer form of each pair, at every place; of two equally frequent ones, the later."""
    accepted = {form for name in context.facts.names for form in (name.canonical, *name.aliases)}
    corrected = wrong_forms().union(form for name in context.facts.names for form in name.wrong)
    right = right_forms() | accepted
    lexicon = load_lexicon(context.language) if context.language[:2] in available() else None
    for pair in find_two_spellings(document, corrected, lexicon):
        if not {pair.first, pair.second} <= accepted:
            yield from _corrections(document.text, pair, right)


def _corrections(text: str, pair: TwoSpellings, right: frozenset[str]) -> Iterator[Correction]:
    forms = [(pair.first, pair.first_places), (pair.second, pair.second_places)]
    # The form that the table or the user calls right, else the more frequent, else the one that comes first.
    forms.sort(key=lambda form: (form[0] not in right, -len(form[1]), form[1][0]))
    (kept, kept_places), (other, other_places) = forms
    counts = f"“{kept}” stands {_times(len(kept_places))}, “{other}” {_times(len(other_places))}"
    for place in other_places:
        yield Correction(
            rule=ID,
            span=place,
            message=f"Two spellings differ {pair.reason}: {counts}.",
            applicability=Applicability.SUGGEST,
            confidence=0.7 if len(kept_places) > len(other_places) else 0.6,
            fixes=(Edit.replacing(text, place, kept),),
        )


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SUGGEST,
    since="0.1.0",
    summary="One name is spelled in two ways in one document.",
    why="Readers wonder whether two spellings are two people or firms, and searches find only half of them.",
    safety=(
        "Only suggested, with the counts of both forms. Capitals, a space, a hyphen or one letter inside may "
        "differ; endings of grammar, British and American spellings, and pairs of well-known names are left alone."
    ),
    examples=(
        Fixes(
            "Lawyers for WikiLeaks spoke first. WikiLeaks will appeal, and so will the editors of Wikileaks.",
            "Lawyers for WikiLeaks spoke first. WikiLeaks will appeal, and so will the editors of WikiLeaks.",
        ),
        Fixes(
            "The film stars Ada Brandt-Keller. Critics praised Brandt Keller, and Brandt-Keller thanked them.",
            "The film stars Ada Brandt-Keller. Critics praised Brandt-Keller, and Brandt-Keller thanked them.",
        ),
        Fixes(
            "Minister Oksana Zelenchuk spoke first. Later Oksana Zelenchuk left, and Oksana Zelinchuk did not return.",
            "Minister Oksana Zelenchuk spoke first. Later Oksana Zelenchuk left, and Oksana Zelenchuk did not return.",
        ),
        Keeps("Ms Smith met Ms Smyth; the Ukrainians thanked Ukraine, and Ukrainian cities thanked both."),
        Keeps(
            "Marina Johnson and Martina Johnston met at the Labour Party's Organisation and the Organization of States."
        ),
        Keeps("The Franco-German and North-East teams left for North East England; the Internet and internet agree."),
        Keeps("NorthGate and Northgate are two firms.", Facts(names=(Name("NorthGate"), Name("Northgate")))),
    ),
    find=find,
)
