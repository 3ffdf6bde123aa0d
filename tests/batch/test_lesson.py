"""What the documents of a batch teach one another: a word that several use is not parted in any."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.batch import Job, clean_batch, examine_batch, making, plan_documents, run_folder
from normalize.batch.lesson import Lesson
from normalize.batch.work import Examine
from normalize.config import Config
from normalize.model.forms import Forms
from normalize.pipeline import Examined, Settings, examine, forms_of
from normalize.pipeline import as_document as document

DAMAGED = (
    "The councilvoted on Tuesday to keepthe old market open.It said that cottagecore stalls hadbrought visitors back "
    "to thetown. The mayorsaid that the decision was final and thatwork would begin in thespring.\n"
)
USES = (
    "Fans of cottagecore filled the hall on Saturday. The style began online and spread to shops in the north.\n",
    "A museum in Leeds opened a show about cottagecore this week. It runs until the end of June.\n",
    "Sales of cottagecore prints rose again, the chain said. It opened ten shops last year.\n",
)
CONFIG = Config(jobs=1)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a folder of articles, one of them damaged."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    for number, text in enumerate((*USES, DAMAGED)):
        (tmp_path / f"news/{number}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "news"


def cleaned(config: Config = CONFIG) -> str:
    """The damaged article after a run over the folder."""
    plan = plan_documents(("news",), config)
    out = run_folder(plan, Path("out"))
    clean_batch(plan, out, Job(config))
    return (out / "cleaned/3.txt").read_text(encoding="utf-8")


def forms(text: str) -> Forms:
    """What a text teaches."""
    return forms_of(examine(document(text), Settings(CONFIG)).report, CONFIG)


def test_a_word_of_the_batch_stays_whole(folder: Path) -> None:
    """A compound that three other articles use is left alone in a damaged one; its faults are mended as before."""
    alone = examine(document(DAMAGED), Settings(CONFIG)).report.applied.text
    assert "cottage core" in alone
    assert cleaned() == alone.replace("cottage core", "cottagecore")


def test_two_uses_are_too_few(folder: Path) -> None:
    """What only one other article uses is decided by the article itself."""
    (folder / "0.txt").unlink()
    (folder / "1.txt").unlink()
    assert "cottage core" in cleaned()


def test_copies_count_once(folder: Path) -> None:
    """One text that is in the batch three times teaches no more than once."""
    for number in (1, 2):
        (folder / f"{number}.txt").write_text(USES[0], encoding="utf-8")
    assert "cottage core" in cleaned()


def test_a_fault_of_the_whole_batch_is_mended(folder: Path) -> None:
    """A form that is parted wherever it stands, or that has one of the commonest words in it, is never learnt."""
    for number, name in enumerate(("Leeds", "York", "Hull")):
        text = DAMAGED.replace("cottagecore", f"{name}'s")
        (folder / f"{number}.txt").write_text(text.replace("final", f"good for {name}"), encoding="utf-8")
    assert "keep the old" in cleaned()
    assert "council voted" in cleaned()


def test_check_says_the_same(folder: Path) -> None:
    """Examining a batch without writing it leaves the same words alone."""
    plan = plan_documents(("news",), CONFIG)
    found = examine_batch([Examine(planned) for planned in plan.documents], Job(CONFIG))
    outcome = found.outcomes[3]
    assert isinstance(outcome, Examined)
    assert outcome.report.applied.text == cleaned()


def test_the_second_run_examines_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents that were taught a word are recognised as done, until the lesson changes."""
    first = cleaned()
    fresh: list[str] = []
    keep = making.Making._keep

    def noting(self: making.Making, stage: str, documents, workers, lesson):  # type: ignore[no-untyped-def] # a spy
        fresh.append(stage)
        return keep(self, stage, documents, workers, lesson)

    monkeypatch.setattr(making.Making, "_keep", noting)
    assert cleaned() == first
    assert fresh == ["examining", "examining again"]
    (folder / "1.txt").write_text("Nothing of it here.\n", encoding="utf-8")
    (folder / "2.txt").write_text("Nor here, as it seems.\n", encoding="utf-8")
    assert "cottage core" in cleaned()


def test_a_name_that_the_batch_uses_is_put_together(folder: Path) -> None:
    """Pieces that make a name which other articles use are joined where alone they would not be."""
    broken = "The sena tor spoke at noon. Mr Bruls kema said that the vo te would be close. The galle ry was full.\n"
    assert "Mr Bruls kema said" in examine(document(broken), Settings(CONFIG)).report.applied.text
    for number, text in enumerate(USES):
        (folder / f"{number}.txt").write_text(text.replace("cottagecore", "Brulskema"), encoding="utf-8")
    (folder / "3.txt").write_text(broken, encoding="utf-8")
    assert "Mr Brulskema said" in cleaned()


def test_no_spacing_rules_no_lesson() -> None:
    """Where the spacing rules are off nothing is collected, whatever the language."""
    report = examine(document(DAMAGED), Settings(CONFIG)).report
    rules = tuple(rule.id for rule in Settings(CONFIG).rules if rule.spacing_engine)
    assert forms_of(report, replace(CONFIG, disable=rules)) == Forms()
    assert Lesson(replace(CONFIG, language="xx")).taught() == {}


TAUGHT = [(str(number), forms(text)) for number, text in enumerate((*USES, DAMAGED))]


@given(st.permutations(TAUGHT))
def test_the_order_of_documents_does_not_matter(documents: list[tuple[str, Forms]]) -> None:
    """The lesson is the same however the documents come in."""
    lesson = Lesson(CONFIG)
    for name, one in documents:
        lesson.add(name, one)
    taught = lesson.taught()
    assert taught["3"] == ("cottagecore",)
    assert set(taught.values()) == {("cottagecore",)}
