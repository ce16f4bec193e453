"""From a message to a `Reading`: one function a kind of thing that can be understood, in one straight line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.dialogue.understand.acts import find_act, find_script
from assistant.dialogue.understand.asks import find_asks
from assistant.dialogue.understand.certificates import pair_subjects
from assistant.dialogue.understand.facts import find_facts
from assistant.dialogue.understand.guards import match_guard
from assistant.dialogue.understand.lexicon import AMBIGUOUS, OCCUPATION, OUTSIDE, SCHEME, Named, PolicyLexicon
from assistant.dialogue.understand.mixed import is_english, mixed_changes
from assistant.dialogue.understand.moment import find_moment
from assistant.dialogue.understand.people import People, find_people
from assistant.dialogue.understand.reading import Act, Hit, Reading, Stated
from assistant.dialogue.understand.repair import Change, repair, sound_changes
from assistant.dialogue.understand.scope import find_places
from assistant.dialogue.understand.subjects import match_subject
from assistant.dialogue.understand.vocabulary import fact_words, intent_words, people_words
from assistant.language.dates import find_dates
from assistant.language.normalise import normalise
from assistant.language.numerals import find_numbers

MONEY_STANDARD = re.compile(
    r"标准(?:是|为|有|:)?[^,。;!?\d一二三四五六七八九十两]{0,4}$|standard (?:is|of)[^.?!]{0,10}$"
)
PREMISE = re.compile(
    r"标准(?:不是|是不是|应该是)|(?:对吧|对伐|是吧|对不对|是不是)|, ?(?:right|correct|isn.t it)\?|is (?:it|that) (?:true|right|correct)"
)
LEVEL_NEXT = re.compile(r"(?:的)?(?:证|[一二三四五1-5]级|高级|中级|初级|技师)")
COURSE = re.compile(r"学员|就业人数|就业率|培训(?:完|后|班)|定向|结业|班里|trainee|class|course")
NO_TERM = re.compile(r"[一二三四五1-5](?=级)|(?<=[老理利][院愿园元])[当做](?=[护养保家])")
GENERAL = frozenset({"catalogue", "channel", "once_a_year"})
PERSONAL = frozenset({"skill_upgrade", "special_ability"})


@dataclass(frozen=True, slots=True)
class Context:
    """What of the conversation a message is read against; `notice` is the day from which the policy holds."""

    as_of: dt.date
    notice: dt.date
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
    normal = normalise(typed)
    written = normal.text.lower()
    named = _not_people(written, lexicon.find(_without_seams(written)))
    changes = [Change(one.start, one.end, one.surface) for one in named if not one.exact]
    changes += sound_changes(written, [(one.start, one.end) for one in named])
    meant = mixed_changes(written, [*((one.start, one.end) for one in named), *((c.start, c.end) for c in changes)])
    repaired = repair(written, [*changes, *meant])
    text = repaired.text

    def as_typed(one: Stated) -> Stated:
        start, end = normal.origin(*repaired.origin(one.start, one.end))
        return replace(one, words=typed[start:end].strip() or one.words)

    named = lexicon.find(_without_seams(text)) if changes or meant else named
    people = find_people(text, context.person, context.last_other)
    schemes = tuple(dict.fromkeys(one.values[0] for one in named if one.kind == SCHEME))
    scheme = next((one for one in schemes if one not in GENERAL), context.scheme)
    places = find_places(text, scheme)
    stated = _facts(text, named, people, context.as_of, scheme)
    stated += tuple(replace(one, person=people.at(one.start)[0]) for one in places.stated)
    stated = _without_trades(stated, schemes)
    stated = _without_places(text, stated, scheme)
    asks = find_asks(text)
    moment = find_moment(text, asks, stated, find_dates(text, context.as_of), context.as_of, context.notice)
    if moment is not None:
        stated = tuple(one for one in stated if not moment.start <= one.start < moment.end)
    stated = tuple(as_typed(one) for one in stated)
    script = find_script(text)
    subjects, rest = pair_subjects(_without_premises(text, stated))
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
        other_subject=_other_subject(text, named),
        moment=moment,
        repairs={written[change.start : change.end]: change.word for change in changes},
    )


def _other_occupations(text: str, named: tuple[Named, ...], people: People) -> Iterator[Stated]:
    """Occupations in nobody's list, by the way a certificate is spoken of: 消防员证, 考的是厨师."""
    words = fact_words()
    for match in words.other_occupation.finditer(text):
        group = "name" if match["name"] else "passed"
        name, (start, end) = match[group], match.span(group)
        taken = any(one.start < end and start < one.end for one in named)
        if not taken and not words.no_occupation.search(name):
            yield from (Stated("occupation", (name,), name, start, end, person) for person in people.at(start))


def _not_people(text: str, named: tuple[Named, ...]) -> tuple[Named, ...]:
    """The terms without those that a person's name was only mistaken for: 我家阿姨 is no misspelt 住家阿姨."""
    people = [match.span() for match in people_words().mention.finditer(text)]
    return tuple(
        one for one in named if one.exact or not any(start < one.end and one.start < end for start, end in people)
    )


def _without_trades(stated: tuple[Stated, ...], schemes: tuple[str, ...]) -> tuple[Stated, ...]:
    """Beside an employer's subsidy, an occupation without a level or a certificate only says of which trade it is."""
    about_persons = any(one.fact in ("level", "certificate", "certified") for one in stated)
    if about_persons or not any(_of_companies(scheme) for scheme in schemes):
        return stated
    return tuple(one for one in stated if one.fact != "occupation")


def _without_places(text: str, stated: tuple[Stated, ...], scheme: str | None) -> tuple[Stated, ...]:
    """Where people go to work concerns a course; without one the words tell of the person alone."""
    course = {"trainees", "employed", "retained", "course_place", "trainee_hukou", "plan_approved", "agreement_signed"}
    if scheme == "targeted_training" or COURSE.search(text) or course & {one.fact for one in stated}:
        return stated
    return tuple(one for one in stated if one.fact != "work_place")


def _trade(text: str, one: Named, scheme: str | None) -> bool:
    """Whether an occupation's word only says what a company does: 我们是做机器人的."""
    return _of_companies(scheme) and fact_words().company_trade.search(text[: one.start]) is not None


def _counted(text: str, one: Named, spoken: list[Named], scheme: str | None) -> bool:
    """Whether a word counts people whose certificate is another one, or who are in a class: 12个阿姨都考了养老护理员."""
    others = any(other.values != one.values for other in spoken)
    return (others or _of_companies(scheme)) and fact_words().counted.search(text[: one.start]) is not None


def _job(text: str, one: Named, spoken: list[Named]) -> bool:
    """Whether an occupation outside the catalogue is only somebody's job, the certificate being one within it."""
    within = any(other.kind != OUTSIDE and other.start > one.end for other in spoken)
    graded = LEVEL_NEXT.match(text, one.end) is not None
    return one.kind == OUTSIDE and within and not graded and fact_words().job.search(text[: one.start]) is not None


def _of_companies(scheme: str | None) -> bool:
    return scheme is not None and scheme not in (*PERSONAL, *GENERAL)


def _denied(text: str, one: Named, spoken: list[Named]) -> bool:
    """Whether an occupation is named only to say that it is another one: 不是养老护理那张,是药物检验员."""
    later = any(other.start > one.start and other.values != one.values for other in spoken)
    return later and fact_words().no_subject.search(text[: one.start]) is not None


def _without_seams(text: str) -> str:
    """The text with what stands between two terms made nothing: 芯片制造三级 is no misspelt 芯片制造工, nor 敬老院当护理员 one word."""
    return NO_TERM.sub("\u0001", text)


def _other_subject(text: str, named: tuple[Named, ...]) -> Hit | None:
    """A word of another subject; where it holds an occupation's word (找护工), the subject is what is meant."""
    hit = match_subject(text)
    if hit is None:
        return None
    start = text.index(hit.words)
    end = start + len(hit.words)
    if any(one.start <= start and end <= one.end and one.end - one.start > len(hit.words) for one in named):
        return None
    inside = any(start <= one.start and one.end <= end for one in named)
    return replace(hit, score=2.0) if inside else hit


def _without_premises(text: str, stated: tuple[Stated, ...]) -> tuple[Stated, ...]:
    """A standard named beside a level and an occupation is a premise to be put right, not the person's own figure."""
    named = {one.fact for one in stated}
    computable = {"occupation", "level"} <= named or "special_project" in named
    doubted = computable or bool(PREMISE.search(text))
    return tuple(one for one in stated if one.fact != "stated_standard" or not doubted)


def _facts(
    text: str, named: tuple[Named, ...], people: People, as_of: dt.date, scheme: str | None
) -> tuple[Stated, ...]:
    numbers, days = find_numbers(text), find_dates(text, as_of)
    spoken = [one for one in named if one.kind in (OCCUPATION, OUTSIDE, AMBIGUOUS) and not _trade(text, one, scheme)]
    spoken = [one for one in spoken if not _counted(text, one, spoken, scheme)]
    spoken = [one for one in spoken if not _job(text, one, spoken)]
    occupations = tuple(
        Stated("occupation", one.values, one.words, one.start, one.end, person, denied=_denied(text, one, spoken))
        for one in spoken
        for person in people.at(one.start)
    )
    if not occupations:
        occupations = tuple(_other_occupations(text, named, people))
    standards = tuple(
        Stated(
            "stated_standard", (number.decimal(),), number.text, number.start, number.end, people.at(number.start)[0]
        )
        for number in numbers
        if number.kind in ("money", "number") and number.value and MONEY_STANDARD.search(text[: number.start])
    )
    return (*occupations, *find_facts(text, people, numbers, days, as_of, scheme), *standards)
