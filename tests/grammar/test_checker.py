"""What a person gets from the real server: places, protection, names, spelling."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import normalize
from normalize.config import Config, GrammarConfig
from normalize.correct.grammar import Session, connect
from normalize.correct.rule import Context
from normalize.ingest import document_from_text
from normalize.model import Applicability, Correction, Facts, Name

pytestmark = pytest.mark.grammar


def found(text: str, corrections: list[Correction]) -> list[tuple[str, str]]:
    """Each finding as the text it points at and that text after its first fix."""
    return [(c.span.of(text), c.fixes[0].within(text, c.span) if c.fixes else "") for c in corrections]


def test_grammar_is_suggested_never_applied(check: Any) -> None:
    """A slip is found at its place with its repair, as a suggestion under the server's own rule id."""
    text = "She do not like it."
    [slip] = check(text)
    assert found(text, [slip]) == [("do", "does")]
    assert slip.rule.startswith("grammar/")
    assert slip.applicability is Applicability.SUGGEST
    assert 1 <= len(slip.fixes) <= 5
    assert 0 < slip.confidence < 1


@pytest.mark.parametrize(
    "before",
    [
        "😀 ",
        "👩‍👩‍👧 and 𝔄 ",
        "e\u0301tude ",
        "Line one ends here.\r\n",
        "A first paragraph.\r\n\r\n",
        "“Quoted” — ",
        "\ufeff",
    ],
)
def test_places_are_code_points(check: Any, before: str) -> None:
    """Whatever stands before a slip, it is found where it stands."""
    text = f"{before}She do not like it 😀."
    assert ("do", "does") in found(text, check(text))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["😀", "`x 😀 y`", "**bold**", "[a 𝔄](https://example.org/😀)", "\n\n", "Fine. ", "é"]),
        max_size=8,
    )
)
def test_places_hold_among_markup(check: Any, pieces: list[str]) -> None:
    """Emoji and markup in any order never move a finding: its fix fits the very word."""
    text = " ".join([*pieces, "\n\nShe do not like it."])
    assert ("do", "does") in found(text, check(text, media="text/markdown"))


def test_protected_text_is_left_alone(check: Any) -> None:
    """Nothing is found inside code and addresses, nor because of them."""
    text = (
        "Run `he go hom` and read https://example.org/teh-recieve-page today.\n\n"
        "```\nhe have recieved teh file\n```\n\nThe work is done."
    )
    assert check(text, media="text/markdown") == []


def test_names_are_left_alone(check: Any) -> None:
    """Unknown capitalised words are never spelling; a lower-case name from the facts is none either."""
    text = "Ms Brudzinska of Sampit spoke to the people of Ghazni, and a goverment of magitian was named by her."
    facts = Facts(names=(Name("magitian"),))
    assert found(text, check(text, facts=facts)) == [("goverment", "government")]
    assert ("magitian", "magician") in found(text, check(text))


@pytest.mark.parametrize(
    "text",
    [
        "The labour centre organised a colourful programme and catalogued its jewellery.",
        "He greeted them with the words “pesar de contar con el mandato del pueblo” and left.",
        "The sea slug Elysia viridis and the coral Acropora millepora were seen off the coast of Fiji.",
        "Sirhan Sirhan was moved. The data [were] collected, she wrote, and “[i]t is not enough”.",
        "A team of scientists report that the government are divided; there's thousands of them.",
        "The secretary of state spoke on Monday 29 April 2019 about “the plan”, he said.",
    ],
)
def test_good_news_prose_stays_untouched(check: Any, text: str) -> None:
    """British words, other languages, Latin names, house styles and editors' brackets are no findings."""
    assert [c for c in check(text) if c.fixes] == []


def test_a_term_that_returns_is_no_slip(check: Any) -> None:
    """A word that no dictionary has is a term when the article uses it again."""
    once = "The group built a spokeman out of paper for the show."
    assert ("spokeman", "spokesman") in found(once, check(once))
    twice = once + " It was the first spokeman of the year."
    assert check(twice) == []


def test_another_language_only_flags(check: Any) -> None:
    """The table was audited for English: in Spanish nothing is more than a flag."""
    findings = check("La casa son rojo y los niño juega.", language="es")
    assert findings
    assert {c.applicability for c in findings} == {Applicability.FLAG}


def test_threads_and_processes_share_the_server(session: Session) -> None:
    """Two threads on one checker, and a checker rebuilt from its address, find the same at the same places."""
    assert session.check is not None
    texts = [f"{'😀' * n} She do not like it." for n in range(12)]

    def places(text: str, check: Any = session.check) -> list[str]:
        return [c.span.of(text) for c in check(document_from_text(text), Context())]

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(places, texts)) == [["do"]] * 12
    for copy in (connect(session.address), pickle.loads(pickle.dumps(session.check))):
        assert places(texts[3], copy) == ["do"]


def test_documents_do_not_see_each_other(check: Any) -> None:
    """Brackets left open, two spellings of a word, repeated beginnings: each document is found alone what it is
    found among others, in any order."""
    texts = [
        "The adviser came (late. She do not like it.",
        "The advisor came late). It was a long day for the advisor.",
        "The adviser left. The advisor stayed. The mayor of the town was there.",
        "The mayor spoke. The mayor left. The mayor came back to the town.",
    ]
    alone = {text: [(c.rule, c.span) for c in check(text)] for text in texts}
    assert [bool(findings) for findings in alone.values()] == [True, True, True, False]
    for text in (*reversed(texts), texts[1], texts[0]):
        assert [(c.rule, c.span) for c in check(text)] == alone[text]


def test_clean_checks_grammar(session: Session) -> None:
    """`normalize.clean` reports grammar, changes nothing for it, and honours rules switched off."""
    text = "She do not like it.\n"
    grammar = GrammarConfig(url=session.address)
    report = normalize.clean(text, config=Config(grammar=grammar))
    [slip] = [c for c in report.corrections if c.rule.startswith("grammar/")]
    assert (report.applied.text, report.unchecked) == (text, ())
    assert any("LanguageTool" in service for service in report.made_by.services)
    quiet = normalize.clean(text, config=Config(grammar=grammar, disable=(slip.rule,)))
    assert quiet.corrections == ()
