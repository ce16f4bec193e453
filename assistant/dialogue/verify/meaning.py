"""What a rewording could twist without touching a figure: yes and no, limits, hedges, and which sum is which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from assistant.dialogue.verify.figure import Figure
from assistant.dialogue.verify.names import Names
from assistant.dialogue.verify.wording import wording

PAUSE = re.compile(r"[,。;:!?\n、()]|\. ")
STOP = re.compile(r"[,。;:!?\n]|\. ")
WORD = re.compile(r"[a-z]{2,}|[\u3400-\u9fff]+")
SUMS = frozenset({"money", "plain"})
FEWEST = 4  # pairs below which a share says nothing


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
            if not any(char in before for char in lead) and not wording().negated_after.match(self._claimed, match.end()):
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
        """Whether something is affirmed that the basis negates, or negated that it affirms."""
        if self.negations != basis.negations or (self.entitles and not basis.entitles):
            return True
        return any(not ways <= basis.claims.get(name, ways) for name, ways in self.claims.items())

    def qualifies_otherwise(self, basis: Meaning) -> bool:
        """Whether a limit, a hedge, a "for each" or the person spoken of is lost or added."""
        same = (self.limits, self.each, self.people) == (basis.limits, basis.each, basis.people)
        return not same or (basis.hedged and not self.hedged)


def moved_figure(text: str, figures: Sequence[Figure], basis: str, known: Sequence[Figure], names: Names) -> bool:
    """Whether a figure now belongs to another sum or another name than in the basis (标准 to 到手, 失业 to 在职)."""
    for kind in ("sum", "ratio"):
        now, then = _belonging(text, figures, kind, names), _belonging(basis, known, kind, names)
        anchors = set(wording().words.anchors[kind])
        taken = {label for labels in then.values() for label in labels}
        for figure, labels in now.items():
            strange = labels - then.get(figure, set())
            if strange & (anchors | taken):
                return True
    return False


def _belonging(text: str, figures: Sequence[Figure], kind: str, names: Names) -> dict[object, set[str]]:
    """Each figure of a kind with the anchors and names that it stands beside."""
    anchors = [
        (match.start(), match.end(), match.lastgroup or "") for match in wording().anchors[kind].finditer(text)
    ]
    named = list(names.labels(text))
    stops = [match.start() for match in STOP.finditer(text)]
    found: dict[object, set[str]] = {}
    for figure in figures:
        if (figure.kind in SUMS) != (kind == "sum") or figure.kind not in SUMS | {"ratio"}:
            continue
        labels = found.setdefault(figure.value, set())
        for places in (anchors, named):
            label = _beside(figure, places, stops)
            if label:
                labels.add(label)
    return found


def _beside(figure: Figure, places: Sequence[tuple[int, int, str]], stops: Sequence[int]) -> str | None:
    """The label before the figure in its part of the sentence, else after it there, else the last one before."""
    left = max((stop for stop in stops if stop < figure.start), default=-1)
    right = min((stop for stop in stops if stop >= figure.end), default=1 << 30)
    before = [place for place in places if place[1] <= figure.start]
    inside = [place for place in before if place[0] > left]
    after = [place for place in places if figure.end <= place[0] < right]
    for found in (inside[-1:], after[:1], before[-1:]):
        if found:
            return found[0][2]
    return None


def support(text: str, source: str) -> float:
    """The share of the text's own pairs of characters (English: words) that stand in its source, 0 to 1."""
    bare = wording().filler.sub(" ", text)
    pairs = _pairs(bare)
    if len(pairs) < FEWEST:
        return 1.0
    known = _pairs(source)
    return len(pairs & known) / len(pairs)


def _pairs(text: str) -> set[str]:
    pairs: set[str] = set()
    for match in WORD.finditer(text):
        word = match[0]
        if word.isascii():
            pairs.add(word)
        else:
            pairs.update(word[index : index + 2] for index in range(len(word) - 1))
    return pairs
