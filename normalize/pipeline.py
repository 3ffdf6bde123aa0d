"""The one module that knows the order of the stages: document in, report out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from normalize import claims as claims_stage
from normalize.apply import apply_edits, rebase
from normalize.claims import Part as Part
from normalize.claims import Reading as Reading
from normalize.claims import Shards as Shards
from normalize.claims import compare_part as compare_part
from normalize.claims import spill as spill
from normalize.config import Config
from normalize.correct.load import load_rules
from normalize.correct.load import rule_families as rule_families
from normalize.correct.rule import Context, Phase, Rule
from normalize.correct.run import admitted, find_corrections
from normalize.correct.spacing.batch_words import BatchWords as BatchWords
from normalize.correct.spacing.batch_words import read_forms
from normalize.correct.spacing.batch_words import taught as taught
from normalize.correct.spacing.engine import find_spacing
from normalize.decide import Ignores, Policy, Ranked, decide, read_ignores, settle
from normalize.errors import ServiceError
from normalize.facts import load_facts
from normalize.figures import read_figures
from normalize.ingest import document_from_text, read_document, retext
from normalize.judge import check_judge, is_on
from normalize.judge import judge as ask_judge
from normalize.model import (
    Applicability,
    Applied,
    Claim,
    Conflict,
    Correction,
    Decision,
    Document,
    Edit,
    Evidence,
    Facts,
    Figure,
    KeyedEdit,
    MadeBy,
    Report,
    SourceMap,
    Span,
)
from normalize.model.fingerprint import Fingerprints
from normalize.model.forms import Forms as Forms
from normalize.stopwatch import Stopwatch, staged
from normalize.version import __version__

Source = str | Path | bytes | Document
FactsSource = Facts | Mapping[str, Any] | Path | str | None
#: Checks grammar: corrections of a document, in its own coordinates.
Grammar = Callable[[Document, Context], Iterable[Correction]]
#: Documents whose places are brought home from memory; conflicts speak of few at a time.
_HOMES = 256


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run of the pipeline needs; picklable but for `grammar`. `unchecked` goes into every report.

    `watch` is told how long each stage takes. `words` are forms that other documents of the batch use as words.
    """

    config: Config = Config()
    facts: Facts = Facts()
    grammar: Grammar | None = None
    rules: tuple[Rule, ...] = field(default_factory=load_rules)
    unchecked: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    watch: Stopwatch | None = field(default=None, compare=False)
    words: frozenset[str] = frozenset()

    @property
    def context(self) -> Context:
        """What rules may know."""
        return Context(
            facts=self.facts,
            language=self.config.language,
            house_style=self.config.house_style,
            house_forms=self.config.house_forms,
            words=self.words,
        )

    @property
    def policy(self) -> Policy:
        """What is applied without asking."""
        return Policy(apply_safe=self.config.apply_safe)

    @property
    def active(self) -> tuple[Rule, ...]:
        """The rules that the configuration leaves on."""
        return tuple(rule for rule in self.rules if rule.id not in self.config.disable)

    def taught(self, words: Iterable[str]) -> Settings:
        """The same settings for a document that its batch teaches these words about."""
        return replace(self, words=frozenset(words)) if words else self

    @property
    def made_by(self) -> MadeBy:
        """What made the report: versions and fingerprints of rules and configuration."""
        return _made_by(tuple(rule.id for rule in self.active), self.config, self.services)


@lru_cache(maxsize=8)
def _made_by(rules: tuple[str, ...], config: Config, services: tuple[str, ...]) -> MadeBy:
    digest = hashlib.sha256("\n".join(rules).encode()).hexdigest()[:12]
    judge = (f"judge {config.judge.model}",) if is_on(config.judge) else ()
    return MadeBy(__version__, digest, config.fingerprint, services + judge)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A document after its corrections: `text` is the corrected document that figures and claims are read from.

    `unchecked` says what could not be checked on the way, `ignored` how much comments in it keep from being told.
    """

    document: Document
    corrections: tuple[Correction, ...]
    decisions: tuple[Decision, ...]
    applied: Applied
    text: Document
    unchecked: tuple[str, ...] = ()
    ignored: int = 0


@dataclass(frozen=True, slots=True)
class Examined:
    """One document's result before conflicts are sought across documents: picklable, small `reading`."""

    report: Report
    reading: Reading


def as_document(
    source: Source, *, name: str = "", max_bytes: int = Config().max_bytes, tracked_changes: bool = False
) -> Document:
    """A document from text (`str`), a file (`Path`), its bytes, or a document itself.

    `name` is what files and bytes are called, else a file's path; its ending tells the form. With `tracked_changes`,
    edits of a Word file are written as such. Raises DocumentError when the source cannot be read
    as text or is larger than `max_bytes`.
    """
    if isinstance(source, Document):
        return source
    if isinstance(source, str):
        return document_from_text(source)
    return read_document(source, name=name, max_bytes=max_bytes, tracked_changes=tracked_changes)


def as_facts(facts: FactsSource) -> Facts:
    """Facts from wherever they are. Raises UsageError when a facts file or mapping is wrong."""
    if isinstance(facts, Facts):
        return facts
    return Facts() if facts is None else load_facts(facts)


def correct(document: Document, settings: Settings, phases: Sequence[Phase] = tuple(Phase)) -> Corrected:
    """Find and decide the corrections of a document, phase by phase.

    Each phase sees the text as the safe repairs of the phases before left it; every correction is told in
    places of the original text, and all accepted edits are written in one pass over it. When grammar fails on the
    way, what it had found stays. Raises ServiceError instead when the configuration requires grammar.
    """
    original, unchecked = document.text, list[str]()
    ignores, ignored = read_ignores(document), 0
    active, context = settings.active, settings.context
    prints = Fingerprints(original)
    ranked: list[Ranked] = []
    current, applied = document, apply_edits(original, ())
    for phase in phases:
        with staged(settings.watch, f"correct: {phase.name.lower()}"):
            found = list(find_corrections(current, active, phase, context, settings.watch))
        if phase is Phase.LANGUAGE and settings.grammar is not None:
            with staged(settings.watch, "grammar"):
                unchecked += _add_grammar(found, current, settings, settings.grammar)
        if not found:
            continue
        told = {r.correction.fixes[0]: r.correction for r in ranked if r.correction.fixes}
        for correction in sorted(_without_twins(found), key=lambda c: (c.span, c.rule)):
            home = _bring_home(correction, document, current.text, applied.source_map, phase)
            if home is not None and ignores.cover(home.correction.rule, home.correction.span):
                ignored += 1
            elif home is not None and not _is_told(home.correction, told):
                key = prints.next(home.correction.rule, home.correction.span)
                ranked.append(replace(home, correction=replace(home.correction, fingerprint=key)))
        applied = _apply(original, ranked, settings.policy)
        current = retext(document, applied.text, applied.source_map)
    corrections = tuple(sorted((r.correction for r in ranked), key=lambda c: (c.span, c.rule, c.fingerprint)))
    lost = settle(ranked)
    decisions = tuple(decide(c, settings.policy, lost.get(c.fingerprint, "")) for c in corrections)
    return Corrected(document, corrections, decisions, applied, current, tuple(unchecked), ignored)


def _is_told(correction: Correction, told: Mapping[Edit, Correction]) -> bool:
    """Whether an earlier phase told the same edit as surely: spacing and grammar both see `invest- ment`."""
    twin = told.get(correction.fixes[0]) if correction.fixes else None
    return twin is not None and twin.applicability >= correction.applicability


def _without_twins(found: Iterable[Correction]) -> Iterator[Correction]:
    """The findings of a phase, each edit once: what two rules would mend alike is told by the surer of them."""
    best: dict[Edit, Correction] = {}
    for correction in found:
        if not correction.fixes:
            yield correction
            continue
        twin = best.get(correction.fixes[0])
        if twin is None or (correction.applicability, correction.confidence) > (twin.applicability, twin.confidence):
            best[correction.fixes[0]] = correction
    yield from best.values()


def _add_grammar(found: list[Correction], document: Document, settings: Settings, check: Grammar) -> tuple[str, ...]:
    """Add to `found` what the grammar checker finds; what it had found before a failure stays. Why it failed, if so."""
    try:
        for finding in _grammar(document, settings, check):
            found.append(finding)  # noqa: PERF402 - one by one: what is found before a failure stays
    except ServiceError as problem:
        if settings.config.grammar.require:
            raise
        return (str(problem),)
    return ()


def _grammar(document: Document, settings: Settings, check: Grammar) -> Iterator[Correction]:
    """What the grammar checker finds, as far as protection and configuration admit it."""
    for finding in check(document, settings.context):
        if finding.rule not in settings.config.disable:
            yield from admitted(document, finding)


def _bring_home(
    correction: Correction, document: Document, edited: str, source_map: SourceMap, phase: Phase
) -> Ranked | None:
    """A correction of the edited text in places of the original; None when its fix undoes an earlier repair."""
    original = document.text
    swallowed: dict[Edit, None] = {}

    def home(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
        kept = []
        for edit in edits:
            moved, met = rebase(edit, original, edited, source_map)
            if moved is not None:
                kept.append(moved)
                swallowed.update(dict.fromkeys(met))
        return tuple(kept)

    fixes, others = home(correction.fixes), home(correction.others)
    if correction.fixes and not fixes:
        return None
    span = source_map.to_old(correction.span)
    for edit in (*fixes, *others):
        span = span.hull(edit.span)
    evidence = tuple(replace(e, span=source_map.to_old(e.span)) if e.span else e for e in correction.evidence)
    moved = replace(correction, span=span, fixes=fixes, others=others, evidence=evidence)
    return Ranked(_as_seams_allow(document, moved), phase, tuple(swallowed))


def _as_seams_allow(document: Document, correction: Correction) -> Correction:
    """The correction, only suggested when its edit reaches across something that the text does not show."""
    if correction.applicability is not Applicability.SAFE or not document.on_seam(correction.fixes[0].span):
        return correction
    return replace(
        correction,
        applicability=Applicability.SUGGEST,
        message=f"{correction.message} Its place is divided by markup, so it is only suggested.",
    )


def _apply(original: str, ranked: list[Ranked], policy: Policy) -> Applied:
    """Write what the policy accepts and no other correction displaces."""
    lost = settle(ranked)
    accepted = [r.correction for r in ranked if policy.accepts(r.correction) and r.correction.fingerprint not in lost]
    return apply_edits(original, [KeyedEdit(c.fingerprint, c.fixes[0]) for c in accepted])


def examine(document: Document, settings: Settings) -> Examined:
    """Everything about one document but conflicts: corrections, figures, claims."""
    done = correct(document, settings)
    with staged(settings.watch, "figures"):
        figures = read_figures(done.text)
    with staged(settings.watch, "claims"):
        reading = claims_stage.read_claims(done.text, figures, settings.facts)
    with staged(settings.watch, "report"):
        home = _Home(document, done.applied, Ignores())
        # Most documents are told as they were read: nothing in them has moved.
        unmoved = not done.applied.edits
        report = Report(
            document=document,
            corrections=done.corrections,
            decisions=done.decisions,
            applied=done.applied,
            figures=tuple(figures) if unmoved else tuple(home.figure(figure) for figure in figures),
            claims=reading.claims if unmoved else tuple(home.claim(claim) for claim in reading.claims),
            conflicts=(),
            made_by=settings.made_by,
            unchecked=settings.unchecked + done.unchecked + document.notes,
            ignored=done.ignored,
        )
    return Examined(report, reading)


def forms_of(report: Report, config: Config) -> Forms:
    """What a document teaches its batch about words that no lexicon has; nothing where the spacing engine is off."""
    on = [rule for rule in load_rules() if rule.spacing_engine and rule.id not in config.disable]
    if not any(rule.find is find_spacing for rule in on):
        return Forms()
    rules = {rule.id for rule in on}
    written = frozenset(edit.key for edit in report.applied.edits)
    found = (correction for correction in report.corrections if correction.rule in rules)
    return read_forms(report.document.text, found, written, config.language)


def compare(examined: Sequence[Examined], facts: Facts) -> tuple[Conflict, ...]:
    """Conflicts within and across examined documents and against facts, in places of the original texts."""
    reports = {e.report.document.name: e.report for e in examined}
    return _at_home(claims_stage.find_conflicts([e.reading for e in examined], facts), reports.__getitem__)


def compare_kept(
    readings: Iterable[Reading], facts: Facts, work: Path, report_of: Callable[[str], Report]
) -> tuple[Conflict, ...]:
    """As `compare`, for more documents than memory holds.

    `readings` are taken one by one; `report_of` gives the report of a document by its name, for those that a conflict
    speaks of; `work` is a folder for what does not fit into memory. Raises OSError when it cannot be written.
    """
    return _at_home(claims_stage.compare_all(readings, facts, work), report_of)


def compare_shards(
    paths: Sequence[Path],
    facts: Facts,
    parts: Callable[[Iterable[Part]], Iterable[list[Any]]],
    report_of: Callable[[str], Report],
) -> tuple[Conflict, ...]:
    """As `compare_kept`, for readings that were spilled into shards; `parts` has parts compared and keeps order."""
    return _at_home(claims_stage.compared(Shards(paths), facts, parts), report_of)


def _at_home(found: Iterable[Conflict], report_of: Callable[[str], Report]) -> tuple[Conflict, ...]:
    """Conflicts in corrected texts, told in places of the original texts and named by their fingerprints.

    Those that a comment in one of the documents ignores say so.
    """

    @lru_cache(maxsize=_HOMES)
    def home_of(name: str) -> _Home:
        report = report_of(name)
        return _Home(report.document, report.applied, read_ignores(report.document))

    prints = Fingerprints("")
    conflicts = []
    for conflict in found:
        evidence = tuple(home_of(e.document).evidence(e) if e.document else e for e in conflict.evidence)
        suggestion = conflict.suggestion
        if suggestion is not None:
            suggestion = home_of(conflict.evidence[0].document).edit(suggestion)
        # Another copy of an article makes no other conflict.
        said = [e for e in evidence if not claims_stage.is_copy(e)]
        parts = [part for e in said for part in (e.document, e.quote, e.fact)]
        key = prints.next_of(f"conflict:{conflict.kind}", *parts)
        ignored = any(e.document and home_of(e.document).ignores_conflict(conflict.kind, e) for e in evidence)
        status = "ignored" if ignored else conflict.status
        conflicts.append(replace(conflict, evidence=evidence, suggestion=suggestion, fingerprint=key, status=status))
    return tuple(conflicts)


def judged(
    examined: Sequence[Examined], conflicts: Sequence[Conflict], config: Config
) -> tuple[tuple[Examined, ...], tuple[Conflict, ...]]:
    """The conflicts with the remarks of the configured judge, if there is one.

    What it could not judge is told in `unchecked` of the documents that have conflicts. Raises UsageError when its
    configuration is wrong.
    """
    done, unjudged = remarked(conflicts, config)
    told = (
        replace(e, report=with_unchecked(e.report, unjudged[e.report.document.name]))
        if e.report.document.name in unjudged
        else e
        for e in examined
    )
    return tuple(told), done


def remarked(conflicts: Sequence[Conflict], config: Config) -> tuple[tuple[Conflict, ...], dict[str, str]]:
    """As `judged`, without the documents: the sentence that goes into `unchecked`, by the name of the document."""
    done = ask_judge(conflicts, config.judge)
    if not done.unchecked:
        return done.conflicts, {}
    spoken = dict.fromkeys(e.document for c in conflicts if c.status == "conflict" for e in c.evidence if e.document)
    return done.conflicts, dict.fromkeys(spoken, done.unchecked)


def with_unchecked(report: Report, sentence: str) -> Report:
    """The report with one more thing that was not checked."""
    return replace(report, unchecked=(*report.unchecked, sentence))


def with_conflicts(report: Report, conflicts: Iterable[Conflict]) -> Report:
    """The report with those of `conflicts` that have evidence in its document."""
    name = report.document.name
    return replace(report, conflicts=tuple(c for c in conflicts if any(e.document == name for e in c.evidence)))


def decided(report: Report, decisions: Sequence[Decision]) -> Report:
    """The report with `decisions` (one for each correction, in order) in place of its own, and its edits made anew.

    What people decided goes before what the policy decided where both want one place; edits that lose are told in
    `applied.skipped`. Raises ValueError when the decisions are not those of the report's corrections.
    """
    ordered = sorted(decisions, key=lambda decision: decision.by.startswith("policy:"))
    edits = [KeyedEdit(decision.key, decision.fix) for decision in ordered if decision.fix is not None]
    return replace(report, decisions=tuple(decisions), applied=apply_edits(report.document.text, edits))


@dataclass(frozen=True, slots=True)
class _Home:
    """Brings places of a corrected text back to its source document."""

    document: Document
    applied: Applied
    ignores: Ignores

    def ignores_conflict(self, kind: str, evidence: Evidence) -> bool:
        """Whether a comment in the document ignores conflicts of this kind at the place of evidence."""
        return evidence.span is not None and self.ignores.cover(f"conflict:{kind}", evidence.span)

    def _place(self, span: Span) -> tuple[Span, str]:
        old = self.applied.source_map.to_old(span)
        return old, old.of(self.document.text)

    def figure(self, figure: Figure) -> Figure:
        span, text = self._place(figure.span)
        return replace(figure, span=span, text=text)

    def claim(self, claim: Claim) -> Claim:
        figure = self.figure(claim.figure) if claim.figure else None
        return replace(claim, span=self._place(claim.span)[0], figure=figure)

    def evidence(self, evidence: Evidence) -> Evidence:
        assert evidence.span is not None
        span, quote = self._place(evidence.span)
        figure = self.figure(evidence.figure) if evidence.figure else None
        return replace(evidence, span=span, quote=quote, figure=figure)

    def edit(self, edit: Edit) -> Edit | None:
        return rebase(edit, self.document.text, self.applied.text, self.applied.source_map)[0]


def clean(
    source: Source,
    *,
    facts: FactsSource = None,
    config: Config | None = None,
    grammar: bool = True,
) -> Report:
    """Correct one document and check its claims; `.applied.text` of the result is the corrected text.

    With `grammar`, LanguageTool runs for this call; where it cannot, the report's `unchecked` says so.
    Raises DocumentError for a source that is no text, UsageError for wrong facts or configuration.
    """
    from normalize.correct.grammar import grammar_session

    config = config or Config()
    check_judge(config.judge)
    document = as_document(source, max_bytes=config.max_bytes, tracked_changes=config.tracked_changes)
    settings = Settings(config=config, facts=as_facts(facts))
    if not grammar:
        settings = replace(settings, unchecked=("Grammar was not checked: it is switched off.",))
        return _clean(document, settings)
    with grammar_session(config.grammar) as session:
        return _clean(document, with_grammar(settings, session.check, session.unchecked, session.service))


def with_grammar(settings: Settings, check: Grammar | None, unchecked: str, service: str) -> Settings:
    """The settings with a grammar checker, or with the sentence that says why there is none."""
    return replace(
        settings,
        grammar=check,
        unchecked=settings.unchecked + ((unchecked,) if unchecked else ()),
        services=settings.services + ((service,) if service else ()),
    )


def _clean(document: Document, settings: Settings) -> Report:
    examined = examine(document, settings)
    (examined,), conflicts = judged([examined], compare([examined], settings.facts), settings.config)
    return with_conflicts(examined.report, conflicts)


def repair_spacing(text: str, *, language: str = "en") -> str:
    """`text` with its safe spacing repairs: spaces, soft hyphens, sentence marks, and case at a repaired boundary.

    Raises UsageError for a language that has no spacing model.
    """
    settings = Settings(
        config=Config(language=language), rules=tuple(rule for rule in load_rules() if rule.spacing_engine)
    )
    return correct(document_from_text(text), settings, (Phase.SPACING,)).applied.text


def find_figures(text: str) -> list[Figure]:
    """The figures of a text, in order; the conventions are those of `Figure`."""
    return list(read_figures(document_from_text(text)))


def find_conflicts(documents: Iterable[Source], facts: FactsSource = None) -> list[Conflict]:
    """Conflicts within and across documents and against facts; evidence names documents by their path or name.

    Raises DocumentError for a source that is no text, UsageError for wrong facts.
    """
    settings = Settings(facts=as_facts(facts))
    named = _with_own_names(as_document(source) for source in documents)
    return list(compare([examine(document, settings) for document in named], settings.facts))


def _with_own_names(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents, later ones of a name numbered (`text`, `text-2`): evidence tells documents apart by name."""
    seen: Counter[str] = Counter()
    for document in documents:
        seen[document.name] += 1
        count = seen[document.name]
        yield document if count == 1 else replace(document, name=f"{document.name}-{count}")
