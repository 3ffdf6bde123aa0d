"""Zones of plain text: what is no prose, and what only looks so."""

from __future__ import annotations

import pytest

from normalize.ingest import document_from_text
from normalize.model import ZoneKind

PROSE = {ZoneKind.QUOTATION}


def zones(text: str, media: str = "text/plain") -> list[tuple[str, str]]:
    """Kind and text of every zone that is no quotation."""
    document = document_from_text(text, media=media)
    return [(z.kind.value, z.span.of(text)) for z in document.protected if z.kind not in PROSE]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Read https://example.com/a/b?c=d&e=f#g.", "url", ["https://example.com/a/b?c=d&e=f#g"]),
        ("(see http://example.org/wiki/Dam_(river))", "url", ["http://example.org/wiki/Dam_(river)"]),
        ("At www.example.co.uk/x, they say", "url", ["www.example.co.uk/x"]),
        (
            "by http://example.org/x/(Spain) and (at http://example.org/y/)[11] too",
            "url",
            ["http://example.org/x/", "http://example.org/y/"],
        ),
        ("Seehttps://example.org/x now", "url", ["https://example.org/x"]),
        ("git+ssh://host/repo.git and ftp://host/x;", "url", ["git+ssh://host/repo.git", "ftp://host/x"]),
        ("doi:10.1000/182 or 10.1000/xyz123.", "url", ["doi:10.1000/182", "10.1000/xyz123"]),
        (
            "Booking.com and example.org/path; shop.example.de",
            "url",
            ["Booking.com", "example.org/path", "shop.example.de"],
        ),
        ("Short: youtu.be/abc, not is.be", "url", ["youtu.be/abc"]),
        ("Mail to: ana.b+news@mail.example.org.", "email", ["ana.b+news@mail.example.org"]),
        ("mailto:desk@example.org", "url", ["mailto:desk@example.org"]),
        ("In /usr/local/bin/python3, or /etc/hosts.", "path", ["/usr/local/bin/python3", "/etc/hosts"]),
        ("~/notes.md and ./run.sh and ../a/b", "path", ["~/notes.md", "./run.sh", "../a/b"]),
        (r"C:\Users\ana\x.txt and \\server\share", "path", [r"C:\Users\ana\x.txt", r"\\server\share"]),
        ("src/main.py, report.pdf; Node.js.", "path", ["src/main.py", "report.pdf", "Node.js"]),
        ("On #climate and #COP26!", "hashtag", ["#climate", "#COP26"]),
        ("By @ana_b and @ana@example.social", "identifier", ["@ana_b", "@ana@example.social"]),
        ("snake_case, MAX_VALUE, __init__", "identifier", ["snake_case", "MAX_VALUE", "__init__"]),
        ("call obj.loadAll() or std::vector", "identifier", ["obj.loadAll()", "std::vector"]),
        ("v2.0, 3.11.0-rc1 and 192.168.0.1.", "identifier", ["v2.0", "3.11.0-rc1", "192.168.0.1"]),
        ("commit 7e3a9f1 made it", "identifier", ["7e3a9f1"]),
        (
            "id 123e4567-e89b-12d3-a456-426614174000",
            "identifier",
            ["123e4567-e89b-12d3-a456-426614174000"],
        ),
        ("use --dry-run and ${HOME}", "identifier", ["--dry-run", "${HOME}"]),
        ("so $x^2 + y_1$ and $n$ and $$E=mc^2$$", "formula", ["$x^2 + y_1$", "$n$", "$$E=mc^2$$"]),
        (r"as \(a_1\) shows, and 10^6 of them", "formula", [r"\(a_1\)", "10^6"]),
        (
            'A <b>bold</b> word<br/> and <a href="x y">z</a>',
            "markup",
            ["<b>", "</b>", "<br/>", '<a href="x y">', "</a>"],
        ),
        ("one <!-- a\nnote --> two", "markup", ["<!-- a\nnote -->"]),
    ],
)
def test_what_is_no_prose_is_a_zone(text: str, kind: str, found: list[str]) -> None:
    """Addresses, paths, tags, identifiers and formulae are found with their exact ends."""
    assert zones(text) == [(kind, zone) for zone in found]


@pytest.mark.parametrize(
    "text",
    [
        # words that lost their space: the spacing rules must see them
        "oathInaugurated ofThe OpenAIcooperation agreementOriginally, the plan",
        "That was the end.Next came the rain.After that, nothing.",
        "He came in.It was late.So they left;she stayed.",
        "the mayor (centre)spoke agreementOriginally(2019)",
        "ends here.https is a word",
        "Paris,France and London:Berlin",
        # money, numbers, dates, units
        "It costs $5 and $6, US$5bn–$6bn, $500m/$600m or A$7 (about $8).",
        "On 31.12.2019 about 1.234.567 people (1.234.567.890 in all), 24/7, 2019/20, 3.5m and No.10",
        "Shares of 20000, 1990s, 5G, H1N1, 2A, 3D and 747s",
        "the $1m$ question costs $2m",
        # abbreviations and words with signs
        "U.S. and e.g. a.m. Ph.D. J.K.Rowling and St.Petersburg",
        "and/or he/she km/h TCP/IP AC/DC either/or",
        "the #1 song in C# & F#, AT&T, R&D, x < y and z > w",
        "well-known -- or so they say -- and #2",
        "defaced facade added decade effaced",
        "_emphasis_ in plain text, and * stars *",
        "McDonald’s, iPhone, eBay, DeShawn, LaTeX and YouTube",
        "rules <NP feature1 > = <b and c> and <item x>",
        "We met @ noon; 3 @ $5",
    ],
)
def test_prose_is_no_zone(text: str) -> None:
    """Run-together words, amounts, dates and ordinary signs stay open to repair."""
    assert zones(text) == []


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "[",
        "<",
        "`",
        "$",
        "@",
        "/",
        "\\(",
        "<!--",
        "](",
        "a_",
        "a.",
        "a@",
        ".a",
        "~/",
        "://",
        "#a",
        "“",
        " 'a",
        "$a$",
        "((a",
    ],
)
@pytest.mark.parametrize("media", ["text/plain", "text/markdown"])
def test_hostile_repetition_makes_no_more_than_one_zone_a_sign(unit: str, media: str) -> None:
    """A line of ten thousand equal signs is read, and its zones do not outgrow it."""
    text = unit * 10_000
    document = document_from_text(text, media=media)
    assert sum(len(z.span) for z in document.protected) <= 2 * len(text)
