"""A real HTTP server that speaks the protocol of chat completions, well or badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from normalize.config import JudgeConfig

#: Writes the whole response to a request.
Reply = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


@dataclass
class Model:
    """The server: `reply` answers each request; `requests` and `keys` are what it got."""

    url: str = ""
    reply: Reply = lambda handler, body: send(handler, body, "")
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def config(self, **other: Any) -> JudgeConfig:
        """A judge at this server."""
        return JudgeConfig(**{"url": f"{self.url}/v1", "model": "test-model", "timeout_s": 5, **other})

    def says(self, answer: object) -> None:
        """Answer every request with this text, or this object as JSON."""
        text = answer if isinstance(answer, str) else json.dumps(answer)
        self.reply = lambda handler, body: send(handler, body, text)


def send(handler: BaseHTTPRequestHandler, body: dict[str, Any], text: str) -> None:
    """A chat completion whose message is `text`."""
    message = {"role": "assistant", "content": text}
    raw(handler, 200, json.dumps({"object": "chat.completion", "choices": [{"index": 0, "message": message}]}).encode())


def raw(handler: BaseHTTPRequestHandler, status: int, data: bytes, **headers: str) -> None:
    """A response with these bytes."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)
