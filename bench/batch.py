"""What a batch costs: normalize by stage, beside its peers on the same files, and beside LanguageTool by itself.

    python bench/batch.py PATH [--words 40000] [--warm 60000] [--only stages peers languagetool requests]

PATH is a CSV file with a column `text`, a text file with a paragraph a line (`.xz` or plain), or a folder of articles.
All figures are processor time, of every process that works, because the machines are busy. LanguageTool is compared on
fresh text: each side has a server of its own, warmed up with as many words as the other, and every second article.
How runs grow with their documents, their memory, and cold and warm runs are measured by `bench/scale.py`.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from language_tool_python import LanguageTool
from prose import read_articles, stretch, words_in
from servers import Measured, own_server, plain_server

from normalize.correct.grammar import connect
from normalize.correct.grammar.client import Piece
from normalize.correct.grammar.connection import Connection
from normalize.correct.grammar.server import MANY_DOCUMENTS
from normalize.correct.rule import Context
from normalize.ingest import document_from_text
from normalize.pipeline import Settings, examine
from normalize.stopwatch import Stopwatch

SECTIONS = ("stages", "peers", "languagetool", "requests")
FTFY = "import sys, ftfy; [ftfy.fix_text(open(name, encoding='utf-8').read()) for name in sys.argv[1:]]"
#: Documents that are worked through before anything counts.
FIRST = 5
SIZES = (200, 2_000, 20_000)


@dataclass(frozen=True, slots=True)
class Cost:
    """Words and bytes that were worked through, and the processor seconds that it took."""

    words: int
    size: int
    seconds: float

    def row(self, name: str) -> str:
        """The line of a table: megabytes and words for each processor second."""
        return f"| {name} | {self.size / 1e6 / self.seconds:.3f} | {self.words / self.seconds:,.0f} |"


def cost(texts: Sequence[str], seconds: float) -> Cost:
    """What it cost to work through `texts`."""
    return Cost(words_in(texts), sum(len(text.encode()) for text in texts), seconds)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--words", type=int, default=40_000, help="words of each measured stretch")
    parser.add_argument(
        "--warm", type=int, default=60_000, help="words that each LanguageTool server is warmed up with"
    )
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=SECTIONS)
    options = parser.parse_args()
    articles = read_articles(options.path)
    print(f"{options.path.name}: {len(articles)} articles, {words_in(articles):,} words")
    if "stages" in options.only:
        stages(stretch(articles, options.words))
    if "peers" in options.only:
        peers(stretch(articles, options.words))
    if "languagetool" in options.only:
        languagetool(articles, options.warm, options.words)
    if "requests" in options.only:
        requests(articles, options.warm, options.words // 2)
    return 0


def own_seconds(work: Callable[[], object]) -> float:
    """The processor time of this process for a piece of work."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def stages(texts: Sequence[str]) -> None:
    """normalize without LanguageTool, document by document, in this process."""
    watch = Stopwatch()
    settings = Settings(watch=watch)
    documents = [document_from_text(text) for text in texts]
    for document in documents[:FIRST]:
        examine(document, settings)  # loads what is loaded once
    watch.stages.clear()
    seconds = own_seconds(lambda: [examine(document, settings) for document in documents])
    print("\n| stage, without LanguageTool | MB a processor-second | words a processor-second |\n|---|---:|---:|")
    for name, took in sorted(watch.stages.items(), key=lambda stage: -stage[1]):
        print(cost(texts, max(took, 1e-9)).row(name))
    print(cost(texts, seconds).row("all together"))
    print(f"\nmemory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


def peers(texts: Sequence[str]) -> None:
    """Programs over the same files, their start included, each as it comes."""
    print("\n| program, on the same files | MB a processor-second | words a processor-second |\n|---|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, text in enumerate(texts):
            file = Path(folder) / f"{number:05}.txt"
            file.write_text(text, encoding="utf-8")
            files.append(str(file))
        (Path(folder) / ".vale.ini").write_text("MinAlertLevel = suggestion\n[*.txt]\nBasedOnStyles = Vale\n")
        for name, command in commands(Path(folder)):
            seconds = child_seconds([*command, *files], Path(folder))
            print(f"| {name} | not to be had here | |" if seconds is None else cost(texts, seconds).row(name))


def commands(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The programs, with what goes before the files."""
    python, beside = sys.executable, Path(sys.executable).parent
    yield (
        "normalize check --no-grammar",
        [python, "-m", "normalize", "check", "--no-grammar", "--jobs", "1", "--format", "jsonl"],
    )
    yield "codespell", [str(beside / "codespell")]
    yield "proselint", [str(beside / "proselint"), "check"]
    yield "vale (its own style)", [shutil.which("vale") or str(beside / "vale"), "--config", str(folder / ".vale.ini")]
    yield "ftfy", [python, "-c", FTFY]


def child_seconds(command: list[str], folder: Path) -> float | None:
    """The processor time of a program; None when there is no such program or it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    except OSError:
        return None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if "Traceback" in done.stderr:
        return None
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def languagetool(articles: Sequence[str], warm: int, words: int) -> None:
    """Our checker beside the package called once a paragraph, in turns over fresh text."""
    ours, theirs = articles[::2], articles[1::2]
    half = [stretch(side, warm) for side in (ours, theirs)]
    fresh = [stretch(side[len(done) :], words) for side, done in zip((ours, theirs), half, strict=True)]
    print("\n| LanguageTool, fresh text | MB a processor-second | words a processor-second |\n|---|---:|---:|")
    with own_server(MANY_DOCUMENTS) as own, plain_server() as plain:
        check = connect(own.address)
        tool = LanguageTool("en-US", remote_server=plain.address.rstrip("/"))

        def with_ours(texts: Sequence[str]) -> None:
            for text in texts:
                list(check(document_from_text(text), Context()))

        def by_paragraph(texts: Sequence[str]) -> None:
            for text in texts:
                for paragraph in filter(None, map(str.strip, text.split("\n\n"))):
                    tool.check(paragraph)

        sides = (("normalize", own, with_ours), ("language_tool_python, once a paragraph", plain, by_paragraph))
        for (name, server, work), texts in zip(sides, half, strict=True):
            print(
                measured(server, work, texts, 0.0).row(f"{name}: the first {words_in(texts):,} words, start included")
            )
        rates = []
        for (name, server, work), texts in zip(sides, fresh, strict=True):
            took = measured(server, work, texts)
            rates.append(took.words / took.seconds)
            print(took.row(f"{name}: the next {took.words:,} words"))
        print(f"\nratio {rates[0] / rates[1]:.1f}; memory {own.megabytes:.0f} MB beside {plain.megabytes:.0f} MB")


def measured(
    server: Measured, work: Callable[[Sequence[str]], None], texts: Sequence[str], before: float | None = None
) -> Cost:
    """What a server and this process compute for `texts`; the server's seconds count from `before`, else from now."""
    begin = server.seconds if before is None else before
    own = own_seconds(lambda: work(texts))
    return cost(texts, own + server.seconds - begin)


def requests(articles: Sequence[str], warm: int, words: int) -> None:
    """Whether larger requests are faster: paragraphs packed up to a size, in turns over fresh text."""
    print("\n| our server, requests of about | words a processor-second |\n|---|---:|")
    paragraphs = [part for text in articles for part in text.split("\n\n") if part.strip()]
    with own_server(MANY_DOCUMENTS) as own:
        connection = Connection(own.address)

        def send(texts: Sequence[str]) -> None:
            for text in texts:
                connection.grammar("en-US", [Piece(text)])

        done = stretch(paragraphs, warm)
        send(packed(done, SIZES[-1]))
        at = len(done)
        spent = dict.fromkeys(SIZES, (0, 0.0))
        for turn in range(2 * len(SIZES)):
            size = SIZES[turn % len(SIZES)]
            part = stretch(paragraphs[at:], words // 2)
            at += len(part)
            took = measured(own, send, packed(part, size))
            spent[size] = (spent[size][0] + took.words, spent[size][1] + took.seconds)
        for size, (count, seconds) in spent.items():
            print(f"| {size:,} characters | {count / max(seconds, 1e-9):,.0f} |")


def packed(paragraphs: Sequence[str], size: int) -> list[str]:
    """Paragraphs together, until they have `size` characters."""
    packs: list[str] = []
    group: list[str] = []
    length = 0
    for paragraph in paragraphs:
        group.append(paragraph)
        length += len(paragraph) + 2
        if length >= size:
            packs.append("\n\n".join(group))
            group, length = [], 0
    return [*packs, "\n\n".join(group)] if group else packs


if __name__ == "__main__":
    sys.exit(main())
