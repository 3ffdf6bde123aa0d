"""Make faulty text from correct text: the noise model.

A document draws one kind of damage and its rates; each paragraph then scales them. Kinds and their shares:

| kind | share | spaces lost | spaces added |
|---|---|---|---|
| clean | 0.22 | none | none |
| light | 0.25 | 0.2 to 2 % | 0.02 to 0.3 % of the gaps inside words |
| medium | 0.25 | 3 to 10 % | 0.5 to 2 % |
| no spaces | 0.10 | all | none |
| few spaces | 0.03 | 40 to 95 % | 0 to 1 % |
| spread out | 0.09 | 0.5 to 5 % | one word in three to fifty has most of its letters apart |
| broken words | 0.06 | 0 to 1 % | 1 to 8 % |

Two documents in five also get letter faults (swapped, lost, doubled, replaced; OCR look-alikes) in 1 to 12 % of the
words, so that spacing is learnt on misspelt words; the letters stay as they are in the answer.
One in twenty is set in capitals.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Flags = NDArray[np.bool_]

_LOOK_ALIKE = {
    "l": "1i|",
    "i": "l1",
    "o": "0c",
    "e": "co",
    "c": "e",
    "n": "h",
    "h": "b",
    "m": "n",
    "u": "n",
    "t": "f",
    "s": "5",
    "a": "o",
}


@dataclass(frozen=True, slots=True)
class Damage:
    """Rates of one document: spaces lost per space, spaces added per other gap, share of words spread out, typos."""

    lost: float
    added: float
    spread: float
    typos: float
    capitals: bool
    varied: bool

    @property
    def extra_rate(self) -> float:
        """Spaces added per gap that has none, spread words included."""
        return self.added + 0.8 * self.spread


def draw_damage(random: np.random.Generator) -> Damage:
    """One document's damage."""
    kind = random.choice(7, p=[0.22, 0.25, 0.25, 0.10, 0.03, 0.09, 0.06])
    lost, added, spread = 0.0, 0.0, 0.0
    between = lambda low, high: float(np.exp(random.uniform(np.log(low), np.log(high))))  # noqa: E731
    if kind == 1:
        lost, added = between(0.002, 0.02), between(0.0002, 0.003)
    elif kind == 2:
        lost, added = between(0.03, 0.10), between(0.005, 0.02)
    elif kind == 3:
        lost = 1.0
    elif kind == 4:
        lost, added = random.uniform(0.4, 0.95), between(0.0005, 0.01)
    elif kind == 5:
        lost, added, spread = between(0.005, 0.05), between(0.001, 0.02), between(0.02, 0.33)
    elif kind == 6:
        lost, added = between(0.0005, 0.01), between(0.01, 0.08)
    typos = between(0.01, 0.12) if random.random() < 0.4 else 0.0
    return Damage(lost, added, spread, typos, bool(random.random() < 0.05), kind not in (0, 3))


def split_spaces(paragraph: str) -> tuple[Codes, Flags]:
    """Characters without spaces, and whether a space stands before each."""
    codes = np.frombuffer(" ".join(paragraph.split()).encode("utf-32-le", "surrogatepass"), np.uint32)
    kept = codes != 32
    before = np.concatenate(([False], codes[:-1] == 32)) if len(codes) else np.zeros(0, bool)
    return codes[kept], before[kept]


def misspell(codes: Codes, spaces: Flags, rate: float, random: np.random.Generator) -> tuple[Codes, Flags]:
    """Letter faults in about `rate` of the words."""
    chars = [chr(c) for c in codes]
    flags = spaces.tolist()
    count = random.poisson(rate * (sum(flags) + 1))
    for _ in range(count):
        if len(chars) < 4:
            break
        i = int(random.integers(1, len(chars) - 1))
        if not (chars[i].isalpha() and chars[i - 1].isalpha()):
            continue
        what = random.integers(5)
        if what == 0 and not flags[i]:
            chars[i - 1], chars[i] = chars[i], chars[i - 1]
        elif what == 1 and not flags[i]:
            del chars[i], flags[i]
        elif what == 2:
            chars.insert(i, chars[i] if random.random() < 0.5 else chr(97 + int(random.integers(26))))
            flags.insert(i + 1, False)
        elif what == 3:
            chars[i] = chr(97 + int(random.integers(26)))
        elif chars[i] in _LOOK_ALIKE:
            choices = _LOOK_ALIKE[chars[i]]
            chars[i] = choices[int(random.integers(len(choices)))]
    return np.array([ord(c) for c in chars], np.uint32), np.array(flags, np.bool_)


def damage_spaces(spaces: Flags, damage: Damage, random: np.random.Generator) -> Flags:
    """The spaces that are seen after `damage`."""
    count = len(spaces)
    scale = float(random.gamma(1.3, 1 / 1.3)) if damage.varied and damage.lost < 0.4 else 1.0
    seen = spaces & (random.random(count) >= damage.lost * scale)
    added = np.full(count, damage.added * scale)
    if damage.spread:
        word = np.cumsum(spaces)
        spread = random.random(int(word[-1]) + 1 if count else 0) < damage.spread * scale
        added[spread[word]] = random.uniform(0.5, 1.0)
    seen |= ~spaces & (random.random(count) < added)
    seen[:1] = False
    return seen
