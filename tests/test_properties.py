"""Promises of the whole pipeline, tried on messy text with the real rules."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from normalize.correct.load import load_rules
from normalize.correct.rule import Context, Fixes, Flags, Keeps, Rule
from normalize.correct.run import find_corrections
from normalize.correct.spacing.engine import find_spacing
from normalize.ingest import document_from_text
from normalize.model import Applicability, Document, Facts, Name, Verdict, write
from normalize.pipeline import Settings, correct, examine

FACTS = Facts(names=(Name("Tessera Biolabs", aliases=("Tessera",), wrong=("Tesserra",)),))
MEDIA = st.sampled_from(["text/plain", "text/markdown"])

#: Pieces that rules react to, alone and glued to each other, and pieces that they must step around.
LISTED = (
    "the the|The|a a|and and|of|had had|Softbank|SoftBank|Youtube's|Tesserra|Tessera|ofThe|oathInaugurated|end.Next|"
    "end.The|one,two|day,but|word ,|word .|Who ?|( as|said )|( word )|[ x ]|met,, and|late,.|Inc..|train..|...|?!|e.g.|"
    "U.S.A.|3.14|1,000|US$5 billion|“quoted|words”|\"|'|’s|«|»|`code  here`|https://example.org/a,the|a@example.org|"
    "#Youtube|*|_|# |- |1.  |> |\\|🙂|é|e\u0301|\u00ad|\u200b|\ufeff|&amp;|â€™|Ã©|\u00a0|no|not|never|.|,|;|:|!|?|)|(|"
    "]|[|–|—|-|x=1|  a|It was|2019 |00 ,00"
)
PIECES = st.sampled_from(LISTED.split("|"))
SPACES = st.sampled_from(["", " ", " ", " ", "  ", "   ", "\n", "\n\n", "\r\n", "\t", "  \n"])
MESSY = st.lists(st.tuples(PIECES, SPACES), max_size=14).map(lambda parts: "".join(a + b for a, b in parts))
EXAMPLES = [
    text
    for rule in load_rules()
    for example in rule.examples
    for text in (
        [example.before] if isinstance(example, Fixes) else [example.text] if isinstance(example, Keeps | Flags) else []
    )
]
#: Examples of the rules, cut anywhere and put together: faults in every surrounding.
SHUFFLED = st.lists(
    st.tuples(st.sampled_from(EXAMPLES), st.integers(0, 60), st.integers(0, 120), SPACES).map(
        lambda piece: piece[0][piece[1] : piece[1] + piece[2]] + piece[3]
    ),
    max_size=6,
).map("".join)
ANY = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60)
TEXTS = st.one_of(MESSY, SHUFFLED, ANY)
#: The spacing model takes longer than all other rules together, so it joins in once in eight times.
QUICK = Settings(facts=FACTS, rules=tuple(rule for rule in load_rules() if rule.find is not find_spacing))
SETTINGS = st.sampled_from([*[QUICK] * 7, Settings(facts=FACTS)])

thoroughly = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def document(text: str, media: str) -> Document:
    """The text as a document."""
    return document_from_text(text, media=media)


@thoroughly
@given(TEXTS, MEDIA, SETTINGS)
def test_undoing_everything_gives_back_the_text(text: str, media: str, chosen: Settings) -> None:
    """Applying the corrections and then the inverse restores the text, whatever it is."""
    done = correct(document(text, media), chosen)
    assert write(done.applied.text, done.applied.inverse) == text


@thoroughly
@given(TEXTS, MEDIA, SETTINGS)
def test_everything_outside_the_edits_is_equal(text: str, media: str, chosen: Settings) -> None:
    """The corrected bytes are the source bytes with the written edits, and nothing else."""
    source = document(text, media)
    done = correct(source, chosen)
    edits = [keyed.edit for keyed in done.applied.edits]
    assert write(text, edits) == done.applied.text
    if text.isprintable() and "\ufeff" not in text:
        assert source.origin.splice(edits) == done.applied.text.encode()


@thoroughly
@given(TEXTS, MEDIA, SETTINGS)
def test_second_run_applies_nothing(text: str, media: str, chosen: Settings) -> None:
    """What the first run left is left by the second run too."""
    once = correct(document(text, media), chosen).applied.text
    again = correct(document(once, media), chosen)
    assert [(k.edit.expected, k.edit.replacement) for k in again.applied.edits] == []


@thoroughly
@given(TEXTS, MEDIA, SETTINGS)
def test_every_finding_is_counted_once(text: str, media: str, chosen: Settings) -> None:
    """Found is applied, rejected, deferred and skipped together; only safe findings were accepted."""
    report = examine(document(text, media), chosen).report
    counts = report.counts
    assert counts.found == len(report.corrections) == len({c.fingerprint for c in report.corrections})
    accepted = [d.key for d in report.decisions if d.verdict is Verdict.ACCEPT]
    safe = {c.fingerprint for c in report.corrections if c.applicability is Applicability.SAFE}
    assert set(accepted) <= safe
    assert counts.applied + counts.skipped == len(accepted)


@thoroughly
@given(TEXTS, MEDIA, SETTINGS)
def test_protected_places_are_never_touched(text: str, media: str, chosen: Settings) -> None:
    """No finding reaches into code, addresses, paths and the like."""
    source = document(text, media)
    for phase in {rule.phase for rule in chosen.rules}:
        for correction in find_corrections(source, chosen.rules, phase, chosen.context):
            assert not any(source.is_untouchable(edit.span) for edit in correction.fixes)


@pytest.mark.parametrize("rule", QUICK.rules, ids=lambda rule: rule.id)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_rule_is_pure(rule: Rule, text: str) -> None:
    """A rule finds the same twice, inside the text, and only under its own declaration."""
    source = document(text, "text/plain")
    first = find_corrections(source, (rule,), rule.phase, Context(facts=FACTS))
    assert first == find_corrections(source, (rule,), rule.phase, Context(facts=FACTS))
    assert all(c.span.end <= len(text) and c.rule == rule.id for c in first)
