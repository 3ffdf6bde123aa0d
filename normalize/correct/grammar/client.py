"""Talk to a LanguageTool server: raw findings for annotated text, or a sentence that says what went wrong."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from language_tool_python import LanguageTool
from language_tool_python.exceptions import LanguageToolError

from normalize.errors import ServiceError, UsageError

#: More than our own server gives itself (server.properties), so that it gives up first.
REQUEST_SECONDS = 90
ALIVE_SECONDS = 2
#: How the ids of the dictionary rules begin.
SPELLER = "MORFOLOGIK_RULE_"
#: A proxy that the environment names is not for a server on this machine.
NO_PROXY = {"http": "", "https": ""}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text as it is sent: words to check, or markup that is read as `stands_for`."""

    text: str
    is_markup: bool = False
    stands_for: str = ""

    def as_json(self) -> dict[str, str]:
        """The form of the server's interface."""
        if not self.is_markup:
            return {"text": self.text}
        return {"markup": self.text, "interpretAs": self.stands_for}


@dataclass(frozen=True, slots=True)
class Finding:
    """One match as the server sent it. `offset` and `length` count UTF-16 units of all pieces together."""

    rule: str
    category: str
    issue: str
    message: str
    offset: int
    length: int
    replacements: tuple[str, ...]


class Client(LanguageTool):
    """`language_tool_python`'s client, which sends plain text only, extended to annotated text and raw offsets.

    Its `Match` converts the start of a match from UTF-16 but not the length, and keeps the last text in class
    attributes, so two threads would mix their offsets.
    """

    _TIMEOUT: Any = REQUEST_SECONDS

    def findings(self, pieces: Sequence[Piece]) -> list[Finding]:
        """What the server finds in `pieces`. Raises LanguageToolError, ServiceError for an answer that is none."""
        parameters = self._create_params("")
        del parameters["text"]
        parameters["data"] = json.dumps({"annotation": [piece.as_json() for piece in pieces]})
        answer = self._query_server(f"{self._url}check", parameters, num_tries=1, method="post")
        try:
            return [_finding(match) for match in answer["matches"]]
        except (KeyError, TypeError, ValueError) as problem:
            raise ServiceError(f"{self._url} does not answer like a LanguageTool server.") from problem


def _finding(match: dict[str, Any]) -> Finding:
    rule = match["rule"]
    return Finding(
        rule=str(rule["id"]),
        category=str(rule["category"]["id"]),
        issue=str(rule.get("issueType", "")),
        message=str(match["message"]),
        offset=int(match["offset"]),
        length=int(match["length"]),
        replacements=tuple(str(replacement["value"]) for replacement in match["replacements"]),
    )


def normal_address(url: str) -> str:
    """A server's address as the client wants it: with a slash at the end, without `v2`.

    Raises UsageError when `url` is no web address.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"`grammar.url` is {url!r}: give an address such as http://localhost:8081/")
    path = parts.path.rstrip("/").removesuffix("/check").removesuffix("/v2")
    return f"{parts.scheme}://{parts.netloc}{path}/"


def is_local(address: str) -> bool:
    """Whether a server's address is on this machine."""
    return urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1")


def answers(address: str) -> bool:
    """Whether a LanguageTool server answers at `address`."""
    try:
        proxies = NO_PROXY if is_local(address) else None
        with requests.get(f"{address}v2/languages", timeout=ALIVE_SECONDS, proxies=proxies) as response:
            return response.ok and any(language["code"] == "en" for language in response.json())
    except (requests.RequestException, ValueError, TypeError, KeyError):
        return False


def open_client(address: str, language: str) -> Client:
    """A client for one language (BCP 47). Raises ServiceError when no LanguageTool answers, or not this language."""
    proxies = NO_PROXY if is_local(address) else None
    try:
        return Client(language, remote_server=address, proxies=proxies)
    except ValueError as problem:
        raise ServiceError(
            f"The LanguageTool server at {address} does not know the language {language!r}."
        ) from problem
    except (LanguageToolError, AttributeError, TypeError) as problem:
        raise ServiceError(f"No LanguageTool server answers at {address}") from problem
