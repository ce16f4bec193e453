"""The sentences about bad input, kept as data."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from assistant.policy.load import read_yaml

_MESSAGES = TypeAdapter(dict[str, str]).validate_python(read_yaml(Path(__file__).with_name("messages.yaml")))


def message(name: str, **said: str) -> str:
    """The Chinese sentence of this name, its places filled in; KeyError if there is none."""
    return _MESSAGES[name].format(**said)
