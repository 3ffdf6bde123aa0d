"""Quality and growth of the claims engine.

usage: python bench/claims.py [--stories F] [--summedits F …] [--rte F] [--sizes 1000 10000 100000]

Stories: JSON lines with `docs`, `facts` and `conflicts` (kind and quotations). SummEdits: JSON lists of document,
summary, label and original summary. RTE: a JSON list of premise, hypothesis and label. What is not given or not
there is said and left out; growth needs no data.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from normalize.claims import Reading, compare_all, find_conflicts, read_claims
from normalize.facts import load_facts
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Conflict, Facts


def read(name: str, text: str, facts: Facts) -> Reading:
    document = document_from_text(text, name)
    return read_claims(document, read_figures(document), facts)


def flagged(texts: dict[str, str], facts: Facts) -> list[Conflict]:
    found = find_conflicts([read(name, text, facts) for name, text in texts.items()], facts)
    return [conflict for conflict in found if conflict.confidence != "review"]


def hit(conflict: Conflict, quote: dict[str, str], texts: dict[str, str]) -> bool:
    if quote["doc"] == "facts":
        return any(e.fact == quote["quote"] for e in conflict.evidence)
    start = texts[quote["doc"]].index(quote["quote"])
    end = start + len(quote["quote"])
    return any(
        e.span is not None and e.document == quote["doc"] and e.span.start < end and start < e.span.end
        for e in conflict.evidence
    )


def stories(path: Path) -> str:
    gold = found = said = right = kinds = clean = quiet = 0
    for line in path.read_text(encoding="utf8").splitlines():
        story = json.loads(line)
        texts = {d["name"]: d["text"] for d in story["docs"]}
        conflicts = flagged(texts, load_facts(story["facts"]) if story["facts"] else Facts())
        rows = [[all(hit(c, q, texts) for q in g["evidence"]) for g in story["conflicts"]] for c in conflicts]
        gold, said = gold + len(story["conflicts"]), said + len(conflicts)
        right += sum(map(any, rows))
        for number, wanted in enumerate(story["conflicts"]):
            which = [c for c, row in zip(conflicts, rows, strict=True) if row[number]]
            found += bool(which)
            kinds += any(c.kind == wanted["kind"] for c in which)
        quiet += not story["conflicts"]
        clean += not story["conflicts"] and not conflicts
    return (
        f"precision {right / max(1, said):.3f}  recall {found / max(1, gold):.3f}  "
        f"kind {kinds / max(1, found):.3f}  clean {clean}/{quiet}"
    )


def across(a: str, b: str) -> bool:
    found = flagged({"document": a, "summary": b}, Facts())
    return any(len({e.document for e in conflict.evidence}) > 1 for conflict in found)


def digits(text: str) -> list[str]:
    return sorted(re.findall(r"\d[\d.,]*", text))


def summedits(path: Path) -> str:
    pairs = json.loads(path.read_text(encoding="utf8"))
    seen = [(pair, across(pair["doc"], pair["summary"])) for pair in pairs]
    good = [flag for pair, flag in seen if int(pair["label"]) == 1]
    bad = [flag for pair, flag in seen if int(pair["label"]) == 0]
    numeric = [
        flag
        for pair, flag in seen
        if int(pair["label"]) == 0 and digits(pair["summary"]) != digits(pair["original_summary"])
    ]
    chance = random.Random(7)
    sample = [(pair, chance.choice(pairs)) for pair in chance.sample(pairs, min(300, len(pairs)))]
    unrelated = [across(p["doc"], q["original_summary"]) for p, q in sample if p["doc"] != q["doc"]]
    hits, wrong = sum(numeric), sum(good)
    balanced = 50 * (sum(bad) / max(1, len(bad)) + 1 - wrong / max(1, len(good)))
    return (
        f"numeric precision {hits / max(1, hits + wrong):.3f} recall {hits / max(1, len(numeric)):.3f} "
        f"(n {len(numeric)})  balanced accuracy {balanced:.1f}  "
        f"unrelated flagged {sum(unrelated) / max(1, len(unrelated)):.3f}"
    )


def rte(path: Path) -> str:
    pairs: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf8"))
    keys = {key.lower(): key for key in pairs[0]}
    one, two = (next(keys[k] for k in names if k in keys) for names in (("premise", "text", "t"), ("hypothesis", "h")))
    label = next(keys[k] for k in ("label3", "label", "gold_label", "entailment") if k in keys)
    seen = [(across(str(p[one]), str(p[two])), _contradicts(p[label])) for p in pairs]
    said, right = sum(f for f, _ in seen), sum(f and g for f, g in seen)
    return f"precision {right / max(1, said):.3f} of {said}  recall {right / max(1, sum(g for _, g in seen)):.3f}"


def _contradicts(label: object) -> bool:
    return str(label).lower() in ("contradiction", "no", "2")


SYLLABLES = ("bran", "del", "fosk", "grim", "hult", "jev", "kopp", "lund", "mex", "nur", "pyll", "quar", "rost", "sti")


def club(number: int) -> str:
    """A made-up name; no two of them differ by a slip of the pen."""
    size = len(SYLLABLES)
    digits = [number // size**place % size for place in range(4)]
    digits.append(sum(digits) % size)
    return "".join(SYLLABLES[digit] for digit in digits).capitalize() + " Rovers"


def generated(number: int) -> Iterable[tuple[str, str]]:
    """Short articles about made-up clubs, two on each; every tenth pair disagrees on the seats of its stadium."""
    for at in range(number):
        pair = at // 2
        seats, cost = 1000 + 7 * (pair % 900), 2 + pair % 90
        seats += 7 * (at % 2) * (pair % 10 == 0)
        yield (
            f"{at}.txt",
            f"{club(pair)} opened a new stadium on {1 + pair % 28} May 2021. The stadium has {seats} seats and cost "
            f"£{cost} million.\n\nThe club bought the site from the council in {1990 + pair % 20}. Ticket prices "
            f"remain unchanged {('this season', 'for now')[at % 2]}, and the club {('employs', 'pays')[at % 2]} "
            f"{30 + pair % 40} people.",
        )


def growth(sizes: list[int]) -> None:
    """Processor time a document (what else the machine does is left out) and the most memory of each size."""
    for size in sizes:
        # Each size in a process of its own: memory that one has used is not given back.
        child = multiprocessing.get_context("spawn").Process(target=grown, args=(size,))
        child.start()
        child.join()


def grown(size: int) -> None:
    reading = 0.0
    texts = generated(size)

    def readings() -> Iterable[Reading]:
        nonlocal reading
        for name, text in texts:
            began = time.process_time()
            one = read(name, text, Facts())
            reading += time.process_time() - began
            yield one

    # What the first text loads is not the cost of a document.
    read("warm", next(iter(generated(1)))[1], Facts())
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        found = compare_all(readings(), Facts(), Path(folder))
    rest = time.process_time() - began - reading
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{size:>7} documents: read {1000 * reading / size:.2f} ms, compared {1000 * rest / size:.3f} ms a document; "
        f"{len(found)} conflicts; {memory:.2f} GB",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--stories", type=Path)
    parser.add_argument("--summedits", type=Path, nargs="*", default=[])
    parser.add_argument("--rte", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000])
    options = parser.parse_args()
    jobs = [(stories, options.stories), *((summedits, path) for path in options.summedits), (rte, options.rte)]
    for job, path in jobs:
        if path is None:
            print(f"{job.__name__}: no file given")
        elif not path.is_file():
            print(f"{job.__name__}: {path} is not there")
        else:
            print(f"{job.__name__} {path.stem}: {job(path)}")
    growth(options.sizes)


if __name__ == "__main__":
    main()
