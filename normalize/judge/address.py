"""Where the judge is: its address from the configuration, checked before anything is sent."""

from __future__ import annotations

import os
from urllib.parse import urlsplit, urlunsplit

from normalize.config import JudgeConfig
from normalize.errors import UsageError

_ENDPOINT = "/chat/completions"


def is_on(config: JudgeConfig) -> bool:
    """Whether a judge is configured."""
    return bool(config.url)


def check_judge(config: JudgeConfig) -> None:
    """Raise UsageError when a judge is configured, but not so that it could be asked."""
    if not is_on(config):
        return
    if not config.model:
        raise UsageError("judge.url is set and judge.model is not; name the model, or empty judge.url")
    endpoint(config)
    api_key(config)


def endpoint(config: JudgeConfig) -> str:
    """The address that questions are sent to. Raises UsageError when it is no plain http or https address."""
    wrong = f'judge.url must be an http or https address such as http://localhost:11434/v1, not "{config.url}"'
    try:
        parts = urlsplit(config.url.strip())
        usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError as error:
        raise UsageError(wrong) from error
    if parts.username or parts.password:
        raise UsageError("judge.url must not hold a user or password; put the key into a variable (judge.api_key_env)")
    if not usable:
        raise UsageError(wrong)
    path = parts.path.rstrip("/")
    path = path if path.endswith(_ENDPOINT) else path + _ENDPOINT
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def host(config: JudgeConfig) -> str:
    """The host of the judge with its port, for messages."""
    return urlsplit(config.url.strip()).netloc


def api_key(config: JudgeConfig) -> str:
    """The API key from the environment; empty when none is asked for. Raises UsageError when it is not there."""
    if not config.api_key_env:
        return ""
    key = os.environ.get(config.api_key_env, "").strip()
    if not key or not key.isascii() or not key.isprintable():
        raise UsageError(
            f"the variable {config.api_key_env} (judge.api_key_env) holds no API key; "
            "set it, or empty judge.api_key_env"
        )
    return key
