"""What happened on the days that are told: each day with the verb, or the topic, that it belongs to (`happenings.yaml`)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.understand.reading import FactValue, Stated
from assistant.dialogue.understand.vocabulary import fact_words, read_named
from assistant.language.dates import DateMention, find_elapsed

PART = re.compile(r"[^,。;!?\n、]+?(?=[,。;!?\n、]|\.(?= |$)|$)")
SENTENCE_END = re.compile(r"[。!?\n]|\.(?= |$)")
REACH, REACH_LATIN = 18, 54  # characters between a day and its verb
CLAIMED = "claimed_this_year"
AHEAD = frozenset({"applied_on", "contract_signed", "insured_from"})
STEP = "后"  # "半年后" in a story counts from something told before, not from today

Pattern = re.Pattern[str]


class Happening(BaseModel):
    """One kind of verb; see the head of `happenings.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    fact: str | None
    verbs: Pattern
    topics: Pattern | None = None
    needs: Pattern | None = None
    without: Pattern | None = None
    beside: Pattern | None = None
    last: Pattern | None = None
    lasts: Pattern | None = None
    scheme: str | None = None
    weak: bool = False
    until_now: bool = False


class HappeningWords(BaseModel):
    """`happenings.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    happenings: tuple[Happening, ...]
    reference: Pattern
    negated: Pattern
    closing: Pattern
    still: Pattern
    filler: Pattern
    asking: Pattern
    together: Pattern
    year_said: Pattern


@lru_cache(maxsize=1)
def happening_words() -> HappeningWords:
    """`happenings.yaml`."""
    return read_named("happenings.yaml", HappeningWords)


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb as it stands in a text; `point`: something is counted from it (毕业后)."""

    start: int
    end: int
    of: Happening
    point: bool = False


def find_happenings(
    text: str, days: Sequence[DateMention], as_of: dt.date, scheme: str | None, *, uncertified: bool
) -> list[Stated]:
    """The facts that days state.

    Args:
        text: the normalised message.
        days: its days, those left out that another reading has taken.
        as_of: the day of asking; a month that runs past it ("11月拿的证") ends with it.
        scheme: the scheme spoken of.
        uncertified: whether the message says that there is no certificate yet.
    """
    placed = [*_dated(text, days, scheme), *_lasting(text, days, as_of, scheme)]
    strong = {of.fact for _, of in placed if not of.weak}
    found: list[Stated] = []
    for day, of in placed:
        if of.weak and (uncertified or of.fact in strong):
            continue
        stated = _stated(text, day, of, as_of)
        if stated is not None:
            found.append(stated)
    return found


def _dated(text: str, days: Sequence[DateMention], scheme: str | None) -> Iterator[tuple[DateMention, Happening]]:
    parts = [match.span() for match in PART.finditer(text)]
    words = happening_words()
    held = [[day for day in days if start <= day.start < end] for start, end in parts]
    verbs = [_verbs(text, span, scheme) for span in parts]
    for index, mentions in enumerate(held):
        for day, verb in _paired(text, mentions, verbs[index]):
            of = verb.of if verb else None
            if of is None and not verbs[index]:
                of = _topic(text, parts[index], day, scheme)
            if of is None and len(mentions) == 1 and words.filler.match(_without(text, parts[index], day)):
                of = _beside(index, held, verbs)
            if of is not None and of.fact is not None:
                yield day, of


def _without(text: str, span: tuple[int, int], day: DateMention) -> str:
    return text[span[0] : day.start] + text[day.end : span[1]]


def _beside(index: int, held: Sequence[Sequence[DateMention]], verbs: Sequence[Sequence[Verb]]) -> Happening | None:
    """The verb of the part before or behind, where that part has no day of its own: 证拿到了,去年9月."""
    for other, last in ((index - 1, True), (index + 1, False)):
        if 0 <= other < len(held) and not held[other] and verbs[other]:
            return verbs[other][-1 if last else 0].of
    return None


def _verbs(text: str, span: tuple[int, int], scheme: str | None) -> list[Verb]:
    """The verbs of a part in order; of overlapping ones the longest."""
    words = happening_words()
    start, end = span
    found: list[Verb] = []
    for of in words.happenings:
        if not _spoken_of(text, span, of, scheme):
            continue
        for match in of.verbs.finditer(text, start, end):
            if match.end() > match.start() and not _within_word(text, match):
                denied = words.negated.search(text[max(start, match.start() - 6) : match.start()]) is not None
                point = words.reference.match(text[match.end() : end]) is not None
                found.append(Verb(match.start(), match.end(), _nothing() if denied else of, point))
    found.sort(key=lambda one: one.start - one.end)
    kept: list[Verb] = []
    for verb in found:
        if all(verb.end <= one.start or one.end <= verb.start for one in kept):
            kept.append(verb)
    return sorted(kept, key=lambda one: one.start)


def _spoken_of(text: str, span: tuple[int, int], of: Happening, scheme: str | None) -> bool:
    if of.without is not None and of.without.search(text, *span):
        return False
    if of.beside is not None and not of.beside.search(text, *span):
        return False
    if of.needs is None or (of.scheme is not None and of.scheme == scheme):
        return True
    ends = [match.end() for match in SENTENCE_END.finditer(text, 0, span[0])]
    closing = SENTENCE_END.search(text, span[0])
    return of.needs.search(text, max(ends, default=0), closing.start() if closing else len(text)) is not None


def _within_word(text: str, match: re.Match[str]) -> bool:
    """Whether an English match is only a piece of a word: the got of forgot."""
    start, end = match.span()

    def letters(left: int) -> bool:
        pair = text[left : left + 2]
        return left >= 0 and len(pair) == 2 and pair.isascii() and pair.isalpha()

    return letters(start - 1) or letters(end - 1)


@lru_cache(maxsize=1)
def _nothing() -> Happening:
    return next(of for of in happening_words().happenings if of.fact is None)


def _paired(
    text: str, mentions: Sequence[DateMention], verbs: Sequence[Verb]
) -> Iterator[tuple[DateMention, Verb | None]]:
    """Each day of a part with its verb: the nearest; where several days are told, all by the verb on the same side."""
    reach = REACH_LATIN if text.isascii() else REACH
    for index, day in enumerate(mentions):
        since = mentions[index - 1].end if index else 0
        until = mentions[index + 1].start if index + 1 < len(mentions) else len(text)
        before = [verb for verb in verbs if since <= verb.start and verb.end <= day.start and not verb.point]
        behind = [verb for verb in verbs if day.end <= verb.start < until]
        first = before[-1] if before and day.start - before[-1].end <= reach else None
        second = behind[0] if behind and behind[0].start - day.end <= reach else None
        if first is None or second is None:
            yield day, first or second
        elif len(mentions) > 1:
            yield day, first if _leads(mentions, verbs) else second
        else:
            yield day, first if day.start - first.end < second.start - day.end else second


def _leads(mentions: Sequence[DateMention], verbs: Sequence[Verb]) -> bool:
    """Whether each verb stands before its day: 开班是9月1号签合同是11月20号."""
    return verbs[0].end <= mentions[0].start and all(verb.end <= mentions[-1].start for verb in verbs)


def _topic(text: str, span: tuple[int, int], day: DateMention, scheme: str | None) -> Happening | None:
    """What a part without a verb speaks of: 证是去年9月的; not 2020年的时候高级工证补多少."""
    if happening_words().asking.search(_without(text, span, day)):
        return None
    found = [
        (max(match.start() - day.end, day.start - match.end()), order, of)
        for order, of in enumerate(happening_words().happenings)
        if of.topics is not None and _spoken_of(text, span, of, scheme)
        for match in of.topics.finditer(text, *span)
    ]
    return min(found, key=lambda one: one[:2])[2] if found else None


def _lasting(
    text: str, days: Sequence[DateMention], as_of: dt.date, scheme: str | None
) -> Iterator[tuple[DateMention, Happening]]:
    """Lengths of time that have passed since: 拿证10个月了, 上班两年了."""
    for length in find_elapsed(text, as_of):
        if any(day.start < length.end and length.start < day.end for day in days):
            continue
        start = max((match.start() for match in PART.finditer(text, 0, length.start)), default=0)
        of = _lasts(text, start, length, scheme)
        if of is not None:
            yield length, of


def _lasts(text: str, start: int, length: DateMention, scheme: str | None) -> Happening | None:
    """What has lasted for a length of time: the longest words for it that end where the length begins."""
    words = happening_words()
    end = length.start
    if start and words.filler.match(text[start:end]):  # 证早就考出来了,大概一年半了
        end = start - 1
        start = max((match.start() for match in PART.finditer(text, 0, end)), default=0)
    found: list[tuple[int, int, Happening]] = []
    for order, of in enumerate(words.happenings):
        behind = (words.still if of.until_now else words.closing).match(text[length.end :])
        if of.lasts is None or behind is None or not _spoken_of(text, (start, length.end), of, scheme):
            continue
        found += [(match.start(), order, of) for match in of.lasts.finditer(text, start, end) if match.end() == end]
    return min(found, key=lambda one: one[:2])[2] if found else None


def _stated(text: str, day: DateMention, of: Happening, as_of: dt.date) -> Stated | None:
    words = fact_words()
    if of.fact is None or day.earliest is None or day.latest is None:
        return None
    if words.not_this.search(text[: day.start]) or words.nothing_then.match(text[day.end :]):
        return None
    if of.fact == CLAIMED:
        return _claimed(text, day, of, as_of)
    if of.fact == "applied_on" and day.precision == "year" and day.earliest.year == as_of.year:
        return None  # 今年还能申请吗 names no day of an application
    ahead = day.earliest > as_of
    if ahead and (of.fact not in AHEAD or (day.text.endswith(STEP) and of.fact != "applied_on")):
        return None
    latest = day.latest if ahead else min(day.latest, as_of)
    values: tuple[FactValue, ...] = (day.earliest,) if day.earliest == latest else (day.earliest, latest)
    return Stated(of.fact, values, text[day.start : day.end], day.start, day.end, certain=not day.approximate)


def _claimed(text: str, day: DateMention, of: Happening, as_of: dt.date) -> Stated | None:
    """A claim of this year uses this year's up; one of another year does not, and the last one says that there is none."""
    words, span = text[day.start : day.end], (day.start, day.end)
    if day.earliest is None or day.latest is None or day.earliest > as_of:
        return None
    if day.earliest.year == as_of.year:
        return Stated(CLAIMED, (True,), words, *span)
    if day.latest.year == as_of.year:
        return None
    start = max((match.start() for match in PART.finditer(text, 0, day.start)), default=0)
    last = of.last is not None and of.last.search(text, start, day.start + REACH)
    return Stated(CLAIMED, (False,), words, *span) if last else Stated(CLAIMED, (True,), words, *span, denied=True)
