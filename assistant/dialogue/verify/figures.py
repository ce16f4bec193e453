"""The figures of a text in any spelling: what the gate compares. It would rather read one too many than miss one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from assistant.dialogue.verify.figure import PHONE, PLAIN, Figure
from assistant.dialogue.verify.numerals import HAN, RUN, SCALES, read_numeral
from assistant.dialogue.verify.reading import reading

CODE = re.compile(r"(?<![\d-])\d-\d{2}-\d{2}-\d{2}(?![\d-])")
ISO = re.compile(
    r"(?<![\d.-])(?P<y>(?:19|20)\d{2})[-/.](?P<m>0?[1-9]|1[0-2])(?:[-/.](?P<d>0?[1-9]|[12]\d|3[01]))?(?!\d)"
)
NUMERAL = rf"[\d{HAN}]"
DATE = re.compile(
    rf"(?P<y>\d{{4}}|\d{{2}}(?=年\d{{1,2}}月(?!个))|[零一二三四五六七八九]{{4}}|[零一二三四五六七八九]{{2}}(?=年{NUMERAL}{{1,3}}月))年"
    rf"(?:(?P<m>{NUMERAL}{{1,3}})月份?(?:(?P<d>{NUMERAL}{{1,3}})[日号])?)?"
    rf"|(?P<m2>{NUMERAL}{{1,3}})月(?!个)(?:份|(?P<d2>{NUMERAL}{{1,3}})[日号]?)?"
)
CLAUSE = re.compile(
    rf"第\s*[(]?\s*({RUN})\s*[)]?\s*(?:条|款|项|章)|[(]([{HAN}]{{1,3}}|\d{{1,2}})[)]"
    rf"|(?:clause|article|section|条款|条)\s*[(]?({RUN})[)]?(?!\s*年)"
)
PARTS = re.compile(rf"({RUN})分之({RUN})")
RATIO = re.compile(r"(?<![\d./])(\d+)/(\d+)(?![\d/])")
TENTHS = re.compile(rf"({RUN})\s*成([一二三四五六七八九])?|({RUN})\s*折")
NUMBER = re.compile(RUN)
MINUS = re.compile(r"(?:^|[^\w)%])-$")
TILL = re.compile(r"\s*(?:-|~|至|到|—|–|to)+\s*")
CIRCLED = {chr(0x2460 + index): f"({index + 1})" for index in range(20)}
IDIOM = "idiom"
CIRCLED_TABLE = str.maketrans(CIRCLED)
# A tab parts the cells of a table; only a blank may stand within a number.
BETWEEN_NUMERALS = re.compile(rf"(?<=[\d{HAN}]) +(?=[\d{HAN}])")


@lru_cache(maxsize=4096)
def canonical(text: str) -> str:
    """The text in the one spelling that is read: half-width, no invisible characters, simplified numerals."""
    words = reading()
    text = unicodedata.normalize("NFKC", text.translate(CIRCLED_TABLE)).lower()
    text = "".join(_plain_digit(char) for char in text) if not text.isascii() else text
    text = text.translate(words.same)
    text = words.bankers.sub(lambda match: "".join(words.words.bankers.get(char, char) for char in match[0]), text)
    return BETWEEN_NUMERALS.sub("", text)


PHONE_REACH = 60  # characters before a number in which a word may make it one to call


def _plain_digit(char: str) -> str:
    if char.isascii() or "\u4e00" <= char <= "\u9fff":
        return char
    if unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return ""
    value = unicodedata.digit(char, -1)
    return char if value < 0 else str(value)


@lru_cache(maxsize=4096)
def read_figures(text: str) -> tuple[Figure, ...]:
    """Every figure of `text`, in order; offsets point into `canonical(text)`."""
    plain = canonical(text)
    found: list[Figure] = []
    taken = bytearray(len(plain))
    for reader in READERS:
        for figure in reader(plain):
            if not taken[figure.start]:
                taken[figure.start : figure.end] = b"\1" * (figure.end - figure.start)
                if figure.kind != IDIOM:
                    found.append(figure)
    return tuple(sorted(found, key=lambda figure: figure.start))


def _idioms(text: str) -> Iterator[Figure]:
    for match in reading().idioms.finditer(text):
        yield Figure(IDIOM, Fraction(0), *match.span())


def _codes(text: str) -> Iterator[Figure]:
    for match in CODE.finditer(text):
        yield Figure("code", Fraction(match[0].replace("-", "")), *match.span())


def _whole(numeral: str | None) -> int:
    """A part of a date; what cannot be read is a day that no proof has."""
    if not numeral:
        return 0
    value = read_numeral(numeral)
    return int(value) if value is not None and value.denominator == 1 and value > 0 else -1


def _dates(text: str) -> Iterator[Figure]:
    for pattern in (ISO, DATE):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            year = _whole(groups["y"])
            year += 2000 if 0 < year < 100 else 0
            parts = (year, _whole(groups["m"] or groups.get("m2")), _whole(groups["d"] or groups.get("d2")))
            yield Figure("date", Fraction(0), *match.span(), parts=parts)


def _english_dates(text: str) -> Iterator[Figure]:
    months = reading().words.english.months
    for match in reading().english_date.finditer(text):
        named = {key[0]: value for key, value in match.groupdict().items() if value}
        day = int(re.sub(r"\D", "", named.get("d", "")) or 0)
        parts = (int(named.get("y", 0)), months[named["m"].rstrip(".")], day)
        yield Figure("date", Fraction(0), *match.span(), parts=parts)


def _clauses(text: str) -> Iterator[Figure]:
    for match in CLAUSE.finditer(text):
        numeral = next(group for group in match.groups() if group)
        value = read_numeral(numeral)
        yield Figure("clause", Fraction(-1) if value is None else value, *match.span())


def _spelled(text: str) -> Iterator[Figure]:
    for match in reading().spelled_words.finditer(text):
        kind, value = reading().spelled[match[0]]
        yield Figure(kind, value, *match.span())


def _fractions(text: str) -> Iterator[Figure]:
    for match in PARTS.finditer(text):
        below, above = read_numeral(match[1]), read_numeral(match[2])
        value = above / below if below and above is not None else Fraction(-1)
        yield Figure("ratio", value, *match.span())
    for match in RATIO.finditer(text):
        yield Figure("ratio", Fraction(int(match[1]), int(match[2]) or 1), *match.span())


def _tenths(text: str) -> Iterator[Figure]:
    for match in TENTHS.finditer(text):
        if match[1]:
            if text[match.end() : match.end() + 1] in tuple(reading().words.not_tenths):
                continue
            value, more = read_numeral(match[1]), read_numeral(match[2] or "零")
            tenth = Fraction(-1) if value is None or more is None else value / 10 + more / 100
        else:
            value = read_numeral(match[3])
            tenth = Fraction(-1) if value is None else value / (10 if value < 10 else 100)
        yield Figure("ratio", tenth, *match.span())


def _numbers(text: str) -> Iterator[Figure]:
    matches = [match for match in NUMBER.finditer(text) if _counts(text, match)]
    for index, match in enumerate(matches):
        figure = _number(text, match)
        till = TILL.match(text, figure.end)
        after = matches[index + 1] if index + 1 < len(matches) else None
        if till and after is not None and till.end() == after.start():
            yield from _lower_end(text, match, figure, after)
        yield figure


def _lower_end(text: str, match: re.Match[str], low: Figure, after: re.Match[str]) -> Iterator[Figure]:
    """The lower end of a range takes unit and scale from the upper one: 4-8千元 begins at 4000 元."""
    high = _number(text, after)
    if low.kind != PLAIN:
        return
    scale = Fraction(SCALES[after[0][-1]]) if after[0][-1] in SCALES and match[0][-1] not in SCALES else Fraction(1)
    if high.kind == PLAIN and scale == 1:
        return
    mantissa = high.value / scale
    value = low.value * scale if low.value < mantissa else low.value
    yield Figure(high.kind, value * _worth(text, after), low.start, low.end, low.measure)


def _worth(text: str, match: re.Match[str]) -> Fraction:
    unit = reading().unit.match(text, match.end())
    return reading().units[unit[1]][1] if unit else Fraction(1)


def _counts(text: str, match: re.Match[str]) -> bool:
    """百, 千, 万 alone count only before money (万元) and beside other signs of a quantity."""
    if set(match[0]) - set("百千万亿"):
        return True
    unit = reading().unit.match(text, match.end())
    before = text[match.start() - 1 : match.start()]
    money = unit is not None and reading().units[unit[1]][0] == "money"
    return money or (bool(before) and before in reading().words.vague_before)


def _number(text: str, match: re.Match[str]) -> Figure:
    words = reading()
    start, end = match.span()
    value = read_numeral(match[0])
    before = text[max(0, start - 10) : start]
    after = text[end : end + 1]
    if value is None:
        return Figure("unread", Fraction(-1), start, end)
    if _vague(text, match):
        return Figure("vague", value, start, end, after)
    if MINUS.search(before):
        value = -value
    unit = words.unit.match(text, end)
    if unit:
        kind, worth = words.units[unit[1]]
        article = match[0] == "一" and unit[1] in words.words.articles
        half = int(unit[1] == "年" and text.startswith("半", unit.end()))  # 一年半
        return Figure(kind, value * worth + half * worth / 2, start, unit.end() + half, unit[1][-1], article=article)
    if words.money_before.search(before):
        return Figure("money", value, start, end, after)
    if words.level_before.search(before):
        return Figure("level", value, start, end, after)
    if value in words.words.hotlines and _is_phone(text, start, end):
        return Figure(PHONE, value, start, end)
    article = match[0] == "一" and bool(after) and after in words.words.articles
    return Figure(PLAIN, value, start, end, after, article=article)


def _is_phone(text: str, start: int, end: int) -> bool:
    before, after = reading().phone
    return before.search(text, max(0, start - PHONE_REACH), start) is not None or after.match(text, end) is not None


def _vague(text: str, match: re.Match[str]) -> bool:
    words = reading().words
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    if after and after in words.vague_after:
        return True
    return bool(before) and before in words.vague_before and match[0][0] in SCALES


def _english(text: str) -> Iterator[Figure]:
    words = reading()
    for match in words.english.finditer(text):
        value = _english_value(match[0])
        unit = words.unit.match(text, match.end())
        if unit:
            kind, worth = words.units[unit[1]]
            yield Figure(kind, value * worth, match.start(), unit.end(), unit[1])
        elif words.level_before.search(text[: match.start()]):
            yield Figure("level", value, *match.span())
        elif match[0] not in ("one", "zero"):
            yield Figure(PLAIN, value, *match.span())


def _english_value(phrase: str) -> Fraction:
    english = reading().words.english
    total = section = 0
    for word in re.findall(r"[a-z]+", phrase):
        if word in english.ones:
            section += english.ones[word]
        elif word == "hundred":
            section = (section or 1) * 100
        elif word in english.scales:
            total += (section or 1) * english.scales[word]
            section = 0
    return Fraction(total + section)


def _levels(text: str) -> Iterator[Figure]:
    for match in reading().level_names.finditer(text):
        yield Figure("level", Fraction(reading().words.levels[match[0]]), *match.span())


# What an earlier one has read a later one cannot: 十分之一 is a fraction, not the idioms 十分 and 之一.
READERS = (
    _codes, _fractions, _idioms, _english_dates, _dates, _clauses, _spelled, _tenths, _numbers, _english, _levels,
)  # fmt: skip
