"""Word files for tests."""

from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
STAMP = (2021, 5, 6, 7, 8, 10)


def word_file(body: str, *, notes: str = "", styles: str = "", modified: str = "", head: str = "") -> bytes:
    """A Word file with this body."""
    parts = {"document.main": f'{head}<w:document {W} xmlns:m="x">\n<w:body>{body}</w:body></w:document>'}
    if notes:
        parts["footnotes"] = f"<w:footnotes {W}><w:footnote>{notes}</w:footnote></w:footnotes>"
    if styles:
        parts["styles"] = f"<w:styles {W}>{styles}</w:styles>"
    types = "".join(f'<Override PartName="/word/{k}.xml" ContentType="{MAIN}{k}+xml"/>' for k in parts)
    members = {"[Content_Types].xml": f"<Types>{types}</Types>", "media/image.png": "\x89PNG"}
    members |= {f"word/{kind}.xml": xml for kind, xml in parts.items()}
    if modified:
        members["docProps/core.xml"] = f"<c><dcterms:modified a='b'>{modified}</dcterms:modified></c>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in members.items():
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
    return target.getvalue()


def run(text: str, properties: str = "", *, kept: bool = True) -> str:
    """A run with this text."""
    space = ' xml:space="preserve"' if kept else ""
    return f"<w:r>{properties and f'<w:rPr>{properties}</w:rPr>'}<w:t{space}>{text}</w:t></w:r>"


def xml_of(data: bytes, part: str = "word/document.main.xml") -> str:
    """The XML of a part."""
    return zipfile.ZipFile(io.BytesIO(data)).read(part).decode()
