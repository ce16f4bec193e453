"""What the numbers of a message count: people in a class, people in work, apprentices, projects, years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from assistant.dialogue.understand.reading import Stated
from assistant.dialogue.understand.vocabulary import count_words
from assistant.language.numerals import Number, find_numbers

PART_END = re.compile(r"[,。;!?\n、]|(?<=[\u4e00-\u9fff\d]) (?=[\u4e00-\u9fff\d])")
SENTENCE = re.compile(r"[。;!?\n]")
NEAR = 14  # characters to each side within which the words around a number say what it counts
NEAR_LATIN = 36
PEOPLE = frozenset({"trainees", "employed", "retained", "apprentices", "persons"})
PERSONAL = frozenset({"skill_upgrade", "special_ability"})


def distance(regex: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    """How far the nearest match of `regex` stands from the span, within its part of the sentence; -1 within the span."""
    part_start = max((match.end() for match in PART_END.finditer(text, 0, start)), default=0)
    after = PART_END.search(text, start)
    part_end = after.start() if after else len(text)
    near = NEAR_LATIN if text.isascii() else NEAR
    part_start, part_end = max(part_start, start - near), min(max(part_end, end), end + near)
    gaps = [
        -1 if start <= match.start() and match.end() <= end else max(start - match.end(), match.start() - end, 0)
        for match in regex.finditer(text, part_start, part_end)
    ]
    return min(gaps, default=None)


def find_counts(text: str, numbers: Sequence[Number], scheme: str | None) -> list[Stated]:
    """The head counts, years and rates of a message.

    Args:
        text: the normalised message.
        numbers: its numerals, days left out.
        scheme: the scheme spoken of; it says what a number counts that stands alone.
    """
    found: list[Stated] = []
    lone: list[Number] = []
    words = count_words()
    if scheme is None and words.course.search(text):
        scheme = "targeted_training"
    for number in numbers:
        bare = number.kind == "number" and _beside_a_word(text, number)
        if not (number.unit in ("people", "thing") or bare) or not _whole(number):
            continue
        fact = _named(text, number, {one.fact for one in found}, scheme)
        if fact in PEOPLE and (
            number.text in words.articles
            or _by_head(text, number)
            or number.text[-1] in words.no_people
            or words.other_thing.match(text, number.end)
        ):
            continue  # 两张证, 一家公司, 四个班
        if fact is not None:
            besides = fact == "persons" and words.besides.search(text[: number.start]) is not None
            found.append(_stated(fact, number, int(number.value or 0) + 1 if besides else None))
        elif (
            number.unit in ("people", "thing")
            and number.text[-1] not in words.no_people
            and not (_by_the_way(text, number) or _by_head(text, number))
        ):
            lone.append(number)
    found = _in_order(text, found)
    told = {one.fact for one in found}
    if "trainees" in told and "employed" not in told and not words.later.search(text):
        found = [replace(one, fact="employed") if one.fact == "retained" else one for one in found]
    of_class = [number for number in lone if _holds_those_in_work(number, found)]
    meaning = words.lone.get(scheme or "") or ("trainees" if scheme is None and of_class else None)
    if meaning and lone and meaning not in {one.fact for one in found}:
        found.append(_stated(meaning, lone[0]))
    found = [*found, *_rates(text, numbers, found)]
    return [*_whole_class(text, found), *_years(text, numbers, scheme)]


def _in_order(text: str, found: list[Stated]) -> list[Stated]:
    """The counts with the class told before those in work: 40人32个就业, 培训40人就业32人."""
    classes = [one for one in found if one.fact == "trainees"]
    employed = [one for one in found if one.fact == "employed"]
    if not classes and len(employed) == 2:
        first, second = employed
    elif len(classes) == len(employed) == 1 and _between(text, employed[0], classes[0]):
        first, second = employed[0], classes[0]
    else:
        return found
    roles = {id(first): "trainees", id(second): "employed"}
    return [replace(one, fact=roles.get(id(one), one.fact)) for one in found]


def _between(text: str, first: Stated, second: Stated) -> bool:
    """Whether nothing but a word for being in work stands between two counts, so that it could belong to either."""
    return count_words().counts["employed"].fullmatch(text[first.end : second.start]) is not None


@lru_cache(maxsize=1)
def _just_before() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The count words where they stand straight before a number: 就业36."""
    return tuple(
        (
            fact,
            re.compile(
                rf"(?:{regex.pattern})(?: of|了|的|有|是|共|该|应该|应|为|人数|数量|总数|数|变成|改成|算|成|:){{0,3}} ?"
            ),
        )
        for fact, regex in count_words().counts.items()
    )


@lru_cache(maxsize=1)
def _just_after() -> tuple[re.Pattern[str], ...]:
    """The count words straight behind a number: 40学员, seven assessment projects."""
    return tuple(re.compile(rf" ?(?:[a-z-]+ ){{0,3}}(?:{regex.pattern})") for regex in count_words().counts.values())


def _beside_a_word(text: str, number: Number) -> bool:
    before = any(
        match.end() == number.start for _, regex in _just_before() for match in regex.finditer(text[: number.end])
    )
    return before or any(regex.match(text, number.end) for regex in _just_after())


def _by_head(text: str, number: Number) -> bool:
    words = count_words()
    each = words.each.fullmatch(number.text) is not None
    return each and bool(words.paid.match(text, number.end) or words.priced.search(text[: number.start]))


def _by_the_way(text: str, number: Number) -> bool:
    """Whether a number without a word of its own counts nothing: 一个 as an article, 漏数一个."""
    words, before = count_words(), text[: number.start]
    return number.value == 1 or words.part_of.search(before) is not None or words.difference.search(before) is not None


def _whole(number: Number) -> bool:
    return number.value is not None and number.value.denominator == 1 and number.value >= 0


def _stated(fact: str, number: Number, value: int | Fraction | None = None) -> Stated:
    shown = value if value is not None else int(number.value or 0)
    return Stated(fact, (shown,), number.text, number.start, number.end, certain=number.exact)


def _named(text: str, number: Number, used: set[str], scheme: str | None) -> str | None:
    """What the words near a number say it counts; each role is given once, the nearest first."""
    near = [
        (gap, order, fact)
        for order, (fact, regex) in enumerate(count_words().counts.items())
        if (gap := distance(regex, text, number.start, number.end)) is not None
    ]
    if not near:
        return None
    fact = min([candidate for candidate in near if candidate[2] not in used] or near)[2]
    # In an apprenticeship the people of the course are the apprentices, in a course the people are its trainees.
    if scheme == "apprenticeship" and fact in ("trainees", "employed", "persons"):
        return "apprentices"
    if scheme == "targeted_training" and fact == "persons":
        return "trainees"
    return None if fact == "persons" and scheme is not None and scheme not in PERSONAL else fact


def _years(text: str, numbers: Sequence[Number], scheme: str | None) -> list[Stated]:
    words = count_words()
    found: list[Stated] = []
    for number in numbers:
        if number.kind != "duration" or number.unit not in ("years", "months") or not number.value or number.value < 0:
            continue
        months = number.value * (12 if number.unit == "years" else 1)
        if distance(words.contract, text, number.start, number.end) is not None:
            if months.denominator == 1 and not words.within.match(text, number.end):
                found.append(_stated("contract_months", number, int(months)))
        elif scheme == "apprenticeship" and number.unit == "years" and not words.not_years.match(text, number.end):
            each = number.value == 1 and words.each_year.match(text, number.end)  # 一年给多少 asks of each year
            if not each:
                found.append(_stated("years", number, number.value))
    return found


def find_spans(text: str, numbers: Sequence[Number]) -> list[Stated]:
    """The months told between two events, where no days are: 拿证14个月后才进公司, 开班后第五个月签."""
    found: list[Stated] = []
    for number in numbers:
        if number.kind not in ("duration", "ordinal") or not number.value or number.value < 0:
            continue
        nth = number.kind == "ordinal" and text[number.end :].startswith(("个月", "月"))
        months = {"months": number.value, "years": number.value * 12}.get("months" if nth else number.unit or "")
        fact = _span(text, number) if months is not None and months.denominator == 1 else None
        if fact is not None and months is not None:
            said = _stated(fact, number, int(months))
            end = text.index("月", number.end) + 1 if nth else number.end
            found.append(replace(said, words=text[number.start : end], end=end))
    return found


def _span(text: str, number: Number) -> str | None:
    """Which two events a number of months lies between: 拿证14个月后才进公司."""
    before = SENTENCE.split(text[: number.start])[-1]
    return next(
        (
            fact
            for fact, events in count_words().spans.items()
            if events.before.search(before) and events.after.search(text[number.end :])
        ),
        None,
    )


def _holds_those_in_work(number: Number, found: list[Stated]) -> bool:
    """Whether a number without a word of its own is the class of which others found work: 80个里头就业66个."""
    employed = next((one.values[0] for one in found if one.fact == "employed"), None)
    return isinstance(employed, int) and number.value is not None and number.value >= employed


def _whole_class(text: str, found: list[Stated]) -> list[Stated]:
    """People told by those who are left over: 全班都就业了, 6个没就业, 后来走了4个."""
    counted = {one.fact: one for one in found}
    for fact, of in (("employed", "trainees"), ("retained", "employed")):
        total = counted.get(of)
        if total is None or not isinstance(total.values[0], int):
            continue
        for kind, regex in count_words().left[fact].items():
            match = regex.search(text)
            known = counted.get(fact)
            if match is None or (known is not None and not match.start() <= known.start < match.end()):
                continue
            left = {"all": 0, "none": total.values[0]}.get(kind)
            if left is None:
                inside = [n for n in find_numbers(match[0]) if _whole(n)]
                left = int(inside[0].value or 0) if inside else None
            if left is None or left > total.values[0]:
                continue
            said = Stated(fact, (total.values[0] - left,), match[0], match.start(), match.end())
            counted[fact] = said
            break
    return [*(one for one in found if counted[one.fact] is one), *(one for one in counted.values() if one not in found)]


def _rates(text: str, numbers: Sequence[Number], found: list[Stated]) -> list[Stated]:
    """ "40人,就业率八成": the people in work, where the rate makes a whole number of them."""
    class_size = next((one.values[0] for one in found if one.fact == "trainees"), None)
    if not isinstance(class_size, int) or any(one.fact == "employed" for one in found):
        return []
    words = count_words()
    for number in numbers:
        shared = number.kind in ("percent", "fraction", "ratio") and number.value is not None
        near = shared and any(
            distance(regex, text, number.start, number.end) is not None
            for regex in (words.rate, words.counts["employed"])
        )
        if near and number.value is not None:
            people = number.value * class_size
            if people.denominator == 1:
                return [_stated("employed", number, int(people))]
    return []
