"""Misspelt terms: found by sound (同音) or by shape (形近, 漏字, 多字, two letters swapped)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from rapidfuzz.distance import OSA

from assistant.language.sounds import HAN, sounds, term_settings

How = Literal["exact", "sound", "shape"]


@dataclass(frozen=True, slots=True)
class Near:
    """A window of a text that is nearly the term with this index."""

    index: int
    start: int
    end: int
    score: float
    how: How


@lru_cache(maxsize=64)
def _shifts(edits: int) -> tuple[tuple[int, range], ...]:
    """By how many characters a window may be longer than the term, and how far it may lie off a pair that agrees.

    A letter too many or too few shifts what stands behind it; two edits may shift it there and back.
    """
    slack = max(edits - 1, 0)
    widths = (0, -1, 1) if edits else (0,)
    return tuple((more, range(min(0, -more) - slack, max(0, -more) + slack + 1)) for more in widths)


class NearTerms:
    """An index of terms by pairs of neighbouring syllables; only where enough pairs agree are words compared."""

    def __init__(self, surfaces: Sequence[str], by_shape: Sequence[bool]) -> None:
        """`by_shape` says of each surface whether it may be found by its shape too."""
        self._settings = settings = term_settings()
        self._surfaces = list(surfaces)
        self._by_shape = list(by_shape)
        self._sounds = [sounds(surface) for surface in surfaces]
        self._edits = [self._allowed_edits(len(surface)) for surface in surfaces]
        self._places: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for index, (surface, sound) in enumerate(zip(surfaces, self._sounds, strict=True)):
            if len(surface) >= settings.shortest_sound and all(HAN.match(char) for char in surface):
                for place, pair in enumerate(pairwise(sound)):
                    self._places[pair].append((index, place))

    def _allowed_edits(self, size: int) -> int:
        return int((1 - self._settings.shape) * (size + 1)) if size >= self._settings.shortest else 0

    def find(self, run: str) -> Iterator[Near]:
        """The best window of a run of characters for each term that is nearly in it."""
        heard = sounds(run)
        diagonals: dict[int, list[int]] = defaultdict(list)
        for position, pair in enumerate(pairwise(heard)):
            for index, place in self._places.get(pair, ()):
                diagonals[index].append(position - place)
        for index, found in diagonals.items():
            near = self._best(run, heard, index, found)
            if near is not None:
                yield near

    def _best(self, run: str, heard: str, index: int, diagonals: list[int]) -> Near | None:
        """The best window; `diagonals` are the offsets at which pairs of the term agree with the text."""
        size, edits = len(self._surfaces[index]), self._edits[index]
        # One edit spoils two pairs, a swap of neighbours three.
        needed = size - 1 - 2 * edits - (1 if edits else 0)
        if len(diagonals) < needed:
            return None
        best: Near | None = None
        for more, steps in _shifts(edits):
            last = len(run) - size - more
            for offset in {diagonal + step for diagonal in diagonals for step in steps}:
                if 0 <= offset <= last:
                    near = self._compared(run, heard, index, offset, size + more)
                    if near is not None and (best is None or (near.score, -near.start) > (best.score, -best.start)):
                        best = near
        return best

    def _compared(self, run: str, heard: str, index: int, offset: int, width: int) -> Near | None:
        settings, surface = self._settings, self._surfaces[index]
        stop = offset + width
        sound = OSA.normalized_similarity(heard[offset:stop], self._sounds[index], score_cutoff=settings.shape)
        if sound < settings.shape:
            return None
        shape = OSA.normalized_similarity(run[offset:stop], surface)
        if sound >= settings.sound:
            return Near(index, offset, stop, (sound + shape) / 2, "sound")
        if not self._by_shape[index] or len(surface) < settings.shortest:
            return None
        both = len(surface) >= settings.shape_sound_shortest and sound >= settings.shape_sound
        if shape >= settings.shape or (both and shape >= settings.shape / 2):
            return Near(index, offset, stop, (sound + shape) / 2, "shape")
        return None
