"""Run the review app until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from types import FrameType

from starlette.applications import Starlette

from normalize.errors import UsageError


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at `host`; port 0 takes a free one. Raises UsageError when the port cannot be had."""
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise UsageError(
            f"{host}:{port} cannot be listened on ({error.strerror or error}); choose another --port"
        ) from error
    # An answer goes out in several pieces, and each would wait some 40 ms for the browser's word on the one before.
    # Connections take this over; asyncio sets it by itself only for sockets that it has made.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def serve(app: Starlette, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve an app of `make_app` at `host`; port 0 takes a free one.

    `ready` is called with the address when it can be opened. Returns when it is interrupted. Raises UsageError when
    the port cannot be had.
    """
    import uvicorn

    listening = listen(host, port)
    named = f"[{host}]" if ":" in host else host
    ready(f"http://{named}:{listening.getsockname()[1]}/")
    config = uvicorn.Config(app, log_level="warning", server_header=False, date_header=False, lifespan="off")

    class Server(uvicorn.Server):
        """A server that ends its streams of news before it waits for connections to end."""

        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            app.state.live.close()
            super().handle_exit(sig, frame)

    try:
        Server(config).run(sockets=[listening])
    finally:
        listening.close()
