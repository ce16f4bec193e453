"""What a rewording could twist without touching a figure: yes and no, limits, hedges, and which sum is which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from assistant.dialogue.verify.figure import Figure
from assistant.dialogue.verify.wording import wording

Place = tuple[int, int, str]  # start, end, label
PAUSE = re.compile(r"[,。;:!?\n、()]|\. ")
STOP = re.compile(r"[,。;:!?\n]|\. ")
WORD = re.compile(r"[a-z]{2,}|[\u3400-\u9fff]+")
SUMS = frozenset({"money", "plain"})  # a sum may be shown without its 元


class Meaning:
    """The polarity, limits and hedges of a canonical text."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _claimed(self) -> str:
        return wording().not_negations.sub(lambda match: "·" * len(match[0]), self._text)

    @cached_property
    def negations(self) -> int:
        """How often something is negated."""
        return len(wording().negations.findall(self._claimed))

    @cached_property
    def claims(self) -> dict[str, frozenset[bool]]:
        """Each thing that is said, with whether it is affirmed, negated, or both in different places."""
        found: dict[str, frozenset[bool]] = {}
        for name, pattern in wording().claims.items():
            ways = frozenset(self._affirmed(match) for match in pattern.finditer(self._claimed))
            if ways:
                found[name] = ways
        return found

    def _affirmed(self, match: re.Match[str]) -> bool:
        words = wording()
        text, start, end = self._claimed, match.start(), match.end()
        before = text[max(0, start - self._reach(match)) : start]
        pauses = [pause.end() for pause in PAUSE.finditer(before)]
        before = before[pauses[-1] :] if pauses else before
        return words.negations.search(before) is None and words.negated_after.match(text, end) is None

    def _reach(self, match: re.Match[str]) -> int:
        """English negations stand farther from their verb than Chinese ones, as characters count."""
        reach = wording().words.negation_reach
        return reach * 3 if match[0].isascii() else reach

    @cached_property
    def entitles(self) -> bool:
        """Whether it says that somebody may or receives."""
        before = wording().words.negated_before
        for match in wording().entitles.finditer(self._claimed):
            lead = self._claimed[max(0, match.start() - 2) : match.start()]
            if not any(char in before for char in lead) and not wording().negated_after.match(
                self._claimed, match.end()
            ):
                return True
        return False

    @cached_property
    def limits(self) -> frozenset[str]:
        """The families of limiting words that it has."""
        return frozenset(name for name, pattern in wording().both.items() if pattern.search(self._text))

    @cached_property
    def each(self) -> frozenset[str]:
        return frozenset(wording().each.findall(self._text))

    @cached_property
    def people(self) -> frozenset[str]:
        return frozenset(wording().people.findall(self._text))

    @cached_property
    def hedged(self) -> bool:
        return wording().hedges.search(self._text) is not None

    def contradicts(self, basis: Meaning) -> bool:
        """Whether something is affirmed that the basis negates, negated that it affirms, or left out of a verdict."""
        if self.negations != basis.negations or (self.entitles and not basis.entitles):
            return True
        if (basis.claims.keys() & wording().words.verdict) - self.claims.keys():
            return True
        return any(not ways <= basis.claims.get(name, ways) for name, ways in self.claims.items())

    def qualifies_otherwise(self, basis: Meaning) -> bool:
        """Whether a limit, a hedge, a "for each" or the person spoken of is lost or added."""
        same = (self.limits, self.each, self.people) == (basis.limits, basis.each, basis.people)
        return not same or (basis.hedged and not self.hedged)


@dataclass(frozen=True)
class Told:
    """A canonical text with its figures and the names in it."""

    text: str
    figures: Sequence[Figure]
    labels: Sequence[Place]


def moved_figure(said: Told, basis: Told) -> bool:
    """Whether a figure now belongs to another sum or another name than in the basis (标准 to 到手, 失业 to 在职)."""
    for kind, anchors in wording().anchors.items():
        places, before = _places(said.text, anchors), _places(basis.text, anchors)
        if {label for *_, label in places} - {label for *_, label in before}:
            return True
        now, then = _owners(said, kind, places), _owners(basis, kind, before)
        if any(one.strange_to(then.get(value)) for value, one in now.items()):
            return True
        named, then = _owners(said, kind, said.labels), _owners(basis, kind, basis.labels)
        if any(one.others_than(then.get(value)) for value, one in named.items()):
            return True
    return False


@dataclass(frozen=True)
class _Owners:
    """What a figure stands beside: `nearest` labels, and `near` all those in the same part of a sentence."""

    nearest: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()

    def strange_to(self, basis: _Owners | None) -> bool:
        """Whether the figure has come to another anchor, or lost one that limited it."""
        basis = basis or _Owners()
        return bool(self.nearest - basis.near) or bool(basis.nearest & wording().words.limits - self.near)

    def others_than(self, basis: _Owners | None) -> bool:
        """Whether the figure stands beside other names altogether."""
        return bool(basis and basis.nearest and self.nearest) and not self.nearest & (basis or self).near


def _places(text: str, anchors: re.Pattern[str]) -> tuple[Place, ...]:
    return tuple((match.start(), match.end(), match.lastgroup or "") for match in anchors.finditer(text))


def _owners(told: Told, kind: str, places: Sequence[Place]) -> dict[Fraction, _Owners]:
    """The figures of a kind, each with the labels that it stands beside."""
    stops = [match.start() for match in STOP.finditer(told.text)]
    found: dict[Fraction, _Owners] = {}
    for figure in told.figures:
        if figure.kind == "ratio" if kind == "ratio" else figure.kind in SUMS:
            one, known = _beside(figure, places, stops), found.get(figure.value, _Owners())
            found[figure.value] = _Owners(known.nearest | one.nearest, known.near | one.near)
    return found


def _beside(figure: Figure, places: Sequence[Place], stops: Sequence[int]) -> _Owners:
    """The label before the figure in its part of the sentence, else after it there, else the last one before."""
    left = max((stop for stop in stops if stop < figure.start), default=-1)
    right = min((stop for stop in stops if stop >= figure.end), default=1 << 30)
    before = [place for place in places if place[1] <= figure.start]
    inside = [place for place in before if place[0] > left]
    after = [place for place in places if figure.end <= place[0] < right]
    nearest = inside[-1:] or after[:1] or before[-1:]
    near = frozenset(label for *_, label in (*inside, *after, *nearest))
    return _Owners(frozenset(label for *_, label in nearest), near)


def is_supported(text: str, source: str, figures: Sequence[Figure]) -> bool:
    """Whether the words of `text` come from its source, but for a few and for filler.

    Figures are left out: they are proved apart, and in any spelling.
    """
    for figure in reversed(figures):
        text = text[: figure.start] + " " + text[figure.end :]
    pairs = _pairs(text) - _filler_pairs()
    strange = len(pairs - _pairs(source))
    words = wording().words
    return strange <= words.strange or 1 - strange / len(pairs) >= words.support


@lru_cache(maxsize=1)
def _filler_pairs() -> frozenset[str]:
    return frozenset(pair for word in wording().filler for pair in _pairs(word))


def _pairs(text: str) -> set[str]:
    """Pairs of neighbouring characters, across single ones that are filler; whole words of English."""
    single = wording().filler
    pairs: set[str] = set()
    for match in WORD.finditer(text):
        if match[0].isascii():
            pairs.add(match[0])
            continue
        kept = "".join(char for char in match[0] if char not in single)
        pairs.update(kept[index : index + 2] for index in range(len(kept) - 1))
    return pairs
