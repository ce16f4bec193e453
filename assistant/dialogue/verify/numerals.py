"""What a run of numeral characters is worth: Arabic, Chinese and mixed, in whole or with decimals."""

from __future__ import annotations

import re
from fractions import Fraction

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "仨": 3}
TENS = {"廿": 20, "卅": 30}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
HAN = "".join((*DIGITS, *TENS, *SCALES))
ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
RUN = rf"(?:{ARABIC}|[{HAN}])(?:{ARABIC}|[{HAN}]|点(?=[{HAN}\d]))*"

PIECE = re.compile(rf"{ARABIC}|[{''.join((*DIGITS, *TENS))}点\d]+|[{''.join(SCALES)}]")


def read_numeral(run: str) -> Fraction | None:
    """The value of a run of numeral characters (canonical ones, see `figures.yaml`).

    Spoken short forms count as they are meant: 一千五 is 1500, 两万三 is 23000, 一千零五 is 1005.

    Returns:
        The exact value, or None where the run is no number (a caller that guards must treat that as unproved).
    """
    total = section = Fraction(0)
    number: Fraction | None = None
    scale = 1
    spelled_zero = False
    for piece in PIECE.findall(run):
        if piece in SCALES:
            scale = SCALES[piece]
            if scale < 10_000:
                section += (Fraction(1) if number is None else number) * scale
            else:
                section += number or 0
                total, section = _raised(total, section, scale)
            number, spelled_zero = None, False
            continue
        if piece == "零" and scale > 1:  # 一千零五, 七千零十: it only says that a place is skipped
            spelled_zero = True
            continue
        digits = piece.lstrip("零") if scale > 1 else piece
        spelled_zero = spelled_zero or digits != piece
        value = _digits(digits)
        if value is None or (number is not None and number != 0):
            return None
        number = value
    if number is not None:
        short = scale > 1 and not spelled_zero and number < 10 and number.denominator == 1
        section += number * scale / 10 if short and scale >= 100 else number
    return total + section


def _raised(total: Fraction, section: Fraction, scale: int) -> tuple[Fraction, Fraction]:
    """The total after 万 or 亿: 亿 raises all that stands before it, 万 the part since."""
    if scale == SCALES["亿"]:
        return (total + section or Fraction(1)) * scale, Fraction(0)
    return total + (section or Fraction(1)) * scale, Fraction(0)


def _digits(piece: str) -> Fraction | None:
    """Digits in a row, Arabic or Chinese, with at most one decimal point."""
    if len(piece) == 1 and piece in TENS:
        return Fraction(TENS[piece])
    if len(piece) == 2 and piece[0] in TENS and piece[1] in DIGITS:
        return Fraction(TENS[piece[0]] + DIGITS[piece[1]])
    plain = "".join(str(DIGITS[char]) if char in DIGITS else char for char in piece.replace(",", "")).replace("点", ".")
    return Fraction(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else None
