"""An OpenAI-compatible chat server that plays scripts over real HTTP, streaming, on a port of its own."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Turn:
    """How the server answers one request: a status, or pieces of text with a pause before each."""

    pieces: Iterable[str] = ()
    status: int = 200
    pause: float = 0.0
    stall_after: int | None = None  # pieces after which nothing more comes, the line staying open
    cut_after: int | None = None  # pieces after which the line is closed
    headers: dict[str, str] = field(default_factory=dict)


Script = Callable[[str, str], Turn]  # system and user message → turn


class Server(ThreadingHTTPServer):
    """Keeps what it was sent."""

    daemon_threads = True
    script: Script
    requests: list[bytes]
    released: threading.Event


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Tests want no chatter."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.requests.append(body)
        messages = json.loads(body)["messages"]
        turn = self.server.script(messages[0]["content"], messages[-1]["content"])
        if turn.status != 200:
            self._fail(turn.status)
            return
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):
            self._play(turn)
        self.close_connection = True

    def _fail(self, status: int) -> None:
        body = json.dumps({"error": {"message": "scripted", "type": "scripted"}}).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _play(self, turn: Turn) -> None:
        self._send({"choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}, "finish_reason": None}]})
        for count, piece in enumerate(turn.pieces):
            if turn.stall_after is not None and count >= turn.stall_after:
                self.server.released.wait(30)
                return
            if turn.cut_after is not None and count >= turn.cut_after:
                return
            if turn.pause:
                time.sleep(turn.pause)
            self._send({"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]})
        self._send({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        self._send({"choices": [], "usage": {"prompt_tokens": 321, "completion_tokens": 45, "total_tokens": 366}})
        self.wfile.write(b"data: [DONE]\n\n")

    def _send(self, chunk: dict[str, object]) -> None:
        frame = {"id": "t", "object": "chat.completion.chunk", "created": 0, "model": "scripted", **chunk}
        self.wfile.write(f"data: {json.dumps(frame, ensure_ascii=False)}\n\n".encode())
        self.wfile.flush()


@contextmanager
def serving(script: Script) -> Iterator[tuple[str, Server]]:
    """A running server; gives its base URL and itself."""
    server = Server(("127.0.0.1", 0), _Handler)
    server.script, server.requests, server.released = script, [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()


def in_pieces(text: str, size: int = 80) -> list[str]:
    """A text as a model streams it."""
    return [text[start : start + size] for start in range(0, len(text), size)]
