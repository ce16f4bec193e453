"""Reading the items of a JSON list while it is still being written."""

from __future__ import annotations

import json
from collections.abc import Iterator

from langchain_core.utils.json import parse_partial_json
from pydantic import JsonValue, TypeAdapter, ValidationError

from assistant.dialogue.talk import Failure, ModelError

ANY = TypeAdapter[JsonValue](JsonValue)


def items(pieces: Iterator[str], key: str) -> Iterator[JsonValue]:
    """The items of the list `key` of the object that `pieces` write, each as soon as the next one begins.

    Raises:
        ModelError: the text is no such object, or ends in the middle; the item that was being written is not given.
    """
    text, given = "", 0
    for piece in pieces:
        text += piece
        if "{" not in piece and "}" not in piece:  # an item is known to be finished when the next one begins
            continue
        written = _list(_partial(text), key)
        for item in written[given:-1]:
            given += 1
            yield item
    yield from _list(_whole(text), key)[given:]


def whole(pieces: Iterator[str]) -> JsonValue:
    """The JSON value that `pieces` write.

    Raises:
        ModelError: the text is no JSON.
    """
    return _whole("".join(pieces))


def _partial(text: str) -> JsonValue:
    try:
        return ANY.validate_python(parse_partial_json(_bare(text)))
    except (ValueError, ValidationError):
        return None


def _whole(text: str) -> JsonValue:
    try:
        return ANY.validate_json(_bare(text))
    except ValidationError as error:
        raise ModelError(Failure.UNREADABLE, text[:80]) from error


def _bare(text: str) -> str:
    """The text without the fence and the talk that some models put around JSON."""
    start = text.find("{")
    text = text[start:] if start >= 0 else text
    end = text.rfind("}")
    try:
        json.loads(text[: end + 1])
    except ValueError:
        return text
    return text[: end + 1]


def _list(value: JsonValue, key: str) -> list[JsonValue]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []
