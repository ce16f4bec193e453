"""The words by which a rewording is judged (`gate.yaml`), loaded once and turned into patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.verify.figures import canonical
from assistant.yaml_file import read_data


class GateWords(BaseModel):
    """`gate.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    promises: tuple[str, ...]
    lures: tuple[str, ...]
    both: dict[str, str]
    each: tuple[str, ...]
    hedges: tuple[str, ...]
    negations: str
    not_negations: tuple[str, ...]
    claims: dict[str, str]
    verdict: frozenset[str]
    negation_reach: int
    negated_after: str
    negated_before: str
    entitles: str
    anchors: dict[str, dict[str, str]]
    limits: frozenset[str]
    support: float
    strange: int
    longest: float
    longest_more: int
    filler: tuple[str, ...]
    people: tuple[str, ...]
    groups: tuple[str, ...]
    certificates: tuple[str, ...]
    schemes: tuple[str, ...]
    endings: tuple[str, ...]
    no_name: tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """The words as patterns; each attribute is one list or family of `gate.yaml`."""

    words: GateWords

    @cached_property
    def forbidden(self) -> re.Pattern[str]:
        return any_of((*self.words.promises, *self.words.lures))

    @cached_property
    def both(self) -> dict[str, re.Pattern[str]]:
        return {name: re.compile(pattern) for name, pattern in self.words.both.items()}

    @cached_property
    def each(self) -> re.Pattern[str]:
        return any_of(self.words.each)

    @cached_property
    def people(self) -> re.Pattern[str]:
        return any_of(self.words.people)

    @cached_property
    def hedges(self) -> re.Pattern[str]:
        return any_of(self.words.hedges)

    @cached_property
    def negations(self) -> re.Pattern[str]:
        return re.compile(self.words.negations)

    @cached_property
    def not_negations(self) -> re.Pattern[str]:
        return any_of(self.words.not_negations)

    @cached_property
    def claims(self) -> dict[str, re.Pattern[str]]:
        return {name: re.compile(pattern) for name, pattern in self.words.claims.items()}

    @cached_property
    def negated_after(self) -> re.Pattern[str]:
        return re.compile(self.words.negated_after)

    @cached_property
    def entitles(self) -> re.Pattern[str]:
        return re.compile(self.words.entitles)

    @cached_property
    def anchors(self) -> dict[str, re.Pattern[str]]:
        return {
            kind: re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in families.items()))
            for kind, families in self.words.anchors.items()
        }

    @cached_property
    def filler(self) -> frozenset[str]:
        return frozenset(canonical(word) for word in self.words.filler)

    @cached_property
    def endings(self) -> re.Pattern[str]:
        return re.compile(rf"[\u4e00-\u9fff]{{2}}(?:{any_of(self.words.endings).pattern})")

    @cached_property
    def no_name(self) -> re.Pattern[str]:
        return any_of(self.words.no_name)


@lru_cache(maxsize=1)
def wording() -> Wording:
    """`gate.yaml`, as patterns."""
    path = Path(__file__).with_name("gate.yaml")
    return Wording(GateWords.model_validate(read_data(path)))


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of any of the words, longest first; English ones only as whole words."""
    spelled = sorted({canonical(word) for word in words} - {""}, key=len, reverse=True)
    # Sorted by their first character, so that the hundreds that begin otherwise are passed over at once.
    heads: dict[str, list[str]] = {}
    for word in spelled:
        rest = re.escape(word[1:])
        heads.setdefault(word[0], []).append(rf"{rest}s?(?![a-z])" if word.isascii() else rest)
    return re.compile(
        "|".join(
            rf"{'(?<![a-z])' if head.isascii() else ''}{re.escape(head)}(?:{'|'.join(rests)})"
            for head, rests in heads.items()
        )
    )
