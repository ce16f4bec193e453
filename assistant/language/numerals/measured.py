"""A numeral with its unit: 30多人, 三块五毛, 一年零三个月, 两个半小时, ￥1500, level 3."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from assistant.language.numerals.chinese import Numeral
from assistant.language.numerals.model import Number
from assistant.language.numerals.numeral import BEFORE, read_numeral
from assistant.language.numerals.words import Unit, Words, units, words

HIGHEST_LEVEL = 10
OLDEST = 120
HALF = Fraction(1, 2)


def measured(raw: str, text: str, found: Numeral) -> Number | None:
    """The number that a numeral makes together with its unit; None for a lone digit that counts nothing.

    Args:
        raw, text: the text as given, and folded.
        found: the numeral; its unit, if any, stands behind it or before it.
    """
    lexicon = words()
    vague = lexicon.patterns.vague.match(text, found.end)
    unit, added = _unit(lexicon, text, vague.end() if vague else found.end)
    if unit is None and text[found.start : found.end] in lexicon.contracted:
        month = lexicon.patterns.contracted_month.match(text, found.end)
        unit = Unit(month.end(), "duration", "months", Fraction(1)) if month else None
    if unit is None:
        return _without_unit(lexicon, raw, text, found, vague is not None)
    if inside := lexicon.patterns.vague_inside_unit.match(text, found.end):
        vague, unit = inside, _half_unit(text, inside.end()) or unit
    value, high = found.value * unit.times + added * unit.times, found.high
    end = unit.end
    if not added and unit.kind != "level" and (tail := lexicon.patterns.half_tail.match(text, end)):
        value, end = value + HALF * unit.times, tail.end()
    number = Number(
        raw[found.start : end], found.start, end, unit.kind, value, unit.unit, exact=found.exact and not vague
    )
    if high is not None:
        return replace(number, kind="range", value=None, low=value, high=high * unit.times, exact=False)
    if unit.kind == "money":
        number = _with_currency(lexicon, raw, text, _with_coins(lexicon, raw, text, number, unit))
    if unit.kind == "duration":
        number = _with_smaller(lexicon, raw, text, number)
    return number


def _unit(lexicon: Words, text: str, position: int) -> tuple[Unit | None, Fraction]:
    """The unit at a place and what a half before it adds: 个半月, and a half years."""
    if (match := lexicon.patterns.half_inside.match(text, position)) and (unit := _half_unit(text, match.end())):
        return unit, HALF
    if (match := lexicon.patterns.and_half.match(text, position)) and (unit := units().at(text, match.end())):
        return unit, HALF
    return units().at(text, position), Fraction(0)


def _half_unit(text: str, position: int) -> Unit | None:
    """The unit behind 个半, whose 个 already stands before: 月, 小时."""
    unit = units().at(f"个{text[position : position + BEFORE]}", 0)
    if unit is not None and unit.kind == "duration":
        return replace(unit, end=position + unit.end - 1)
    return units().at(text, position)


def _without_unit(lexicon: Words, raw: str, text: str, found: Numeral, vague: bool) -> Number | None:
    patterns = lexicon.patterns
    before = text[max(0, found.start - BEFORE) : found.start]
    number = Number(raw[found.start : found.end], found.start, found.end, "number", found.value)
    number = replace(number, exact=found.exact and not vague)
    if found.high is not None:
        return replace(number, kind="range", value=None, low=found.value, high=found.high, exact=False)
    priced = _with_currency(lexicon, raw, text, number)
    if priced.kind == "money":
        return priced
    if (level := patterns.level_before.search(before)) and 0 < found.value <= HIGHEST_LEVEL:
        start = found.start - len(before) + level.start()
        return replace(number, text=raw[start : found.end], start=start, kind="level", unit="level")
    if not found.lone and patterns.age_before.search(before) and 0 < found.value <= OLDEST:
        return replace(number, kind="age", unit="years")
    contracted = text[found.start : found.end] in lexicon.contracted  # 手上有仨
    if found.lone and not (vague or contracted) and not _stands_alone(lexicon, text, found):
        return None
    return number


def _stands_alone(lexicon: Words, text: str, found: Numeral) -> bool:
    if text[found.start].isascii():
        return text.strip() == text[found.start : found.end]
    patterns = lexicon.patterns
    before = text[max(0, found.start - 2) : found.start]
    sign = patterns.range_sign.match(text, found.end)
    if sign is not None and read_numeral(text, text, sign.end()) is not None:
        return True
    follower = (
        text[found.end : found.end + 2]
        if text[found.end : found.end + 2] in ("左右", "以上", "以下")
        else text[found.end : found.end + 1]
    )
    return bool(patterns.lone_before.search(before)) and bool(
        patterns.lone_after.match(text, found.end) or (follower and read_numeral(text, text, found.end) is not None)
    )


def _with_currency(lexicon: Words, raw: str, text: str, number: Number) -> Number:
    """The sum with a currency that stands before it: ￥1500, RMB 1500, US$50."""
    start = max(0, number.start - BEFORE)
    match = lexicon.currency.search(text[start : number.start])
    if match is None or match.lastgroup is None:
        return number
    unit = number.unit if number.kind == "money" and number.unit != "yuan" else match.lastgroup
    begin = start + match.start()
    return replace(number, text=raw[begin : number.end], start=begin, kind="money", unit=unit)


def _with_coins(lexicon: Words, raw: str, text: str, number: Number, unit: Unit) -> Number:
    """三块五, 三元五角, 两块二毛五, 五毛二, 5 dollars 50 cents."""
    if number.value is None:
        return number
    if unit.unit != "yuan":
        return _with_cents(lexicon, raw, text, number, unit)
    patterns = lexicon.patterns
    tail = patterns.coins.match(text, number.end) if unit.times == 1 else patterns.coin.match(text, number.end)
    if tail is None or unit.times < Fraction(1, 10):
        return number
    groups = tail.groupdict()
    named = tail[0][-1:] in ("毛", "角", "分", "钱") or groups.get("mao")
    if not named and units().at(text, tail.end()):
        return number
    tenths = _digit(lexicon, groups.get("ten"))
    value = number.value + tenths / 10 + _digit(lexicon, groups["one"]) / 100
    return replace(number, text=raw[number.start : tail.end()], end=tail.end(), value=value)


def _digit(lexicon: Words, char: str | None) -> Fraction:
    if not char:
        return Fraction(0)
    return Fraction(char) if char.isdigit() and char.isascii() else Fraction(lexicon.digits[char])


def _with_cents(lexicon: Words, raw: str, text: str, number: Number, unit: Unit) -> Number:
    gap = lexicon.patterns.then.match(text, number.end)
    found = read_numeral(raw, text, gap.end() if gap else number.end)
    smaller = units().at(text, found.end) if found is not None else None
    if found is None or smaller is None or smaller.unit != unit.unit or smaller.times >= unit.times:
        return number
    value = (number.value or 0) + found.value * smaller.times
    return replace(number, text=raw[number.start : smaller.end], end=smaller.end, value=Fraction(value))


def _with_smaller(lexicon: Words, raw: str, text: str, number: Number) -> Number:
    """一年零三个月 in months, 两小时30分钟 in minutes; each smaller unit must divide the one before."""
    while number.unit in lexicon.divides and number.value is not None:
        gap = lexicon.patterns.then.match(text, number.end)
        found = read_numeral(raw, text, gap.end() if gap else number.end)
        if found is None or found.high is not None:
            break
        short = lexicon.patterns.minutes_short.match(text, found.end) if number.unit == "hours" else None
        unit, added = _unit(lexicon, text, found.end)
        if short is not None and unit is None:
            unit = Unit(short.end(), "duration", "minutes", Fraction(1))
        step = unit.unit if unit is not None and unit.kind == "duration" else ""
        times = lexicon.divides[number.unit].get(step)
        if unit is None or times is None:
            break
        value = number.value * times + found.value + added
        number = replace(number, text=raw[number.start : unit.end], end=unit.end, value=value, unit=step)
    return number
