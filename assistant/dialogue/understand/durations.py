"""Months and years that are told without days: of a training, of a contract, between two events."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.dialogue.understand.events import PART_END
from assistant.dialogue.understand.reading import Stated
from assistant.dialogue.understand.vocabulary import count_words
from assistant.language.numerals import Number

SENTENCE = re.compile(r"[。;!?\n]")
INTERJECTION = 2  # characters of a part that says nothing (哦,), its stop included
NEAR = 14  # characters to each side within which the words around a number say what it counts
NEAR_LATIN = 36


def distance(regex: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    """How far the nearest match of `regex` stands from the span, within its part of the sentence; -1 within the span."""
    part_start = max((match.end() for match in PART_END.finditer(text, 0, start)), default=0)
    after = PART_END.search(text, start)
    part_end = after.start() if after else len(text)
    near = NEAR_LATIN if text.isascii() else NEAR
    part_start, part_end = max(part_start, start - near), min(max(part_end, end), end + near)
    gaps = [
        -1 if start <= match.start() and match.end() <= end else max(start - match.end(), match.start() - end, 0)
        for match in regex.finditer(text, part_start, part_end)
    ]
    return min(gaps, default=None)


def find_years(text: str, numbers: Sequence[Number], scheme: str | None) -> list[Stated]:
    """The years of a training and the months of a contract."""
    words = count_words()
    found: list[Stated] = []
    for number in numbers:
        if number.kind != "duration" or number.unit not in ("years", "months") or not number.value or number.value < 0:
            continue
        months = number.value * (12 if number.unit == "years" else 1)
        if _of_contract(text, number):
            if months.denominator == 1 and not words.within.match(text, number.end):
                found.append(_stated("contract_months", number, int(months)))
        elif scheme == "apprenticeship" and number.unit == "years" and not words.not_years.match(text, number.end):
            each = number.value == 1 and words.each_year.match(text, number.end)  # 一年给多少 asks of each year
            if not each:
                found.append(_stated("years", number, number.value))
    return found


def _stated(fact: str, number: Number, value: int | Fraction) -> Stated:
    return Stated(fact, (value,), number.text, number.start, number.end, certain=number.exact)


def _of_contract(text: str, number: Number) -> bool:
    """Whether a length is a contract's: by its own part, or by the one before where it stands alone: 合同签好了,两年的."""
    words = count_words()
    if distance(words.contract, text, number.start, number.end) is not None:
        return True
    starts = [0, *(match.end() for match in PART_END.finditer(text, 0, number.start))]
    after = PART_END.search(text, number.end)
    alone = text[starts[-1] : number.start] + text[number.end : after.start() if after else len(text)]
    parts = [text[first:last] for first, last in itertools.pairwise(starts) if last - first > INTERJECTION]
    return words.term.fullmatch(alone) is not None and bool(parts) and words.contract.search(parts[-1]) is not None


def find_spans(text: str, numbers: Sequence[Number]) -> list[Stated]:
    """The months told between two events, where no days are: 拿证14个月后才进公司, 开班后第五个月签."""
    found: list[Stated] = []
    for number in numbers:
        if number.kind not in ("duration", "ordinal") or not number.value or number.value < 0:
            continue
        nth = number.kind == "ordinal" and text[number.end :].startswith(("个月", "月"))
        months = {"months": number.value, "years": number.value * 12}.get("months" if nth else number.unit or "")
        fact = _span(text, number) if months is not None and months.denominator == 1 else None
        if fact is not None and months is not None:
            said = _stated(fact, number, int(months))
            end = text.index("月", number.end) + 1 if nth else number.end
            found.append(replace(said, words=text[number.start : end], end=end))
    return found


def _span(text: str, number: Number) -> str | None:
    """Which two events a number of months lies between: 拿证14个月后才进公司."""
    before = SENTENCE.split(text[: number.start])[-1]
    return next(
        (
            fact
            for fact, events in count_words().spans.items()
            if events.before.search(before) and events.after.search(text[number.end :])
        ),
        None,
    )
