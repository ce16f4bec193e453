"""What the numbers of a message count: people in a class, people in work, apprentices, projects."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.dialogue.understand.events import PART_END, Event, bind, find_events, part_start
from assistant.dialogue.understand.leftovers import derive
from assistant.dialogue.understand.reading import Stated
from assistant.dialogue.understand.vocabulary import count_words
from assistant.language.numerals import Number

COURSE = "targeted_training"
APPRENTICES = "apprenticeship"
PEOPLE = frozenset({"trainees", "employed", "retained", "jobless", "gone", "apprentices", "persons"})
WHOLES = frozenset({"trainees", "apprentices", "persons"})  # which a number of some of them never is
PERSONAL = frozenset({"skill_upgrade", "special_ability"})
ADJECTIVES = re.compile(r" ?(?:[a-z-]+ ){0,3}")
SHARES = frozenset({"percent", "fraction", "ratio"})
# What is told of people by the scheme spoken of; None: it counts nothing there.
BY_SCHEME: Mapping[str, Mapping[str, str | None]] = {
    APPRENTICES: {"trainees": "apprentices", "employed": "apprentices", "persons": "apprentices"},
    COURSE: {"persons": "trainees"},
}


def find_counts(text: str, numbers: Sequence[Number], scheme: str | None, known: Mapping[str, int]) -> list[Stated]:
    """The head counts of a message, those told by shares and by who is left over included.

    Args:
        text: the normalised message.
        numbers: its numerals, days left out.
        scheme: the scheme spoken of; it says what a number counts that stands alone.
        known: the head counts known of the subject spoken of.
    """
    words = count_words()
    if scheme is None and words.course.search(text):
        scheme = COURSE
    events = find_events(text)
    pairs = [(one, of) for one, of in pairwise(numbers) if words.out_of.fullmatch(text[one.end : of.start])]
    paired = {number for pair in pairs for number in pair}
    heads = [number for number in numbers if _of_people(text, number, events, paired)]
    classes = {of for one, of in pairs if one in heads and of in heads}
    shares = [number for number in numbers if number.kind in SHARES and number.value is not None]
    aside = {number for number in heads if number.text in words.articles and len(heads) > 1}  # 再多安置一个就是39个
    counted = sorted({*heads, *shares} - classes - aside, key=lambda one: one.start)
    bound = bind(text, counted, events)
    found = [_stated("trainees", number) for number in heads if number in classes]
    found += [
        _stated(fact, number, _with_the_writer(text, fact, number))
        for number, event in bound.items()
        if number in heads and (fact := _fact(text, number, event, scheme)) is not None
    ]
    found = _in_order(text, sorted(found, key=lambda one: one.start), known)
    found += _whole_class(text, bound, found, known)
    lone = [number for number in heads if number not in bound and number not in classes and _tells(text, number)]
    found += _alone(text, lone, found, scheme)
    return derive(text, [number for number in shares if number in bound], bound, found, known, scheme, lone)


def _of_people(text: str, number: Number, events: Sequence[Event], paired: Collection[Number]) -> bool:
    """Whether a number may count people or projects: by its unit, in a pair (24 of 30), or beside what they did."""
    words = count_words()
    value = number.value if number.value is not None else number.low
    if value is None or value.denominator != 1 or value < 0 or words.denied.search(text[: number.start]):
        return False
    if words.listed.search(text[: number.start]) and words.of_list.search(text[number.end :]):
        return False
    if number.unit in ("people", "thing") or number.text in words.measured:
        return True
    beside = any(
        (one.end <= number.start and words.joins.fullmatch(text[one.end : number.start]))
        or (number.end <= one.start and words.joins.fullmatch(text[number.end : one.start]))
        or (number.end <= one.start and one.weak and ADJECTIVES.fullmatch(text[number.end : one.start]))
        for one in events
    )
    bare = number.kind in ("number", "range") and number.unit is None and not words.scaled.search(number.text)
    return bare and (beside or number in paired or words.total.search(text[: number.start]) is not None)


def _fact(text: str, number: Number, event: Event, scheme: str | None) -> str | None:
    """The count that an event makes of a number, in the scheme spoken of; None where it counts nobody."""
    role, words = event.role, count_words()
    if role in PEOPLE and not _counts_somebody(text, number):
        return None
    if scheme in PERSONAL and role == "employed":
        role = "persons"  # 8个都在我这上班, of the holders of a certificate
    if number.value == 1 and role in (*WHOLES, "retained") and number.text.startswith(words.articles):
        return None  # 还有一个学生,他的合同
    if role in WHOLES and words.part_of.search(text[: number.start]):
        return None  # 其中10个还没签合同
    if role == "persons" and number.value == 1 and not words.besides.search(text[: number.start]):
        return None
    if role == "persons" and scheme is not None and scheme not in {*PERSONAL, COURSE, APPRENTICES}:
        return None
    return BY_SCHEME.get(scheme or "", {}).get(role, role)


def _counts_somebody(text: str, number: Number) -> bool:
    """Whether a number is of people: not 两张证, 一家公司, 四个班, nor one as an article or by head."""
    words = count_words()
    each = words.each.fullmatch(number.text) is not None
    by_head = each and bool(words.paid.match(text, number.end) or words.priced.search(text[: number.start]))
    return not (
        (number.text in words.articles and not words.only.search(text[: number.start]))
        or by_head
        or number.text[-1] in words.no_people
        or words.papers.search(number.text)
        or words.other_thing.match(text, number.end)
    )


def _tells(text: str, number: Number) -> bool:
    """Whether a number without an event counts something at all: not 一个 as an article, 漏数一个, 其中两个."""
    words, before = count_words(), text[: number.start]
    article = number.value == 1 and not words.only.search(before)
    by_the_way = article or words.part_of.search(before) or words.difference.search(before)
    return _counts_somebody(text, number) and not by_the_way


def _with_the_writer(text: str, fact: str, number: Number) -> int:
    """The people counted, and the writer where they are told beside: 我和两个同事."""
    value = number.value if number.value is not None else number.low
    besides = fact == "persons" and count_words().besides.search(text[: number.start]) is not None
    return int(value or 0) + besides


def _stated(fact: str, number: Number, value: int | None = None, *, lone: bool = False) -> Stated:
    said = number.value if number.value is not None else number.low
    rough = not number.exact
    shown = int(said or 0) if value is None else value
    return Stated(fact, (shown,), number.text, number.start, number.end, certain=not rough, rough=rough, lone=lone)


def _in_order(text: str, found: list[Stated], known: Mapping[str, int]) -> list[Stated]:
    """The counts as a course goes: first its class, then those who found work, after that those who stayed."""
    words = count_words()
    employed = [one for one in found if one.fact == "employed"]
    told = {one.fact for one in found}
    if "trainees" not in told and "trainees" not in known and len(employed) > 1:
        found = [replace(one, fact="trainees") if one is employed[0] else one for one in found]
    elif len(employed) > 1 or (employed and "employed" in known and "retained" not in told):
        last = employed[-1]
        since = text[employed[-2].end if len(employed) > 1 else 0 : last.start]
        if words.later.search(since) and "retained" not in told and not words.supposed.search(text):
            found = [replace(one, fact="retained") if one is last else one for one in found]
    told = {one.fact for one in found}
    first = "trainees" in told and "employed" not in told and "employed" not in known
    if first and not words.after_work.search(text):
        found = [replace(one, fact="employed") if one.fact == "retained" else one for one in found]
    return found


def _whole_class(
    text: str, bound: Mapping[Number, Event], found: Sequence[Stated], known: Mapping[str, int]
) -> list[Stated]:
    """The class told by all of it: 20个人全上岗了."""
    if "trainees" in known or any(one.fact == "trainees" for one in found):
        return []
    whole = count_words().whole
    return [
        _stated("trainees", number)
        for number, event in bound.items()
        if event.role == "employed" and number.end <= event.start and whole.search(text[number.end : event.start])
    ][:1]


def _alone(text: str, lone: Sequence[Number], found: Sequence[Stated], scheme: str | None) -> list[Stated]:
    """A number without an event of its own, by the scheme spoken of; the class where others of it found work."""
    employed = next((one.values[0] for one in found if one.fact == "employed"), None)
    of_class = any(isinstance(employed, int) and (number.value or 0) >= employed for number in lone)
    words = count_words()
    meaning = words.lone.get(scheme or "") or ("trainees" if scheme is None and of_class else None)
    if scheme in PERSONAL and lone and words.together.search(text[lone[0].end :]) and not words.alone.search(text):
        meaning = "persons"  # 我们组5个人都是在职
    follows = [one for one in found if one.fact == "trainees" and not one.lone]
    if scheme == COURSE and follows and employed is None and len(lone) == 1 and lone[0].start > follows[0].end:
        only = PART_END.split(text[lone[0].end :])[0].strip() == "" and part_start(text, lone[0].start) == lone[0].start
        return [_stated("employed", lone[0], lone=True)] if only else []  # 41个学员,33个
    if meaning is None or not lone or meaning in {one.fact for one in found}:
        return []
    return [_stated(meaning, lone[0], lone=True)]
