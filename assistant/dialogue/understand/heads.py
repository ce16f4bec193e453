"""How many people hold which certificate, where a message counts them apart: 8个考出五级,4个考出四级."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.dialogue.understand.events import PART_END
from assistant.dialogue.understand.reading import Stated
from assistant.dialogue.understand.vocabulary import count_words
from assistant.language.numerals import Number


def count_heads(text: str, numbers: Sequence[Number], certificates: Sequence[Stated]) -> dict[int, Stated]:
    """The people of each certificate, by where its words start; nothing unless at least two are counted.

    Args:
        text: the normalised message.
        numbers: its numerals.
        certificates: the levels, occupations and projects that it names.
    """
    words = count_words()
    people = [
        one
        for one in numbers
        if one.unit in ("people", "thing") and one.value and one.value.denominator == 1
        if one.text[-1] not in words.no_people
    ]
    marks = sorted({(one.start, one.end) for one in certificates})
    runs = _runs(marks, text)
    before = {
        run[0]: number
        for number in people
        for run in runs
        if number.end <= run[0] and words.holders.fullmatch(text[number.end : run[0]])
    }
    after = {
        run[0]: number
        for number in people
        for run in runs
        if run[1] <= number.start and words.held.fullmatch(text[run[1] : number.start])
    }
    counted = max(before, after, key=len)
    if len({number.start for number in counted.values()}) < 2 or all(one.value == 1 for one in counted.values()):
        return {}  # 一个四级一个三级: two certificates of one person
    found: dict[int, Stated] = {}
    for start, number in counted.items():
        stated = Stated("persons", (int(number.value or 0),), number.text, number.start, number.end)
        found |= {mark: stated for run in runs if run[0] == start for mark, _ in marks if run[0] <= mark < run[1]}
    return found


def _runs(marks: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Neighbouring words of one certificate as one: 养老护理员五级."""
    runs = [list(mark) for mark in marks[:1]]
    for (_, end), (start, stop) in pairwise(marks):
        joined = start - end <= 1 and not PART_END.search(text[end:start])
        if joined:
            runs[-1][1] = max(stop, runs[-1][1])
        else:
            runs.append([start, stop])
    return [(first, last) for first, last in runs]
