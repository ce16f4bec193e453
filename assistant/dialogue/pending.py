"""A bare answer ("是的", "20", "不知道") read against the question that was asked back."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from assistant.dialogue.memory import Held, Memory, Pending
from assistant.dialogue.understand.acts import opening_act
from assistant.dialogue.understand.reading import Act, FactValue, Reading, Stated, Subject
from assistant.dialogue.understand.scope import without_names
from assistant.dialogue.understand.vocabulary import count_words, fact_words, level_words
from assistant.language.dates import find_dates
from assistant.language.numerals import find_numbers
from assistant.language.terms import sounds_like
from assistant.subsidy import FACT_FORMS, FactKind

LEVEL = "level"
LOWEST_LEVEL = 5
COURSE = "targeted_training"
FILLING = 4  # characters beside a number or a day that is the whole answer
FILLER = re.compile(
    r"exactly|precisely|about|only|just|in total|people|of them|altogether|大概|大约|总共|一共|刚好|正好|左右|[ ,。]"
)
CLASS = frozenset({"trainees", "employed", "retained"})
PERSONAL = frozenset({"skill_upgrade", "special_ability"})
SHORT = 12  # characters: a longer message is read for itself
# A short answer to the one is read as the other: 能查到, asked whether one is on record.
ALIKE = {"registered": "certificate_recognised"}
BARE_PLACE = re.compile(
    r"(?:就|都|是|我们)*(?:在|是)?(?:上海|本市|本地|沪)(?:本地)?(?:办|开|上课|培训)?(?:的|呀|啊|呢)?[,。!]*"
)
COUNTS = ("trainees", "employed", "retained", "projects", "apprentices", "persons")


def read_against_question(reading: Reading, memory: Memory, as_of: dt.date) -> Reading:
    """The reading with the fact that a bare answer states, where a question is open; else the reading itself."""
    reading = _of_the_group(_of_the_course(_next_level(reading, memory), memory), memory)
    pending = memory.pending
    reading = _changed_day(reading, memory, as_of)
    if pending is None:
        return _changed_count(reading, memory)
    if any(one.fact == pending.fact for one in _all(reading)):
        return reading
    reading = _without_lone_count(reading, pending)
    if [one.fact for one in _all(reading)] == [ALIKE.get(pending.fact)] and len(reading.text) <= SHORT:
        said = reading.stated[0]
        return replace(reading, stated=(replace(said, fact=pending.fact),), act=None)
    reading = _one_of_those(_bare_place(reading, memory), memory)
    values = _span(reading, pending, as_of) or _one(_answer(reading, pending))
    fact = pending.fact
    if not values and not _all(reading):
        fact, values = _next_count(memory), _one(_lone_count(reading.text.strip(" ,。;!?")))
    if not values or not fact:
        return _changed_count(reading, memory)
    stated = Stated(fact, values, reading.typed.strip(), 0, len(reading.text), pending.person)
    if fact in fact_words().answers:
        reading = replace(reading, place=None)  # 安徽的, asked where somebody is from
    if fact == LEVEL:
        return replace(reading, subjects=(*reading.subjects, Subject((stated,))), act=None)
    return replace(reading, stated=(*reading.stated, stated), act=None)


def _of_the_course(reading: Reading, memory: Memory) -> Reading:
    """A job named beside the counts of the course spoken of is what its people do, and no certificate: 还在做护工的20人."""
    course = any(topic.scheme == COURSE for topic in memory.focused())
    counted = {one.fact for one in reading.stated} & CLASS
    if not (course and counted) or PERSONAL & set(reading.schemes):
        return reading
    certificates = tuple(one for one in reading.subjects if any(fact.fact != "occupation" for fact in one.facts))
    return replace(reading, subjects=certificates)


def _of_the_group(reading: Reading, memory: Memory) -> Reading:
    """People counted where certificates are spoken of are their holders: 8个都在我这上班 tells that they are in work."""
    spoken_of = {topic.scheme for topic in memory.focused()}
    counted = [one for one in reading.stated if one.fact in CLASS]
    elsewhere = set(reading.schemes) - PERSONAL or count_words().of_course.search(reading.text)
    if not (spoken_of and spoken_of <= PERSONAL) or len(counted) != 1 or elsewhere:
        return reading
    known = any("persons" in topic.facts for topic in memory.focused())
    group = replace(counted[0], fact="persons")
    in_work = replace(counted[0], fact="status", values=("in_work",), words=reading.typed.strip())
    told = {one.fact for one in reading.stated}
    added: tuple[Stated, ...] = (group,) if known and "persons" not in told else ()
    added += (in_work,) if counted[0].fact != "trainees" and "status" not in told else ()
    return replace(reading, stated=(*(one for one in reading.stated if one is not counted[0]), *added))


def no_longer_asked(reading: Reading, memory: Memory) -> tuple[str, ...]:
    """The facts that the person cannot settle: not to be asked again."""
    if memory.pending is not None and reading.act in (Act.UNSURE, Act.NEITHER):
        return tuple(dict.fromkeys([*memory.unsure, memory.pending.fact]))
    return memory.unsure


def _all(reading: Reading) -> tuple[Stated, ...]:
    return (*reading.stated, *(one for subject in reading.subjects for one in subject.facts))


def _one(value: FactValue | None) -> tuple[FactValue, ...]:
    return () if value is None else (value,)


def _span(reading: Reading, pending: Pending, as_of: dt.date) -> tuple[FactValue, ...]:
    """The day that a short answer names, or the first and the last day of the month or year, none of them to come."""
    text = reading.text.strip(" ,。;!?")
    if FACT_FORMS[pending.fact].kind is not FactKind.DATE or len(text) > SHORT:
        return ()
    days = [day for day in find_dates(text, as_of) if day.earliest is not None and day.earliest <= as_of]
    if not days or days[0].earliest is None or days[0].latest is None or len(text) - len(days[0].text) > FILLING:
        return ()
    return tuple(dict.fromkeys((days[0].earliest, min(days[0].latest, as_of))))


def _answer(reading: Reading, pending: Pending) -> FactValue | None:
    form = FACT_FORMS[pending.fact]
    text = reading.text.strip(" ,。;!?")
    chosen = _chosen(text, pending.fact)
    if chosen is not None:
        return chosen
    within = any(one.start == 0 for one in reading.stated)  # the no of 没交 is of what it states
    act = reading.act or opening_act(text)
    if form.kind == "bool" and act in (Act.YES, Act.NO) and not within:
        return act is Act.YES
    if len(text) > SHORT:
        return None
    if form.kind == "count":
        return None if any(one.fact in COUNTS for one in reading.stated) else _lone_count(text)
    if form.kind == "level":
        spans = any(number.kind in ("duration", "count", "money") for number in find_numbers(text))
        number = None if spans else _lone_count(text)
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


def _lone_count(text: str) -> int | None:
    """The number of a message that is nothing but one: 25个."""
    found = find_numbers(text)
    if len(found) != 1 or found[0].value is None or found[0].value.denominator != 1 or found[0].value < 0:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    return int(found[0].value) if len(FILLER.sub("", rest)) <= FILLING else None


def _without_lone_count(reading: Reading, pending: Pending) -> Reading:
    """A message that is one number answers what was asked; what it would count by itself does not matter then."""
    counted = [one for one in reading.stated if one.fact in COUNTS]
    bare = len(counted) == len(reading.stated) == 1 and _lone_count(reading.text.strip(" ,。;!?")) is not None
    bare = bare and count_words().counts[counted[0].fact].search(reading.text) is None  # 25个就业 says what it counts
    another = bare and counted[0].fact != pending.fact and not reading.elliptic
    another = another and FACT_FORMS[pending.fact].kind is FactKind.COUNT
    return replace(reading, stated=()) if another else reading


def _next_count(memory: Memory) -> str:
    """The count of a course that is asked for next, whatever was asked last."""
    topic = memory.focused()[0] if memory.focus else None
    if topic is None or topic.scheme != COURSE:
        return ""
    return next((name for name in ("trainees", "employed", "retained") if name not in topic.facts), "")


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


def _changed_day(reading: Reading, memory: Memory, as_of: dt.date) -> Reading:
    """ "看错了,是9月5日": a day without a word for what happened on it corrects the day that was stated last."""
    days = [day for day in find_dates(reading.text, as_of) if day.earliest is not None and day.latest is not None]
    days = [day for day in days if day.earliest and day.earliest <= as_of]
    if reading.act is not Act.CORRECT or len(days) != 1 or len(memory.focus) != 1 or reading.moment is not None:
        return reading
    topic = memory.focused()[0]
    known = [fact for name, fact in memory.facts_of(topic).items() if FACT_FORMS[name].kind is FactKind.DATE]
    if not known or any(FACT_FORMS[one.fact].kind is FactKind.DATE for one in _all(reading)):
        return reading
    last, day = max(known, key=lambda fact: fact.turn), days[0]
    values: tuple[FactValue, ...] = tuple(dict.fromkeys(end for end in (day.earliest, day.latest) if end is not None))
    stated = Stated(last.fact, values, day.text, day.start, day.end, topic.person, not day.approximate)
    return replace(reading, stated=(*reading.stated, stated))


def _without_guessed_class(reading: Reading, memory: Memory) -> Reading:
    """ "再多一个上岗呢,36个": where the class is known, a number without a word of its own is not another class."""
    counted = [one for one in reading.stated if one.fact in COUNTS]
    known = len(memory.focus) == 1 and {"trainees", "employed"} <= memory.focused()[0].facts.keys()
    named = count_words().counts["trainees"].search(reading.text)
    if not (known and reading.elliptic and [one.fact for one in counted] == ["trainees"]) or named:
        return reading
    return replace(reading, stated=tuple(one for one in reading.stated if one not in counted))


def _changed_count(reading: Reading, memory: Memory) -> Reading:
    """ "那20个呢": one number, no word for what it counts, changes the count that was stated last."""
    numbers = [number for number in find_numbers(reading.text) if number.kind in ("count", "number")]
    numbers = [number for number in numbers if number.value != 1] or numbers  # 再来一个呢,36个: the one is by the way
    reading = _without_guessed_class(reading, memory)
    if (
        not reading.elliptic
        or len(numbers) != 1
        or any(one.fact in COUNTS for one in reading.stated)
        or len(memory.focus) != 1
    ):
        return reading
    number = numbers[0]
    known: list[Held] = [fact for name, fact in memory.focused()[0].facts.items() if name in COUNTS]
    if not known or number.value is None or number.value.denominator != 1:
        return reading
    last = max(known, key=lambda fact: (fact.turn, COUNTS.index(fact.fact) if fact.fact != "trainees" else -1))
    stated = Stated(
        last.fact, (int(number.value),), number.text, number.start, number.end, memory.person(), number.exact
    )
    return replace(reading, stated=(*reading.stated, stated))
