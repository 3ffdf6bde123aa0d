"""Ask about each conflict; an opinion may make it less sure and add a remark, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from normalize.config import JudgeConfig
from normalize.errors import ServiceError
from normalize.judge.address import check_judge, endpoint, host, is_on
from normalize.judge.answer import Opinion, RefusedAnswerError, Verdict, read_answer
from normalize.judge.cache import keep, kept
from normalize.judge.client import ask
from normalize.judge.question import Question, question
from normalize.model import Conflict

#: One step down; arithmetic and the user's own facts stay above what is only worth a look.
_LESS_SURE = {"certain": "likely", "likely": "review", "review": "review"}
_SAID = {
    Verdict.CONFLICT: "a conflict all the same",
    Verdict.UNCLEAR: "unclear",
    Verdict.NO_CONFLICT: "no conflict",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """The conflicts in the order given, each with at most a lower confidence and a longer caveat.

    `unchecked` is a sentence about the conflicts that the judge could not be asked about, or empty.
    """

    conflicts: tuple[Conflict, ...]
    unchecked: str = ""


def judge(conflicts: Sequence[Conflict], config: JudgeConfig) -> Judged:
    """The conflicts as a judge sees them, the surest first while `max_candidates` lasts; unchanged without a judge.

    An answer is used only when it has the exact form and quotes every passage letter by letter. A server that fails is
    not asked again. Raises UsageError when the configuration of the judge is wrong.
    """
    given = tuple(conflicts)
    if not is_on(config):
        return Judged(given)
    check_judge(config)
    order = [n for level in _LESS_SURE for n, c in enumerate(given) if (c.status, c.confidence) == ("conflict", level)]
    judged, problems, failure = list(given), dict[str, int](), ""
    for number in order[: config.max_candidates]:
        asked = question(given[number])
        try:
            if asked is None:
                raise RefusedAnswerError("a passage is too long to be sent")
            judged[number] = _annotated(given[number], _opinion(asked, config, failure), config.model)
        except ServiceError as error:
            failure = failure or str(error)
            problems[failure] = problems.get(failure, 0) + 1
        except RefusedAnswerError as error:
            problems[str(error)] = problems.get(str(error), 0) + 1
    if len(order) > config.max_candidates:
        problems["there are more than judge.max_candidates"] = len(order) - config.max_candidates
    return Judged(tuple(judged), _sentence(problems, len(order), config))


def _opinion(asked: Question, config: JudgeConfig, failure: str) -> Opinion:
    """The opinion from the cache or the server. After a `failure` of the server only the cache is asked."""
    key = asked.key(endpoint(config), config.model)
    old = kept(key)
    if old is not None:
        try:
            return read_answer(old, asked)
        except RefusedAnswerError:
            pass  # damaged or changed on disk: ask anew
    if failure:
        raise ServiceError(failure)
    answer = ask(asked, config)
    opinion = read_answer(answer, asked)
    keep(key, answer)
    return opinion


def _annotated(conflict: Conflict, opinion: Opinion, model: str) -> Conflict:
    remark = f"Judged by {model}: {_SAID[opinion.verdict]} ({opinion.reason.rstrip('.')})."
    confidence = conflict.confidence
    if opinion.verdict is Verdict.NO_CONFLICT:
        confidence = _LESS_SURE[confidence]
    return replace(conflict, confidence=confidence, caveat=f"{conflict.caveat} {remark}".strip())


def _sentence(problems: dict[str, int], total: int, config: JudgeConfig) -> str:
    if not problems:
        return ""
    missed = sum(problems.values())
    why = "; ".join(problems)
    conflicts = "conflict" if total == 1 else "conflicts"
    stay = "stays as it was" if missed == 1 else "stay as they were"
    judged = f"The judge {config.model} at {host(config)} judged {total - missed} of {total} {conflicts}"
    return f"{judged}; the rest {stay}: {why}."
