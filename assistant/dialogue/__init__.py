"""The conversation: understand, decide, look up, assess, compose, verify, record."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.dialogue.assistant import Assistant, open_assistant

__all__ = ["Assistant", "open_assistant"]


def __getattr__(name: str) -> object:
    # The graph and its libraries take a second to import; the types of this package should not cost that.
    if name in __all__:
        from assistant.dialogue import assistant

        return getattr(assistant, name)
    raise AttributeError(name)
