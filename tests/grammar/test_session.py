"""The session: servers of the user's own, and what is said when there is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import normalize
from normalize.config import Config, GrammarConfig
from normalize.correct.grammar import Session, client, connection, grammar_session, install
from normalize.correct.grammar.client import normal_address
from normalize.correct.rule import Context
from normalize.errors import ServiceError, UsageError
from normalize.ingest import document_from_text
from normalize.pipeline import Settings, examine, with_grammar

NOBODY = "http://127.0.0.1:9/"
DOCUMENT = document_from_text("She do not like it.")


def test_an_unreachable_server_is_a_sentence_in_the_report() -> None:
    """The run goes on; the report says what was not checked and what to do."""
    report = normalize.clean("She do not like it.", config=Config(grammar=GrammarConfig(url=NOBODY)))
    [sentence] = report.unchecked
    assert sentence == (
        "Grammar was not checked. No LanguageTool server answers at http://127.0.0.1:9/: "
        "start it, or change `grammar.url`. Everything but grammar still works."
    )


def test_required_grammar_that_cannot_be_had_is_an_error() -> None:
    """With `require` the same failure stops the run."""
    with (
        pytest.raises(ServiceError, match="No LanguageTool server answers"),
        grammar_session(GrammarConfig(url=NOBODY, require=True)),
    ):
        pass


def test_a_failed_installation_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without network and cache the session still opens, and says why it checks nothing."""

    def fail() -> None:
        raise ServiceError("LanguageTool cannot be downloaded.")

    monkeypatch.setattr(install, "ensure_installed", fail)
    with grammar_session(GrammarConfig()) as session:
        assert session.check is None
        assert session.unchecked == "Grammar was not checked. LanguageTool cannot be downloaded."


@pytest.mark.parametrize("url", ["localhost:8081", "ftp://example.org", "http://", "nonsense"])
def test_an_address_that_is_none_is_a_usage_error(url: str) -> None:
    """A mistyped address is told as such, with an example of a right one."""
    with (
        pytest.raises(UsageError, match=r"grammar\.url.*http://localhost:8081/"),
        grammar_session(GrammarConfig(url=url)),
    ):
        pass


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("http://localhost:8081", "http://localhost:8081/"),
        ("http://localhost:8081/v2/", "http://localhost:8081/"),
        ("https://example.org/languagetool/v2/check", "https://example.org/languagetool/"),
        (" http://[::1]:8081/ ", "http://[::1]:8081/"),
    ],
)
def test_addresses_may_be_given_as_people_copy_them(given: str, used: str) -> None:
    """With or without the slash, the version and the path of a request."""
    assert normal_address(given) == used


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ("<html>Welcome</html>", 200, "refuses the text"),
        ("Error: text too long", 413, "refuses the text"),
        ("[]", 200, "does not answer like a LanguageTool server"),
        ('{"matches": [{"offset": "x"}]}', 200, "does not answer like a LanguageTool server"),
        ('{"matches": null}', 200, "does not answer like a LanguageTool server"),
        (
            '{"matches": [{"offset": 900, "length": 4, "message": "", "replacements": [],'
            ' "rule": {"id": "X", "category": {"id": "GRAMMAR"}}}]}',
            200,
            "nonsense: unit 900 is outside a text of 19",
        ),
    ],
)
def test_nonsense_from_a_server_is_a_sentence(
    fake_server: Callable[..., str], body: str, status: int, told: str
) -> None:
    """A server that answers with something else is named; nothing is corrected after it."""
    address = fake_server(body, status)
    with grammar_session(GrammarConfig(url=address)) as session:
        assert session.check is not None
        with pytest.raises(ServiceError, match=told) as caught:
            list(session.check(DOCUMENT, Context()))
    assert address in str(caught.value) or "nonsense" in told
    report = normalize.clean("She do not like it.", config=Config(grammar=GrammarConfig(url=address)))
    assert [told in sentence for sentence in report.unchecked] == [True]
    assert report.applied.text == "She do not like it."


def test_what_was_found_before_a_failure_stays(
    fake_server: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When one part fails the other parts' findings are kept, and the sentence says how much is missing."""
    address = fake_server(
        '{"matches": [{"offset": 4, "length": 2, "message": "Wrong.", "replacements": [{"value": "does"}],'
        ' "rule": {"id": "X", "category": {"id": "GRAMMAR"}}}]}'
    )
    real = connection.Client.findings
    asked: list[int] = []

    def second_fails(self: client.Client, pieces: object) -> object:
        asked.append(1)
        if len(asked) == 2:
            raise ServiceError("It is tired.")
        return real(self, pieces)  # type: ignore[arg-type]

    monkeypatch.setattr(connection.Client, "findings", second_fails)
    text = "\n\n".join(["She do not like it. " * 600] * 5)
    report = normalize.clean(text, config=Config(grammar=GrammarConfig(url=address)))
    assert report.unchecked == ("Grammar was not checked in 1 of 5 parts. It is tired.",)
    assert [c.message for c in report.corrections if c.rule == "grammar/X"] == ["Wrong."] * 4


def test_a_language_that_the_server_lacks_is_named(fake_server: Callable[..., str]) -> None:
    """The sentence names the server and the language."""
    address = fake_server('{"matches": []}')
    with grammar_session(GrammarConfig(url=address)) as session:
        assert session.check is not None
        with pytest.raises(ServiceError, match="does not know the language 'xx'"):
            list(session.check(DOCUMENT, Context(language="xx")))


def test_a_proxy_never_sees_loopback(fake_server: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy named by the environment is not asked for a server on this machine."""
    monkeypatch.setenv("http_proxy", NOBODY)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with grammar_session(GrammarConfig(url=fake_server('{"matches": []}'))) as session:
        assert session.check is not None
        assert list(session.check(DOCUMENT, Context())) == []


@pytest.mark.grammar
def test_what_spacing_and_grammar_both_see_is_told_once(session: Session) -> None:
    """A broken word in a quotation is one suggestion, though two engines find it."""
    settings = with_grammar(Settings(), session.check, session.unchecked, session.service)
    text = "“It is the largest invest- ment that the port has seen,” said the chair of the board."
    examined = examine(document_from_text(text), settings)
    told = [c for c in examined.report.corrections if "invest- ment" in c.span.of(text)]
    assert len(told) == 1
