"""From a message to a `Reading`: one function a kind of thing that can be understood, in one straight line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assistant.dialogue.understand.acts import find_act, find_script
from assistant.dialogue.understand.asks import find_asks
from assistant.dialogue.understand.certificates import pair_subjects
from assistant.dialogue.understand.events import part_start
from assistant.dialogue.understand.facts import find_facts
from assistant.dialogue.understand.guards import match_guard
from assistant.dialogue.understand.heads import count_heads
from assistant.dialogue.understand.lexicon import OCCUPATION, SCHEME, Named, PolicyLexicon
from assistant.dialogue.understand.mixed import is_english, mixed_changes
from assistant.dialogue.understand.moment import find_moment
from assistant.dialogue.understand.occupations import (
    GENERAL,
    PERSONAL,
    find_occupations,
    is_somebody,
    not_people,
    other_projects,
    without_seams,
    without_trades,
)
from assistant.dialogue.understand.people import People, find_people
from assistant.dialogue.understand.reading import Act, Ask, Intent, Reading, Stated
from assistant.dialogue.understand.repair import Change, plausible, repair, without_overlaps, word_changes
from assistant.dialogue.understand.scope import find_other_subject, find_places
from assistant.dialogue.understand.vocabulary import (
    act_words,
    count_words,
    fact_words,
    intent_words,
    occupation_words,
    scheme_words,
)
from assistant.language.dates import find_dates
from assistant.language.normalise import normalise
from assistant.language.numerals import find_numbers

PAUSE = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")  # a blank that stands for a comma
COURSE = "targeted_training"
AGENCY = "service_agency"
CERTIFICATES = frozenset({"level", "occupation", "special_project"})


@dataclass(frozen=True, slots=True)
class Context:
    """What of the conversation a message is read against; `notice` is the day from which the policy holds.

    `counts` are the head counts of the subject spoken of.
    """

    as_of: dt.date
    notice: dt.date
    person: str = "self"
    last_other: str | None = None
    scheme: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


def read_message(typed: str, context: Context, lexicon: PolicyLexicon) -> Reading:
    """Everything that the words of a message say, without deciding what follows from it.

    Args:
        typed: the message, personal data masked already.
        context: the conversation so far, as far as it matters for reading.
        lexicon: the terms of the corpus.
    """
    normal = normalise(typed)
    written = normal.text.lower()
    named = not_people(written, lexicon.find(without_seams(written, lexicon.standing(written))))
    named = tuple(one for one in named if one.exact or plausible(written, one.start, one.end, one.surface))
    misnamed = [Change(one.start, one.end, one.surface) for one in named if not one.exact]
    changes = without_overlaps(misnamed, word_changes(written, [(one.start, one.end) for one in named]))
    meant = mixed_changes(written, [*((one.start, one.end) for one in named), *((c.start, c.end) for c in changes)])
    repaired = repair(written, [*changes, *meant])
    text = repaired.text

    def as_typed(one: Stated) -> Stated:
        start, end = normal.origin(*repaired.origin(one.start, one.end))
        return replace(one, words=typed[start:end].strip() or one.words)

    named = lexicon.find(without_seams(text, lexicon.standing(text))) if changes or meant else named
    spoken = PAUSE.sub(",", text)
    people = find_people(spoken, context.person, context.last_other)
    personal = context.scheme in PERSONAL or any(one.kind == OCCUPATION for one in named)
    terms = [one for one in named if one.kind == SCHEME and not act_words().not_about.search(text[: one.start])]
    terms = [one for one in terms if not (personal and is_somebody(text, one))]
    schemes = _schemes(text, terms)
    if any(one.kind == OCCUPATION for one in named) and not occupation_words().agency.search(text):
        schemes = tuple(one for one in schemes if one != AGENCY)  # 中介公司派来的保姆
    if "evaluation_project" in schemes:
        schemes = tuple(one for one in schemes if one not in PERSONAL)  # 专项职业能力的评价项目
    scheme = next((one for one in schemes if one not in GENERAL), context.scheme)
    places = find_places(spoken, scheme)
    stated = _facts(spoken, named, people, context, scheme)
    stated += tuple(replace(one, person=people.at(one.start)[0]) for one in places.stated)
    of_course = any(one.fact in ("course_place", "trainee_hukou", "trainees") for one in stated)
    stated = without_trades(stated, (*schemes, COURSE) if of_course else schemes)
    stated = _of_course(spoken, stated, scheme, people)
    asks = _addressed(spoken, find_asks(spoken), named)
    moment = find_moment(text, asks, stated, find_dates(text, context.as_of), context.as_of, context.notice)
    if moment is not None:
        stated = tuple(one for one in stated if not moment.start <= one.start < moment.end)
    stated = tuple(as_typed(one) for one in stated)
    script = find_script(text)
    other = find_other_subject(text, [(one.start, one.end) for one in named])
    certificates = [one for one in stated if one.fact in CERTIFICATES and not one.denied]
    counted = count_heads(text, find_numbers(text), certificates) if len(certificates) > 1 else {}
    subjects, rest = pair_subjects(text, _without_premises(text, stated, lexicon.listed), counted)
    if counted:
        rest = tuple(one for one in rest if one.fact != "persons")
    return Reading(
        typed=typed,
        text=text,
        language="en" if is_english(written) else "zh",
        asks=asks,
        stated=rest,
        subjects=subjects,
        schemes=schemes,
        people=people.mentioned,
        act=find_act(text) or (Act.CONTINUE if script is not None and not asks else None),
        traditional=script,
        elliptic=bool(intent_words().elliptic.search(text)),
        guard=match_guard(text, typed),
        place=places.elsewhere,
        own_place=places.own,
        other_subject=other.hit,
        other_asked=other.asked,
        moment=moment,
        trade=lexicon.trade(text),
        repairs={written[change.start : change.end]: change.word for change in changes},
    )


def _schemes(text: str, terms: list[Named]) -> tuple[str, ...]:
    """The schemes that a message names, and those that it tells of without their name."""
    told = (id for id, one in scheme_words().items() if one.words.search(text) and not one.unless.search(text))
    return tuple(dict.fromkeys([*(one.values[0] for one in terms), *told]))


def _of_course(text: str, stated: tuple[Stated, ...], scheme: str | None, people: People) -> tuple[Stated, ...]:
    """Where people go to work and are registered concerns a course; without one the words tell of the person alone."""
    course = {"trainees", "employed", "retained", "course_place", "trainee_hukou", "plan_approved", "agreement_signed"}
    named = {one.fact for one in stated}
    if not (scheme == COURSE or count_words().of_course.search(text) or course & named):
        return tuple(one for one in stated if one.fact != "work_place")
    words = count_words()
    theirs = tuple(
        replace(one, fact="trainee_hukou")
        if one.fact == "hukou"
        and "trainee_hukou" not in named
        and not words.alone.search(text[part_start(text, one.start) : one.start])
        else one
        for one in stated
    )
    own = words.own_premises.search(text)
    if own is None or "course_place" in named or not words.employer_here.search(text):
        return theirs
    return (*theirs, Stated("course_place", ("shanghai",), own[0], *own.span(), people.at(own.start())[0]))


def _addressed(text: str, asks: tuple[Ask, ...], named: tuple[Named, ...]) -> tuple[Ask, ...]:
    """Each ask once; general questions of one kind are several where their parts name several schemes."""
    distinct: dict[tuple[Intent, tuple[str, ...], str | None], Ask] = {}
    position = 0
    for ask in asks:
        start = max(text.find(ask.text, position), 0)
        position = start + len(ask.text)
        inside = [one for one in named if start <= one.start < position]
        schemes = [one.values[0] for one in inside if one.kind == SCHEME]
        schemes += ["skill_upgrade" for one in inside if one.kind == OCCUPATION]
        scheme = schemes[0] if schemes and len(asks) > 1 and ask.intent not in intent_words().of_case else None
        distinct.setdefault((ask.intent, ask.clauses, scheme), replace(ask, scheme=scheme))
    return tuple(distinct.values())


def _without_premises(text: str, stated: tuple[Stated, ...], listed: frozenset[str]) -> tuple[Stated, ...]:
    """A standard named where the rules give one is a premise to be put right, not the person's own figure.

    They give one for a special-ability project, and for an occupation of the list with its level; for an occupation
    outside the list what somebody was told is taken, as theirs.
    """
    named = {one.fact for one in stated}
    ours = any(one.fact == "occupation" and listed.intersection(map(str, one.values)) for one in stated)
    computable = (ours and "level" in named) or "special_project" in named
    doubted = computable or bool(fact_words().premise.search(text))
    return tuple(one for one in stated if one.fact != "stated_standard" or not doubted)


def _facts(
    text: str, named: tuple[Named, ...], people: People, context: Context, scheme: str | None
) -> tuple[Stated, ...]:
    numbers, days = find_numbers(text), find_dates(text, context.as_of)
    occupations = find_occupations(text, named, people, scheme)
    standards = tuple(
        Stated(
            "stated_standard", (number.decimal(),), number.text, number.start, number.end, people.at(number.start)[0]
        )
        for number in numbers
        if number.kind in ("money", "number") and number.value and fact_words().standard.search(text[: number.start])
    )
    facts = find_facts(text, people, numbers, days, context.as_of, scheme, context.counts)
    projects = (
        () if any(one.fact == "special_project" for one in (*facts, *occupations)) else other_projects(text, people)
    )
    return (*occupations, *facts, *projects, *standards)
