"""Every kind of statement that is compared across a batch, in the order in which conflicts are told."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from normalize.claims import change, dating, direction, order, percents, polarity, spelling, sums, values
from normalize.claims.blocks import Comparison
from normalize.claims.events import Event
from normalize.claims.measures import Measured
from normalize.model import Facts


def comparisons(facts: Facts) -> tuple[Comparison[Any], ...]:
    """The comparisons of a batch that is held against `facts`."""
    return (
        Comparison(
            "direction",
            ("relations",),
            lambda reading: reading.relations,
            direction.keys,
            direction.hits,
            direction.tell,
            lambda one: (_event(one.event), one.relation, one.doer, one.target),
        ),
        Comparison(
            "change",
            ("changes",),
            lambda reading: reading.changes,
            change.keys,
            change.hits,
            change.tell,
            lambda one: (_event(one.event), one.state, one.topic),
        ),
        Comparison(
            "polarity",
            ("stances",),
            lambda reading: reading.stances,
            polarity.keys,
            polarity.hits,
            polarity.tell,
            lambda one: (_event(one.event), one.key, one.sign, one.topic),
        ),
        Comparison(
            "order",
            ("orders",),
            lambda reading: reading.orders,
            order.keys,
            order.hits,
            order.tell,
            lambda one: (one.quote, one.first, one.second),
            once=True,
        ),
        Comparison(
            "dating",
            ("dated",),
            lambda reading: reading.dated,
            dating.keys,
            dating.hits,
            dating.tell,
            lambda one: (one.quote, one.key, one.names, dating.written(one.when)),
            excused=dating.also_dated,
        ),
        Comparison(
            "values",
            ("measured",),
            lambda reading: reading.measured,
            values.keys,
            values.hits,
            values.tell,
            _measured,
            once=True,
            excused=values.also_said,
        ),
        Comparison(
            "shifts",
            ("shifts",),
            lambda reading: reading.shifts,
            percents.shift_keys,
            percents.shift_hits,
            percents.tell_shift,
            lambda one: (one.quote, one.low, one.high, one.names),
            once=True,
        ),
        Comparison(
            "tables",
            ("columns", "measured"),
            lambda reading: (*reading.columns, *reading.measured),
            sums.table_keys,
            sums.table_hits,
            sums.tell_table,
            lambda one: _measured(one) if isinstance(one, Measured) else (one.heading, one.low, one.high, one.topic),
        ),
        Comparison(
            "names",
            ("mentions",),
            lambda reading: reading.mentions,
            spelling.keys_beside(facts),
            spelling.hits,
            spelling.tell,
            lambda one: one.words,
        ),
    )


def _event(event: Event) -> Hashable:
    return event.quote, event.root, event.negated, event.speaker


def _measured(claim: Measured) -> Hashable:
    return claim.quote, claim.figure.text, claim.unit, claim.names, claim.heads, claim.speaker
