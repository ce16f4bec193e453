"""The day that a question is about, where it is another one than today: 2024年6月的时候补多少, 没涨之前是多少."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.understand.reading import Ask, Intent, Moment, Stated
from assistant.dialogue.understand.vocabulary import intent_words, read
from assistant.language.dates import DateMention

# Asks whose answer is another one on another day. "What changed" names the past and asks about both.
DATED = frozenset(
    {Intent.AMOUNT, Intent.STANDARD, Intent.MAY, Intent.HOW_COMPUTED, Intent.FREQUENCY, Intent.CONDITIONS}
)
# Facts whose day is when something happened, and so not the day of the question: 去年双十一那会儿出的证.
HAPPENED = frozenset({"certificate_issued", "employment_started", "course_started", "contract_signed", "insured_from"})
OF_BOTH = frozenset({Intent.CHANGED, Intent.COMPARE, Intent.CLAUSE, Intent.VALIDITY})


class _MomentFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    before_notice: str
    not_before: str
    at: str
    ahead: str
    beside: tuple[str, ...]
    now: str


@dataclass(frozen=True, slots=True)
class _Words:
    before_notice: re.Pattern[str]
    not_before: re.Pattern[str]
    at: re.Pattern[str]
    ahead: re.Pattern[str]
    beside: frozenset[str]
    now: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    """`moment.yaml`."""
    file = read("moment.yaml", _MomentFile)
    return _Words(
        before_notice=re.compile(file.before_notice),
        not_before=re.compile(file.not_before),
        at=re.compile(file.at),
        ahead=re.compile(file.ahead),
        beside=frozenset(file.beside),
        now=re.compile(file.now),
    )


def find_moment(
    text: str,
    asks: Sequence[Ask],
    stated: Sequence[Stated],
    days: Sequence[DateMention],
    as_of: dt.date,
    notice: dt.date,
) -> Moment | None:
    """The day of the question, or None for the day of asking.

    Args:
        text: the normalised message.
        asks: what is asked.
        stated: the facts of the message, subjects included.
        days: the days of `text`.
        as_of: the day of asking.
        notice: the day from which the notice holds.
    """
    intents = {ask.intent for ask in asks}
    if intents & OF_BOTH:
        return None
    words = _words()
    days = [day for day in days if not any(one.start == day.start and one.fact in HAPPENED for one in stated)]
    if words.now.search(text):
        return Moment(as_of, "") if not days else None
    before = words.before_notice.search(text)
    if before and not words.not_before.search(text[before.end() :]):
        return Moment(notice - dt.timedelta(days=1), before[0], before.start(), before.end())
    for day in days:
        if words.ahead.search(text[: day.start]):
            continue
        if day.latest is not None and day.latest < as_of and _is_of_question(text, day, asks, stated):
            return Moment(day.latest, day.text, day.start, day.end)
    return None


def _is_of_question(text: str, day: DateMention, asks: Sequence[Ask], stated: Sequence[Stated]) -> bool:
    if _words().at.search(text[day.end :]):
        return True
    start, end = _part(text, day)
    beside = {one.fact for one in stated if start <= one.start < end}
    asked = any(ask.intent in DATED and ask.text in text[start:end] for ask in asks)
    return asked and beside <= _words().beside


def _part(text: str, day: DateMention) -> tuple[int, int]:
    """The part of the sentence that the day stands in."""
    cuts = [0, *(match.end() for match in intent_words().separators.finditer(text)), len(text) + 1]
    start = max(cut for cut in cuts if cut <= day.start)
    return start, min(cut for cut in cuts if cut > day.start)
