"""Finding known terms in a text: written right, or misspelt by sound (同音) or by shape (形近, 漏字, 多字).

Near misses are looked for only where no term stands exactly, and only for terms long enough that a wrong character
leaves them recognisable; the thresholds are in `terms.yaml`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.language.near import How, Near, NearTerms
from assistant.language.sounds import sounds_like, term_settings

__all__ = ["How", "Lexicon", "Term", "TermMatch", "sounds_like"]

RUN = re.compile(r"[\u4e00-\u9fffa-z0-9]+")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Term:
    """A word people use, what sort of thing it names and which one."""

    surface: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term found at `start:end` of the text; `text` is what stands there, `score` 1 for an exact match."""

    term: Term
    start: int
    end: int
    text: str
    score: float
    how: How


class Lexicon:
    """An immutable set of terms; surfaces must be normalised and lower-case, and so must the texts searched."""

    def __init__(
        self,
        terms: tuple[Term, ...],
        *,
        by_sound: Callable[[Term], bool] = lambda _: True,
        by_shape: Callable[[Term], bool] = lambda _: True,
    ) -> None:
        """`by_sound` and `by_shape` say of a term whether it may be found misspelt that way."""
        named = {term.surface: term for term in terms}
        self._by_surface = {plural: term for word, term in named.items() for plural in _plurals(word)} | named
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for surface in sorted(filter(None, self._by_surface), key=len, reverse=True):
            self._by_first[surface[0]].append(surface)
        self._near = [term for term in terms if by_sound(term)]
        shaped = [by_shape(term) for term in self._near]
        self._misspelt = NearTerms([term.surface for term in self._near], shaped)
        self._others = re.compile("|".join(re.escape(word) for word in term_settings().others))

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """The terms of a text in order of place, longest first where they overlap."""
        exact = list(self.standing(text))
        near = self._near_misses(text, exact)
        kept = [one for one in exact if not any(long.start <= one.start and one.end <= long.end for long in near)]
        return tuple(sorted([*kept, *near], key=lambda match: match.start))

    def standing(self, text: str) -> Iterator[TermMatch]:
        """Exact matches from left to right, the longest at each place."""
        position = 0
        while position < len(text):
            surface = next(
                (one for one in self._by_first.get(text[position], ()) if _stands(one, text, position)), None
            )
            if surface is not None:
                end = position + len(surface)
                yield TermMatch(self._by_surface[surface], position, end, surface, 1.0, "exact")
            position += len(surface) if surface else 1

    def _near_misses(self, text: str, exact: list[TermMatch]) -> list[TermMatch]:
        """The best near misses, none overlapping another, an exact match or another word."""
        others = [match.span() for match in self._others.finditer(text)]
        candidates: list[TermMatch] = []
        for run in RUN.finditer(text):
            for near in (*self._misspelt.find(run[0]), *self._looking_alike(run[0])):
                start, end = run.start() + near.start, run.start() + near.end
                term = self._near[near.index]
                candidates.append(TermMatch(term, start, end, text[start:end], near.score, near.how))
        found: list[TermMatch] = []
        for match in sorted(candidates, key=lambda match: (-match.score, match.start)):
            blocked = [(one.start, one.end) for one in exact if not self._within(one, match)]
            blocked += [(one.start, one.end) for one in found]
            # A longer term may hold another word within it: 工业机器人系统运维员 holds 机器人.
            blocked += [span for span in others if match.end - match.start - 1 <= span[1] - span[0]]
            if all(match.end <= start or end <= match.start for start, end in blocked):
                found.append(match)
        return found

    def _looking_alike(self, run: str) -> Iterator[Near]:
        """Terms that come out whole once characters are read as those they look like; the rest may be by sound."""
        read = run.translate(_lookalikes())
        if read == run:
            return
        for near in self._misspelt.find(read):
            if near.how == "sound" and read[near.start : near.end] != run[near.start : near.end]:
                yield replace(near, how="shape")

    def _within(self, short: TermMatch, long: TermMatch) -> bool:
        """Whether an exact match is only a part of the longer word that is misspelt: 机器人 in 工业机器人系统运围员."""
        if not (long.start <= short.start and short.end <= long.end):
            return False
        width, inner = long.end - long.start, short.end - short.start
        if short.term.value == long.term.value:
            agreeing = sum((Counter(long.text) & Counter(long.term.surface)).values()) - inner
            if 2 * agreeing < width - inner:
                return False  # 护理员能 is no misspelt 护理员证
        return inner < width if long.how == "sound" else inner * term_settings().longer <= width


def _plurals(word: str) -> tuple[str, ...]:
    """How an English word stands for several: trainers, nannies."""
    if not word.isascii() or not word[-1:].isalpha() or word.endswith("s"):
        return ()
    return (f"{word[:-1]}ies",) if re.search("[^aeiou]y$", word) else (f"{word}s",)


@lru_cache(maxsize=1)
def _lookalikes() -> dict[int, str]:
    return {ord(char): meant for meant, chars in term_settings().lookalikes.items() for char in chars}


def _stands(surface: str, text: str, position: int) -> bool:
    """Whether a surface stands there; a Latin one must not be part of a longer word."""
    if not text.startswith(surface, position):
        return False
    if not surface.isascii():
        return True
    around = (text[position - 1 : position], text[position + len(surface) : position + len(surface) + 1])
    return not any(char.isascii() and char.isalnum() for char in around)
