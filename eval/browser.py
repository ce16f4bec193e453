"""The real pages in a real browser: the application on a free port, and the browser's flags."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from assistant.dialogue.assistant import Assistant
from assistant.settings import Settings
from assistant.web.app import create_app

# Nothing but the page: no sandbox (containers have none), no graphics, no calls home.
CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
STOPPING = 10  # seconds that open requests are given


@contextmanager
def served(assistant: Assistant, settings: Settings) -> Iterator[str]:
    """The application on a free port, in a thread of this process; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(assistant, settings), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(STOPPING)
