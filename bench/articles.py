"""Made-up short articles: as many as one likes, the same ones every time, and no two alike.

    python bench/articles.py FOLDER 1000

Most sentences are sound; one article in three has a slip that is repaired, and about one in fifty contradicts another
article on a budget. Articles lie in folders of a thousand.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

FIRST = "Ana Ben Clara David Elena Femi Grace Hugo Ines Jonas Keiko Lena Mario Nadia Omar Petra Rosa Sven Tara Yusuf"
LAST = "Adler Brandt Costa Duarte Eriksen Fontaine Garner Holm Ivanova Jansen Keller Lindt Moreau Novak Okafor Perez"
KINDS = "bridge,library,school,hospital,stadium,museum,harbour,theatre,airport,market hall,power plant,swimming pool"
ROOTS = "Alba Bren Corv Dorn Elm Fern Gorst Hald Isk Jarl Kest Lorn Mard Norv Oster Perl Quist Rosk Stav Torv"
ENDS = "ford ham stead wick by mouth field bury ton dale"
MONTHS = "January March April June August October November"
SLIPS = (" the the ", " , ", " of of ")
SENTENCES = (
    "The {kind} of {town} will be rebuilt next year, the council said on Tuesday.",
    "{person}, who leads the project, called it the most important in a decade.",
    "About {count} people came to the first public meeting in {town}.",
    "The {town} {kind} has a budget of US${budget} million.",
    "Work in {town} is to begin in {month} and to last {years} years.",
    "“We have waited long enough,” said {other}, a neighbour of the site.",
    "In {year}, an earlier plan had failed because nobody could agree on who would pay for it.",
    "The number of visitors to {town} rose by {percent} percent to {count} in {year}.",
    "{other} doubts that the money will be enough, and wants to see the accounts.",
    "Until then, the old building stays open on weekdays.",
)


def article(number: int) -> str:
    """The article of this number."""
    chance = random.Random(number)
    pick = chance.choice
    # So many towns that an article shares its own with one in fifty others or so.
    subject = random.Random(-1 - number // 2 if number % 50 < 2 else number)
    root, kind = subject.choice(ROOTS.split()), subject.choice(KINDS.split(","))
    town = f"{root}{subject.choice(ENDS.split())} {subject.choice(ROOTS.split())}{subject.randrange(10_000)}"
    values = {
        "kind": kind,
        "town": town,
        "person": f"{pick(FIRST.split())} {pick(LAST.split())}",
        "other": f"{pick(FIRST.split())} {pick(LAST.split())}",
        "count": f"{chance.randrange(100, 9_000):,}",
        "budget": chance.randrange(2, 400),
        "month": pick(MONTHS.split()),
        "years": pick(("two", "three", "four", "five")),
        "year": chance.randrange(1990, 2024),
        "percent": chance.randrange(2, 40),
    }
    lines = [sentence.format(**values) for sentence in SENTENCES]
    chance.shuffle(lines)
    if chance.random() < 1 / 3:
        at = chance.randrange(len(lines))
        lines[at] = lines[at].replace(pick((" the ", ", ", " of ")), pick(SLIPS), 1)
    cut = chance.randrange(3, 6)
    return " ".join(lines[:cut]) + "\n\n" + " ".join(lines[cut:]) + "\n"


def write_articles(folder: Path, count: int) -> None:
    """The first `count` articles below `folder`."""
    for number in range(count):
        place = folder / f"{number // 1000:04d}"
        if number % 1000 == 0:
            place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06d}.txt").write_text(article(number), encoding="utf-8")


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__)
        return 2
    write_articles(Path(sys.argv[1]), int(sys.argv[2]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
