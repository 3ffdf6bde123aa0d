"""The Atom feed of a publication (RFC 4287)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from urllib.parse import quote
from xml.etree import ElementTree

from normalize.publish.pages import FEED, Published
from normalize.publish.wishes import Wishes
from normalize.report.visible import visible
from normalize.version import __version__

ATOM = "http://www.w3.org/2005/Atom"
#: Atom demands a time; this one says that none is known.
UNKNOWN_TIME = "1970-01-01T00:00:00Z"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def feed(published: Sequence[Published], wishes: Wishes, title: str) -> bytes:
    """The feed, newest article first. Ids stay the same as long as a document keeps its id and the title its words."""
    root = ElementTree.Element("feed", xmlns=ATOM)
    updated = max((one.updated for one in published), default="") or wishes.made_at
    _text(root, "id", _address(wishes, "") or _id(title))
    _text(root, "title", title)
    _text(root, "updated", _time(updated))
    _text(ElementTree.SubElement(root, "author"), "name", title)
    ElementTree.SubElement(root, "link", rel="alternate", type="text/html", href=_address(wishes, "index.html"))
    ElementTree.SubElement(root, "link", rel="self", type="application/atom+xml", href=_address(wishes, FEED))
    ElementTree.SubElement(root, "generator", version=__version__).text = "normalize"
    for one in sorted(published, key=lambda p: p.updated, reverse=True):
        entry = ElementTree.SubElement(root, "entry")
        _text(entry, "id", _id(title, one.article.id))
        _text(entry, "title", one.prose.title)
        _text(entry, "updated", _time(one.updated))
        ElementTree.SubElement(entry, "link", rel="alternate", type="text/html", href=_address(wishes, one.html))
        _text(entry, "summary", f"{one.prose.summary} ({one.note.summary})".strip())
    ElementTree.indent(root)
    text: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", visible(text))


def _id(*parts: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, "\x1f".join(("normalize", *parts))).urn


def _address(wishes: Wishes, path: str) -> str:
    """Where a file will stand; without a base address, relative to the feed."""
    base = wishes.base_url and wishes.base_url.rstrip("/") + "/"
    return base + quote(path, errors="surrogateescape")


def _time(at: str) -> str:
    return at or UNKNOWN_TIME
