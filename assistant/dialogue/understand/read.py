"""From a message to a `Reading`: one function a kind of thing that can be understood, in one straight line."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from assistant.language.dates import find_dates
from assistant.language.numerals import find_numbers

from assistant.dialogue.understand.acts import find_act
from assistant.dialogue.understand.asks import find_asks
from assistant.dialogue.understand.certificates import pair_subjects
from assistant.dialogue.understand.facts import find_facts
from assistant.dialogue.understand.guards import match_guard
from assistant.dialogue.understand.lexicon import AMBIGUOUS, OCCUPATION, OUTSIDE, SCHEME, Named, PolicyLexicon
from assistant.dialogue.understand.people import People, find_people
from assistant.dialogue.understand.reading import Reading, Stated, Subject
from assistant.dialogue.understand.scope import find_places
from assistant.dialogue.understand.subjects import match_subject
from assistant.dialogue.understand.vocabulary import intent_words
from assistant.language.normalise import normalise

HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN_WORD = re.compile(r"[a-z]{2,}")
MONEY_STANDARD = re.compile(
    r"标准(?:是|为|有|:)?[^,。;!?\d一二三四五六七八九十两]{0,4}$|standard (?:is|of)[^.?!]{0,10}$"
)
SUBJECT_FACTS = frozenset({"occupation", "level", "certificate", "special_project"})


@dataclass(frozen=True, slots=True)
class Context:
    """What of the conversation a message is read against."""

    as_of: dt.date
    person: str = "self"
    last_other: str | None = None
    scheme: str | None = None


def read_message(typed: str, context: Context, lexicon: PolicyLexicon) -> Reading:
    """Everything that the words of a message say, without deciding what follows from it.

    Args:
        typed: the message, personal data masked already.
        context: the conversation so far, as far as it matters for reading.
        lexicon: the terms of the corpus.
    """
    text = normalise(typed).text.lower()
    named = lexicon.find(text)
    repairs = {one.words: one.values[0] for one in named if not one.exact and one.kind != AMBIGUOUS}
    people = find_people(text, context.person, context.last_other)
    schemes = tuple(dict.fromkeys(one.values[0] for one in named if one.kind == SCHEME))
    places = find_places(text, context.scheme or next(iter(schemes), None))
    stated = _facts(text, named, people, context.as_of) + tuple(
        replace(one, person=people.at(one.start)[0]) for one in places.stated
    )
    subjects, rest = pair_subjects(stated)
    return Reading(
        typed=typed,
        text=text,
        language="en" if not HAN.search(text) and LATIN_WORD.search(text) else "zh",
        asks=find_asks(text),
        stated=rest,
        subjects=subjects,
        schemes=schemes,
        people=people.mentioned,
        act=find_act(text),
        elliptic=bool(intent_words().elliptic.search(text)),
        guard=match_guard(text, typed),
        place=places.elsewhere,
        other_subject=match_subject(text),
        repairs=repairs,
    )


def _facts(text: str, named: tuple[Named, ...], people: People, as_of: dt.date) -> tuple[Stated, ...]:
    numbers, days = find_numbers(text), find_dates(text, as_of)
    occupations = tuple(
        Stated("occupation", one.values, one.words, one.start, one.end, person)
        for one in named
        if one.kind in (OCCUPATION, OUTSIDE, AMBIGUOUS)
        for person in people.at(one.start)
    )
    standards = tuple(
        Stated(
            "stated_standard", (number.decimal(),), number.text, number.start, number.end, people.at(number.start)[0]
        )
        for number in numbers
        if number.kind in ("money", "number") and number.value and MONEY_STANDARD.search(text[: number.start])
    )
    return (*occupations, *find_facts(text, people, numbers, days, as_of), *standards)


def is_empty(reading: Reading) -> bool:
    """Whether a message says and asks nothing that a pattern knows."""
    nothing: tuple[Subject, ...] = ()
    return not (reading.asks or reading.stated or reading.subjects != nothing or reading.schemes or reading.act)
