"""Which occupations a message means: the catalogue's, those outside it, and those that are only mentioned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.dialogue.understand.lexicon import AMBIGUOUS, OCCUPATION, OUTSIDE, Named
from assistant.dialogue.understand.people import People
from assistant.dialogue.understand.reading import Stated
from assistant.dialogue.understand.vocabulary import occupation_words, people_words

GENERAL = frozenset({"catalogue", "channel", "once_a_year"})
PERSONAL = frozenset({"skill_upgrade", "special_ability"})


def find_occupations(text: str, named: tuple[Named, ...], people: People, scheme: str | None) -> tuple[Stated, ...]:
    """The occupations that are meant, one statement for each person they concern.

    Args:
        text: the normalised, repaired message.
        named: the terms found in it.
        people: whom each place speaks of.
        scheme: the scheme spoken of; beside an employer's, an occupation may only be a trade.
    """
    spoken = [one for one in named if one.kind in (OCCUPATION, OUTSIDE, AMBIGUOUS)]
    spoken = [one for one in spoken if not _trade(text, one, spoken, scheme)]
    spoken = [one for one in spoken if not _counted(text, one, spoken, scheme)]
    spoken = [one for one in spoken if not _job(text, one, spoken)]
    found = tuple(
        Stated("occupation", one.values, one.words, one.start, one.end, person, denied=_denied(text, one, spoken))
        for one in spoken
        for person in people.at(one.start)
    )
    return found or tuple(_other_occupations(text, named, people))


def without_seams(text: str, terms: Sequence[tuple[int, int]]) -> str:
    """The text with what stands between two terms made nothing; not within the spans of `terms`, which stand there whole."""

    def nothing(match: re.Match[str]) -> str:
        within = any(start <= match.start() and match.end() <= end for start, end in terms)
        return match[0] if within else "\u0001"

    return occupation_words().no_term.sub(nothing, text)


def not_people(text: str, named: tuple[Named, ...]) -> tuple[Named, ...]:
    """The terms without those that a person's name was only mistaken for: 我家阿姨 is no misspelt 住家阿姨."""
    people = [match.span() for match in people_words().mention.finditer(text)]
    return tuple(
        one for one in named if one.exact or not any(start < one.end and one.start < end for start, end in people)
    )


def is_somebody(text: str, one: Named) -> bool:
    """Whether a term only says who somebody is: 我徒弟, of which 徒弟 is also a scheme's word."""
    people = [match.span() for match in people_words().mention.finditer(text)]
    return any(start <= one.start and one.end <= end and end - start > one.end - one.start for start, end in people)


def without_trades(stated: tuple[Stated, ...], schemes: tuple[str, ...]) -> tuple[Stated, ...]:
    """Beside an employer's subsidy, an occupation without a level or a certificate only says of which trade it is."""
    about_persons = any(one.fact in ("level", "certificate", "certified") for one in stated)
    if about_persons or not any(_of_companies(scheme) for scheme in schemes):
        return stated
    return tuple(one for one in stated if one.fact != "occupation")


def _other_occupations(text: str, named: tuple[Named, ...], people: People) -> Iterator[Stated]:
    """Occupations in nobody's list, by the way a certificate is spoken of: 消防员证, 考的是厨师."""
    words = occupation_words()
    for match in words.other_occupation.finditer(text):
        group = "name" if match["name"] else "passed"
        name, (start, end) = match[group], match.span(group)
        taken = any(one.start < end and start < one.end for one in named)
        if not taken and not words.no_occupation.search(name):
            yield from (Stated("occupation", (name,), name, start, end, person) for person in people.at(start))


def other_projects(text: str, people: People) -> Iterator[Stated]:
    """Special-ability projects that are not the notice's, by the way their certificate is spoken of: 短视频专项证."""
    words = occupation_words()
    for match in words.other_project.finditer(text):
        name, (start, end) = match["name"], match.span("name")
        if not words.no_project.search(name):
            yield from (Stated("special_project", (name,), name, start, end, person) for person in people.at(start))


def _trade(text: str, one: Named, spoken: list[Named], scheme: str | None) -> bool:
    """Whether an occupation's word only says what a company does: 我们是做机器人的; 公司做芯片的,我考了会计."""
    words, before = occupation_words(), text[: one.start]
    if words.graded.match(text, one.end):
        return False
    others = any(other.values != one.values for other in spoken)
    of_company = _of_companies(scheme) and words.company_trade.search(before) is not None
    return of_company or (others and words.their_trade.search(before) is not None)


def _counted(text: str, one: Named, spoken: list[Named], scheme: str | None) -> bool:
    """Whether a word counts people whose certificate is another one, or who are in a class: 12个阿姨都考了养老护理员."""
    others = any(other.values != one.values for other in spoken)
    if occupation_words().graded.match(text, one.end):
        return False
    return (others or _of_companies(scheme)) and occupation_words().counted.search(text[: one.start]) is not None


def _job(text: str, one: Named, spoken: list[Named]) -> bool:
    """Whether an occupation is only somebody's job, the certificate being another one: 我是护士,考了养老护理员."""
    words = occupation_words()
    later = [other for other in spoken if other.start > one.end and other.values != one.values]
    later = [other for other in later if not other.surface.startswith(tuple(words.grades))]
    if not later or words.graded.match(text, one.end) or words.taken.search(text[: one.start]):
        return False
    if not _denied(text, one, spoken) and any(words.beside.fullmatch(text, one.end, other.start) for other in later):
        return True
    within = any(other.kind != OUTSIDE for other in later)
    return one.kind == OUTSIDE and within and words.job.search(text[: one.start]) is not None


def _denied(text: str, one: Named, spoken: list[Named]) -> bool:
    """Whether an occupation is named only to say that it is another one: 不是养老护理那张,是药物检验员."""
    words = occupation_words()
    others = [other for other in spoken if other.values != one.values]
    if any(other.start > one.start for other in others) and words.no_subject.search(text[: one.start]):
        return True
    return bool(others) and words.not_taken.search(text[one.end :]) is not None


def _of_companies(scheme: str | None) -> bool:
    return scheme is not None and scheme not in (*PERSONAL, *GENERAL)
