"""`people.yaml` as a model: how people are named, and whom a mention means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from assistant.dialogue.understand.schema import COMPANY, OF, PRONOUN, SELF, Pattern, Words


class PeopleWords(Words):
    """`people.yaml`."""

    self: list[str]
    others: dict[str, list[str]]
    prefixes: list[str]
    infixes: list[str]
    companions: list[str]
    relations: dict[str, list[str]]
    company: list[str]
    pronouns: list[str]
    joiners: Pattern
    not_after: str
    not_before: str
    counted: Pattern
    compared: Pattern
    with_writer: Pattern
    alike: Pattern
    plural: Pattern
    denied: Pattern
    writing: Pattern
    being: Pattern
    hearsay: Pattern
    for_me: Pattern
    shared: Pattern
    together: Pattern
    both: Pattern
    own_case: Pattern

    def person(self, mention: re.Match[str], them: str) -> str:
        """Whom a match of `mention` names.

        Args:
            mention: the match.
            them: whom a pronoun stands for.
        """
        if word := mention["kin_of"] or mention["companion"] or mention["kin_of_them"]:
            owner = self._kin[mention["owner"]] if mention["owner"] else them
            return self._kin[word] if owner == COMPANY else f"{owner}{OF}{self._kin[word]}"
        person = self._kin[mention["kin"]] if mention["kin"] else self._persons[mention[0]]
        return them if person == PRONOUN else person

    @cached_property
    def _kin(self) -> dict[str, str]:
        return {word: person for person, words in self.relations.items() for word in words}

    @cached_property
    def _persons(self) -> dict[str, str]:
        persons = dict.fromkeys(self.self, SELF)
        persons |= {word: person for person, words in self.others.items() for word in words}
        return persons | dict.fromkeys(self.company, COMPANY) | dict.fromkeys(self.pronouns, PRONOUN)

    @cached_property
    def mention(self) -> Pattern:
        """Finds relations with whose they are (`kin` is the relation's word) and the other surfaces, the longest first.

        `whose` is another one than the writer: 她同学, 儿子的同学.
        """
        infix, kin = f"(?:{_spelled_out(self.infixes)})??", _spelled_out(self._kin)
        prefix = f"(?:{_spelled_out(self.prefixes)})"
        companions = _spelled_out(word for name in self.companions for word in self.relations[name])
        other = (
            f"(?:{prefix}?{infix}(?P<owner>{kin})(?:的{infix}(?P<kin_of>{kin})|{infix}(?P<companion>{companions})))",
            f"(?:(?P<they>{_spelled_out(self.pronouns)})的?(?!{self.not_before}){infix}(?P<kin_of_them>{kin}))",
        )
        related = f"{prefix}{infix}(?P<kin>{kin})"
        forms = "|".join((*other, related, _spelled_out(self._persons)))
        return re.compile(f"(?<![{self.not_after}])(?:{forms})(?!{self.not_before})")


def _spelled_out(words: Iterable[str]) -> str:
    """Any of the words, the longest first; English ones as whole words."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join(
        rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isalpha() and word.isascii() else re.escape(word)
        for word in longest
    )
