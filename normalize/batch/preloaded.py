"""Imported once by the process that workers are forked from: what they need is loaded before the fork.

Each worker then starts within milliseconds, and what was loaded is shared between all of them. Where processes cannot
be forked, nothing imports this module and each worker loads what it needs.
"""

from __future__ import annotations

from contextlib import suppress

from normalize.batch.warm import warm
from normalize.forked import loaded
from normalize.garbage import look_seldom

# A fault here would end the process that workers come from; the worker that meets the same fault can tell of it.
with suppress(Exception):
    warm()
look_seldom()
loaded()
