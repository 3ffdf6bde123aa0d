"""Endings of file names: which files are articles, and of what form."""

from __future__ import annotations

from pathlib import PurePath

PLAIN, MARKDOWN, HTML = "text/plain", "text/markdown", "text/html"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: The forms of articles by the endings of their names; everything else that is read is plain text.
MEDIA = {
    **dict.fromkeys((".txt", ".text"), PLAIN),
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd"), MARKDOWN),
    **dict.fromkeys((".html", ".htm"), HTML),
    ".docx": WORD,
}


def media_of(name: str) -> str:
    """The form of a file of this name."""
    return MEDIA.get(PurePath(name).suffix.lower(), PLAIN)


def is_article(name: str) -> bool:
    """Whether a file of this name is an article; hidden files are none."""
    path = PurePath(name)
    return path.suffix.lower() in MEDIA and not any(part.startswith(".") and part != ".." for part in path.parts[-1:])
