"""Finding known terms in a text: written right, or misspelt by sound (同音) or by shape (形近, 漏字, 多字).

Near misses are looked for only where no term stands exactly, and only for terms long enough that a wrong character
leaves them recognisable; the thresholds are in `terms.yaml`.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict
from pypinyin import Style, lazy_pinyin
from rapidfuzz.distance import Levenshtein

How = Literal["exact", "sound", "shape"]
HAN = re.compile(r"[\u4e00-\u9fff]")
RUN = re.compile(r"[\u4e00-\u9fffa-z0-9]+")


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    shortest: int
    shortest_sound: int
    sound: float
    shape: float
    shape_sound: float
    fold_initials: dict[str, str]
    fold_finals: dict[str, str]
    others: list[str]


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


@lru_cache(maxsize=1)
def _settings() -> _Settings:
    path = Path(__file__).with_name("terms.yaml")
    return _Settings.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=16384)
def _syllable(char: str) -> str:
    """A character's sound without tone, regional confusions folded; other characters stand for themselves."""
    if not HAN.match(char):
        return char
    settings = _settings()
    initial = lazy_pinyin(char, style=Style.INITIALS, strict=False)[0]
    final = lazy_pinyin(char, style=Style.FINALS, strict=False)[0]
    return settings.fold_initials.get(initial, initial) + settings.fold_finals.get(final, final)


def _sounds(text: str) -> tuple[str, ...]:
    return tuple(_syllable(char) for char in text)


def sounds_like(word: str, text: str) -> bool:
    """Whether a text holds a run of characters that sounds like a word, tones and regional confusions ignored."""
    wanted, heard = _sounds(word.lower()), _sounds(text.lower())
    return any(heard[start : start + len(wanted)] == wanted for start in range(len(heard) - len(wanted) + 1))


class Lexicon:
    """An immutable set of terms; surfaces must be normalised and lower-case, and so must the texts searched."""

    def __init__(
        self, terms: tuple[Term, ...], *, by_sound: frozenset[str] | None = None, by_shape: frozenset[str] | None = None
    ) -> None:
        """`by_sound` and `by_shape` name the kinds of terms that may be found misspelt that way; None means all."""
        self._by_surface = {term.surface: term for term in terms}
        spelled = [self._spelled(surface) for surface in sorted(self._by_surface, key=len, reverse=True)]
        self._exact = re.compile("|".join(spelled)) if spelled else None
        settings = _settings()
        self._by_shape = by_shape
        near = [
            term
            for term in terms
            if (by_sound is None or term.kind in by_sound)
            and len(term.surface) >= settings.shortest_sound
            and all(HAN.match(char) for char in term.surface)
        ]
        self._near = [(term, _sounds(term.surface)) for term in near]
        self._by_pair: dict[tuple[str, str], set[int]] = defaultdict(set)
        for index, (_, sounds) in enumerate(self._near):
            for pair in itertools.pairwise(sounds):
                self._by_pair[pair].add(index)
        self._others = re.compile("|".join(re.escape(word) for word in settings.others))

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """The terms of a text in order of place, longest first where they overlap."""
        if self._exact is None:
            return ()
        found = [self._match(match) for match in self._exact.finditer(text)]
        taken = [(match.start, match.end) for match in found]
        others = [match.span() for match in self._others.finditer(text)]
        for run in RUN.finditer(text):
            found += self._misspelt(text, run.start(), run.end(), taken, others, found)
        covering = [(match.start, match.end) for match in found if match.how != "exact"]
        kept = [
            match
            for match in found
            if match.how != "exact" or not any(s <= match.start and match.end <= e for s, e in covering)
        ]
        return tuple(sorted(kept, key=lambda match: match.start))

    def _spelled(self, surface: str) -> str:
        return rf"(?<![a-z0-9]){re.escape(surface)}(?![a-z0-9])" if surface.isascii() else re.escape(surface)

    def _match(self, match: re.Match[str]) -> TermMatch:
        return TermMatch(self._by_surface[match[0]], match.start(), match.end(), match[0], 1.0, "exact")

    def _misspelt(
        self,
        text: str,
        start: int,
        end: int,
        taken: list[tuple[int, int]],
        others: list[tuple[int, int]],
        exact: Sequence[TermMatch],
    ) -> list[TermMatch]:
        """The best near misses of one run of characters, none overlapping another, an exact match or another word."""
        found: list[TermMatch] = []
        candidates = sorted(self._candidates(text, start, end), key=lambda match: (-match.score, match.start))
        for match in candidates:
            # A longer term may hold another word within it: 工业机器人系统运维员 holds 机器人.
            width = match.end - match.start - 1
            blocked = [*taken, *(span for span in others if width <= span[1] - span[0])]
            inner = [one for one in exact if match.start <= one.start and one.end <= match.end and one.end - one.start <= width]
            # A term that sounds through and through like what is written is longer than the words within it.
            if match.how == "sound":
                blocked = [span for span in blocked if span not in {(one.start, one.end) for one in inner}]
            if all(match.end <= s or e <= match.start for s, e in blocked):
                taken.append((match.start, match.end))
                found.append(match)
        return found

    def _candidates(self, text: str, start: int, end: int) -> Iterator[TermMatch]:
        sounds = _sounds(text[start:end])
        indices: set[int] = set()
        for pair in itertools.pairwise(sounds):
            indices |= self._by_pair.get(pair, set())
        for index in indices:
            term, wanted = self._near[index]
            best = self._best_window(text[start:end], sounds, term, wanted)
            if best is not None:
                offset, length, score, how = best
                yield TermMatch(
                    term,
                    start + offset,
                    start + offset + length,
                    text[start + offset : start + offset + length],
                    score,
                    how,
                )

    def _best_window(
        self, run: str, sounds: tuple[str, ...], term: Term, wanted: tuple[str, ...]
    ) -> tuple[int, int, float, How] | None:
        settings = _settings()
        size = len(term.surface)
        widths = (size,) if size < settings.shortest else (size, size - 1, size + 1)
        best: tuple[int, int, float, How] | None = None
        for width in widths:
            for offset in range(len(run) - width + 1):
                piece, heard = run[offset : offset + width], sounds[offset : offset + width]
                sound = Levenshtein.normalized_similarity(heard, wanted)
                if sound < settings.shape:
                    continue
                shape = Levenshtein.normalized_similarity(piece, term.surface)
                how: How = "sound" if sound >= settings.sound else "shape"
                score = (sound + shape) / 2
                enough = how == "sound" or (
                    size >= settings.shortest
                    and (self._by_shape is None or term.kind in self._by_shape)
                    and (shape >= settings.shape or (sound >= settings.shape_sound and shape >= settings.shape / 2))
                )
                if enough and (best is None or score > best[2]):
                    best = (offset, width, score, how)
        return best
