"""Which subjects a message is about: who, crossed with which certificate, crossed with which scheme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.dialogue.memory import SELF, Held, Memory, Topic
from assistant.dialogue.understand.reading import Act, Reading, Stated
from assistant.dialogue.understand.schema import COMPANY
from assistant.dialogue.understand.vocabulary import act_words, people_words

# What a second person's subject may take over from the first one's: what the talk is about, not how it went for them.
INHERITED = ("occupation", "in_catalogue", "level", "stated_standard", "certificate", "special_project", "course_place")
NAMES = ("occupation", "special_project")
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
GENERAL = ("catalogue", "channel", "once_a_year")
PERSONAL = ("skill_upgrade", "special_ability")


def placed(memory: Memory, reading: Reading) -> tuple[int, ...]:
    """The subjects that a message is about; those not spoken of before are added to the memory.

    Each of the three is as the message says, else as it was: whom it makes claims about, the certificates that it
    names or that were spoken of, and the scheme that it names or that its facts belong to.

    Args:
        memory: the conversation so far; new subjects are added.
        reading: the message.
    """
    certificates = [subject.facts for subject in reading.subjects if any(one.fact != "level" for one in subject.facts)]
    focus: tuple[int, ...] = ()
    for facts in certificates:
        focus = (*focus, _named(memory, facts, _keeps(reading), focus))
    if focus:
        return focus
    if _some_of_them(memory, reading):
        return (_part(memory, reading),)
    spoken_of = tuple(dict.fromkeys(topic.person for topic in memory.focused()))
    who = persons_of(reading) or spoken_of or (SELF,)
    same = act_words().same_certificates.search(reading.text) is not None
    return tuple(dict.fromkeys(index for person in who for index in _certificates(memory, reading, person, same)))


def for_persons(memory: Memory, reading: Reading) -> tuple[int, ...]:
    """The subjects spoken of, for those whom the message makes claims about."""
    who = persons_of(reading)
    return tuple(index for person in who for index in _of_person(memory, memory.focus, person)) or memory.focus


def persons_of(reading: Reading) -> tuple[str, ...]:
    """The persons whom a message makes claims about; the writer only where it speaks of them alone."""
    certified = {one.person for subject in reading.subjects for one in subject.facts}
    others = tuple(person for person in reading.people if person != SELF)
    about = certified | {one.person for one in reading.stated}
    if others and SELF not in certified and _own(reading, others) and not _own(reading, (SELF,)):
        about.discard(SELF)  # 她失业了,我们都是上海户口 tells of her
    both = SELF in about or people_words().both.search(reading.text) is not None
    if COMPANY in others and named_scheme(reading) not in (None, *PERSONAL):
        return (COMPANY,)  # 我在浦东开养老院,我们院里办了个班: one and the same asks
    if others and both and SELF in reading.people:
        return (SELF, *others)
    if others and not any(people_words().own_case.search(ask.text) for ask in reading.asks):
        return others
    return (SELF,) if SELF in reading.people and (about or reading.elliptic) else ()


def _own(reading: Reading, persons: tuple[str, ...]) -> bool:
    """Whether a message tells something of these people that is not told of others in the same words."""
    places = {(one.fact, one.start) for one in reading.stated if one.person not in persons}
    return any(one.person in persons and (one.fact, one.start) not in places for one in reading.stated)


def named_scheme(reading: Reading) -> str | None:
    """The scheme that a message names, else the one that its facts belong to."""
    implied = [SCHEME_OF_FACT[one.fact] for one in reading.stated if one.fact in SCHEME_OF_FACT]
    return next(iter([*(scheme for scheme in reading.schemes if scheme not in GENERAL), *implied]), None)


def _keeps(reading: Reading) -> bool:
    """Whether a certificate named anew is told beside the one spoken of, so that what is not said of it is the same."""
    denied = any(one.fact == "occupation" and one.denied for one in reading.stated)
    return reading.elliptic or reading.act is Act.CORRECT or denied


def _certificates(memory: Memory, reading: Reading, person: str, same: bool) -> Sequence[int]:
    """The certificates of one person that a message without a name for them is about."""
    scheme = named_scheme(reading)
    if same:
        theirs = [
            index for index, topic in enumerate(memory.topics) if topic.person != person and _is_certificate(topic)
        ]
        return _of_person(memory, theirs or memory.focus, person)
    matching = [index for index in memory.focus if scheme is None or memory.topics[index].scheme == scheme]
    matching = matching or ([] if scheme is not None else list(memory.focus))
    return _of_person(memory, matching, person) or (_of_scheme(memory, scheme, person),)


def _of_person(memory: Memory, spoken_of: Iterable[int], person: str) -> tuple[int, ...]:
    """Of the subjects spoken of those of a person, else what was said of theirs before, else each of them anew."""
    indexes = tuple(spoken_of)
    own = tuple(index for index in indexes if memory.topics[index].person == person)
    if own:
        return own
    schemes = {memory.topics[index].scheme for index in indexes}
    before = [
        index
        for index, topic in enumerate(memory.topics)
        if topic.person == person and topic.scheme in schemes and _is_certificate(topic)
    ]
    if before and not any(_same(memory.topics[one], memory.topics[other]) for one in before for other in indexes):
        return (before[-1],)
    taken: list[int] = []
    for index in indexes:
        topic = memory.topics[index]
        if not any(_same(topic, memory.topics[other]) for other in taken):
            taken.append(_taken_over(memory, topic, person))
    return tuple(taken)


def _taken_over(memory: Memory, topic: Topic, person: str) -> int:
    for index, known in enumerate(memory.topics):
        if known.person == person and _same(known, topic):
            return index
    facts = {name: fact for name, fact in topic.facts.items() if name in INHERITED}
    return _added(memory, Topic(person=person, scheme=topic.scheme, facts=facts))


def _of_scheme(memory: Memory, scheme: str | None, person: str) -> int:
    for index, topic in enumerate(memory.topics):
        if scheme is not None and topic.scheme == scheme and topic.person == person:
            return index
    return _added(memory, Topic(person=person, scheme=scheme))


def _named(memory: Memory, facts: tuple[Stated, ...], keeps: bool, besides: tuple[int, ...]) -> int:
    """The topic of one named certificate: the one already spoken of, a variant of it, or a new one.

    Certificates whose holders are counted apart are never one: `besides` are those of the message already placed.
    """
    head = facts[0]
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
    elif current and current[0].person == head.person and not set(current[0].facts) & {*NAMES, "trainees"}:
        base = dict(current[0].facts)  # what was told of a certificate before it was named
    return _added(memory, Topic(person=head.person, scheme=scheme, facts={**base, **held}))


def _some_of_them(memory: Memory, reading: Reading) -> bool:
    """Whether a message tells of some of the group spoken of, apart from the others: 有两个只考出五级."""
    group = [topic.facts["persons"] for topic in memory.focused() if "persons" in topic.facts]
    graded = any(one.fact == "level" for subject in reading.subjects for one in subject.facts)
    if len(group) != 1 or len(memory.focus) != 1 or not graded:
        return False
    told = [one.values[0] for one in reading.stated if one.fact == "persons"]
    fewer = not told or int(str(told[0])) < int(str(group[0].values[0]))
    return fewer and act_words().some_of_them.search(reading.text) is not None


def _part(memory: Memory, reading: Reading) -> int:
    """The case of some of a group: all that is known of the group but how many they are."""
    whole = memory.focused()[0]
    facts = {name: fact for name, fact in whole.facts.items() if name != "persons"}
    return _added(memory, Topic(person=whole.person, scheme=whole.scheme, facts=facts))


def _added(memory: Memory, topic: Topic) -> int:
    memory.topics.append(topic)
    return len(memory.topics) - 1


def _is_certificate(topic: Topic) -> bool:
    return any(name in topic.facts for name in NAMES) and topic.person != COMPANY


def _same(one: Topic, other: Topic) -> bool:
    """Whether two topics are about one certificate or course, whoever has it."""
    return one.scheme == other.scheme and all(
        one.facts[name].values == other.facts[name].values
        for name in NAMES
        if name in one.facts and name in other.facts
    )
