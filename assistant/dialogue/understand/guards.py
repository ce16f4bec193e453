"""What must not be answered as a question: abuse, injected instructions, cheating; and small talk, which needs no policy."""

from __future__ import annotations

import base64
import binascii
import html
import re
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, RootModel

from assistant.dialogue.understand.reading import Hit
from assistant.dialogue.understand.schema import AnyOf, NamedWords
from assistant.dialogue.understand.vocabulary import read, read_spelled

ENCODED = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
TAG = re.compile(r"<!--(.*?)-->|<[^>]{1,400}>", re.S)


class Guard(BaseModel):
    """One category of `guards.yaml`: patterns that decide, sentences that resemble, sentences that only look alike.

    Attributes:
        denied: straight before a match this takes it back (没有虚报).
        needs: without this in the message no match counts.
        unless: anywhere in the message this takes all matches back, except where `still` stands there too.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    patterns: AnyOf | None = None
    denied: re.Pattern[str] | None = None
    needs: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    still: re.Pattern[str] | None = None
    asks: list[str] = []
    keep: list[str] = []

    def find(self, text: str) -> str | None:
        """The words of a normalised text that belong here by a pattern, or None."""
        if self.needs and not self.needs.search(text):
            return None
        if self.patterns is None or (first := self.patterns.search(text)) is None:
            return None
        if self.unless and self.unless.search(text) and not (self.still and self.still.search(text)):
            return None
        if self.denied is None:
            return first[0]
        found = (match for match in self.patterns.finditer(text) if not self.denied.search(text[: match.start()]))
        return next((match[0] for match in found), None)


class _GuardFile(RootModel[dict[str, Guard]]):
    pass


@lru_cache(maxsize=1)
def guards() -> dict[str, Guard]:
    """The categories of `guards.yaml`, in the file's order, which is the order of precedence."""
    return read_spelled("guards.yaml", _GuardFile, read("guard_words.yaml", NamedWords).root).root


def match_guard(text: str, typed: str) -> Hit | None:
    """The first category one of whose patterns stands in the message, in its mark-up or in what it hides in base64.

    Args:
        text: the normalised message.
        typed: the message as it came, in which tags and encoded words can still be seen.
    """
    hidden = [html.unescape(piece).lower() for piece in (*TAG.findall(typed), *_decoded(typed)) if piece]
    for candidate in (text, *hidden):
        for name, guard in guards().items():
            if found := guard.find(candidate):
                return Hit(name, found)
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
