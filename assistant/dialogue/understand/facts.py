"""Facts from words: patterns, levels, counts and days, each with the words that state it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.dialogue.understand.counts import find_counts
from assistant.dialogue.understand.durations import find_spans, find_years
from assistant.dialogue.understand.happenings import CLAIMED, find_happenings
from assistant.dialogue.understand.people import People
from assistant.dialogue.understand.reading import FactValue, Stated
from assistant.dialogue.understand.schema import FactPattern
from assistant.dialogue.understand.settle import settle
from assistant.dialogue.understand.vocabulary import fact_words, level_words
from assistant.language.dates import DateMention
from assistant.language.numerals import Number

PART = re.compile(r"[,。;!?\n]")
MASK = "□"
SCHOOL_YEAR_ENDS = 7  # the month before which a class has left school
FAR = dt.timedelta(days=62)
PLANNED = frozenset({"status", "works_in_trade", "certified", "labour_relation", "registered"})
STUDYING = frozenset({"student", "final_year_higher", "final_year_secondary"})
REQUIRED = frozenset({"labour_relation", "insured", "registered", "certified", "works_in_trade"})


def find_facts(
    text: str,
    people: People,
    numbers: Sequence[Number],
    days: Sequence[DateMention],
    as_of: dt.date,
    scheme: str | None,
    known: Mapping[str, int],
) -> tuple[Stated, ...]:
    """Every fact that the patterns, numbers and days of a message state, in order of place.

    Args:
        text: the normalised, repaired message.
        people: whom each place speaks of.
        numbers: the numerals of `text`.
        days: the days of `text`.
        scheme: the scheme spoken of, which says what a lone number counts.
        known: the head counts of the subject spoken of.
        as_of: the day of asking; a month that runs past it ("11月拿的证") ends with it.
    """
    found = [*_without_far_work(text, list(_patterned(text)), days, as_of), *_cohort(text, as_of), *_levels(text)]
    told = find_spans(text, numbers)
    found += told
    days = [day for day in days if not any(one.start < day.end and day.start < one.end for one in told)]
    taken = {(day.start, day.end) for day in days} | {(one.start, one.end) for one in told}
    uncertified = any(one.fact == "certified" and one.values == (False,) and not one.denied for one in found)
    happened = find_happenings(text, days, as_of, scheme, uncertified=uncertified)
    taken |= {(one.start, one.end) for one in happened}
    found = [*_without_dated_claims(text, found, happened), *happened]
    left = [number for number in numbers if not _inside(number, taken)]
    found += [*find_counts(text, left, scheme, known), *find_years(text, left, scheme)]
    placed = [replace(one, person=person) for one in found for person in people.at(one.start)]
    return tuple(sorted(settle(text, placed), key=lambda one: (one.start, one.end)))


def _patterned(text: str) -> list[Stated]:
    matches: list[tuple[int, int, Stated]] = []
    lacking: set[tuple[str, int, int]] = set()  # what is negated and says nothing then, but still covers what it holds
    for pattern, start, end in _matches(text):
        whether = (
            "有没有" in text[max(0, start - 1) : end + 2] and "有没有" not in text[start:end]
        )  # 有没有在缴 says neither
        if end == start or whether or _only_meant(text, pattern, start):
            continue
        stated = _stated(text, pattern.fact, pattern.values, pattern.otherwise, start, end)
        if stated.denied and not pattern.negatable:
            lacking.add((stated.fact, stated.start, end))
        matches.append((start, end, stated))
    return [one for one in _longest(matches) if not one.denied or (one.fact, one.start, one.end) not in lacking]


def _matches(text: str) -> Iterator[tuple[FactPattern, int, int]]:
    """Each pattern with its matches. What is put right (不是中专,是大专) tells nothing of what is said behind it."""
    words = fact_words()
    seams = [match.span("wrong") for match in words.contrast.finditer(text)]
    masked = text
    for start, end in seams:
        masked = masked[:start] + MASK * (end - start) + masked[end:]
    for pattern in words.facts:
        for match in pattern.patterns.finditer(text):
            if not any(start <= match.start() < end < match.end() for start, end in seams):
                yield pattern, *match.span()
        for match in pattern.patterns.finditer(masked) if seams else ():
            if MASK not in match[0]:
                yield pattern, *match.span()


def _cohort(text: str, as_of: dt.date) -> Iterator[Stated]:
    """Students in their final year by the year in which they graduate: 27届."""
    words = fact_words()
    school = "final_year_secondary" if words.secondary.search(text) else "final_year_higher"
    for match in words.cohort.finditer(text):
        ends = dt.date(2000 + int(match["year"]), SCHOOL_YEAR_ENDS, 1)
        if ends.replace(year=ends.year - 1) <= as_of < ends:
            yield Stated("status", (school,), match[0], *match.span())


def _only_meant(text: str, pattern: FactPattern, start: int) -> bool:
    """Whether the words beside it tell of a plan, of studies beside work, leave it open, or ask if it is required."""
    words, fact = fact_words(), pattern.fact
    part = PART.split(text[:start])[-1]
    if words.doubted.search(part) or (fact in PLANNED and words.intended.search(part)):
        return True
    closing = PART.search(text, start)
    whole = part + text[start : closing.start() if closing else len(text)]
    if pattern.values[0] in STUDYING and words.part_time.search(whole):
        return True
    asked = words.asked.search(text[start : closing.end() if closing else len(text)]) is not None
    return fact in REQUIRED and asked and words.required.search(part) is not None


def _stated(
    text: str, fact: str, values: tuple[FactValue, ...], otherwise: FactValue | None, start: int, end: int
) -> Stated:
    words = fact_words()
    before = text[max(0, start - 10) : start]
    negation = words.negations.search(before)
    certain = words.uncertain.search(before) is None
    if negation is None:
        return Stated(fact, values, text[start:end], start, end, certain=certain)
    start -= len(negation[0])
    if otherwise is not None:
        return Stated(fact, (otherwise,), text[start:end], start, end, certain=certain)
    return Stated(fact, values, text[start:end], start, end, certain=certain, denied=True)


def _longest(matches: list[tuple[int, int, Stated]]) -> Iterator[Stated]:
    """Of overlapping matches for the same fact the longest; the later of two equally long."""
    for index, (start, end, stated) in enumerate(matches):
        covered = any(
            other.fact == stated.fact and s < end and start < e and _stronger(other, stated, other_index > index)
            for other_index, (s, e, other) in enumerate(matches)
            if other_index != index
        )
        if not covered:
            yield stated


def _stronger(other: Stated, stated: Stated, later: bool) -> bool:
    """Of two overlapping statements the one that says more, then the longer, then what is said over what is denied."""
    if other.denied and not stated.denied and other.values != stated.values:
        return False
    rank = fact_words().rank
    ranks = rank.get(str(other.values[0]), 0) - rank.get(str(stated.values[0]), 0)
    lengths = (other.end - other.start) - (stated.end - stated.start)
    if lengths == 0 and other.denied != stated.denied:
        return stated.denied
    return ranks < 0 or (ranks == 0 and (lengths > 0 or (lengths == 0 and later)))


def _levels(text: str) -> list[Stated]:
    words, tense = level_words(), fact_words().past
    matches: list[tuple[int, int, Stated]] = []
    sweeps = list(_sweeps(text))
    past: list[tuple[int, int, Stated]] = []  # of a level held before, while a later one is named
    for level, regex in words.levels.items():
        for match in regex.finditer(text):
            if any(match.start() < one.end and one.start < match.end() for one in sweeps):
                continue
            if tense.search(PART.split(text[: match.start()])[-1]):
                past.append(
                    (match.start(), match.end(), _stated(text, "level", (level,), None, match.start(), match.end()))
                )
                continue
            rest = text[match.end() :]
            if words.not_levels.search(text[: match.start()]) or words.not_levels_after.search(rest):
                continue
            if words.disability.search(rest) and words.bare_grade.search(match[0]):
                continue
            stated = _stated(text, "level", (level,), None, match.start(), match.end())
            matches.append((match.start(), match.end(), stated))
    return [*_longest(matches or past), *sweeps]


def _sweeps(text: str) -> Iterator[Stated]:
    """Several levels in one breath: 一到五级, 各个等级."""
    words = level_words()
    for match in words.level_ranges.finditer(text):
        ends = [words.level_digits[match[name]] for name in ("from", "to")]
        values = tuple(range(max(ends), min(ends) - 1, -1))
        yield Stated("level", values, match[0], match.start(), match.end())
    for match in words.all_levels.finditer(text):
        yield Stated("level", tuple(sorted(set(words.level_digits.values()), reverse=True)), match[0], *match.span())


def _without_far_work(text: str, found: list[Stated], days: Sequence[DateMention], as_of: dt.date) -> Iterator[Stated]:
    """The statements without work that begins in months only (明年8月才到养老院上班); nearer work is asked about as if it were."""
    far = [day.start for day in days if day.earliest is not None and day.earliest > as_of + FAR]
    parts = [_part_of(text, start) for start in far]
    for one in found:
        work = one.fact in ("works_in_trade", "employer_of_trade") or one.values == ("in_work",)
        if not (work and _part_of(text, one.start) in parts):
            yield one


def _without_dated_claims(text: str, found: list[Stated], happened: Sequence[Stated]) -> list[Stated]:
    """The statements without claims of this year where a day tells of which year they are: 去年三月领过一次."""
    parts = [_part_of(text, one.start) for one in happened if one.fact == CLAIMED]
    return [one for one in found if one.fact != CLAIMED or _part_of(text, one.start) not in parts]


def _part_of(text: str, position: int) -> int:
    return max((match.end() for match in PART.finditer(text, 0, position)), default=0)


def _inside(number: Number, spans: set[tuple[int, int]]) -> bool:
    return any(start <= number.start and number.end <= end for start, end in spans)
