"""A name stands in a form that the user's own list calls wrong."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.correct.names import find_forms, forms_by_first_word, in_capitals
from normalize.correct.rule import Context, Fixes, Keeps, Phase, Rule
from normalize.model import Applicability, Correction, Document, Edit, Evidence, Facts, Name, Span

ID = "name-from-facts"


def find(document: Document, context: Context) -> Iterator[Correction]:
    """Places where a form listed as wrong stands."""
    text, facts = document.text, context.facts
    owners = {form: name for name in facts.names for form in name.wrong}
    if not owners:
        return
    right = _right_places(text, facts, owners)
    for span, form in find_forms(text, forms_by_first_word(owners)):
        name = owners[form]
        if any(place.contains(span) for place in right) or (form.isupper() and in_capitals(text, span)):
            continue
        source = name.source or facts.path or "your facts"
        yield Correction(
            rule=ID,
            span=span,
            message=f"Your facts write this name “{name.canonical}”.",
            applicability=Applicability.SAFE,
            confidence=0.99,
            fixes=(Edit.replacing(text, span, name.canonical),),
            evidence=(Evidence(fact=name.canonical, source=source),),
        )


def _right_places(text: str, facts: Facts, owners: dict[str, Name]) -> list[Span]:
    """Places of right forms that hold a wrong one inside: "Alphabet Inc." where "Alphabet" is listed as wrong."""
    right = [form for name in facts.names for form in (name.canonical, *name.aliases)]
    holding = [form for form in right if any(wrong in form for wrong in owners)]
    return [span for span, _ in find_forms(text, forms_by_first_word(holding))]


_FACTS = Facts(
    names=(
        Name("Tessera Biolabs", aliases=("Tessera",), wrong=("Tesserra", "Tessera Bio-Labs"), source="Press kit 2026"),
        Name("McKellan Gruppe", wrong=("Mckellan Gruppe", "McKellan")),
    )
)

RULE = Rule(
    id=ID,
    phase=Phase.LANGUAGE,
    applicability=Applicability.SAFE,
    since="0.1.0",
    summary="A name stands in a form that your facts list as wrong.",
    why="You said how the name is written; every article should agree.",
    safety=(
        "Only the forms that you list, in the same case and as whole words; possessives stay, and addresses, paths, "
        "tags, quotations and right forms that contain a wrong one are left alone."
    ),
    examples=(
        Fixes("Analysts at Tesserra's lab agree.", "Analysts at Tessera Biolabs's lab agree.", _FACTS),
        Fixes("Tessera Bio-Labs-led trials began.", "Tessera Biolabs-led trials began.", _FACTS),
        Fixes("Shares of McKellan rose.", "Shares of McKellan Gruppe rose.", _FACTS),
        Keeps("Tessera said that McKellan Gruppe had left.", _FACTS),
        Keeps("See tesserra.example, #Tesserra, @Tesserra and /srv/Tesserra, or Tesserras.", _FACTS),
        Keeps("Tesserra is not listed here."),
    ),
    find=find,
)
