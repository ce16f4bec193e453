"""Whom each part of a message speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.dialogue.understand.schema import COMPANY, SELF
from assistant.dialogue.understand.vocabulary import people_words

REACH = 3  # characters behind 都 within which a fact is everybody's, where nothing says that all are meant
PART_END = re.compile(r"[,。;!?\n]|$")


@dataclass(frozen=True, slots=True)
class People:
    """The people of one message: from `start` of each stretch on, the facts concern these persons."""

    stretches: tuple[tuple[int, tuple[str, ...]], ...]
    mentioned: tuple[str, ...]
    everybody: tuple[str, ...] = ()  # those mentioned, and the writer where another one is compared with them
    shared: tuple[tuple[int, int], ...] = ()

    def at(self, position: int) -> tuple[str, ...]:
        """The persons that a fact at `position` concerns."""
        if len(self.everybody) > 1 and any(start < position <= end for start, end in self.shared):
            return self.everybody
        current = self.stretches[0][1]
        for start, persons in self.stretches:
            if start <= position:
                current = persons
        return current


def find_people(text: str, spoken_of: str, last_other: str | None) -> People:
    """Who is meant where.

    Args:
        text: the normalised message.
        spoken_of: the person that the conversation is about, meant where the message names nobody.
        last_other: whom 她/他/伊 means, if anybody but the writer was named before.
    """
    mentions: list[tuple[int, int, str]] = []
    alike = False
    for match in people_words().mention.finditer(text):
        joined = bool(mentions) and people_words().joiners.match(text[mentions[-1][1] : match.start()]) is not None
        person = _meant(text, match, [named for _, _, named in mentions], joined, spoken_of, last_other)
        if person is not None:
            mentions.append((match.start(), match.end(), person))
        alike = alike or (person is None and people_words().with_writer.search(text[: match.end()]) is not None)
    if not mentions:
        return People(((0, (spoken_of,)),), ())
    stretches: list[tuple[int, tuple[str, ...]]] = []
    group: tuple[str, ...] = ()
    for index, (start, _end, person) in enumerate(mentions):
        previous_end = mentions[index - 1][1] if index else 0
        joined = bool(index) and bool(people_words().joiners.match(text[previous_end:start]))
        group = (*group, person) if joined and person not in group else (person,)
        stretches.append((start, group))
    if last_other and people_words().both.search(text) and all(person == SELF for _, _, person in mentions):
        return People(((0, (SELF, last_other)),), (SELF, last_other), (SELF, last_other), ((0, len(text)),))
    goes_on = stretches[0][1] == (spoken_of,) or SELF not in {person for _, _, person in mentions}
    opening = stretches[0][1] if goes_on else (SELF,)
    mentioned = tuple(dict.fromkeys(person for _, _, person in mentions))
    everybody = tuple(dict.fromkeys((*mentioned, SELF))) if alike else mentioned
    return People(((0, opening), *stretches), mentioned, everybody, _shared(text))


def _meant(
    text: str, match: re.Match[str], named: Sequence[str], joined: bool, spoken_of: str, last_other: str | None
) -> str | None:
    """Whom a mention names; None where it only tells, compares, denies or counts them."""
    words, before, after = people_words(), text[: match.start()], text[match.end() :]
    person = words.person(match, _them(match[0], named, spoken_of, last_other))
    told = words.writing if person == SELF else words.hearsay
    aside = told.match(after) or (person == COMPANY and words.for_me.match(after))
    compared = words.compared.search(before) and words.alike.match(after) and not (joined and person != SELF)
    being = person != SELF and words.being.search(before)
    if aside or compared or being or words.counted.search(before) or words.denied.search(before):
        return None
    return person


def _them(word: str, named: Sequence[str], spoken_of: str, last_other: str | None) -> str:
    """Whom 她/他/伊 stands for: the last one named but the writer; she or he where nobody was, they who are spoken of."""
    before = [person for person in named if person != SELF]
    if not before and people_words().plural.match(word):
        return spoken_of
    return before[-1] if before else last_other or ("她" if word.startswith(("她", "she", "her")) else "他")


def _shared(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches in which a fact is everybody's: to the end of the part where all are meant (我俩都), else a few characters."""
    words = people_words()
    near = [(match.end() - 1, match.end() - 1 + REACH) for match in words.shared.finditer(text)]
    far = []
    for match in words.together.finditer(text):
        end = PART_END.search(text, match.end())
        far.append((match.start(), end.start() if end else len(text)))
    return (*near, *far)
