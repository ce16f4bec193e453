"""What a number alone counts, by what is spoken of: the people of a course, or those who hold a certificate."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.memory import Held, Memory, Pending
from assistant.dialogue.topics import SCHEME_OF_FACT
from assistant.dialogue.understand.reading import Act, Reading, Stated
from assistant.dialogue.understand.vocabulary import act_words, count_words
from assistant.language.numerals import find_numbers
from assistant.subsidy import FACT_FORMS, FactKind

COURSE = "targeted_training"
CLASS = frozenset({"trainees", "employed", "retained"})
PERSONAL = frozenset({"skill_upgrade", "special_ability"})
PEOPLE = "人位名"  # the measure words of people: 两个 may count certificates
FILLING = 4  # characters beside a number or a day that is the whole answer
COUNTS = ("trainees", "employed", "retained", "projects", "apprentices", "persons")
SHORT = 12  # characters: a longer message is read for itself
SENTENCE = 24  # characters of a message about one number only


def of_the_course(reading: Reading, memory: Memory) -> Reading:
    """A job named beside the counts of the course spoken of is what its people do, and no certificate: 还在做护工的20人."""
    course = any(topic.scheme == COURSE for topic in memory.focused())
    counted = {one.fact for one in reading.stated} & CLASS
    if not (course and counted) or PERSONAL & set(reading.schemes):
        return reading
    certificates = tuple(one for one in reading.subjects if any(fact.fact != "occupation" for fact in one.facts))
    return replace(reading, subjects=certificates)


def of_the_group(reading: Reading, memory: Memory) -> Reading:
    """People counted where certificates are spoken of are their holders: 8个都在我这上班 tells that they are in work."""
    spoken_of = {"skill_upgrade"} if _graded(reading) else {topic.scheme for topic in memory.focused()}
    counted = [one for one in reading.stated if one.fact in CLASS]
    elsewhere = set(reading.schemes) - PERSONAL or count_words().of_course.search(reading.text)
    apart = any(one.fact == "persons" for subject in reading.subjects for one in subject.facts)
    if not (spoken_of and spoken_of <= PERSONAL) or elsewhere or apart:
        return reading
    if not counted:
        return _holders(reading, memory)
    if len(counted) != 1:
        return reading
    known = any("persons" in topic.facts for topic in memory.focused())
    known = known or (counted[0].words[-1] in PEOPLE and count_words().in_all.search(reading.text) is not None)
    group = replace(counted[0], fact="persons")
    in_work = replace(counted[0], fact="status", values=("in_work",), words=reading.typed.strip())
    told = {one.fact for one in reading.stated}
    added: tuple[Stated, ...] = (group,) if known and "persons" not in told else ()
    added += (in_work,) if counted[0].fact != "trainees" and "status" not in told else ()
    return replace(reading, stated=(*(one for one in reading.stated if one is not counted[0]), *added))


def _graded(reading: Reading) -> bool:
    return any(one.fact == "level" for subject in reading.subjects for one in subject.facts)


def _holders(reading: Reading, memory: Memory) -> Reading:
    """How many the people spoken of are, where one number of people is all that a short message tells of: 要是20个人呢."""
    some = act_words().some_of_them.search(reading.text) is not None and _graded(reading)
    units = ("people", "thing") if some else ("people",)
    numbers = [number for number in find_numbers(reading.text) if number.unit in units and number.exact]
    in_all = some or reading.elliptic or count_words().in_all.search(reading.text)
    told = {one.fact for one in reading.stated} & set(COUNTS)
    if len(numbers) != 1 or not in_all or told or len(reading.text) > 3 * SHORT:
        return reading
    number = numbers[0]
    if number.value is None or number.value.denominator != 1 or number.value < 2:
        return reading
    stated = Stated("persons", (int(number.value),), number.text, number.start, number.end, memory.person())
    return replace(reading, stated=(*reading.stated, stated))


def changed_count(reading: Reading, memory: Memory) -> Reading:
    """A number without a word for what it counts changes a count told before: that of the number taken back, or the last.

    So "那20个呢", "sorry, 19, not 20"; where those in work are not known yet, an imagined number is theirs.
    """
    if len(memory.focus) != 1 or any(one.fact in COUNTS and not one.lone for one in reading.stated):
        return reading
    known = {name: fact for name, fact in memory.focused()[0].facts.items() if name in COUNTS}
    if any(
        one.lone and SCHEME_OF_FACT.get(one.fact) not in (None, memory.focused()[0].scheme) for one in reading.stated
    ):
        return reading  # 那评价项目呢,2个
    numbers = [one for one in find_numbers(reading.text) if one.kind in ("count", "number") and one.value is not None]
    back = count_words().denied
    taken = [one for one in numbers if back.search(reading.text[: one.start])]
    numbers = [one for one in numbers if one not in taken]
    numbers = [one for one in numbers if one.value != 1] or numbers  # 再来一个呢,36个: the one is by the way
    if not (known and len(numbers) == 1 and (reading.elliptic or reading.act is Act.CORRECT or taken)):
        return reading
    number = numbers[0]
    if number.value is None or number.value.denominator != 1:
        return reading
    stated = Stated(
        _changed(reading, known, [int(one.value or 0) for one in taken]),
        (int(number.value),),
        number.text,
        number.start,
        number.end,
        memory.person(),
        number.exact,
        rough=not number.exact,
    )
    return replace(reading, stated=(*(one for one in reading.stated if not one.lone), stated))


def _changed(reading: Reading, known: dict[str, Held], taken: list[int]) -> str:
    """Which of the counts known a number without a word of its own changes."""
    meant = [name for name, fact in known.items() if fact.values[0] in taken]
    if meant:
        return meant[-1]
    if "trainees" in known and "employed" not in known and reading.act is not Act.CORRECT:
        return "employed"
    return max(known, key=lambda name: (known[name].turn, COUNTS.index(name) if name != "trainees" else -1))


def next_count(memory: Memory) -> str:
    """The count of a course that is asked for next, whatever was asked last."""
    topic = memory.focused()[0] if memory.focus else None
    if topic is None or topic.scheme != COURSE:
        return ""
    return next((name for name in ("trainees", "employed", "retained") if name not in topic.facts), "")


def lone_count(text: str) -> int | None:
    """The number of a message that is nothing but one: 25个, 24 exactly."""
    found = find_numbers(text)
    if len(found) != 1 or found[0].value is None or found[0].value.denominator != 1 or found[0].value < 0:
        return None
    rest = count_words().filler.sub("", text[: found[0].start] + text[found[0].end :])
    return int(found[0].value) if len(rest) <= FILLING and found[0].exact else None


def without_lone_count(reading: Reading, pending: Pending) -> Reading:
    """A message that is one number answers what was asked; what it would count by itself does not matter then."""
    bare = len(reading.stated) == 1 and reading.stated[0].lone and not reading.elliptic and not reading.asks
    another = bare and FACT_FORMS[pending.fact].kind is FactKind.COUNT and len(reading.text) <= SENTENCE
    return replace(reading, stated=()) if another else reading
