"""Places and other subjects: whether a question is about this policy's city and about its matter at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.understand.reading import Hit, Stated
from assistant.dialogue.understand.schema import PlacesFile
from assistant.dialogue.understand.vocabulary import place_name, read


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Context(_Strict):
    fact: str
    value: str
    words: str
    needs: str | None = None


class _ScopeFile(_Strict):
    contexts: list[_Context]
    asked_there: re.Pattern[str]
    own: str


CERTIFICATE_PLACE = "certificate_place"


@dataclass(frozen=True, slots=True)
class Places:
    """What the places of a message say: facts of a person or course, or another city that is asked about."""

    stated: tuple[Stated, ...]
    elsewhere: Hit | None
    own: bool
    certificate_from: str | None


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    file = read("places.yaml", PlacesFile)
    spelled = [place_name(name) for name in sorted({*file.provinces, *file.cities}, key=len, reverse=True)]
    spelled += [rf"\b{re.escape(name.lower())}\b" for name in file.english]
    return re.compile("(?:(?:" + "|".join(spelled) + ")(?:省|市|县|区)?)+")


def without_names(text: str) -> str:
    """A text with the names of other places replaced: 证是在外地考的 for 证是在杭州考的."""
    return _names().sub("elsewhere" if text.isascii() else "外地", text)


@lru_cache(maxsize=1)
def _scope() -> _ScopeFile:
    return read("scope.yaml", _ScopeFile)


@lru_cache(maxsize=1)
def _own() -> re.Pattern[str]:
    file = read("places.yaml", PlacesFile)
    return re.compile("|".join([_scope().own, *(re.escape(name.lower()) for name in file.shanghai)]))


def find_places(text: str, scheme: str | None) -> Places:
    """What the place names of a normalised message mean.

    Args:
        text: the message.
        scheme: the scheme spoken of; a class that goes to work elsewhere is a fact of targeted training only.
    """
    stated: list[Stated] = []
    elsewhere: Hit | None = None
    certificate_from: str | None = None
    own = _own()
    for match in _names().finditer(own.sub(lambda own_name: "□" * len(own_name[0]), text)):
        context = _context(text, match, scheme)
        if context is None or (context.fact == CERTIFICATE_PLACE and _scope().asked_there.search(text)):
            elsewhere = elsewhere or Hit(match[0], match[0])
        elif context.fact == CERTIFICATE_PLACE:
            certificate_from = match[0]
        else:
            start, end = match.span()
            stated.append(Stated(context.fact, (context.value,), text[start:end], start, end))
    return Places(tuple(stated), elsewhere, own.search(text) is not None, certificate_from)


def _context(text: str, place: re.Match[str], scheme: str | None) -> _Context | None:
    for context in _scope().contexts:
        if context.needs and context.needs != scheme:
            continue
        regex = re.compile(context.words.format(place=re.escape(place[0])))
        if any(found.start() <= place.start() < found.end() for found in regex.finditer(text)):
            return context
    return None
