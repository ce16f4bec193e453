"""Places and other subjects: whether a question is about this policy's city and about its matter at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.understand.asks import find_asks
from assistant.dialogue.understand.reading import Hit, Stated
from assistant.dialogue.understand.schema import PlacesFile
from assistant.dialogue.understand.subjects import match_subjects
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
    asked_there: str
    own: str
    parts: re.Pattern[str]
    questions: re.Pattern[str]
    own_money: re.Pattern[str]
    own_question: re.Pattern[str]


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
        if context is None or (context.fact in (CERTIFICATE_PLACE, "hukou") and _asked_there(text, match[0])):
            elsewhere = elsewhere or Hit(match[0], match[0])
        elif context.fact == CERTIFICATE_PLACE:
            certificate_from = match[0]
        else:
            start, end = match.span()
            stated.append(Stated(context.fact, (context.value,), text[start:end], start, end))
    return Places(tuple(stated), elsewhere, own.search(text) is not None, certificate_from)


def _asked_there(text: str, place: str) -> bool:
    """Whether the words behind a place of somebody's origin or certificate ask what that place pays."""
    return re.search(_scope().asked_there.format(place=re.escape(place)), text) is not None


def _context(text: str, place: re.Match[str], scheme: str | None) -> _Context | None:
    for context in _scope().contexts:
        if context.needs and context.needs != scheme:
            continue
        regex = re.compile(context.words.format(place=re.escape(place[0])))
        if any(found.start() <= place.start() < found.end() for found in regex.finditer(text)):
            return context
    return None


@dataclass(frozen=True, slots=True)
class OtherSubject:
    """A word of another subject; `asked` says whether the message asks about it, None where that is open."""

    hit: Hit | None = None
    asked: bool | None = None


def find_other_subject(text: str, terms: Sequence[tuple[int, int]]) -> OtherSubject:
    """The other subject of a normalised message, and how it stands to what is asked.

    It is asked about where it stands in a part that asks, and no money of the policy's own in it: 技师证能不能落户. It stands
    aside where another part asks for money of the policy's own: 公积金不交也算了,我药物制剂工四级能补多少.

    Args:
        text: the message.
        terms: where the terms of the policy stand in it; inside a longer one nothing is another subject.
    """
    words, found = _scope(), _subject_hits(text, terms)
    if not found:
        return OtherSubject()
    own, start = False, 0
    for end in [*(match.end() for match in words.parts.finditer(text)), len(text)]:
        part = text[start:end]
        inside = [hit for at, hit in found if start <= at < end]
        asks = words.questions.search(part) is not None
        if asks and inside and not words.own_money.search(part):
            return OtherSubject(inside[0], asked=True)
        if not inside and (asks or find_asks(part)):
            own = own or words.own_question.search(part) is not None
        start = end
    speaks = bool(terms) or words.own_money.search(text) is not None
    return OtherSubject(found[0][1], asked=False if own and speaks else None)


def _subject_hits(text: str, terms: Sequence[tuple[int, int]]) -> list[tuple[int, Hit]]:
    """Words of other subjects outside the policy's terms; one that holds such a term (找护工) is surely meant."""
    kept: list[tuple[int, Hit]] = []
    for at, hit in match_subjects(text):
        end = at + len(hit.words)
        if any(first <= at and end <= last and last - first > len(hit.words) for first, last in terms):
            continue
        holds = any(at <= first and last <= end for first, last in terms)
        kept.append((at, replace(hit, score=max(hit.score, 2.0)) if holds else hit))
    return kept
