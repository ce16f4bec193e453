"""The value of a numeral written in Chinese characters or English words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "仨": 3}
TENS = {"廿": 20, "卅": 30}
UNITS = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10_000, "亿": 100_000_000}

SMALL_ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS_ENGLISH = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ENGLISH = {word: value for value, word in enumerate(SMALL_ENGLISH)} | {
    word: 20 + 10 * index for index, word in enumerate(TENS_ENGLISH)
}
SCALES_ENGLISH = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
WORDS = "|".join(sorted([*ENGLISH, *SCALES_ENGLISH], key=len, reverse=True))
SPELLED = re.compile(rf"\b(?:{WORDS})(?:(?:[\s-]+(?:and\s+)?)(?:{WORDS}))*\b")


def read_chinese(run: str) -> Fraction | None:
    """The value of a Chinese numeral in plain characters; None where it is no number.

    一千五 is 1500 and 两万三 is 23000: a bare digit behind a unit counts the next lower one. A run of digits without
    units is read digit by digit (二零二四).
    """
    whole, _, decimals = run.partition("点")
    value = _read_whole(whole)
    if value is None or (decimals and any(char not in DIGITS for char in decimals)):
        return None
    if decimals:
        value += Fraction(int("".join(str(DIGITS[char]) for char in decimals)), 10 ** len(decimals))
    return value


def _read_whole(run: str) -> Fraction | None:
    if not run:
        return None
    if all(char in DIGITS for char in run):
        return Fraction(int("".join(str(DIGITS[char]) for char in run)))
    total, section, digit, last, filled = 0, 0, None, 1, False
    for char in run:
        if char in DIGITS:
            if digit is not None and digit != 0:
                return None
            digit, filled = DIGITS[char], filled or char == "零"
        elif char in TENS:
            section, digit, last = section + TENS[char], None, 10
        elif char in UNITS:
            section += (1 if digit is None else digit) * UNITS[char]
            digit, last, filled = None, UNITS[char], False
        elif char in LARGE:
            total = (total + section + (digit or 0)) * LARGE[char] if LARGE[char] > 10_000 else total + (section + (digit or 0)) * LARGE[char]
            section, digit, last, filled = 0, None, LARGE[char], False
        else:
            return None
    if digit:
        section += digit * (last // 10 if last >= 100 and not filled else 1)
    return Fraction(total + section)


def read_english(text: str) -> Iterator[tuple[int, int, Fraction]]:
    """Start, end and value of each number spelled in English words."""
    for match in SPELLED.finditer(text):
        if match[0] in ("one", "second"):
            continue
        total = current = 0
        for word in re.findall(WORDS, match[0]):
            if word in ENGLISH:
                current += ENGLISH[word]
            elif word == "hundred":
                current = max(current, 1) * 100
            else:
                total, current = total + max(current, 1) * SCALES_ENGLISH[word], 0
        yield match.start(), match.end(), Fraction(total + current)
