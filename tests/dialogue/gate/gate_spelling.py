"""Spellings of numbers, written without the gate's own reader, so that the two can disagree."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

HAN = "零一二三四五六七八九"
BANKER = str.maketrans("零一二三四五六七八九十百千万亿", "零壹贰叁肆伍陆柒捌玖拾佰仟萬億")
FULL_WIDTH = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def chinese(number: int, leading: bool = True) -> str:
    """三千二百五十 for 3250, in full."""
    if number < 10:
        return HAN[number]
    for scale, name in ((100_000_000, "亿"), (10_000, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            high, low = divmod(number, scale)
            head = "" if scale == 10 and high == 1 and leading else chinese(high)
            gap = "零" if low and low < scale // 10 else ""
            return head + name + gap + (chinese(low, leading=False) if low else "")
    raise ValueError(number)


def spoken(number: int) -> str:
    """The short spoken form where there is one: 一千五, 两万三."""
    full = chinese(number).replace("二千", "两千").replace("二万", "两万")
    short = len(full) >= 4 and full[-1] in "百千" and full[-3] in "千万" and "零" not in full
    return full[:-1] if short else full


def plain(value: Fraction) -> str:
    """Decimal notation."""
    if value.denominator == 1:
        return str(value.numerator)
    text = f"{float(value):.6f}".rstrip("0")
    return text if Fraction(text) == value else f"{value.numerator}/{value.denominator}"


def number_spellings(value: Fraction) -> Iterator[str]:
    """Every spelling of a count or a sum that the tests use."""
    text = plain(value)
    yield text
    yield text.translate(FULL_WIDTH)
    if "/" in text:
        return
    yield text.translate(ARABIC_INDIC)
    yield "\u200b".join(text)
    if value.denominator != 1 or value < 0:
        return
    number = int(value)
    if number >= 1000:
        yield f"{number:,}"
        yield f"{number:,}".replace(",", "，")
        yield f"{plain(Fraction(number, 1000))}千"
        yield f"{plain(Fraction(number, 10_000))}万"
    yield chinese(number)
    yield spoken(number)
    if number >= 10:
        yield chinese(number).translate(BANKER)


def ratio_spellings(value: Fraction) -> Iterator[str]:
    """Every spelling of a share that the tests use."""
    percent = value * 100
    yield f"{plain(percent)}%"
    yield f"{plain(percent)} %"
    yield f"{plain(percent)}％".translate(FULL_WIDTH)
    yield f"百分之{plain(percent)}"
    if percent.denominator == 1 and percent > 0:
        yield f"百分之{chinese(int(percent))}"
        yield f"{percent.numerator}个百分点"
    tenths = value * 10
    if tenths.denominator == 1 and 0 < tenths < 10:
        yield f"{HAN[int(tenths)]}成"
        yield f"{HAN[int(tenths)]}折"
        yield f"十分之{HAN[int(tenths)]}"
    if (value * 1000).denominator == 1:
        yield f"{plain(value * 1000)}‰"
    yield f"{value.numerator}/{value.denominator}"
