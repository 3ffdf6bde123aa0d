"""One question over HTTP to an OpenAI-compatible server: bounded in time and size, no redirects."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

from normalize.config import JudgeConfig
from normalize.errors import ServiceError
from normalize.judge.address import api_key, endpoint
from normalize.judge.answer import LONGEST_ANSWER, RefusedAnswerError
from normalize.judge.question import Question

if TYPE_CHECKING:
    import requests

#: Most bytes of an answer that are read: room for its wrapping and for escaped characters.
LARGEST_RESPONSE = 12 * LONGEST_ANSWER
_MOST_TOKENS = 1000


def ask(asked: Question, config: JudgeConfig) -> str:
    """What the model answers, as text.

    Raises ServiceError when the server cannot be used (it does not answer in time, refuses, sends elsewhere), and
    RefusedAnswerError when it answers with something that is no chat completion.
    """
    # A socket's time-out starts anew with every byte; a server that drips would hold the run. So the wait is ours.
    done: list[bytes | ServiceError | RefusedAnswerError] = []

    def work() -> None:
        try:
            done.append(_post(asked, config))
        except (ServiceError, RefusedAnswerError) as error:
            done.append(error)
        except Exception as error:
            # Whatever a strange server brings about must not be lost with the thread, nor end the run.
            done.append(ServiceError(f"it could not be asked ({type(error).__name__})"))

    thread = threading.Thread(target=work, name="normalize-judge", daemon=True)
    thread.start()
    thread.join(config.timeout_s)
    if not done:
        raise ServiceError(_silent(config))
    if isinstance(done[0], Exception):
        raise done[0]
    return _content(done[0])


def _silent(config: JudgeConfig) -> str:
    return f"it did not answer within {config.timeout_s} s (judge.timeout_s)"


def _post(asked: Question, config: JudgeConfig) -> bytes:
    import requests

    body = {
        "model": config.model,
        "messages": [dict(message) for message in asked.messages],
        "temperature": 0,
        "max_tokens": _MOST_TOKENS,
    }
    try:
        with (
            requests.Session() as session,
            session.post(
                endpoint(config),
                data=json.dumps(body).encode(),
                headers={"Content-Type": "application/json", "Accept-Encoding": "identity"},
                auth=_Bearer(api_key(config)),
                timeout=config.timeout_s,
                allow_redirects=False,
                stream=True,
            ) as response,
        ):
            if response.status_code != requests.codes.ok:
                raise ServiceError(_refusal(response))
            return _bounded(response)
    except requests.Timeout as error:
        raise ServiceError(_silent(config)) from error
    except (requests.RequestException, OSError, ValueError) as error:
        # The text of the error may hold the whole address; its kind says enough.
        raise ServiceError(f"it could not be reached ({type(error).__name__})") from error


def _bounded(response: requests.Response) -> bytes:
    data = bytearray()
    for chunk in response.iter_content(8192):
        data += chunk
        if len(data) > LARGEST_RESPONSE:
            raise RefusedAnswerError("an answer is far too long")
    return bytes(data)


def _refusal(response: requests.Response) -> str:
    if response.is_redirect or 300 <= response.status_code < 400:
        return "it sent the question to another address, which is not followed; check judge.url"
    return f"it answered with the HTTP status {response.status_code}"


def _content(data: bytes) -> str:
    """The text of the first choice of a chat completion."""
    try:
        content: Any = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise RefusedAnswerError("an answer is no chat completion") from error
    if not isinstance(content, str):
        raise RefusedAnswerError("an answer is no chat completion")
    return content


class _Bearer:
    """Sets the key. As an authentication of its own it keeps `requests` from sending one from the user's `.netrc`."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._key:
            request.headers["Authorization"] = f"Bearer {self._key}"
        return request
