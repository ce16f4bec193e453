"""How a reading changes the memory: corrections, changes of subject and person, answers to the question asked back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from assistant.dialogue.memory import SELF, Held, Memory
from assistant.dialogue.topics import NAMES, for_persons, named_scheme, placed
from assistant.dialogue.understand.mixed import has_words
from assistant.dialogue.understand.reading import Act, Reading, Stated
from assistant.dialogue.understand.schema import COMPANY
from assistant.dialogue.understand.vocabulary import act_words
from assistant.subsidy import FACT_FORMS

AT_WORK = frozenset({"status", "employer_of_trade", "works_in_trade"})
REMEMBERED = 3  # messages that a correction may reach back to
IN_WORK = "in_work"
SERVING = frozenset({("civil_servant",), ("public_institution",)})  # who are in work as well
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
# What tells of a course of apprentices: what is counted from its beginning, and what stands beside it.
AFTER_A_COURSE = frozenset({"months_to_contract", "months_to_insurance"})
OF_A_CONTRACT = frozenset({"contract_signed", "contract_months", "insured_from"})


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
    real = _reality(memory, reading)
    others = [person for person in reading.people if person not in (SELF, COMPANY)]
    memory.last_other = others[-1] if others else memory.last_other
    before = memory.focus
    if reading.act is Act.RETURN:
        _return(memory, reading)
        memory.focus = for_persons(memory, reading)
    else:
        _turn(memory, reading)
    several = {topic.person for topic in memory.focused()}
    for stated in reading.stated:
        if stated.fact == "persons" and stated.values == (len(several),) and len(several) > 1:
            continue  # 我们俩加一块儿, each with a certificate of their own
        if reading.elliptic or not _says_less(memory, stated):
            _take_up(memory, stated)
    _compare(memory, reading, before)
    memory.supposed = _supposed(memory, real)
    memory.moment = _moment(memory, reading)
    if memory.focus != before and before:
        memory.previous_focus = before
    memory.said = (*memory.said, reading.text)[-REMEMBERED:]
    memory.unsure = tuple(fact for fact in memory.unsure if fact not in {one.fact for one in reading.stated})
    return memory


def _compare(memory: Memory, reading: Reading, before: tuple[int, ...]) -> None:
    """Take over for another person what is the same of the writer, or of whom was spoken of: 跟我一个车间, 别的都一样."""
    words = act_words()
    at_work, otherwise = (regex.search(reading.text) for regex in (words.same_workplace, words.same_otherwise))
    person = memory.person()
    like = SELF if person != SELF else memory.topics[before[0]].person if before else SELF
    if person == like or not (at_work or otherwise):
        return
    said = otherwise or at_work
    for name, fact in memory.people.get(like, {}).items():
        if (otherwise or name in AT_WORK) and said is not None:
            same = fact.model_copy(update={"words": said[0], "turn": memory.turn})
            memory.people.setdefault(person, {}).setdefault(name, same)


def _reality(memory: Memory, reading: Reading) -> dict[str, dict[str, Held]]:
    """What is so of each person but for a what-if; one that is over is taken back first."""
    words = act_words()
    supposes = words.supposed.search(reading.text) is not None and bool(reading.stated)
    asks_anew = bool(reading.asks) and not reading.elliptic and not supposes
    if memory.supposed and (asks_anew or reading.act is Act.RETURN or words.withdrawn.search(reading.text)):
        for person, facts in memory.supposed.items():
            memory.people.setdefault(person, {}).update(facts)
        memory.supposed = {}
    if not supposes:
        return memory.supposed
    known = {person: dict(facts) for person, facts in memory.people.items()}
    return {person: {**facts, **memory.supposed.get(person, {})} for person, facts in known.items()}


def _supposed(memory: Memory, real: dict[str, dict[str, Held]]) -> dict[str, dict[str, Held]]:
    """Of what is real the facts of which a what-if now says something else."""
    changed = {
        person: {
            name: fact
            for name, fact in facts.items()
            if name in memory.people.get(person, {}) and memory.people[person][name].values != fact.values
        }
        for person, facts in real.items()
    }
    return {person: facts for person, facts in changed.items() if facts}


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


def _turn(memory: Memory, reading: Reading) -> None:
    """To the subjects that the message is about; a level without an occupation is that of each."""
    memory.focus = placed(memory, reading)
    for subject in reading.subjects:
        if all(one.fact == "level" for one in subject.facts):
            for one in subject.facts:
                _take_up(memory, one)


def weak_scheme(reading: Reading) -> str | None:
    """The scheme that facts suggest where nothing names one: a course and a contract, or somebody's own certificate."""
    said = {one.fact for one in reading.stated}
    if said & AFTER_A_COURSE or ("course_started" in said and said & OF_A_CONTRACT):
        return "apprenticeship"
    return "skill_upgrade" if any(one.fact in ABOUT_A_PERSON for one in reading.stated) else None


def _return(memory: Memory, reading: Reading) -> None:
    """Back to a subject spoken of before: the one that is named, else the one before this."""
    named = {str(v) for subject in reading.subjects for one in subject.facts if one.fact != "level" for v in one.values}
    named = named or _hinted(memory, reading.text)
    scheme = named_scheme(reading)
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
        _turn(memory, reading)


def _hinted(memory: Memory, text: str) -> set[str]:
    """The occupation or project spoken of before of which the words hold a part: 刚才的家政, 训练师那个."""
    values = {
        str(v) for topic in memory.topics for name in NAMES if name in topic.facts for v in topic.facts[name].values
    }
    shared = {value: sum(value[i : i + 2] in text for i in range(len(value) - 1)) for value in values}
    most = max(shared.values(), default=0)
    return {value for value, count in shared.items() if count == most} if most else set()


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


def _says_less(memory: Memory, stated: Stated) -> bool:
    """Whether somebody known to serve the state only says that they work: 事业编的 … 坐办公室的."""
    known = memory.people.get(stated.person, {}).get("status")
    working = stated.fact == "status" and stated.values == (IN_WORK,) and not stated.denied
    return working and known is not None and known.values in SERVING
