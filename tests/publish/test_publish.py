"""Publishing a run: decisions carried out, nothing else changed, refused where it must be, and the same every time."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import runs

from normalize.errors import DocumentError, UsageError
from normalize.ledger import Ruling
from normalize.model import Applicability, Verdict
from normalize.publish import Profile, Wishes, publish
from normalize.report import read_report


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder by their place."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_articles_say_what_people_decided(site: Path) -> None:
    """An accepted suggestion is in the published text, a refused repair is not, and all else is as the run left it."""
    text = (site / "articles" / "sub" / "library.txt").read_text(encoding="utf-8")
    assert text in [runs.LIBRARY.replace("ofThe", repaired) for repaired in ("of the", "of The")]


def test_bytes_outside_edits_are_the_source_s(tmp_path: Path) -> None:
    """A byte order mark, carriage returns and a missing line feed at the end stay as they are."""
    source = tmp_path / "source"
    source.mkdir()
    data = b"\xef\xbb\xbfThe the caf\xc3\xa9 opens.\r\nNo end"
    (source / "cafe.txt").write_bytes(data)
    from normalize.batch import clean_batch, plan_documents, run_folder

    plan = plan_documents([str(source)])
    folder = run_folder(plan, tmp_path / "out", "news")
    clean_batch(plan, folder, runs.JOB)
    publish(folder, tmp_path / "site", (), runs.JOB)
    assert (tmp_path / "site" / "articles" / "cafe.txt").read_bytes() == data.replace(b"The the", b"The")


def test_same_input_gives_the_same_bytes(run: Path, ledger: runs.Ledger, site: Path, tmp_path: Path) -> None:
    """Publishing again, elsewhere or over the old folder, writes the very same files."""
    wishes = Wishes(Profile.READER, "The Courier")
    for _ in range(2):
        publish(run, tmp_path / "again", ledger.events, runs.JOB, wishes)
        assert contents(tmp_path / "again") == contents(site)
    assert [path.name for path in tmp_path.iterdir()] == ["again"]


def test_time_of_publication_is_told_only_when_it_is_given(run: Path, tmp_path: Path, site: Path) -> None:
    """Without SOURCE_DATE_EPOCH pages tell the days of people's decisions alone; with it, that day."""
    publish(run, tmp_path / "site", (), runs.JOB, Wishes(title="The Courier", epoch=1_700_000_000))
    assert '<time datetime="2023-11-14">' in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    told = (site / "pages" / "library.html").read_text(encoding="utf-8")
    assert '<time datetime="2026-03-02">2&nbsp;March&nbsp;2026</time>' in told
    publish(run, tmp_path / "silent", (), runs.JOB)
    assert "<time" not in (tmp_path / "silent" / "index.html").read_text(encoding="utf-8")


def test_readers_learn_no_names(sites: dict[Profile, Path]) -> None:
    """No file for readers or of a data set names who decided; editors are told."""
    for profile, folder in sites.items():
        named = [name for name, data in contents(folder).items() if b"ana" in data.replace(b"canal", b"")]
        assert bool(named) == (profile is Profile.EDITOR), named


def test_data_set_holds_no_text(sites: dict[Profile, Path]) -> None:
    """A data set has counts, rules and places, and not a word of the articles."""
    folder = sites[Profile.DATASET]
    assert sorted(contents(folder)) == [
        ".normalize-published",
        "index.html",
        "machine/findings.jsonl",
        "machine/index.json",
    ]
    for data in contents(folder).values():
        for word in (b"ferry", b"Brandt", b"volunteers", b"ofThe", b"It was the 3rd"):
            assert word not in data
    lines = [json.loads(line) for line in (folder / "machine" / "findings.jsonl").read_bytes().splitlines()]
    accepted = [one for one in lines if one.get("by") == "person" and one["verdict"] == "accept"]
    assert [(one["applicability"], one["chosen"]) for one in accepted] == [("suggest", 0)]
    assert [one["ruling"] for one in lines if one["type"] == "conflict"] == ["neither"]


def test_machine_folder_tells_what_the_pages_tell(site: Path) -> None:
    """Every report reads back with its decisions, and the index names each file that it speaks of."""
    index = json.loads((site / "machine" / "index.json").read_bytes())
    for document in index["documents"]:
        assert all((site / document[kind]).is_file() for kind in ("html", "markdown", "text", "report"))
        report = read_report((site / document["report"]).read_bytes())
        assert report.applied.text.encode() == (site / document["text"]).read_bytes()
    library = next(d for d in index["documents"] if d["name"] == "sub/library.txt")
    assert (library["applied"], library["rejected"], library["by_people"]) == (1, 1, 2)


def test_open_conflict_stands_in_the_way_when_asked(run: Path, ledger: runs.Ledger, tmp_path: Path) -> None:
    """With require_decided nothing is published while a conflict is open, and it is named; decided, it goes out."""
    wishes = Wishes(require_decided=True)
    refused = publish(run, tmp_path / "site", (), runs.JOB, wishes)
    assert refused.folder is None
    assert not (tmp_path / "site").exists()
    (opening,) = refused.blocking
    assert str(opening) == "harbour.md:3: conflict: 4 March 2025 is a Tuesday, not a Monday."
    assert publish(run, tmp_path / "site", ledger.events, runs.JOB, wishes).folder is not None


def test_suggestions_stand_in_the_way_of_a_data_set(run: Path, ledger: runs.Ledger, tmp_path: Path) -> None:
    """A data set wants every suggestion answered; readers can do without."""
    told = runs.Ledger()
    told.events = ledger.events[2:]
    assert publish(run, tmp_path / "a", told.events, runs.JOB, Wishes(require_decided=True)).folder is not None
    refused = publish(run, tmp_path / "b", told.events, runs.JOB, Wishes(Profile.DATASET, require_decided=True))
    assert [one.what for one in refused.blocking] == ["suggestion"]


def test_disputed_verdicts_stand_in_the_way(run: Path, tmp_path: Path) -> None:
    """Two people who contradict each other leave a finding disputed: nothing is written, nothing published."""
    told, ledger = runs.reports(run), runs.Ledger()
    harbour, library = told["harbour.md"], told["sub/library.txt"]
    conflict = harbour.conflicts[0]
    ledger.rule(harbour, conflict, Ruling.A)
    ledger.rule(harbour, conflict, Ruling.NEITHER, person="ben")
    suggestion = runs.found(library, Applicability.SUGGEST, "ofThe")
    ledger.accept(library, suggestion)
    ledger.decide(library, suggestion, Verdict.REJECT, person="ben")
    refused = publish(run, tmp_path / "site", ledger.events, runs.JOB, Wishes(require_decided=True))
    assert [(one.what, one.document) for one in refused.blocking] == [
        ("disputed", "harbour.md"),
        ("disputed", "sub/library.txt"),
    ]
    publish(run, tmp_path / "site", ledger.events, runs.JOB)
    assert "ofThe" in (tmp_path / "site" / "articles" / "sub" / "library.txt").read_text(encoding="utf-8")


def test_repair_that_makes_a_new_finding_is_told(run: Path, tmp_path: Path) -> None:
    """A text that a person wrote is checked like any other; with strict it is not published."""
    told, ledger = runs.reports(run), runs.Ledger()
    library = told["sub/library.txt"]
    suggestion = runs.found(library, Applicability.SUGGEST, "ofThe")
    ledger.decide(library, suggestion, Verdict.REWRITE, "of the the")
    done = publish(run, tmp_path / "site", ledger.events, runs.JOB)
    (new,) = done.new
    assert (new.document, new.line, new.rule, new.quote) == ("sub/library.txt", 3, "repeated-word", "the the")
    written = json.loads((tmp_path / "site" / "machine" / "recheck.json").read_bytes())
    assert {"document", "line", "rule", "message", "quote"} == set(written["new"][0])
    stopped = publish(run, tmp_path / "strict", ledger.events, runs.JOB, Wishes(strict=True))
    assert stopped.folder is None
    assert not (tmp_path / "strict").exists()


def test_new_conflict_is_told(run: Path, tmp_path: Path) -> None:
    """A rewritten text that contradicts its own weekday is a new finding as well."""
    told, ledger = runs.reports(run), runs.Ledger()
    library = told["sub/library.txt"]
    repeated = runs.found(library, Applicability.SAFE, "a a")
    ledger.decide(library, repeated, Verdict.REWRITE, "(on Monday, 5 March 2025) a")
    done = publish(run, tmp_path / "site", ledger.events, runs.JOB)
    assert "conflict:weekday" in [one.rule for one in done.new if one.document == "sub/library.txt"]


def test_changed_run_is_refused(tmp_path: Path) -> None:
    """A cleaned text that somebody edited by hand is no longer the run's; nothing is published."""
    folder = runs.make_run(tmp_path, {"a.txt": "The the end."})
    (folder / "cleaned" / "a.txt").write_text("Another end.", encoding="utf-8")
    with pytest.raises(DocumentError, match="changed since the run"):
        publish(folder, tmp_path / "site", (), runs.JOB)
    assert not (tmp_path / "site").exists()


def test_decision_on_a_changed_text_is_told_as_stale(run: Path, ledger: runs.Ledger, tmp_path: Path) -> None:
    """A decision whose text is no longer there does nothing, and is counted."""
    from dataclasses import replace

    old = replace(ledger.events[0], finding="0" * 16)
    done = publish(run, tmp_path / "site", [old, *ledger.events[1:]], runs.JOB)
    assert done.stale == 1
    assert "ofThe" in (tmp_path / "site" / "articles" / "sub" / "library.txt").read_text(encoding="utf-8")


def test_own_template_replaces_ours(run: Path, tmp_path: Path) -> None:
    """A template of the user's folder is taken in the place of ours; the others stay."""
    own = tmp_path / "templates" / "publish"
    own.mkdir(parents=True)
    (own / "article.html.j2").write_text("<title>{{ view.title }} in our own way</title>", encoding="utf-8")
    publish(run, tmp_path / "site", (), runs.JOB, Wishes(templates=own.parent))
    page = (tmp_path / "site" / "pages" / "harbour.html").read_text(encoding="utf-8")
    assert page == "<title>A ferry for the northern islands in our own way</title>"
    assert "<!doctype html>" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_wrong_template_publishes_nothing(run: Path, tmp_path: Path) -> None:
    """An unknown variable is named with its template, and what was there stays."""
    own = tmp_path / "templates" / "publish"
    own.mkdir(parents=True)
    (own / "article.html.j2").write_text("{{ view.headline }}", encoding="utf-8")
    with pytest.raises(UsageError, match=r"publish/article\.html\.j2.*headline"):
        publish(run, tmp_path / "site", (), runs.JOB, Wishes(templates=own.parent))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["templates"]


def test_the_text_of_an_article_is_downloaded_and_not_opened(site: Path) -> None:
    """An article keeps its own format, scripts of an HTML page included, so its link never opens it here."""
    for page in (site / "pages").glob("*.html"):
        [link] = re.findall(r'<a href="\.\./articles/[^"]*"[^>]*>', page.read_text(encoding="utf-8"))
        assert " download" in link
