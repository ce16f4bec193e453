"""A bare answer ("是的", "20", "不知道") read against the question that was asked back."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from assistant.dialogue.counted import (
    COUNTS,
    COURSE,
    SENTENCE,
    SHORT,
    changed_count,
    lone_count,
    next_count,
    of_the_course,
    of_the_group,
    without_lone_count,
)
from assistant.dialogue.days import counts_months, read_days, told_days, told_months
from assistant.dialogue.memory import Memory, Pending
from assistant.dialogue.understand.acts import opening_act
from assistant.dialogue.understand.reading import Act, FactValue, Reading, Stated, Subject
from assistant.dialogue.understand.scope import without_names
from assistant.dialogue.understand.vocabulary import act_words, fact_words, intent_words, level_words
from assistant.language.numerals import find_numbers
from assistant.language.terms import sounds_like
from assistant.subsidy import FACT_FORMS, FactKind

LEVEL = "level"
LOWEST_LEVEL = 5
ORDER = ("一", "二", "三", "四", "五")
PLACES = (*ORDER, "1", "2", "3", "4", "5", "first", "second", "third", "fourth")
# A short answer to the one is read as the other: 能查到, asked whether one is on record.
ALIKE = {"registered": "certificate_recognised"}
BARE_PLACE = re.compile(
    r"(?:就|都|是|我们)*(?:在|是)?(?:上海|本市|本地|沪)(?:本地)?(?:办|开|上课|培训)?(?:的|呀|啊|呢)?[,。!]*"
)


def read_against_question(reading: Reading, memory: Memory, as_of: dt.date) -> Reading:
    """The reading with the fact that a bare answer states, where a question is open; else the reading itself."""
    reading = of_the_group(of_the_course(_next_level(reading, memory), memory), memory)
    pending = memory.pending
    reading = read_days(reading, memory, as_of)
    if pending is None:
        return changed_count(reading, memory)
    reading = _unsure(reading)
    if any(one.fact == pending.fact for one in _all(reading)):
        return reading
    reading = without_lone_count(reading, pending)
    if [one.fact for one in _all(reading)] == [ALIKE.get(pending.fact)] and len(reading.text) <= SHORT:
        said = reading.stated[0]
        return replace(reading, stated=(replace(said, fact=pending.fact),), act=None)
    reading = _one_of_those(_bare_place(reading, memory), memory)
    values = _days(reading, pending, as_of) or _one(_answer(reading, pending, memory.offered))
    fact = pending.fact
    if not values and not _all(reading):
        fact, values = next_count(memory), _one(lone_count(reading.text.strip(" ,。;!?")))
    if not values or not fact:
        return changed_count(reading, memory)
    stated = Stated(fact, values, reading.typed.strip(), 0, len(reading.text), pending.person)
    if fact in fact_words().answers:
        reading = replace(reading, place=None)  # 安徽的, asked where somebody is from
    if fact == LEVEL:
        return replace(reading, subjects=(*reading.subjects, Subject((stated,))), act=None)
    return replace(reading, stated=(*reading.stated, stated), act=None)


def _unsure(reading: Reading) -> Reading:
    """A short message that says what somebody does not know asks nothing: 忘记了哪天发的."""
    asked = any(ask.intent in intent_words().of_case for ask in reading.asks)
    if asked or _all(reading) or len(reading.text) > SHORT or opening_act(reading.text) is not Act.UNSURE:
        return reading
    return replace(reading, act=Act.UNSURE, asks=())


def no_longer_asked(reading: Reading, memory: Memory) -> tuple[str, ...]:
    """The facts that the person cannot settle: not to be asked again."""
    if memory.pending is not None and reading.act in (Act.UNSURE, Act.NEITHER):
        return tuple(dict.fromkeys([*memory.unsure, memory.pending.fact]))
    return memory.unsure


def _all(reading: Reading) -> tuple[Stated, ...]:
    return (*reading.stated, *(one for subject in reading.subjects for one in subject.facts))


def _one(value: FactValue | None) -> tuple[FactValue, ...]:
    return () if value is None else (value,)


def _days(reading: Reading, pending: Pending, as_of: dt.date) -> tuple[FactValue, ...]:
    """The day that a short answer names, or the first and the last day of a stretch of time."""
    text = reading.text.strip(" ,。;!?")
    asked = FACT_FORMS[pending.fact].kind is FactKind.DATE and len(text) <= SHORT
    return told_days(text, pending.fact, as_of) if asked else ()


def _answer(reading: Reading, pending: Pending, offered: tuple[str, ...]) -> FactValue | None:
    form = FACT_FORMS[pending.fact]
    text = _by_place(reading.text.strip(" ,。;!?"), offered)
    chosen = _chosen(text, pending.fact)
    if chosen is not None:
        return chosen
    within = any(one.start == 0 for one in reading.stated)  # the no of 没交 is of what it states
    act = reading.act or opening_act(text)
    if form.kind == "bool" and act in (Act.YES, Act.NO) and not within:
        return act is Act.YES
    if form.kind == "count" and len(text) <= SENTENCE:
        return None if any(one.fact in COUNTS for one in reading.stated) else lone_count(text)
    if len(text) > SHORT:
        return None
    if counts_months(pending.fact) and (months := told_months(text)) is not None:
        return months
    if form.kind == "level":
        spans = any(number.kind in ("duration", "count", "money") for number in find_numbers(text))
        number = None if spans else lone_count(text)
        return number if number is not None and 1 <= number <= LOWEST_LEVEL else None
    return None


def _chosen(text: str, fact: str) -> FactValue | None:
    """The choice that a short answer names: by its words, its label, or what sounds like it."""
    worded = fact_words().answers.get(fact, {})
    meant: list[FactValue] = [value for value, regex in worded.items() if regex.fullmatch(without_names(text))]
    form = FACT_FORMS[fact]
    meant += [choice.value for choice in form.choices if choice.label.lower() == text]
    if not meant and form.kind == "choice":
        heard = [choice.value for choice in form.choices if sounds_like(choice.label, text)]
        meant += heard if len(heard) == 1 else []
    return meant[0] if meant else None


def _by_place(text: str, offered: tuple[str, ...]) -> str:
    """The choice that is meant by its place among those offered: 第一个."""
    meant = act_words().chosen.match(text)
    if meant is None:
        return text
    place = PLACES.index(meant["place"] or meant["ordinal"]) % len(ORDER) if meant else 0
    return offered[place] if place < len(offered) else text


def _bare_place(reading: Reading, memory: Memory) -> Reading:
    """ "在上海", said of a course of which other things were asked."""
    topic = memory.focused()[0] if memory.focus else None
    course = topic is not None and topic.scheme == COURSE and "course_place" not in topic.facts
    if not course or not BARE_PLACE.fullmatch(reading.text.strip()):
        return reading
    stated = Stated("course_place", ("shanghai",), reading.typed.strip(), 0, len(reading.text), memory.person())
    return replace(reading, stated=(stated,), own_place=False)


def _one_of_those(reading: Reading, memory: Memory) -> Reading:
    """ "操作员的": one of the occupations that a word before left open."""
    word = reading.text.strip(" ,。;!?").removeprefix("是").removesuffix("的")
    if _all(reading) or reading.asks or not 2 <= len(word) <= SHORT:
        return reading
    open_names = {
        str(value)
        for topic in memory.focused()
        if "occupation" in topic.facts
        for value in topic.facts["occupation"].parsed()
    }
    meant = [name for name in open_names if word in name]
    if len(open_names) < 2 or len(meant) != 1:
        return reading
    stated = Stated("occupation", (meant[0],), reading.typed.strip(), 0, len(reading.text), memory.person())
    return replace(reading, subjects=(Subject((stated,)),), act=None)


def _next_level(reading: Reading, memory: Memory) -> Reading:
    """ "高一级呢": the level beside the one spoken of; a higher level has the smaller number."""
    step = level_words().next_level.search(reading.text)
    known = [topic.facts["level"] for topic in memory.focused() if "level" in topic.facts]
    if step is None or len(known) != 1 or len(known[0].values) != 1:
        return reading
    level = int(str(known[0].values[0])) + (-1 if step["up"] else 1)
    if not 1 <= level <= LOWEST_LEVEL:
        return reading
    stated = Stated("level", (level,), step[0], step.start(), step.end(), memory.person())
    return replace(reading, subjects=(*reading.subjects, Subject((stated,))), elliptic=True)
