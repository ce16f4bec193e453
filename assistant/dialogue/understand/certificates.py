"""Which level belongs to which occupation, where a message names several certificates."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.dialogue.understand.reading import Stated, Subject

ABOUT_CERTIFICATE = frozenset({"occupation", "special_project"})
APART = 20  # characters that the end of a part counts for, between an occupation and a level
PART = re.compile(r"[,。;!?\n]")


def pair_subjects(
    text: str, stated: tuple[Stated, ...], heads_at: Mapping[int, Stated]
) -> tuple[tuple[Subject, ...], tuple[Stated, ...]]:
    """The certificates that a message names, and the facts that are not about one of them.

    A level belongs to the occupation that it touches; with one occupation every level does ("三级或者四级": both);
    without one the levels are left for the subject that the conversation is about. Levels held by people counted
    apart are certificates apart.

    Args:
        text: the message; a level belongs to its own part of it first: 护理员考了三级,家政考了四级.
        stated: the facts of the message.
        heads_at: the people that hold a certificate, by where its words start.
    """
    heads = _heads(stated)
    levels = [one for one in stated if one.fact == "level"]
    named = [one for one in stated if one in heads or (one.fact in ABOUT_CERTIFICATE and not one.denied)]
    rest = tuple(one for one in stated if one not in named and one not in levels)
    if not heads:
        persons = dict.fromkeys(level.person for level in levels)
        own = [[level for level in levels if level.person == person] for person in persons]
        return tuple(one for theirs in own for one in _subjects(None, theirs, heads_at)), rest
    owned: dict[int, list[Stated]] = {index: [] for index in range(len(heads))}
    occupations = [index for index, head in enumerate(heads) if head.fact == "occupation"]
    mentions = [[one for one in stated if _same(head, one)] for head in heads]
    for level in levels:
        owner = _owner(text, level, mentions, occupations)
        if owner is not None:
            owned[owner].append(level)
    return tuple(one for index, head in enumerate(heads) for one in _subjects(head, owned[index], heads_at)), rest


def _subjects(head: Stated | None, levels: list[Stated], heads_at: Mapping[int, Stated]) -> tuple[Subject, ...]:
    """One certificate, or one for each level whose holders are counted."""
    apart = [level for level in levels if level.start in heads_at]
    named = () if head is None else (head,)
    if len(apart) > 1:
        return tuple(Subject((*named, level, heads_at[level.start])) for level in apart)
    merged = _alternatives(levels)
    own = [heads_at[one.start] for one in (*named, *levels) if one.start in heads_at][:1]
    facts = (*named, *([merged] if merged else []), *own)
    return (Subject(facts),) if head or merged else ()


def _heads(stated: tuple[Stated, ...]) -> list[Stated]:
    """Occupations and projects, each once a person; a word that leaves it open yields to the name it stands for."""
    heads: list[Stated] = []
    for one in stated:
        if one.fact not in ABOUT_CERTIFICATE or one.denied:
            continue
        same = [head for head in heads if _same(head, one)]
        if not same:
            heads.append(one)
        elif len(one.values) < len(same[0].values):
            heads[heads.index(same[0])] = one
    return heads


def _owner(text: str, level: Stated, mentions: list[list[Stated]], occupations: list[int]) -> int | None:
    """The certificate of a level: the one that is named nearest to it, however often it is named."""
    own = [index for index in occupations if mentions[index][0].person == level.person] or occupations
    if len(own) == 1:
        return own[0]
    gaps = [(_gap(text, one, level), one.start > level.start, index) for index in own for one in mentions[index]]
    return min(gaps)[2] if gaps else None


def _same(head: Stated, one: Stated) -> bool:
    """Whether a statement names the certificate of another one of the same person."""
    alike = (head.fact, head.person) == (one.fact, one.person) and not one.denied
    return alike and bool(set(head.values) & set(one.values))


def _gap(text: str, head: Stated, level: Stated) -> int:
    between = text[min(head.end, level.end) : max(head.start, level.start)]
    return len(between) + APART * len(PART.findall(between))


def _alternatives(levels: list[Stated]) -> Stated | None:
    """The levels as one statement with every value that is not denied; a denied one alone stays a denial."""
    named = [level for level in levels if not level.denied] or levels[:1]
    if not named:
        return None
    first = named[0]
    values = tuple(dict.fromkeys(value for level in named for value in level.values))
    certain = all(level.certain for level in named)
    words = first.words if len(named) == 1 else "、".join(level.words for level in named)
    return Stated("level", values, words, first.start, named[-1].end, first.person, certain, first.denied)
