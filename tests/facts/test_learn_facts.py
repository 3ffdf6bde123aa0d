"""Facts that documents agree on are proposed; what is disputed, copied, planned or of an unclear time is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from normalize.apply import apply_edits
from normalize.facts import Proposal, learn, load_facts, proposals_yaml
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Claim, Conflict, Evidence, Fact, MadeBy, Modality, Report, Span, Standing

ONE = "The council met for long hours before noon. The Orbel dam will hold {} of water, its engineers wrote."
TWO = "Farmers in the valley wait for rain, as they do every spring. With {}, Orbel dam is large enough for them."


def said(
    name: str, text: str, value: str, subject: str = "Orbel dam", measure: str = "capacity", **more: str
) -> Report:
    """The report of a document in which this value is stated of a subject."""
    document = replace(document_from_text(text.format(value)), name=name, id=name)
    start = document.text.index(value)
    figure = next(f for f in read_figures(document) if f.span.overlaps(Span(start, start + len(value))))
    sentence = Span(max(document.text.rfind(". ", 0, start) + 2, 0), len(document.text))
    claim = Claim(name, sentence, subject, measure, figure, **more)  # type: ignore[arg-type]
    made_by = MadeBy("0", "0", "0")
    return Report(document, (), (), apply_edits(document.text, ()), (figure,), (claim,), (), made_by)


def with_claim(report: Report, **changes: object) -> Report:
    """The report with its claim changed."""
    return replace(report, claims=(replace(report.claims[0], **changes),))  # type: ignore[arg-type]


def values(*reports: Report, least: int = 2) -> list[str]:
    """The values proposed."""
    return [proposal.value for proposal in learn(reports, least=least)]


A = said("a.txt", ONE, "40 million tonnes")
B = said("b.txt", TWO, "40 million tonnes")


class TestProposals:
    """What is proposed."""

    def test_two_documents_agree(self) -> None:
        """Subject, measure, value, and the places that state it."""
        (got,) = learn([A, B])
        assert (got.id, got.subject, got.measure) == ("orbel-dam-capacity", "Orbel dam", "capacity")
        assert got.value == "40 million tonnes"
        assert [(s.document, s.line) for s in got.support] == [("a.txt", 1), ("b.txt", 1)]
        assert "engineers wrote" in got.support[0].quote

    def test_one_document_is_not_enough(self) -> None:
        """A single document proposes nothing, however often it says it; the user may ask for more documents."""
        twice = replace(A, claims=A.claims * 2)
        assert values(twice) == []
        assert values(A, B, least=3) == []
        assert values(A, least=1) == ["40 million tonnes"]

    def test_other_units_and_hedges(self) -> None:
        """Figures agree across units; the most exact wording is proposed."""
        about = said("b.txt", TWO, "about 40 billion kilograms")
        assert values(A, about) == ["40 million tonnes"]

    def test_what_most_documents_say(self) -> None:
        """A value that more documents state goes before a more exact one that only one of them has."""
        exact = said("c.txt", "Some say {} for the Orbel dam.", "40.1 million tonnes")
        assert values(exact, A, B) == ["40 million tonnes"]

    def test_capitals_do_not_part(self) -> None:
        """ORBEL DAM is the Orbel dam."""
        assert len(values(A, with_claim(B, subject="ORBEL DAM"))) == 1

    def test_ids_are_distinct(self) -> None:
        """Two facts never get one id."""
        other = [with_claim(r, subject="Orbel  (dam)") for r in (A, B)]
        found = learn([A, B, *other])
        assert len({p.id for p in found}) == len(found) == 2


class TestNothing:
    """What is not proposed."""

    def test_disagreement(self) -> None:
        """Two documents agree and a third does not: nobody knows who is right."""
        assert values(A, B, said("c.txt", "Some say {} for the Orbel dam.", "44 million tonnes")) == []

    def test_other_currency(self) -> None:
        """Amounts in two currencies are not one amount."""
        both = [said("a.txt", ONE, "€40 million"), said("b.txt", TWO, "£40 million")]
        assert values(*both) == []

    def test_conflict_of_the_run(self) -> None:
        """A figure that stands in a conflict is not proposed, whatever the conflict is with."""
        figure = A.figures[0]
        evidence = (Evidence(document="a.txt", span=figure.span, quote=figure.text, figure=figure), Evidence(fact="x"))
        assert values(replace(A, conflicts=(Conflict("value", "likely", evidence, "They differ."),)), B) == []

    def test_copies_count_once(self) -> None:
        """One text under two names is one source, also with another headline, and even if one sentence is copied."""
        again = said("c.txt", "A headline\n\n" + ONE + " More.", "40 million tonnes")
        assert values(A, again) == []
        (got,) = learn([A, again, B])
        assert [s.document for s in got.support] == ["a.txt", "b.txt"]
        assert got.copies == ("c.txt",)
        sentence = "The Orbel dam will hold {} of water, its engineers wrote."
        wire = "Rain fell on the hills all week, and nobody was in the streets of the old town. " + sentence
        assert values(A, said("d.txt", wire, "40 million tonnes")) == []

    @pytest.mark.parametrize("changes", [{"modality": Modality.PLANNED}, {"polarity": False}])
    def test_plans_and_denials(self, changes: dict[str, object]) -> None:
        """What is planned or denied supports no fact."""
        assert values(A, with_claim(B, **changes)) == []

    def test_ranges(self) -> None:
        """A range or a bound states no value."""
        assert values(*(said(n, t, "more than 40 million tonnes") for n, t in (("a", ONE), ("b", TWO)))) == []


class TestPeriods:
    """A figure is of a period."""

    def test_other_years(self) -> None:
        """Figures of two years are two facts, and neither has two documents here."""
        assert values(with_claim(A, period="2019"), with_claim(B, period="2020")) == []

    def test_same_year(self) -> None:
        """The period stands in the fact."""
        (got,) = learn([with_claim(A, period="2019"), with_claim(B, period="2019")])
        assert got.period == "2019"
        assert got.id == "orbel-dam-capacity-2019"

    def test_period_that_passes(self) -> None:
        """“last year” is another year in another article."""
        assert values(with_claim(A, period="last year"), with_claim(B, period="last year")) == []

    def test_weekday_is_no_period(self) -> None:
        """“on Monday” says when it was told, not what the figure covers."""
        assert len(values(with_claim(A, period="Monday"), B)) == 1

    def test_figure_without_period_forbids(self) -> None:
        """A statement without a period that disagrees may be about any of them."""
        other = said("c.txt", "Some say {} for the Orbel dam.", "44 million tonnes")
        assert values(with_claim(A, period="2019"), with_claim(B, period="2019"), other) == []


class TestYaml:
    """The proposals as a facts file."""

    def test_it_loads(self, tmp_path: Path) -> None:
        """The text is a facts file; the fact's figure is that of the documents, the source names them."""
        text = proposals_yaml(learn([A, B]), "out/dams")
        (fact,) = load_facts_of(text, tmp_path)
        assert fact.figure is not None
        assert fact.figure.value == A.figures[0].value
        assert fact.source == "2 documents agree: a.txt, b.txt"
        assert "# a.txt, line 1: “The Orbel dam will hold" in text
        assert "confirmed" in text

    def test_nothing_to_propose(self, tmp_path: Path) -> None:
        """An empty list is a facts file too."""
        assert load_facts_of(proposals_yaml((), "out/dams"), tmp_path) == ()

    @pytest.mark.parametrize(
        "evil",
        ['x": &a [*a]', "a\nfacts: []", "a\u2028- b", "\u202eabc", "# no", "\x07", "null", "😀", "'\"\\", "\x85b"],
    )
    def test_any_text(self, evil: str, tmp_path: Path) -> None:
        """Names and quotes of articles are text in the file: they cannot break out of a comment or a value."""
        places = learn([A, B])[0].support
        made = Proposal("x", f"s {evil}", f"m {evil}", "40 tonnes", "", tuple(replace(p, quote=evil) for p in places))
        (fact,) = load_facts_of(proposals_yaml([made], evil), tmp_path)
        assert fact.subject.startswith("s ")
        assert fact.measure == fact.subject.replace("s ", "m ", 1)


def load_facts_of(text: str, folder: Path) -> tuple[Fact, ...]:
    """The facts of a file with this text."""
    path = folder / "learnt.yaml"
    path.write_text(text, encoding="utf-8")
    return load_facts(path).facts


def test_what_the_facts_file_has_is_not_proposed() -> None:
    """Statements that the run held beside a fact propose nothing: the user has stated that already."""
    known = {"fact": "dam", "standing": Standing.AGREES}
    assert learn([with_claim(A, **known), with_claim(B, **known)]) == ()
