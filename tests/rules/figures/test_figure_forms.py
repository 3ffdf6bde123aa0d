"""Forms of figures: a house style is obeyed, majorities suggest, and no change of form changes a value."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.apply import apply_edits
from normalize.config.load import load_config
from normalize.config.options import HOUSE_FORMS, HOUSE_STYLES, Config
from normalize.correct.figureforms.consistency import MOST_PROOFS, majority
from normalize.correct.figureforms.house import house_styles
from normalize.correct.figureforms.numerals import below_hundred, in_words
from normalize.correct.figureforms.same import same_figure
from normalize.correct.load import family_of, load_rules
from normalize.correct.rule import Context, Phase
from normalize.correct.run import find_corrections
from normalize.errors import UsageError
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Applicability, Correction, Edit, KeyedEdit, Span
from normalize.pipeline import Settings, correct

RULES = tuple(rule for rule in load_rules() if family_of(rule) == "figures")
TOPICS = {rule.id for rule in RULES}


def found(text: str, style: str = "") -> tuple[Correction, ...]:
    """What the rules about figures find in a text."""
    return find_corrections(document_from_text(text), RULES, Phase.LANGUAGE, Context(house_style=style))


def changed(text: str, style: str = "") -> str:
    """The text with its safe changes of form written, rule by rule."""
    for rule in RULES:
        corrections = find_corrections(document_from_text(text), [rule], Phase.LANGUAGE, Context(house_style=style))
        safe = [c for c in corrections if c.applicability is Applicability.SAFE]
        text = apply_edits(text, [KeyedEdit(c.rule, c.fixes[0]) for c in safe]).text
    return text


def meanings(text: str) -> list[tuple[object, ...]]:
    """What the figures of a text say, without how they are written."""
    return [(f.value, f.low, f.high, f.unit, f.kind) for f in read_figures(document_from_text(text))]


@pytest.mark.parametrize(
    ("style", "before", "after"),
    [
        ("ap", "Rents rose 3 percent, by 5 pm at the latest.", "Rents rose 3%, by 5 p.m. at the latest."),
        ("ap", "It cost $5m in the 1990’s, in 10–12 days.", "It cost $5 million in the 1990s, in 10-12 days."),
        ("ap", "Some 12000 people saw 7 lions and 4 bears.", "Some 12,000 people saw 7 lions and 4 bears."),
        ("chicago", "It took 10-12 days and .5% of the money.", "It took 10–12 days and 0.5% of the money."),
        ("chicago", "In May 7 lions escaped.", "In May 7 lions escaped."),
        ("guardian", "It cost $5 million and shut at 5 p.m. on Sunday.", "It cost $5m and shut at 5pm on Sunday."),
        ("guardian", "It was 5 p.m. when 3 per cent had voted.", "It was 5pm when 3% had voted."),
        ("guardian", "They found that 7 lions had escaped.", "They found that seven lions had escaped."),
        ("economist", "It cost $1.5 trillion, or $2bn a day.", "It cost $1.5trn, or $2bn a day."),
        ("si", "It held -5% of 12,000 kg, and 5kg more.", "It held −5\u00a0% of 12\u202f000 kg, and 5 kg more."),
    ],
)
def test_house_style_is_written(style: str, before: str, after: str) -> None:
    """What a chosen house prescribes is written by itself, and the value stays."""
    assert changed(before, style) == after
    assert meanings(before) == meanings(after)


@pytest.mark.parametrize("style", [style for style in HOUSE_STYLES if style])
def test_house_style_is_its_own_fixed_point(style: str) -> None:
    """A text that a style has changed has nothing more to change."""
    text = "It rose 3 percent to $5m at 5 pm, in 10-12 days, with 12000 people and .5% of 5kg, after 7 lions came."
    once = changed(text, style)
    assert changed(once, style) == once


def test_without_a_style_forms_are_only_suggested() -> None:
    """The document's own majority suggests; nothing is changed by itself."""
    text = "Rents rose 3%, food 4% and fuel 6%, but pay only 2 percent."
    (suggestion,) = found(text)
    assert suggestion.applicability is Applicability.SUGGEST
    assert "three times" in suggestion.message
    assert correct(document_from_text(text), Settings()).applied.text == text


def test_configuration_reaches_the_rules() -> None:
    """`house_style` of the configuration is what the rules go by."""
    text = "The market shut at 5 p.m. when prices had risen."
    styled = Settings(config=Config(house_style="guardian"))
    assert correct(document_from_text(text), styled).applied.text == "The market shut at 5pm when prices had risen."


@pytest.mark.parametrize("style", HOUSE_STYLES)
def test_quotations_are_left_alone(style: str) -> None:
    """Nobody's quoted words change by themselves, whatever the style."""
    text = "“It cost $5 dollars and 3 per cent, at 5 pm in the 1990's,” she said, “for twenty one people.”"
    assert changed(text, style) == text


@pytest.mark.parametrize("style", HOUSE_STYLES)
def test_code_and_addresses_are_left_alone(style: str) -> None:
    """Nothing is even suggested in code and addresses."""
    text = "See `x = 12000 people at 5pm` and https://example.org/10-12%/5kg for more."
    document = document_from_text(text, media="text/markdown")
    assert find_corrections(document, RULES, Phase.LANGUAGE, Context(house_style=style)) == ()


@pytest.mark.parametrize(
    ("forms", "ruling"),
    [("aaab", "a"), ("aab", ""), ("aaabb", ""), ("aaaa", ""), ("", ""), ("aaaabc", "a"), ("aaabbb", "")],
)
def test_majority_is_clear_or_none(forms: str, ruling: str) -> None:
    """Three uses and twice as many as all others together: less is no majority."""
    assert majority(forms) == ruling


def test_table_of_styles_names_real_topics() -> None:
    """Every style is a choice of the configuration, and every topic a rule."""
    assert {*house_styles(), "", "custom"} == set(HOUSE_STYLES)
    assert {topic for forms in house_styles().values() for topic in forms} <= TOPICS
    assert {form.partition("=")[0] for form in HOUSE_FORMS} <= TOPICS


def test_the_economist_writes_dates_with_ordinals() -> None:
    """A date in another order is suggested in the house's form, for all days of a month."""
    text = "It rose by 1 May 2019, fell by July 22, 2019 and ended on 13 August 2020."
    assert [c.fixes[0].within(text, c.span) for c in found(text, "economist")] == [
        "May 1st 2019",
        "July 22nd 2019",
        "August 13th 2020",
    ]


def test_page_lists_every_form() -> None:
    """The page about the configuration names every form that a house may ask for."""
    page = (Path(__file__).parents[3] / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert [form for form in HOUSE_FORMS if f"`{form}`" not in page] == []


@pytest.mark.parametrize(
    ("form", "before", "after"),
    [
        ("percent-form=per cent", "Rents rose 3% and 4 percent.", "Rents rose 3 per cent and 4 per cent."),
        ("space-before-percent=closed", "Rents rose 3 % then.", "Rents rose 3% then."),
        ("percent-range-sign=once", "Rents rose 3%-5% then.", "Rents rose 3-5% then."),
        ("scale-word=letter", "It cost $5 million then.", "It cost $5m then."),
        ("scale-space=closed", "It cost $5 m then.", "It cost $5m then."),
        ("cents-form=pence", "Milk is 50p here.", "Milk is 50 pence here."),
        ("digit-grouping=indian", "They counted 1,234,567 votes.", "They counted 12,34,567 votes."),
        ("digit-grouping=comma", "They counted 12\u202f345 votes.", "They counted 12,345 votes."),
        ("four-digit-grouping=none", "In 1990 they had 1,234 votes.", "In 1990 they had 1234 votes."),
        ("four-digit-grouping=comma", "In 1990 some 1990 cows died.", "In 1990 some 1,990 cows died."),
        ("four-digit-grouping=thin-space", "The pump cost $1500 then.", "The pump cost $1\u202f500 then."),
        ("leading-zero=bare", "Rents rose 0.5% then.", "Rents rose .5% then."),
        ("minus-sign=minus", "Rents moved -3% then.", "Rents moved −3% then."),
        ("range-dash=en-dash", "It took 10-12 days then.", "It took 10–12 days then."),
        ("unit-spelling=American", "It was 5 kilometres long.", "It was 5 kilometers long."),
        ("unit-space=spaced", "It was 5km long.", "It was 5 km long."),
        ("clock-time=pm", "It shut at 5:30 PM then.", "It shut at 5:30pm then."),
        ("small-number=words", "They said 5 boats came.", "They said five boats came."),
        ("scale-hyphen=hyphen", "It was a $5 billion deal.", "It was a $5-billion deal."),
        ("fraction-hyphen=hyphen", "Some two thirds came.", "Some two-thirds came."),
        ("decade=plain", "It shut in the 1970's.", "It shut in the 1970s."),
    ],
)
def test_own_form_is_written(form: str, before: str, after: str) -> None:
    """Each form that a user may ask for is written, with any style and with `custom`."""
    assert form in HOUSE_FORMS
    for style in ("custom", ""):
        config = Config(house_style=style, house_forms=(form,))
        settings_ = Settings(config=config, rules=RULES)
        assert correct(document_from_text(before), settings_).applied.text == after


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ('house_style = "guardain"', 'house_style must be one of .*not "guardain". Did you mean "guardian"'),
        ('house_forms = ["clock-time=12"]', 'house_forms must each be one of .*not "clock-time=12"'),
    ],
)
def test_unknown_style_or_form_is_refused(tmp_path: Path, setting: str, sentence: str) -> None:
    """A style or form that is none is named, with its line and what could stand there."""
    (tmp_path / "normalize.toml").write_text(setting + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match=f"line 1: {sentence}"):
        load_config(folder=tmp_path, environment={})


def test_changed_value_is_noticed() -> None:
    """The proof fails when a digit, a scale or a unit changes, and when no figure is there."""
    text = "It cost $5 million and took 10 km of pipe."
    document = document_from_text(text)

    def proof(old: str, new: str) -> bool:
        at = text.index(old)
        return same_figure(document, Edit.replacing(text, Span(at, at + len(old)), new))

    assert proof("$5 million", "$5m")
    assert proof("10 km", "10 kilometres")
    assert not proof("$5 million", "$6 million")
    assert not proof("$5 million", "$5bn")
    assert not proof("$5 million", "£5 million")
    assert not proof("10 km", "10 m")
    assert not proof("of pipe", "of pipes")


@pytest.mark.parametrize("number", range(1, 100))
def test_number_words_read_back(number: int) -> None:
    """A number written in words is the same number, to our own reader and to that of figures."""
    assert below_hundred(in_words(number)) == number
    assert [f.value for f in read_figures(document_from_text(f"They saw {in_words(number)} boats."))] == [number]


_WHOLE = st.integers(1, 999_999)
_AMOUNT = st.one_of(
    _WHOLE.map(str),
    _WHOLE.map(lambda n: f"{n:,}"),
    st.decimals(0, 99, places=1).map(str),
    st.decimals(0, 1, places=2).map(lambda d: str(d).lstrip("0") if d < 1 else str(d)),
)
_MONEY = st.builds(
    lambda sign, amount, scale: f"{sign}{amount}{scale}",
    st.sampled_from(["$", "$ ", "£", "US$", "€", "USD ", "A$", "Rs ", "₹"]),
    _AMOUNT,
    st.sampled_from(["", "m", " m", " million", "bn", " billion", " dollars", " crore", " pounds", "tn", ".00"]),
)
_UNITS = (
    *("%", " %", " percent", " per cent", "km", " km", " kms", " kilometres", "kg", " kilograms", "$", "£", " €", "p"),
    *(" pence", " boats", "th", "st", " p.m.", "pm", " people"),
)
_MEASURE = st.builds(lambda amount, unit: f"{amount}{unit}", _AMOUNT, st.sampled_from(_UNITS))
_RANGE = st.builds(
    lambda lead, low, more, join, unit: f"{lead}{low}{join}{low + more}{unit}",
    st.sampled_from(["", "between ", "from ", "$", "-"]),
    st.integers(1, 2000),
    st.integers(-5, 300),
    st.sampled_from(["-", "–", " to ", "%-"]),
    st.sampled_from([" million", "%", " boats", " km", "", " percent", "bn"]),
)
_WORDS = st.builds(
    lambda tens, unit, noun: f"{tens} {unit} {noun}",
    st.sampled_from(["twenty", "forty", "ninety", "Thirty"]),
    st.sampled_from(["one", "five", "nine", "five-year"]),
    st.sampled_from(["boats", "people", "million", "dollar notes", "percent", "%", "was"]),
)
_FIGURE = st.one_of(_MONEY, _MEASURE, _RANGE, _WORDS)


@settings(max_examples=120, deadline=None)
@given(st.lists(_FIGURE, min_size=1, max_size=5), st.sampled_from(HOUSE_STYLES))
def test_no_form_changes_a_value(figures: list[str], style: str) -> None:
    """Whatever is written by itself, in any style, the figures say what they said before."""
    text = "".join(f"They said that {figure} was the right one here. " for figure in figures)
    assert meanings(changed(text, style)) == meanings(text)


def test_tables_of_ranges_are_not_proved_one_by_one() -> None:
    """With more places in another form than can be proved, nothing is changed by itself: all or none."""
    line = "Bring {0}-{1} plates then.\n\n"
    for number, changed in ((4, 4), (MOST_PROOFS + 1, 0)):
        text = "".join(line.format(at, at + 1) for at in range(10, 10 + number))
        context = Context(house_forms=("range-dash=en-dash",))
        found = find_corrections(document_from_text(text), RULES, Phase.LANGUAGE, context)
        assert sum(c.rule == "range-dash" and c.applicability is Applicability.SAFE for c in found) == changed
