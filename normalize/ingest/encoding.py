"""Find the encoding of bytes: stated by a mark, proven by UTF-8's own pattern, or judged by charset-normalizer.

An encoding is only used when decoding and encoding again gives the very same bytes.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from normalize.errors import DocumentError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP, Word or other packed file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"\x28\xb5\x2f\xfd", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
SAMPLE = 256_000  # bytes that charset-normalizer looks at; more changes no verdict and costs seconds
HIGH_LINE = re.compile(rb"[^\n]{0,4000}+[\x80-\xff][^\n]{0,4000}+\n?")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
C1_CONTROLS = re.compile("[\x80-\x84\x86-\x9f]")
SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
NAMES = {"cp1252": "windows-1252", "mac_roman": "Mac Roman"}
#: The legacy encodings of the WHATWG Encoding Standard, and two of DOS.
_LEGACY = """
cp866 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_10 iso8859_13 iso8859_14 iso8859_15
iso8859_16 koi8_r koi8_u mac_roman cp874 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 mac_cyrillic
gb18030 big5 euc_jp shift_jis cp932 euc_kr cp949 cp437 cp850
"""
LEGACY = _LEGACY.split()
HIGH = re.compile(r"[^\x00-\x7f]")
SMALL = "a-zàáâãäåæçèéêëìíîïñòóôõöøùúûüßœšžÿ"
ODD = re.compile(
    rf"(?<=[{SMALL}])[^\x00-\x7f{SMALL}’‘–—…·\xad\xa0“”®™°«»€£](?=[{SMALL}])"
    rf"|(?<=[{SMALL}])[À-ÖØ-ÞŒŠŽŸ]"
    r"|[À-ÖØ-ÞŒŠŽŸ](?=[A-Z][a-z])|(?<=\d)[À-ÖØ-Þ]"
    r"|(?<=\s)[ÁÂÃÄÅÆÇÈÊËÌÍÎÏÐÑÒÔÕÖÙÛÜÝÞß](?=\s)"
    r"|[ðþýÐÞÝƒˆ˜†‡‰¤¦¨¬¯´¸¢¥\ufffd¹²³µ¶±¡¿](?=[a-z])"
    r"|(?<=[a-z])[ðþýÐÞÝƒˆ˜†‡¤¦¨¬¯´¸\ufffd¹¶]"
)
ISO_2022 = re.compile(rb"\x1b[$(][@-\x7f()*+]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and how its bytes were read: `mark` is the byte order mark before it, `note` a sentence when unsure."""

    text: str
    encoding: str
    mark: bytes = b""
    note: str = ""


def decode(data: bytes, name: str) -> Decoded:
    """The text of `data`. Raises DocumentError when it is no text, or its encoding cannot be made out."""
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise DocumentError(f"{name} is {what}, not plain text or Markdown: save its text as UTF-8 first.")
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _marked(data, mark, encoding, name)
    if b"\0" in data:
        return _with_zero_bytes(data, name)
    if ISO_2022.search(data) and (text := _strict(data, "iso2022_jp_2")) is not None:
        return Decoded(_printable(text, name), "iso2022_jp_2")
    text = _strict(data, "utf-8")
    if text is not None:
        return Decoded(_printable(text, name), "utf-8")
    _refuse_damaged_utf8(data, name)
    return _guess(data, name)


def _strict(data: bytes, encoding: str) -> str | None:
    """The text, or None unless encoding it again gives `data`."""
    try:
        text = data.decode(encoding)
        return text if text.encode(encoding) == data else None
    except (UnicodeError, LookupError):
        return None


def _marked(data: bytes, mark: bytes, encoding: str, name: str) -> Decoded:
    text = _strict(data[len(mark) :], encoding)
    if text is None:
        raise DocumentError(
            f"{name} begins with the byte order mark of {encoding.upper()} but its bytes do not fit that encoding: "
            "save the file again as UTF-8."
        )
    return Decoded(_printable(text, name), encoding, mark)


def _with_zero_bytes(data: bytes, name: str) -> Decoded:
    """UTF-16 without a mark has zero bytes in every other place; anything else with zero bytes is no text."""
    half = len(data) // 2
    for encoding, zeros, others in (("utf-16-le", data[1::2], data[::2]), ("utf-16-be", data[::2], data[1::2])):
        if zeros.count(0) * 2 > half and not others.count(0) and len(data) % 2 == 0:
            text = _strict(data, encoding)
            if text is not None:
                note = f"The encoding is not stated in the file; it was read as {encoding.upper()}."
                return Decoded(_printable(text, name), encoding, note=note)
    raise DocumentError(
        f"{name} looks like a binary file (a zero byte at byte {data.index(0) + 1}): give plain text or Markdown."
    )


def _printable(text: str, name: str) -> str:
    """`text`, unless control characters show that it is no text at all."""
    found = sum(1 for _ in CONTROLS.finditer(text, 0, 100_000))
    if "\0" in text or found > 3 + min(len(text), 100_000) // 200:
        raise DocumentError(f"{name} looks like a binary file (control characters): give plain text or Markdown.")
    return text


def _refuse_damaged_utf8(data: bytes, name: str) -> None:
    """Bytes that are UTF-8 but for a few: any other encoding would garble all the rest."""
    good = len(SEQUENCE.findall(data))
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    stray = high - sum(len(sequence) for sequence in SEQUENCE.findall(data))
    if good >= 2 and stray * 4 <= good:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise DocumentError(
                f"{name} is UTF-8 but for damaged bytes, first at byte {error.start + 1} in line {line}: "
                "repair or remove them and save the file again."
            ) from error


def _guess(data: bytes, name: str) -> Decoded:
    for encoding in _candidates(data):
        text = _strict(data, encoding)
        if text is not None and not C1_CONTROLS.search(text):
            shown = NAMES.get(encoding, encoding.replace("_", "-"))
            note = (
                f"The encoding is not stated in the file and it is not UTF-8; it was read as {shown}. "
                "If letters look wrong, save the file as UTF-8."
            )
            return Decoded(_printable(text, name), encoding, note=note)
    raise DocumentError(f"{name} has an encoding that could not be made out: save the file again as UTF-8.")


def _candidates(data: bytes) -> Iterator[str]:
    """Encodings to try, best first."""
    from charset_normalizer import from_bytes  # heavy, and needed for few files

    sample = _telling(data)
    yield from (encoding for encoding in ("cp1252", "mac_roman") if _western(sample, encoding))
    yield from (match.encoding for match in from_bytes(sample, cp_isolation=LEGACY, enable_fallback=False))


def _telling(data: bytes) -> bytes:
    """A part of `data` that shows its encoding: all of it, or the lines that are not plain ASCII."""
    if len(data) <= SAMPLE:
        return data
    taken: list[bytes] = []
    size = 0
    for line in HIGH_LINE.finditer(data):
        taken.append(line.group())
        size += len(taken[-1])
        if size > SAMPLE:
            break
    return b"".join(taken)


def _western(sample: bytes, encoding: str) -> bool:
    """Whether `encoding` makes good Western words of the high bytes.

    charset-normalizer judges texts with few accents by chance, since those fit dozens of code pages. In the right
    one an accented letter stands in a word as a letter does; in a wrong one signs stand inside words, capitals
    after small letters or alone, or letters that only Icelandic has.
    """
    text = sample.decode(encoding, "replace")
    high = sum(1 for _ in HIGH.finditer(text))
    odd = sum(1 for _ in ODD.finditer(text))
    return odd * 20 <= high and high * 3 <= len(text)
