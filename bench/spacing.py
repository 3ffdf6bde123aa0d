"""Score `repair_spacing` on whitespace-correction benchmarks beside other packages, with its speed.

    python bench/spacing.py DATA [--lines N] [--rival-lines N] [--held-back FILE…]

DATA holds one folder a set, each with `corrupt.txt` and `correct.txt`, and perhaps `joins.jsonl`. A document is a
block of twenty lines joined by blank lines, one call a block; the same is then done with one call a line.
The score is micro F1 over inserted and deleted spaces, as in ad-freiburg/text-correction-benchmarks.
Rivals see each line without its spaces.
`--held-back` names text files with one paragraph a line: everything that is changed there is counted.
`--light` names files of the same form: twenty paragraphs are a document, which loses three spaces between words, and
how many of them come back is counted, as little damage is what articles have.
`--languagetool` asks LanguageTool with its defaults about the same correct text, and counts its suggestions that do
nothing but part or join words.
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from normalize import repair_spacing

BLOCK = 20
LOST = 3  # spaces of a lightly damaged document
Corrector = Callable[[str], str]


@dataclass
class Score:
    """Counts of right, wrong and missed changes, and what they took."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    exact: int = 0
    lines: int = 0
    altered: int = 0
    characters: int = 0
    seconds: float = 0.0

    def add(self, corrupt: str, predicted: str, correct: str) -> None:
        """Count one line."""
        letters, seen = gaps(corrupt)
        letters_predicted, put = gaps(predicted)
        letters_correct, true = gaps(correct)
        self.altered += letters != letters_predicted and letters_predicted != letters_correct
        wanted, done = seen ^ true, seen ^ put
        self.right += len(wanted & done)
        self.wrong += len(done - wanted)
        self.missed += len(wanted - done)
        self.exact += predicted.strip() == correct.strip()
        self.lines += 1

    @property
    def f1(self) -> float:
        """Micro F1 in per cent."""
        return 200 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    @property
    def speed(self) -> float:
        """Characters a second of CPU time."""
        return self.characters / max(1e-9, self.seconds)


def gaps(line: str) -> tuple[str, set[int]]:
    """The characters without spaces, and before which of them a space stands."""
    line = unicodedata.normalize("NFKC", re.sub(r"\s+", " ", line).strip())
    found, count = set(), 0
    for char in line:
        if char.isspace():
            found.add(count)
        else:
            count += 1
    return "".join(line.split()), found


def read_lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def score_set(folder: Path, correct_with: Corrector, block: int, lines: int) -> Score:
    """Score one set, `block` lines a call."""
    corrupt, correct = (read_lines(folder / name)[:lines] for name in ("corrupt.txt", "correct.txt"))
    score = Score()
    for at in range(0, len(corrupt), block):
        part = corrupt[at : at + block]
        began = time.process_time()
        predicted = correct_with("\n\n".join(part)).split("\n\n")
        score.seconds += time.process_time() - began
        score.characters += sum(map(len, part))
        if len(predicted) != len(part):
            raise SystemExit(f"{folder.name}: the lines from {at + 1} on came back as {len(predicted)} lines")
        for triple in zip(part, predicted, correct[at : at + block], strict=True):
            score.add(*triple)
    return score


def score_clean(lines: list[str], block: int) -> tuple[int, int, float]:
    """Edits in text that is right, its words, and characters a second."""
    edits = words = characters = 0
    seconds = 0.0
    for at in range(0, len(lines), block):
        text = "\n\n".join(lines[at : at + block])
        began = time.process_time()
        after = repair_spacing(text)
        seconds += time.process_time() - began
        words += len(text.split())
        characters += len(text)
        for old, new in zip(text.split("\n\n"), after.split("\n\n"), strict=True):
            if old != new:
                steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
                edits += sum(step[0] != "equal" for step in steps)
    return edits, words, characters / max(1e-9, seconds)


def score_light(lines: list[str], lost: int) -> Score:
    """Score documents of twenty paragraphs that have lost so many spaces between words, the same ones each time."""
    chance, score = random.Random(1), Score()
    for at in range(0, len(lines), BLOCK):
        part = lines[at : at + BLOCK]
        text = "\n\n".join(part)
        places = [found.start() for found in re.finditer(r"(?<=[^\W\d_]) (?=[^\W\d_])", text)]
        damaged = list(text)
        for place in chance.sample(places, min(lost, len(places))):
            damaged[place] = ""
        seen = "".join(damaged)
        for triple in zip(seen.split("\n\n"), repair_spacing(seen).split("\n\n"), part, strict=True):
            score.add(*triple)
    return score


def count_suggested_splits(paragraphs: list[str], address: str) -> tuple[int, int]:
    """Suggestions of LanguageTool's defaults that change nothing but spaces, and the words they were sought in."""
    import language_tool_python

    splits = words = 0
    with language_tool_python.LanguageTool("en-US", remote_server=address) as tool:
        for paragraph in paragraphs:
            words += len(paragraph.split())
            for match in tool.check(paragraph):
                seen = paragraph[match.offset : match.offset + match.error_length]
                first = match.replacements[0] if match.replacements else seen
                splits += (
                    first != seen and "".join(first.split()) == "".join(seen.split()) and seen.split() != first.split()
                )
    return splits, words


def project(segmented: Iterable[str], line: str) -> str:
    """Put the spaces between `segmented` pieces into `line`, whose other characters may have been dropped."""
    solid = "".join(line.split())
    out, at = [], 0
    for piece in segmented:
        if out and out[-1] != " ":
            out.append(" ")
        for char in piece:
            while at < len(solid) and solid[at].lower() != char.lower():
                out.append(solid[at])
                at += 1
            if at < len(solid):
                out.append(solid[at])
                at += 1
        while at < len(solid) and not solid[at].isalnum():
            out.append(solid[at])
            at += 1
    return "".join([*out, solid[at:]])


def rivals() -> dict[str, Corrector]:
    """The packages that are installed, as correctors of one line."""
    found: dict[str, Corrector] = {}
    try:
        import wordsegment

        wordsegment.load()
        found["wordsegment"] = lambda line: project(wordsegment.segment(line), line)
    except ImportError:
        print("wordsegment is not installed: pip install 'normalize[bench]'", file=sys.stderr)
    try:
        import wordninja

        found["wordninja"] = lambda line: project(wordninja.split("".join(line.split())), line)
    except ImportError:
        print("wordninja is not installed: pip install 'normalize[bench]'", file=sys.stderr)
    try:
        from importlib.resources import files

        from symspellpy import SymSpell

        speller = SymSpell(max_dictionary_edit_distance=0)
        speller.load_dictionary(str(files("symspellpy") / "frequency_dictionary_en_82_765.txt"), 0, 1)
        found["symspellpy"] = lambda line: project(
            speller.word_segmentation("".join(line.split()).lower(), max_edit_distance=0).segmented_string.split(), line
        )
    except ImportError:
        print("symspellpy is not installed: pip install 'normalize[bench]'", file=sys.stderr)
    return found


def score_joins(path: Path) -> str:
    """Faulty lines that come out right, protected lines that stay, one call a line."""
    right = faulty = kept = protected = 0
    for line in read_lines(path):
        case = json.loads(line)
        after = repair_spacing(case["corrupt"])
        good = after in (case["correct"], *case.get("accept", ()))
        if case["kind"].startswith("protected"):
            protected, kept = protected + 1, kept + good
        else:
            faulty, right = faulty + 1, right + good
    return f"joins: {right} of {faulty} faulty lines right, {kept} of {protected} protected lines untouched"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--lines", type=int, default=10_000, help="lines of each set for this package")
    parser.add_argument("--rival-lines", type=int, default=100, help="lines of each set for the others; they are slow")
    parser.add_argument(
        "--held-back", type=Path, nargs="*", default=[], help="files of correct text, a paragraph a line"
    )
    parser.add_argument("--light", type=Path, nargs="*", default=[], help="the same, to be damaged lightly")
    parser.add_argument("--languagetool", action="store_true", help="ask LanguageTool about the correct text as well")
    options = parser.parse_args()
    sets = sorted(path.parent for path in options.data.glob("*/corrupt.txt"))
    if not sets:
        parser.error(f"{options.data} holds no folder with corrupt.txt and correct.txt: name the benchmark's folder")
    repair_spacing("Load the model before the clock runs.")
    others = rivals()
    print(f"| set | normalize, blocks of {BLOCK} | a line a call | chars/s | " + " | ".join(others) + " |")
    print("|---" * (4 + len(others)) + "|")
    for folder in sets:
        blocks = score_set(folder, repair_spacing, BLOCK, options.lines)
        lines = score_set(folder, repair_spacing, 1, options.lines)
        cells = [f"{blocks.f1:.1f}", f"{lines.f1:.1f}", f"{blocks.speed:,.0f}"]
        for corrector in others.values():
            score = score_set(folder, corrector, 1, options.rival_lines)
            cells.append(f"{score.f1:.1f} ({score.speed:,.0f}/s)")
        print(f"| {folder.name} | " + " | ".join(cells) + " |", flush=True)
    for folder in sets:
        edits, words, speed = score_clean(read_lines(folder / "correct.txt")[: options.lines], BLOCK)
        print(f"correct side of {folder.name}: {1e4 * edits / words:.1f} edits per 10,000 words, {speed:,.0f} chars/s")
    for path in options.held_back:
        edits, words, speed = score_clean([line for line in read_lines(path) if line], BLOCK)
        print(f"{path.name}: {1e4 * edits / words:.1f} edits per 10,000 words, {speed:,.0f} chars/s")
    for path in options.light:
        light = score_light([line for line in read_lines(path) if line], LOST)
        print(
            f"{path.name}, {LOST} spaces lost in {BLOCK} paragraphs: {light.right} of {light.right + light.missed} "
            f"come back, {light.wrong} other changes"
        )
    if options.languagetool:
        from servers import plain_server

        with plain_server() as server:
            for path in (*(folder / "correct.txt" for folder in sets), *options.held_back):
                paragraphs = [line for line in read_lines(path) if line][: options.lines]
                began = server.seconds
                splits, words = count_suggested_splits(paragraphs, server.address)
                rate = sum(map(len, paragraphs)) / (server.seconds - began)
                print(
                    f"LanguageTool on {path.parent.name}/{path.name}: {1e4 * splits / words:.1f} splits or joins "
                    f"suggested per 10,000 words, {rate:,.0f} chars/s",
                    flush=True,
                )
    joins = options.data / "joins.jsonl"
    for path in (joins, options.data.parent / "joins.jsonl"):
        if path.is_file():
            print(score_joins(path))
            break


if __name__ == "__main__":
    main()
