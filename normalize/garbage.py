"""How often a process of ours looks for values that hold nothing but each other."""

from __future__ import annotations

import gc

#: New values between two looks, and looks between two that go further back. Reading an article makes thousands of
#: values and hardly ever a circle of them; Python's own 700 costs a fifteenth of the whole work.
_THRESHOLDS = (10_000, 20, 20)


def look_seldom() -> None:
    """Look seldom, and never again at what is loaded by now. For processes of our own: it counts for all in them."""
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
