"""Which of several statements of one fact holds: the one that says more, alternatives, or the last word."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue.understand.reading import Stated
from assistant.dialogue.understand.vocabulary import fact_words

PART = re.compile(r"[,。;!?\n]")
NEAR = 2  # characters between two alternatives of which one joins them
COUNTED = frozenset(
    {"level", "trainees", "employed", "retained", "projects", "apprentices", "persons", "certified", "years"}
)


def settle(text: str, found: list[Stated]) -> list[Stated]:
    """One statement a fact and person, where a message makes several.

    Args:
        text: the message; the words between two statements tell whether they are alternatives.
        found: statements in any order.
    """
    words = fact_words()
    facts = {one.fact for one in found}
    kept = [one for one in found if not facts & set(words.yields.get(one.fact, ()))]
    persons = dict.fromkeys(one.person for one in kept)
    return [one for person in persons for one in _of_one(text, [one for one in kept if one.person == person])]


def _of_one(text: str, kept: list[Stated]) -> list[Stated]:
    """What holds of one person's statements."""
    kept = _corrected(text, _not_yet(text, kept))
    result = [one for one in kept if one.denied or one.fact in COUNTED]
    for fact in dict.fromkeys(one.fact for one in kept if one.fact not in COUNTED):
        several = sorted((one for one in kept if one.fact == fact and not one.denied), key=lambda one: one.start)
        several = _told(text, _present(text, several))
        result += _settled(text, several)
    return result


def _not_yet(text: str, kept: list[Stated]) -> list[Stated]:
    """The statements without what is only imagined: 还没考,考出来能拿多少 tells of no certificate."""
    lacking = any(one.fact == "certified" and one.values == (False,) and not one.denied for one in kept)
    if not lacking:
        return kept
    imagined = fact_words().imagined
    return [
        one for one in kept if one.fact != "certified" or one.values == (False,) or not imagined.match(text[one.end :])
    ]


def _corrected(text: str, kept: list[Stated]) -> list[Stated]:
    """The statements without those that the message itself takes back: 我四级,写错了,是三级."""
    turns = [match.start() for match in fact_words().corrected.finditer(text)]
    return [
        one
        for one in kept
        if not any(
            one.start < turn < other.start and other.fact == one.fact and not other.denied
            for turn in turns
            for other in kept
        )
    ]


def _present(text: str, several: list[Stated]) -> list[Stated]:
    """The statements that hold now, where others of the same fact are told of the past: 以前是公务员,现在在私企."""
    past = fact_words().past
    now = [one for one in several if not past.search(_part(text, one))]
    return now or several


def _told(text: str, several: list[Stated]) -> list[Stated]:
    """The statements that are told, where another is asked about or told of a group: 国企员工算公务员吗; 应届的能领,我才研一."""
    words = fact_words()
    told = [
        one
        for one in several
        if not (words.whether.search(_part(text, one)[: -len(one.words)]) and words.asked.match(text[one.end :]))
    ]
    own = [one for one in told if not words.of_group.match(text[one.end :])]
    return own if any(words.own.search(_part(text, one)) for one in own) else told or several


def _said_of_now(text: str, several: list[Stated]) -> list[Stated]:
    """Of statements that say equally much those that are told of now, where some are: 去年辞了,现在在私企."""
    now = fact_words().now
    return [one for one in several if now.search(_part(text, one))] or several


def _part(text: str, one: Stated) -> str:
    return PART.split(text[: one.end])[-1]


def _settled(text: str, several: list[Stated]) -> list[Stated]:
    if len(several) < 2:
        return several
    if _one_and_another(text, several):
        values = tuple(dict.fromkeys(value for one in several for value in one.values))
        first, last = several[0], several[-1]
        return [replace(first, values=values, end=last.end, words=text[first.start : last.end])]
    rank = fact_words().rank
    best = min(rank.get(str(one.values[0]), 0) for one in several)
    ranked = _said_of_now(text, [one for one in several if rank.get(str(one.values[0]), 0) == best])
    settled = [ranked[0]]
    for one in ranked[1:]:
        last = settled[-1]
        common = tuple(value for value in last.values if value in one.values)
        between = text[last.end : one.start]
        if common:
            settled[-1] = replace(last, values=common)
        elif _are_alternatives(one.fact, between.strip()):
            settled[-1] = replace(
                last, values=(*last.values, *one.values), end=one.end, words=text[last.start : one.end]
            )
        else:
            settled.append(one)
    return settled


def _one_and_another(text: str, several: list[Stated]) -> bool:
    """Whether the statements are of two people nobody names, or of two groups: 一个在职,一个失业; 失业人员和在职人员."""
    each, first, last = fact_words().one_and_another, several[0], several[-1]
    if len(several) != 2:
        return False
    between = text[first.end : last.start]
    apart = each.search(text[: first.start]) is not None and each.search(between) is not None
    return apart or fact_words().side_by_side.fullmatch(between) is not None


def _are_alternatives(fact: str, between: str) -> bool:
    """Whether the words between two statements set them side by side: 本市办和外省办."""
    joins = fact_words().alternatives
    if joins.fullmatch(between):
        return True
    return fact != "status" and ("?" in between or (len(between) <= NEAR and joins.search(between) is not None))
