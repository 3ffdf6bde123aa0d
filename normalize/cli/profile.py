"""Where the processor time of a run went, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from normalize.stopwatch import Stopwatch

#: So many rules are listed, the dearest first.
RULES = 10


def profile_text(watch: Stopwatch) -> str:
    """A table of stages in the order in which they first ran, and the dearest rules."""
    return "\n".join(_lines(watch))


def _lines(watch: Stopwatch) -> Iterator[str]:
    total = sum(watch.stages.values())
    yield f"Processor time of {watch.documents:,} documents, {watch.size / 1e6:.3f} MB, in one process"
    yield f"{'stage':34}{'seconds':>9}{'share':>8}{'ms/kB':>9}"
    yield from _rows(watch.stages, total, watch.size)
    yield from _rows({"all": total}, total, watch.size)
    if watch.size and total:
        yield f"{watch.size / 1e6 / total:.2f} MB a second"
    dearest = dict(sorted(watch.rules.items(), key=lambda item: -item[1])[:RULES])
    yield f"{'the dearest rules':34}{'seconds':>9}{'share':>8}{'ms/kB':>9}"
    yield from _rows(dearest, total, watch.size)


def _rows(sums: Mapping[str, float], total: float, size: int) -> Iterator[str]:
    for name, seconds in sums.items():
        share = 100 * seconds / total if total else 0.0
        yield f"{name:34}{seconds:9.3f}{share:7.1f}%{1e6 * seconds / size if size else 0.0:9.3f}"
