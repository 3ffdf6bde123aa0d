"""A run with decisions on it, published once for each profile."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import runs

from normalize.ledger import Ruling
from normalize.model import Applicability, Verdict
from normalize.publish import Profile, Wishes, publish


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over two articles."""
    return runs.make_run(
        tmp_path_factory.mktemp("publish"), {"harbour.md": runs.HARBOUR, "sub/library.txt": runs.LIBRARY}
    )


@pytest.fixture(scope="session")
def ledger(run: Path) -> runs.Ledger:
    """Ana has taken a suggestion, refused a repair, and ruled on a conflict."""
    told, ledger = runs.reports(run), runs.Ledger()
    library, harbour = told["sub/library.txt"], told["harbour.md"]
    ledger.accept(library, runs.found(library, Applicability.SUGGEST, "ofThe"))
    ledger.decide(library, runs.found(library, Applicability.SAFE, "a a"), Verdict.REJECT)
    ledger.rule(harbour, next(c for c in harbour.conflicts if c.kind == "weekday"), Ruling.NEITHER, "It was the 3rd.")
    return ledger


@pytest.fixture(scope="session")
def sites(run: Path, ledger: runs.Ledger) -> dict[Profile, Path]:
    """The run published for readers, for editors and as a data set."""
    place = run.parent.parent
    folders = {}
    for profile in Profile:
        done = publish(run, place / profile.value, ledger.events, runs.JOB, Wishes(profile, "The Courier"))
        assert done.folder is not None
        folders[profile] = done.folder
    return folders


@pytest.fixture(scope="session")
def site(sites: dict[Profile, Path]) -> Path:
    """The folder published for readers."""
    return sites[Profile.READER]


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts that try to be something else, as plain text and as Markdown, published for editors."""
    place = tmp_path_factory.mktemp("hostile")
    folder = runs.make_run(place, {"a.txt": runs.HOSTILE, "<b>&\"'.md": runs.HOSTILE, "empty.txt": ""})
    title = "</title><script>document.title=1</script>"
    done = publish(folder, place / "site", (), runs.JOB, Wishes(Profile.EDITOR, title))
    assert done.folder is not None
    return done.folder
