"""What a user notices of the spacing engine: repairs, restraint, limits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import normalize
from normalize.errors import UsageError
from normalize.ingest import document_from_text
from normalize.model import Applicability

REPAIRED = {
    "The docu-ment and the infor- mation of the agree-ment were kept.": (
        "The docu-ment and the infor-mation of the agree-ment were kept."
    ),
    "The end ofThe quay was closed. The rest ofThe harbour stays open.": (
        "The end of the quay was closed. The rest of the harbour stays open."
    ),
    "She walked tothe harbour before breakfast.": "She walked to the harbour before breakfast.",
    "The orches tra played until midnight.": "The orchestra played until midnight.",
    "The treaty was signed inGeneva on Monday.": "The treaty was signed in Geneva on Monday.",
    "Nearly 2,400workers joined the strike.": "Nearly 2,400 workers joined the strike.",
    "The theatre closed in1987 and never reopened.": "The theatre closed in 1987 and never reopened.",
    "The exhi- bition opens in spring.": "The exhibition opens in spring.",
    "The vote ended in a tieThe speaker then left.": "The vote ended in a tie. The speaker then left.",
    "The fee(£15) covers lunch.": "The fee (£15) covers lunch.",
    "•Tickets are sold at the door": "• Tickets are sold at the door",
    "The play was releasedMay 21, 2013 on cassette.": "The play was released May 21, 2013 on cassette.",
    "There is a line joiningA and B on the map.": "There is a line joining A and B on the map.",
    "CLICKHERE to read the whole story": "CLICK HERE to read the whole story",
}

#: A text with many faults, beside which others are treated more boldly.
BROKEN = (
    "The coun cil met on Mon day to spe ak of the new bri dge over the ri ver. Many peo ple came and the ses sion was "
    "lo ng. The ma yor said that the mon ey would be fo und."
)
IN_BROKEN = {
    "Her bro ther, aged 2 4 and a fit ter, left.": "Her brother, aged 24 and a fitter, left.",
    "The har bour was shut for 2 0 years and then sold.": "The harbour was shut for 20 years and then sold.",
    "The fair opens on September 1 8, 2018, in the har bour.": "The fair opens on September 18, 2018, in the harbour.",
    "The town has 876f amilies and one sch ool.": "The town has 876 families and one school.",
    "The sh op opened in M a y 2 0 1 4 and clo sed in a month.": "The shop opened in May 2014 and closed in a month.",
    "It was made and sold by Pine Sy stemWorks is Japan and was li ked.": (
        "It was made and sold by Pine SystemWorks is Japan and was liked."
    ),
    "She sat on the bo ard of the SundaySchool, and in 1943 she became its he ad.": (
        "She sat on the board of the Sunday School, and in 1943 she became its head."
    ),
    "As others found ( H o l m q v i s t et al. 2004), it is so.": "As others found (Holmqvist et al. 2004), it is so.",
}

UNTOUCHED = [
    "The first row has 0.57 0.11 0.32 0.76 and the second 0.49 0.21 0.30 0.57 at 7 8 9 10 11 12.",
    "JavaScript, iPadOS and the BlackBerry were named in the DuckDuckGo memo.",
    "Ms MacAllister and Mr DeVries left LaGuardia with O'Hara's niece.",
    "Write to a.b-c@example.org or see https://example.com/PathTo/File_2.html today.",
    "The A380 and the B-52 flew past at 900km/h, some 12km away, at 9am.",
    "The 3rd edition of the 1990s classic has 4x4 grids in 1080p.",
    "A well-run, up-to-date co-op re-signed its long-term lease.",
    "Nonetheless, the housekeeper's stepdaughter mended the doorknob.",
    "Dr. P.K. Hansen, M.Sc., lives at No. 5, i.e. next door.",
    "Der Bundesgerichtshof in Karlsruhe urteilt am Donnerstag.",
]


@pytest.mark.parametrize(("before", "after"), REPAIRED.items())
def test_a_fault_is_repaired(before: str, after: str) -> None:
    """Each kind of spacing fault comes out right by itself."""
    assert normalize.repair_spacing(before) == after


@pytest.mark.parametrize("text", UNTOUCHED)
def test_correct_text_is_untouched(text: str) -> None:
    """Names, addresses, units, models, compounds and other languages stay as they are."""
    assert normalize.repair_spacing(text) == text


def test_a_line_without_spaces_is_read() -> None:
    """A whole line without spaces gets them back."""
    solid = "Thecommitteehasaskedthetwocompaniestopublishtheirreportsbeforetheendoftheyear."
    wanted = "The committee has asked the two companies to publish their reports before the end of the year."
    assert normalize.repair_spacing(solid) == wanted


@pytest.mark.parametrize(("before", "after"), IN_BROKEN.items())
def test_more_is_repaired_in_a_broken_text(before: str, after: str) -> None:
    """Where words are broken everywhere, so is a figure in two pieces; no full stop comes between two names."""
    assert after in normalize.repair_spacing(f"{BROKEN} {before} {BROKEN}")


def test_figures_in_a_row_stay_apart_in_a_broken_text() -> None:
    """Where a third figure stands beside two, they are a row, however broken the text is."""
    row = "Rows: 12 14 16 18 20 and 22 24 26."
    assert row in normalize.repair_spacing(f"{BROKEN} {row} {BROKEN}")


def test_two_figures_of_a_clean_text_stay_two() -> None:
    """Two figures side by side are two where nothing is broken, though together they might be a year."""
    for text in ("The rooms 12 14 and the hall are let.", "It lapsed for 2 0 years, but it was revived."):
        assert normalize.repair_spacing(text) == text


def test_dates_of_a_line_without_spaces_get_theirs() -> None:
    """The year of a date is parted from its day though the month runs into the words before."""
    solid = "ThefairwasheldonNovember14,1950inthetownsquareandhassincebeenheldeverytwoyears."
    wanted = "The fair was held on November 14, 1950 in the town square and has since been held every two years."
    assert normalize.repair_spacing(solid) == wanted


def test_an_alphabet_stays() -> None:
    """A row of capitals in the order of the alphabet is no word in pieces, even where nothing else stands."""
    text = "The register\n\nA B C D E F G H I J K L M N O P Q R S T U V W X Y Z\n\nSee below."
    assert normalize.repair_spacing(text) == text


def test_a_damaged_document_is_treated_more_boldly() -> None:
    """What is only doubtful in a clean text is repaired where faults abound."""
    from normalize.correct.spacing.gap_odds import Damage
    from normalize.correct.spacing.gap_repairs import safe_from

    assert safe_from(Damage(0.0005, 0.0)) > safe_from(Damage(0.02, 0.002)) > safe_from(Damage(0.9, 0.0))


def test_a_language_without_a_model_is_refused() -> None:
    """An unknown language is an error that names the languages there are."""
    with pytest.raises(UsageError, match=r"no spacing model.*'sv'.*en"):
        normalize.repair_spacing("Inget att se.", language="sv")


def test_every_finding_says_why() -> None:
    """Each correction has a sentence, and safe ones exactly one fix."""
    from normalize.correct.rule import Context
    from normalize.correct.spacing.engine import find_spacing

    text = "She walked tothe harbour in1987. The orches tra playedon. The vote was lostThe speaker left."
    found = list(find_spacing(document_from_text(text), Context()))
    assert len(found) >= 4
    for correction in found:
        assert correction.message.endswith(".")
        assert correction.applicability is not Applicability.SAFE or len(correction.fixes) == 1


def _skeleton(text: str) -> str:
    """A text without what the engine may change: spaces, hyphens at breaks, full stops, case."""
    return re.sub(r"[\s\xad.\-]", "", text).casefold()


PIECES = st.sampled_from(
    ["the", "of", "The", "govern", "ment", "in", "2024", "OpenAI", "people", "café", "\xad", "- ", "e\u0301",
     "漢字", "привет", "😀", ".", ",", " ", "\n", "\n\n", "(", ")", "“", "”", "•",
     "£3m", "https://a.b/c", "\u200b", "A"]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_only_spaces_marks_and_case_change(text: str) -> None:
    """Nothing but white space, hyphens at breaks, full stops and case differs after a repair."""
    assert _skeleton(normalize.repair_spacing(text)) == _skeleton(text)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    """Any characters at all pass through without an error."""
    assert _skeleton(normalize.repair_spacing(text)) == _skeleton(text)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 50_000,
        "aB" * 10_000,
        "12 ,. !" * 5_000,
        "ab- cd-\n" * 5_000,
        "\u0301" * 20_000,
        "😀 " * 20_000,
        "абвgd漢字 " * 5_000,
        " " * 50_000,
    ],
    ids=["one-letter", "humps", "no-letters", "hyphens", "marks", "emoji", "scripts", "spaces"],
)
def test_degenerate_input_passes(text: str) -> None:
    """Input that is no prose passes without an error and keeps its characters."""
    assert _skeleton(normalize.repair_spacing(text)) == _skeleton(text)


def test_short_names_that_read_as_two_words_stay() -> None:
    """A capitalised word that could be two short ones is a name; the commonest pair of words is not."""
    text = "It was late.\n\nWasif suggested that Asif and Thom Tillis go.\n\n"
    assert normalize.repair_spacing(text + "Inthe morning they went.") == text + "In the morning they went."


def test_names_with_a_capital_inside_survive_in_a_damaged_text() -> None:
    """Where many words are glued, brands and names built like LaGuardia stay whole and come free of small words."""
    seen = "In theyear DeepMind andSoftBank sued YouTube, lawyers saidthat McDonald was atthe party in LaGuardia."
    fixed = "In the year DeepMind and SoftBank sued YouTube, lawyers said that McDonald was at the party in LaGuardia."
    assert normalize.repair_spacing(seen) == fixed
