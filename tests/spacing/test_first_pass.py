"""The cheap first pass: what of a clean text the models are asked to read, and that faults are among it."""

import numpy as np
import pytest

from normalize.correct.spacing.first_pass import suspicious_windows
from normalize.correct.spacing.hashing import hash_substrings
from normalize.correct.spacing.lexicon import load_lexicon
from normalize.correct.spacing.stream import read_stream
from normalize.correct.spacing.word_table import ABSENT_COST, load_table

_FILLER = (
    "The harbour office opened at eight, and the first boats were already waiting outside. "
    "Nobody had told the crews that the crane was broken, so they sat on the wall and drank tea. "
)


def _read(sentence: str) -> str:
    """The characters that are left for the models when a sentence stands in the middle of a clean text."""
    text = _FILLER * 8 + sentence + " " + _FILLER * 8
    places = suspicious_windows(read_stream(text), load_table("en"))
    assert places is not None, "a clean text is never read whole"
    inside = read_stream(text).places[places[places >= 0]]
    return "".join(text[place] for place in inside)


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials of the U.S. Treasury met at 4:53 a.m. on Friday.",
        "Mr McArthur bought a MacBook and sold it to SpaceX.",
        "'Come in,' said the old man, 'and shut the door.'",
        "It was to be the best year, as he said, and you could see the difference.",
        "She flew from Hong Kong with Ms Overmann and a B52 model.",
    ],
)
def test_names_initials_and_quotations_open_no_window(sentence: str) -> None:
    """What looks odd only to a machine costs no time in a clean text."""
    assert _read(sentence) == ""


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("They walked inthe rain for an hour.", "inthe"),
        ("Inthe rain they walked for an hour.", "Inthe"),
        ("The govern ment fell on a Monday.", "govern"),
        ("The boat sank.Nobody was on board.", "sank.Nobody"),
        ("She lives in ofThe house.", "ofThe"),
        ("He said 'no.'Then he left.", "no.'Then"),
        ("The price rose , and fell.", "rose,"),
        ("They met in about2024 and married.", "about2024"),
    ],
)
def test_faults_are_read(sentence: str, fault: str) -> None:
    """A fault in the midst of clean text is among what the models read."""
    assert fault in _read(sentence)


def test_the_commonest_of_words_that_fold_alike_answers() -> None:
    """`the` costs what `the` costs, though a rare word with an accent has the same letters."""
    stream = read_stream("thehexq")
    hashes = hash_substrings(stream.symbols).of(np.array([0, 1, 3]), np.array([3, 3, 7]))
    the, he, none = load_table("en").look_up(hashes).tolist()
    lexicon = load_lexicon("en")
    assert (the, he, none) == (lexicon.cost("the"), lexicon.cost("he"), float(ABSENT_COST))
