"""Writing a number in words: 三千二百五十, 叁仟贰佰伍拾, 三千二百五, three thousand two hundred and fifty."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.language.numerals.words import words

FINANCIAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
LAST_UNIT = re.compile(
    r"(?<=亿)[一两三四五六七八九]千万$|(?<=万)[一两三四五六七八九]千$|(?<=千)[一二三四五六七八九]百$|(?<=百)[一二三四五六七八九]十$"
)


def to_chinese(value: int) -> str:
    """The number in Chinese characters.

    Args:
        value: from -10^16 + 1 to 10^16 - 1.

    Raises:
        ValueError: the number is larger.
    """
    if abs(value) >= 10**16:
        raise ValueError(f"{value} has more than sixteen digits")
    if value < 0:
        return "负" + to_chinese(-value)
    if value == 0:
        return "零"
    written = _parts(value)
    return re.sub(r"^一十", "十", written)


def _parts(value: int) -> str:
    """亿 and what is above it, then 万, then the rest; a gap between two parts is filled by 零."""
    for scale, name in ((10**8, "亿"), (10**4, "万")):
        above, below = divmod(value, scale)
        if above:
            rest = _parts(below) if below else ""
            gap = "零" if rest and below < scale // 10 else ""
            return _parts(above) + name + gap + rest
    return _below_ten_thousand(value)


def _below_ten_thousand(value: int) -> str:
    digits = _digits()
    written, zero = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, scale)
        if digit:
            written += ("零" if zero and written else "") + digits[digit] + name
            zero = False
        else:
            zero = True
    return written


@lru_cache(maxsize=1)
def _digits() -> dict[int, str]:
    return {value: char for char, value in words().digits.items() if char != "两"}


def to_financial(value: int) -> str:
    """The number in banker's characters (大写): 3250 is 叁仟贰佰伍拾; bounds and errors as for `to_chinese`."""
    written = to_chinese(value)
    return re.sub(r"^(负?)十", r"\1一十", written).translate(FINANCIAL)


def to_spoken(value: int) -> str:
    """The number as people say it: 2 before a unit as 两, a last unit left out (3250: 三千二百五, 23000: 两万三)."""
    written = re.sub(r"二(?=[千万亿])", "两", to_chinese(value))
    return LAST_UNIT.sub(lambda match: match[0][0].replace("两", "二"), written)


def to_english(value: int) -> str:
    """The number in English words; from 0 to 10^12 - 1.

    Raises:
        ValueError: the number is negative or larger.
    """
    if not 0 <= value < 10**12:
        raise ValueError(f"{value} is not between 0 and 10^12")
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        above, below = divmod(value, scale)
        if above:
            join = " and " if below < 100 else " "
            return f"{to_english(above)} {name}" + (join + to_english(below) if below else "")
    if value >= 100:
        above, below = divmod(value, 100)
        return f"{to_english(above)} hundred" + (f" and {to_english(below)}" if below else "")
    english = words().english
    small = {number: word for word, number in english.small.items()}
    if value in small:
        return small[value]
    tens = {number: word for word, number in english.tens.items() if word != "fourty"}
    ten, one = divmod(value, 10)
    return tens[ten * 10] + (f"-{small[one]}" if one else "")
