"""What must not be answered as a question: abuse, injected instructions, cheating; and small talk, which needs no policy."""

from __future__ import annotations

import base64
import binascii
import html
import re
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, RootModel

from assistant.dialogue.understand.reading import Hit
from assistant.dialogue.understand.vocabulary import read

ENCODED = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
TAG = re.compile(r"<!--(.*?)-->|<[^>]{1,400}>", re.S)


class Guard(BaseModel):
    """One category of `guards.yaml`: patterns that decide, sentences that resemble, sentences that only look alike."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    patterns: list[str] = []
    asks: list[str] = []
    keep: list[str] = []


class _GuardFile(RootModel[dict[str, Guard]]):
    pass


@lru_cache(maxsize=1)
def guards() -> dict[str, Guard]:
    """The categories of `guards.yaml`, in the file's order, which is the order of precedence."""
    return read("guards.yaml", _GuardFile).root


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile("|".join(guard.patterns))) for name, guard in guards().items() if guard.patterns)


def match_guard(text: str, typed: str) -> Hit | None:
    """The first category one of whose patterns stands in the message, in its mark-up or in what it hides in base64.

    Args:
        text: the normalised message.
        typed: the message as it came, in which tags and encoded words can still be seen.
    """
    hidden = [html.unescape(piece).lower() for piece in (*TAG.findall(typed), *_decoded(typed)) if piece]
    for candidate in (text, *hidden):
        for name, regex in _compiled():
            found = regex.search(candidate)
            if found:
                return Hit(name, found[0])
    return None


def _decoded(typed: str) -> list[str]:
    decoded: list[str] = []
    for match in ENCODED.finditer(typed):
        token = match[0]
        try:
            decoded.append(base64.b64decode(token + "=" * (-len(token) % 4), validate=True).decode("utf-8"))
        except (binascii.Error, UnicodeDecodeError):
            continue
    return decoded
