"""Opening the assistant for a command; what is missing or does not fit is one line with its mend."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.cli.errors import fail
from assistant.dialogue.assistant import Assistant, open_assistant
from assistant.dialogue.talk import ModelError, Traffic
from assistant.retrieval import RetrievalError
from assistant.settings import get_settings


@contextmanager
def opened(*, keep: bool, traffic: Traffic | None = None) -> Iterator[Assistant]:
    """The assistant of the settings, closed afterwards."""
    settings = get_settings()
    try:
        assistant = open_assistant(settings, keep=keep, traffic=traffic)
    except (RetrievalError, ModelError) as error:
        fail(str(error))
    with assistant:
        yield assistant
