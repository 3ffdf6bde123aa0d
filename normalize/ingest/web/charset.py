"""The encoding of an HTML page: its byte order mark, what it states itself, or what its bytes show."""

from __future__ import annotations

import codecs
import re

from normalize.ingest.encoding import MARKS, Decoded, decode

PRESCAN = 1024  # bytes in which a page must state its encoding (HTML Living Standard)
STATED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_:.-]{1,40}+)"""
    rb"""|^\s{0,5}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}["']([A-Za-z0-9_:.-]{1,40}+)""",
    re.IGNORECASE,
)
#: Labels that browsers read as another encoding than their name says (WHATWG Encoding Standard).
LABELS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}


def decode_page(data: bytes, name: str) -> Decoded:
    """The text of a page. Raises DocumentError when it is no text, or its encoding cannot be made out.

    UTF-8 is told by its own pattern: a page that was saved again as UTF-8 often still states what it was before.
    """
    encoding = "" if data.startswith(tuple(mark for mark, _ in MARKS)) else _stated(data)
    if encoding and encoding != "utf-8" and not _is_utf8(data):
        try:
            text = data.decode(encoding)
            if "\0" not in text and text.encode(encoding) == data:
                return Decoded(text, encoding)
        except UnicodeError:
            pass
    return decode(data, name)


def _stated(data: bytes) -> str:
    """The encoding that a page states, as Python calls it; empty when it states none that is known."""
    found = STATED.search(data, 0, PRESCAN)
    if found is None:
        return ""
    label = (found.group(1) or found.group(2)).decode("ascii")
    try:
        codec = codecs.lookup(label)
    except LookupError:
        return ""
    # Some codecs of Python are no encodings of text (`base64`, `rot13`).
    return LABELS.get(codec.name, codec.name) if getattr(codec, "_is_text_encoding", False) else ""


def _is_utf8(data: bytes) -> bool:
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False
