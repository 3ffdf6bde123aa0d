"""Where LanguageTool's processor time goes in our server: its analysis of sentences, its rules, and Java's own work.

    python bench/where.py PATH [--warm 60000] [--words 20000]

PATH is a CSV file with a column `text`, a text file with a paragraph a line (`.xz` or plain), or a folder of articles.
The server is warmed up first; then Java's Flight Recorder samples the stacks while fresh text is checked. Whatever no
rule could be switched off for (the analysis) bounds how much faster fewer rules can make it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from prose import read_articles, stretch, words_in
from servers import Measured, own_server

from normalize.correct.grammar import connect
from normalize.correct.grammar.install import java_executable
from normalize.correct.grammar.server import MANY_DOCUMENTS
from normalize.correct.rule import Context
from normalize.ingest import document_from_text

ANALYSIS = "analysis: "
#: A part, and the method that its samples have on their stack; the first that fits counts.
PARTS = (
    (f"{ANALYSIS}chunks (OpenNLP)", ("EnglishChunker.addChunkTags",)),
    (f"{ANALYSIS}disambiguation", ("EnglishHybridDisambiguator.disambiguate",)),
    (f"{ANALYSIS}parts of speech", ("EnglishTagger.tag",)),
    (f"{ANALYSIS}cutting into sentences and words, the rest", ("JLanguageTool.analyzeSentences",)),
    ("rules", ("JLanguageTool.performCheck", "JLanguageTool.checkInternal")),
)
REST = "requests and answers"
DEPTH = 64


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--warm", type=int, default=60_000, help="words that the server is warmed up with")
    parser.add_argument("--words", type=int, default=20_000, help="words that are checked while it is watched")
    options = parser.parse_args()
    articles = read_articles(options.path)
    before = stretch(articles, options.warm)
    fresh = stretch(articles[len(before) :], options.words)
    if not fresh:
        raise SystemExit(f"{options.path} has too few words: give a larger file, or a smaller `--warm`")
    with own_server(MANY_DOCUMENTS) as server, tempfile.TemporaryDirectory() as folder:
        check(server, before)
        recording = Path(folder) / "recording.jfr"
        tell(server, "JFR.start", "name=where", "settings=profile")
        begin = threads(server)
        check(server, fresh)
        spent = Counter(threads(server))
        spent.subtract(begin)
        tell(server, "JFR.dump", "name=where", f"filename={recording}")
        samples = Counter(part(stack) for stack in stacks(recording))
    report(words_in(fresh), samples, spent)
    return 0


def check(server: Measured, texts: Sequence[str]) -> None:
    """Check `texts` as a run would, spelling included."""
    checker = connect(server.address)
    for text in texts:
        list(checker(document_from_text(text), Context()))


def tell(server: Measured, *command: str) -> None:
    """Give the server's Java a command. Raises CalledProcessError when it refuses."""
    jcmd = java_executable().with_name("jcmd")
    subprocess.run([jcmd, str(server.process.pid), *command], check=True, stdout=subprocess.DEVNULL)


def threads(server: Measured) -> dict[str, float]:
    """Processor seconds of the server's threads so far, by their names."""
    seconds: Counter[str] = Counter()
    for thread in server.process.threads():
        try:
            name = Path(f"/proc/{server.process.pid}/task/{thread.id}/comm").read_text().strip()
        except OSError:
            continue
        seconds[name] += thread.user_time + thread.system_time
    return dict(seconds)


def stacks(recording: Path) -> Iterator[set[str]]:
    """The methods on the stack of each sample, as `Class.method`."""
    command = [java_executable().with_name("jfr"), "print", "--json", "--stack-depth", str(DEPTH)]
    told = subprocess.run([*command, "--events", "jdk.ExecutionSample", recording], check=True, capture_output=True)
    for event in json.loads(told.stdout)["recording"]["events"]:
        frames = (event["values"]["stackTrace"] or {"frames": ()})["frames"]
        yield {f"{short(frame['method']['type']['name'])}.{frame['method']['name']}" for frame in frames}


def short(name: str) -> str:
    """The name of a class without its package."""
    return name.replace("/", ".").rsplit(".", 1)[-1]


def part(methods: set[str]) -> str:
    """The part of the work that a sample belongs to."""
    return next((name for name, signs in PARTS if methods.intersection(signs)), REST)


def report(words: int, samples: Counter[str], spent: Counter[str]) -> None:
    """Print the tables, and what a server without any rule could gain."""
    total = samples.total()
    print(f"{words:,} words, {total:,} samples\n\n| work | share of the samples |\n|---|---:|")
    for name, count in samples.most_common():
        print(f"| {name} | {count / total:.1%} |")
    print("\n| thread | processor seconds |\n|---|---:|")
    for name, seconds in spent.most_common(6):
        print(f"| {name} | {seconds:.2f} |")
    analysis = sum(count for name, count in samples.items() if name.startswith(ANALYSIS))
    print(f"\nWith no rule at all the server could be {total / max(analysis, 1):.2f} times as fast, not more.")


if __name__ == "__main__":
    sys.exit(main())
