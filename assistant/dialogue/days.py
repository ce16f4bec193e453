"""Days and lengths of time read against the conversation: bare answers, corrections, two things on one day, their order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from assistant.dialogue.memory import Held, Memory
from assistant.dialogue.understand.happenings import AHEAD, happening_words
from assistant.dialogue.understand.reading import Act, FactValue, Reading, Stated
from assistant.language.dates import DateMention, find_dates, find_elapsed
from assistant.language.numerals import find_numbers
from assistant.subsidy import FACT_FORMS, FactKind

MONTHS = "个月"
FILLING = 6  # characters beside a day that is the whole answer
APPRENTICESHIP = "apprenticeship"
STARTED = "course_started"
# What must follow the beginning of a course, with the same told in months.
AFTER_START = {"contract_signed": "months_to_contract", "insured_from": "months_to_insurance"}
TERM = "contract_months"
FAR_BEFORE = relativedelta(months=6)  # a day without its year so long before the course was of the year after


def read_days(reading: Reading, memory: Memory, as_of: dt.date) -> Reading:
    """The reading with what its days and lengths of time mean in this conversation."""
    reading = _of_apprentices(reading, memory)
    reading = _corrected(reading, memory, as_of)
    reading = _on_one_day(reading, memory)
    return _in_order(reading, memory, as_of)


def told_days(text: str, fact: str, as_of: dt.date) -> tuple[FactValue, ...]:
    """The day, or the first and the last day, that a short answer to the question for a fact names: 去年9月, 快一年了."""
    days = [day for day in find_dates(text, as_of) if day.earliest is not None] or list(find_elapsed(text, as_of))
    if not days or days[0].earliest is None or days[0].latest is None or len(text) - len(days[0].text) > FILLING:
        return ()
    if days[0].earliest <= as_of:
        return tuple(dict.fromkeys((days[0].earliest, min(days[0].latest, as_of))))
    return _values(days[0]) if fact in AHEAD else ()


def told_months(text: str) -> int | None:
    """The months that a short answer tells: 一年的, 18个月."""
    lengths = [number for number in find_numbers(text) if number.kind == "duration" and number.value]
    if len(lengths) != 1 or lengths[0].unit not in ("years", "months"):
        return None
    months = Fraction(lengths[0].value or 0) * (12 if lengths[0].unit == "years" else 1)
    return int(months) if months.denominator == 1 else None


def counts_months(fact: str) -> bool:
    """Whether a fact is a number of months."""
    return FACT_FORMS[fact].unit == MONTHS


def _values(day: DateMention) -> tuple[FactValue, ...]:
    return tuple(dict.fromkeys(end for end in (day.earliest, day.latest) if end is not None))


def _known(memory: Memory) -> dict[str, Held]:
    return memory.facts_of(memory.focused()[0]) if len(memory.focus) == 1 else {}


def _of_apprentices(reading: Reading, memory: Memory) -> Reading:
    """In a talk about apprentices what is told of them concerns the course, whoever is named: 社保到5月才给他们交."""
    spoken_of = [topic for topic in memory.focused() if topic.scheme == APPRENTICESHIP]
    if not spoken_of or reading.subjects or set(reading.schemes) - {APPRENTICESHIP}:
        return reading
    person = spoken_of[0].person
    stated = tuple(replace(one, person=person) for one in reading.stated)
    return replace(reading, stated=stated, people=(person,) if reading.people else ())


def _corrected(reading: Reading, memory: Memory, as_of: dt.date) -> Reading:
    """A day or a length without a word for what it is of corrects the last one: 看错了,是9月5日; 看错,一年的."""
    timed = [fact for fact in _known(memory).values() if _is_time(fact.fact)]
    told = {one.fact for one in reading.stated if one.fact != "years"}
    if reading.act is not Act.CORRECT or reading.moment is not None or not timed or any(map(_is_time, told)):
        return reading
    last = max(timed, key=lambda fact: fact.turn)
    values, words = _told(reading.text, last.fact, as_of)
    if not values:
        return reading
    person = memory.focused()[0].person
    start = reading.text.index(words)
    if any(start <= one.start < start + len(words) for one in reading.stated if one.fact in told):
        return reading
    stated = Stated(last.fact, values, words, start, start + len(words), person)
    kept = tuple(one for one in reading.stated if not start <= one.start < start + len(words))
    return replace(reading, stated=(*kept, stated))


def _is_time(fact: str) -> bool:
    return FACT_FORMS[fact].kind is FactKind.DATE or counts_months(fact)


def _told(text: str, fact: str, as_of: dt.date) -> tuple[tuple[FactValue, ...], str]:
    """What a message tells for a fact that is a day or a number of months, with its words."""
    named = [day for day in find_dates(text, as_of) if day.earliest is not None]
    days = [day for day in named if not (day.approximate and day.precision == "season")]  # 刚才看错了 names none
    if counts_months(fact):
        months = told_months(text) if not days else None
        words = next((one.text for one in find_numbers(text) if one.kind == "duration"), "")
        return ((months,), words) if months is not None else ((), "")
    days = [day for day in days if fact in AHEAD or (day.earliest is not None and day.earliest <= as_of)]
    days = days or list(find_elapsed(text, as_of))
    return (_values(days[0]), days[0].text) if len(days) == 1 else ((), "")


def _apprenticeship(reading: Reading, memory: Memory) -> bool:
    return APPRENTICESHIP in reading.schemes or any(topic.scheme == APPRENTICESHIP for topic in memory.focused())


def _on_one_day(reading: Reading, memory: Memory) -> Reading:
    """Of an apprenticeship: what fell on the day of something else that is known: 社保跟合同同一个月交的."""
    together = happening_words().together.search(reading.text)
    if together is None or not _apprenticeship(reading, memory):
        return reading
    places = _places(reading.text, together.start())
    said = {one.fact: one for one in reading.stated}
    known: dict[str, tuple[FactValue, ...]] = {name: fact.parsed() for name, fact in _known(memory).items()}
    known |= {name: one.values for name, one in said.items()}
    near = sorted(places, key=lambda fact: places[fact])
    of = near[0] if len(near) > 1 else None
    subject = next((fact for fact in near if fact != of and fact in AFTER_START), None)
    if subject is None or subject in said:
        return reading
    if of is None:
        held = [
            fact for fact in _known(memory).values() if fact.fact in (STARTED, *AFTER_START) and fact.fact != subject
        ]
        of = max(held, key=lambda fact: fact.turn).fact if held else "contract_signed"
    return _alike(reading, memory, subject, of, known)


def _alike(reading: Reading, memory: Memory, subject: str, of: str, known: dict[str, tuple[FactValue, ...]]) -> Reading:
    """The reading with the subject on the day, or after the months, of the other."""
    pairs = [(subject, known.get(of))]
    pairs += [(AFTER_START[subject], known.get(AFTER_START[of]))] if of in AFTER_START else []
    for fact, values in pairs:
        if values:
            stated = Stated(fact, values, reading.typed.strip(), 0, len(reading.text), memory.person())
            return replace(reading, stated=(*reading.stated, stated))
    return reading


def _places(text: str, together: int) -> dict[str, tuple[int, int]]:
    """How far from the word for one day a message speaks of the course's beginning, of the contract and the insurance.

    What stands straight before the word is what the other fell together with: 签合同当天, 跟合同同一个月.
    """
    found: dict[str, tuple[int, int]] = {}
    for of in happening_words().happenings:
        if of.fact in (STARTED, *AFTER_START):
            patterns = [one for one in (of.topics, of.verbs) if one is not None]
            spans = [match.span() for regex in patterns for match in regex.finditer(text)]
            gaps = [(together - end, 0) if end <= together else (start - together, 1) for start, end in spans]
            if gaps:
                found[of.fact] = min(gaps)
    return found


def _in_order(reading: Reading, memory: Memory, as_of: dt.date) -> Reading:
    """Days named without a year, set right where they lie long before the course that they follow: 9月开班,12月5号签."""
    words = happening_words()
    said = {one.fact: one for one in reading.stated}
    held = _known(memory).get(STARTED)
    start = said[STARTED].values[0] if STARTED in said else held.parsed()[0] if held else None
    if not isinstance(start, dt.date):
        return reading

    def moved(one: Stated) -> Stated:
        first = one.values[0]
        if one.fact not in AFTER_START or not isinstance(first, dt.date) or words.year_said.search(one.words):
            return one
        if first >= start - FAR_BEFORE:
            return one
        values = tuple(value + relativedelta(years=1) for value in one.values if isinstance(value, dt.date))
        return replace(one, values=values)

    return replace(reading, stated=tuple(moved(one) for one in reading.stated))
