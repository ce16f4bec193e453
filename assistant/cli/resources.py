"""Opening the assistant for a command: the index is built if it was never built, faults are one line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.cli.errors import fail
from assistant.dialogue.assistant import Assistant, open_assistant
from assistant.retrieval import IndexMismatch, IndexMissing
from assistant.settings import get_settings


@contextmanager
def opened(*, keep: bool) -> Iterator[Assistant]:
    """The assistant of the settings, closed afterwards."""
    settings = get_settings()
    try:
        assistant = open_assistant(settings, keep=keep)
    except IndexMissing:
        from assistant.cli.index import build

        print("第一次使用,正在建立索引……", file=sys.stderr)
        build(settings)
        assistant = open_assistant(settings, keep=keep)
    except IndexMismatch as error:
        fail(str(error))
    with assistant:
        yield assistant
