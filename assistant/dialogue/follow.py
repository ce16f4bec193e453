"""How a reading changes the memory: corrections, changes of subject and person, answers to the question asked back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from assistant.dialogue.memory import SELF, Held, Memory, Topic
from assistant.dialogue.understand.mixed import has_words
from assistant.dialogue.understand.reading import Act, Intent, Reading, Stated
from assistant.dialogue.understand.schema import COMPANY
from assistant.subsidy import FACT_FORMS

# What a second person's subject may take over from the first one's: what the talk is about, not how it went for them.
INHERITED = ("occupation", "level", "certificate", "special_project", "course_place")
SCHEME_OF_FACT = {
    "special_project": "special_ability",
    "trainees": "targeted_training",
    "employed": "targeted_training",
    "retained": "targeted_training",
    "plan_approved": "targeted_training",
    "agreement_signed": "targeted_training",
    "course_place": "targeted_training",
    "work_place": "targeted_training",
    "trainee_hukou": "targeted_training",
    "projects": "evaluation_project",
    "review_passed": "evaluation_project",
    "apprentices": "apprenticeship",
    "already_employed": "apprenticeship",
    "employer_listed": "staff_training",
    "agency_listed": "service_agency",
    "agency_assessed": "service_agency",
    "agency_commissioned": "service_agency",
    "occupation": "skill_upgrade",
    "level": "skill_upgrade",
}


NAMES = ("occupation", "special_project")
SCHEME_OF_CERTIFICATE = {"special_ability": "special_ability", "skill_level": "skill_upgrade"}
ABOUT_A_PERSON = frozenset(
    {
        "works_in_trade",
        "registered",
        "certificate_issued",
        "certificate_recognised",
        "stated_standard",
        "disabled",
        "veteran",
        "certified",
        "insured",
        "labour_relation",
    }
)


def follow(memory: Memory, reading: Reading) -> Memory:
    """The memory after this message.

    Args:
        memory: the conversation so far; not changed.
        reading: what was understood of the message.
    """
    if reading.act is Act.RESTART:
        return Memory(turn=memory.turn, language=_language(memory, reading))
    memory = memory.model_copy(deep=True)
    memory.language = _language(memory, reading)
    memory.traditional = memory.traditional if reading.traditional is None else reading.traditional
    others = [person for person in reading.people if person not in (SELF, COMPANY)]
    memory.last_other = others[-1] if others else memory.last_other
    before = memory.focus
    if reading.act is Act.RETURN:
        _return(memory, reading)
        _turn_to_persons(memory, reading)
    else:
        _focus(memory, reading)
    for stated in reading.stated:
        _take_up(memory, stated)
    memory.moment = _moment(memory, reading)
    if memory.focus != before and before:
        memory.previous_focus = before
    memory.unsure = tuple(fact for fact in memory.unsure if fact not in {one.fact for one in reading.stated})
    return memory


def _language(memory: Memory, reading: Reading) -> str:
    """The message's language; that of the talk where it is a choice that was offered, or only digits: 2025-03-01."""
    goes_on = reading.typed.strip() in memory.offered or not has_words(reading.text)
    return memory.language if goes_on else reading.language


def _moment(memory: Memory, reading: Reading) -> dt.date | None:
    """The day that the question is about: a new one, or that of the turn before where this one only goes on."""
    if reading.moment is not None:
        return reading.moment.day if reading.moment.words else None
    goes_on = reading.elliptic or not reading.asks
    return memory.moment if goes_on else None


def _focus(memory: Memory, reading: Reading) -> None:
    """Which subjects the message is about: new ones, the same with a change, or another person's."""
    persons = _persons(memory, reading)
    if reading.subjects and any(one.fact != "level" for subject in reading.subjects for one in subject.facts):
        corrects = reading.act is Act.CORRECT or any(one.fact == "occupation" and one.denied for one in reading.stated)
        keeps = reading.elliptic or corrects
        focus: tuple[int, ...] = ()
        for subject in reading.subjects:
            focus = (*focus, _subject_topic(memory, subject.facts, keeps, focus))
        memory.focus = focus
        return
    scheme = _named_scheme(reading)
    current = memory.focused()
    if persons and current and {topic.person for topic in current} != set(persons):
        memory.focus = tuple(_for_person(memory, topic, person) for person in persons for topic in current[:1])
    elif scheme is not None and not (current and all(topic.scheme == scheme for topic in current)):
        memory.focus = (_scheme_topic(memory, scheme, persons[0] if persons else memory.person()),)
    elif not current:
        memory.topics.append(Topic(person=persons[0] if persons else SELF, scheme=scheme))
        memory.focus = (len(memory.topics) - 1,)
    for subject in reading.subjects:
        for one in subject.facts:
            _take_up(memory, one)


def _persons(memory: Memory, reading: Reading) -> tuple[str, ...]:
    """The persons whom this message makes claims about; the writer only where the message speaks of them alone."""
    about = {one.person for one in reading.stated} | {
        one.person for subject in reading.subjects for one in subject.facts
    }
    others = tuple(person for person in reading.people if person != SELF)
    if others and SELF in about and SELF in reading.people:
        return (SELF, *others)
    if others:
        return others
    if SELF in reading.people and (about or reading.elliptic):
        return (SELF,)
    return ()


def _named_scheme(reading: Reading) -> str | None:
    implied = [SCHEME_OF_FACT[one.fact] for one in reading.stated if one.fact in SCHEME_OF_FACT]
    named = [scheme for scheme in reading.schemes if scheme not in ("catalogue", "channel", "once_a_year")]
    return next(iter([*named, *implied]), None)


def weak_scheme(reading: Reading) -> str | None:
    """The scheme that facts about a person suggest where nothing names one: somebody's own certificate."""
    return "skill_upgrade" if any(one.fact in ABOUT_A_PERSON for one in reading.stated) else None


def _subject_topic(memory: Memory, facts: tuple[Stated, ...], keeps: bool, besides: tuple[int, ...]) -> int:
    """The topic for one named certificate: the one already spoken of, a variant of it, or a new one.

    Certificates whose holders are counted apart are never one: `besides` are those of the message already placed.
    """
    head = facts[0]
    keeps = keeps or head.fact == "level"
    scheme = SCHEME_OF_FACT[head.fact]
    held = {one.fact: Held.of(one, memory.turn) for one in facts if not one.denied}
    held = {name: fact for name, fact in held.items() if fact.possible()}
    for index, topic in enumerate(memory.topics):
        known = topic.facts.get(head.fact)
        if "persons" in held and index in besides:
            continue
        if topic.person == head.person and known is not None and set(known.values) & set(held[head.fact].values):
            topic.facts.update(held)
            return index
    base: dict[str, Held] = {}
    current = memory.focused()
    if keeps and current and current[0].scheme == scheme:
        base = {name: fact for name, fact in current[0].facts.items() if name in INHERITED}
    elif (
        current and current[0].person == head.person and set(current[0].facts) <= {"level", "certificate", "certified"}
    ):
        base = dict(current[0].facts)
    memory.topics.append(Topic(person=head.person, scheme=scheme, facts={**base, **held}))
    return len(memory.topics) - 1


def _for_person(memory: Memory, topic: Topic, person: str) -> int:
    for index, known in enumerate(memory.topics):
        if known.person == person and known.scheme == topic.scheme and _same_subject(known, topic):
            return index
    taken = {name: fact for name, fact in topic.facts.items() if name in INHERITED}
    memory.topics.append(Topic(person=person, scheme=topic.scheme, facts=taken))
    return len(memory.topics) - 1


def _same_subject(one: Topic, other: Topic) -> bool:
    return all(
        one.facts[name].values == other.facts[name].values
        for name in ("occupation", "special_project")
        if name in one.facts and name in other.facts
    )


def _scheme_topic(memory: Memory, scheme: str, person: str) -> int:
    for index, topic in enumerate(memory.topics):
        if topic.scheme == scheme and topic.person == person:
            return index
    memory.topics.append(Topic(person=person, scheme=scheme))
    return len(memory.topics) - 1


def _return(memory: Memory, reading: Reading) -> None:
    """Back to a subject spoken of before: the one that is named, else the one before this."""
    named = {str(v) for subject in reading.subjects for one in subject.facts if one.fact != "level" for v in one.values}
    named = named or _hinted(memory, reading.text)
    scheme = _named_scheme(reading)
    for index in reversed(range(len(memory.topics))):
        topic = memory.topics[index]
        values = {str(value) for fact in topic.facts.values() for value in fact.values}
        if (named & values) or (not named and scheme is not None and topic.scheme == scheme):
            memory.focus = (index,)
            for one in (fact for subject in reading.subjects for fact in subject.facts if fact.fact == "level"):
                _take_up(memory, one)
            return
    if not named and memory.previous_focus:
        memory.focus = memory.previous_focus
        for one in (fact for subject in reading.subjects for fact in subject.facts):
            _take_up(memory, one)
    else:
        _focus(memory, reading)


def _hinted(memory: Memory, text: str) -> set[str]:
    """The occupation or project spoken of before of which the words hold a part: 刚才的家政, 训练师那个."""
    values = {
        str(v) for topic in memory.topics for name in NAMES if name in topic.facts for v in topic.facts[name].values
    }
    shared = {value: sum(value[i : i + 2] in text for i in range(len(value) - 1)) for value in values}
    most = max(shared.values(), default=0)
    return {value for value, count in shared.items() if count == most} if most else set()


def _turn_to_persons(memory: Memory, reading: Reading) -> None:
    """After a return: the same subject for whom the message speaks of."""
    persons, current = _persons(memory, reading), memory.focused()
    if persons and current and {topic.person for topic in current} != set(persons):
        memory.focus = tuple(_for_person(memory, current[0], person) for person in persons)


def _take_up(memory: Memory, stated: Stated) -> None:
    """Remember one statement with its person or its subject; a denial takes back what it denies."""
    personal = FACT_FORMS[stated.fact].concerns == "person"
    homes = (
        [memory.people.setdefault(stated.person, {})]
        if personal
        else [topic.facts for topic in memory.focused() if topic.person == stated.person or len(memory.focus) == 1]
        or [topic.facts for topic in memory.focused()]
    )
    if stated.fact == "certificate" and len(memory.focus) > 1:
        own = SCHEME_OF_CERTIFICATE.get(str(stated.values[0]))
        homes = [topic.facts for topic in memory.focused() if topic.scheme == own] or homes
    held = Held.of(replace(stated, turn=memory.turn), memory.turn)
    if not held.possible():
        return
    for home in homes:
        if not stated.denied:
            home[stated.fact] = held
        elif stated.fact in home and set(home[stated.fact].values) & set(held.values):
            del home[stated.fact]


def repeats(reading: Reading, memory: Memory) -> tuple[Intent, ...]:
    """The intents of a turn that asks nothing itself: those of the last turn, carried on."""
    if reading.asks:
        return tuple(ask.intent for ask in reading.asks)
    return memory.last_intents
