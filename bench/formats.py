"""HTML pages of other people: how fast they are read, and whether a repair anywhere leaves every tag where it was.

    python bench/formats.py FOLDER [PAGES]

reads PAGES (default 250) of the `.html` files below FOLDER, drawn by a fixed seed, writes five made-up edits into each,
and counts pages whose tags or comments changed, and those that were refused.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from normalize.errors import DocumentError
from normalize.ingest import read_document
from normalize.ingest.web.tokens import Kind, tokens
from normalize.model import Document, Edit, Span

EDITS = 5


def main(arguments: list[str]) -> int:
    if not arguments:
        print("bench/formats.py needs a folder with .html files: python bench/formats.py FOLDER [PAGES]")
        return 2
    chance = random.Random(1)
    files = sorted(path for path in Path(arguments[0]).rglob("*.html") if path.is_file())
    chance.shuffle(files)
    size, seconds, pages, changed, refused, unread = 0, 0.0, 0, 0, 0, 0
    for path in files[: int(arguments[1]) if len(arguments) > 1 else 250]:
        data = path.read_bytes()
        start = time.process_time()
        try:
            document = read_document(data, "page.html")
        except DocumentError:
            unread += 1
            continue
        seconds += time.process_time() - start
        size += len(data)
        pages += 1
        try:
            written = document.origin.splice(made_up(document, chance))
        except DocumentError:
            refused += 1
            continue
        changed += marks(data) != marks(written) or document.origin.splice([]) != data
    print(f"{pages} pages, {size / 1e6:.1f} MB, {size / 1e6 / max(seconds, 1e-9):.2f} MB per CPU second")
    print(f"tags changed in {changed}, edits refused in {refused}, without text or unreadable {unread}")
    return 0


def made_up(document: Document, chance: random.Random) -> list[Edit]:
    """Edits at places that rules may touch, whatever stands there."""
    starts = sorted(chance.randint(0, len(document.text)) for _ in range(EDITS))
    edits: list[Edit] = []
    for start in starts:
        span = Span(start, min(len(document.text), start + chance.randint(0, 3)))
        free = not edits or span.start > edits[-1].span.end
        if free and not document.is_untouchable(span):
            edits.append(Edit(span, span.of(document.text), "QZ"))
    return edits


def marks(data: bytes) -> list[str]:
    """The tags and comments of a page."""
    text = data.decode("utf-8", "replace")
    return [text[token.start : token.end] for token in tokens(text) if token.kind is not Kind.TEXT]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
