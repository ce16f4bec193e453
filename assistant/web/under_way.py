"""Which conversations are being answered in this process: one answer at a time each, and stopping waits for its end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class UnderWay:
    """A flag for each conversation that is being answered; safe to share between threads."""

    def __init__(self) -> None:
        self._ended: dict[str, threading.Event] = {}
        self._change = threading.Lock()

    @contextmanager
    def answering(self, thread: str, seconds: float) -> Iterator[None]:
        """Around the answering of a conversation, however it ends; waits so long for the answer before it."""
        ended = threading.Event()
        while (before := self._begin(thread, ended)) is not None and before.wait(seconds):
            pass
        try:
            yield
        finally:
            ended.set()
            with self._change:
                if self._ended.get(thread) is ended:
                    del self._ended[thread]

    def wait(self, thread: str, seconds: float) -> None:
        """Return once nothing is being answered there, or after some seconds."""
        ended = self._ended.get(thread)
        if ended is not None:
            ended.wait(seconds)

    def _begin(self, thread: str, ended: threading.Event) -> threading.Event | None:
        """Take the conversation if it is free, else the flag of whoever has it."""
        with self._change:
            before = self._ended.get(thread)
            if before is None or before.is_set():
                self._ended[thread] = ended
                return None
            return before
