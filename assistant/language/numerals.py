"""Numbers in Chinese and English text, with what they count: 一千五, 两万三, 1.5万, 百分之三十, 八成, 30多人, 4-8千.

Offsets are half-open and point into the text as it was given. Values are exact fractions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from assistant.language.numeral_reading import read_chinese, read_english
from assistant.language.numeral_words import numeral_words

ARABIC = r"\d{1,3}(?:[,,]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
CHINESE = r"[零一二两三四五六七八九十百千万亿廿卅俩仨]+(?:点[零一二三四五六七八九]+)?"
SCALE = r"(?:[十百千]?万|[十百千]?亿|[十百千]|k(?![a-z])|w(?![a-z]))?"
MIXED = rf"(?:{ARABIC})\s?{SCALE}(?:[零]?\d{{1,4}}(?:千|百|十)?(?!\d))?"
NUMBER = rf"(?:{ARABIC})\s?(?:[十百千]?[万亿]|[十百千]|[kw](?![a-z]))(?:\d{{1,3}}[千百十]?(?![\d元块.%人个名]))?|{ARABIC}|{CHINESE}|半(?=年|个月|个小时|天)"
FIRST = re.compile(rf"(?P<sign>[-负])?(?P<number>{NUMBER})")
PERCENT = re.compile(rf"百分之(?P<cn>{NUMBER})|千分之(?P<permille>{NUMBER})")
SHARE = re.compile(rf"(?P<below>{CHINESE}|\d+)分之(?P<above>{CHINESE}|\d+)")
SLASH = re.compile(r"(?<![\d/])(\d{1,4})/(\d{1,4})(?![\d/])")
TENTHS = re.compile(rf"(?P<whole>{CHINESE}|\d+(?:\.\d+)?)成(?P<rest>[一二三四五六七八九半]?)")
DISCOUNT = re.compile(r"(?P<digits>[一二三四五六七八九]{1,2}|\d(?:\.\d)?|\d\d)折|(?P<half>对折|半价)")
CLAUSE = re.compile(r"[(（]([一二三四五六七八九十]{1,3})[)）]")
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "k": 1000, "w": 10_000}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text.

    Attributes:
        text, start, end: the words and their place, unit included.
        kind: number, ordinal, percent, fraction, money, range, count, duration, age, level or clause.
        value: exact; a percentage as a share of one; None for a range.
        unit: people, thing, times, yuan, months, years, days, weeks, hours, minutes or None.
        low, high: the ends of a range.
        exact: False for "30多", "大约20".
    """

    text: str
    start: int
    end: int
    kind: str
    value: Fraction | None
    unit: str | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    exact: bool = True

    def decimal(self) -> Decimal:
        """The value as a decimal; a fraction without a finite decimal is cut at 28 digits.

        Raises:
            ValueError: a range has no single value.
        """
        if self.value is None:
            raise ValueError(f"“{self.text}” is a range")
        return Decimal(self.value.numerator) / Decimal(self.value.denominator)


def find_numbers(text: str) -> tuple[Number, ...]:
    """Every number of a text in order of place; numerals inside idioms (一般, 统一) state none."""
    folded = numeral_words().fold(text)
    taken = [match.span() for match in numeral_words().idioms.finditer(folded)]
    found: list[Number] = []
    for reader in (_clauses, _percents, _shares, _tenths, _discounts, _ranges, _plain, read_english_numbers):
        for number in reader(folded):
            if all(number.end <= start or end <= number.start for start, end in taken):
                taken.append((number.start, number.end))
                found.append(replace(number, text=text[number.start : number.end]))
    return tuple(sorted(found, key=lambda number: number.start))


def number_values(text: str) -> frozenset[Fraction]:
    """The values of all numbers of a text, both ends of its ranges."""
    numbers = find_numbers(text)
    values = [value for number in numbers for value in (number.value, number.low, number.high) if value is not None]
    return frozenset(values)


def read_number(words: str) -> Fraction | None:
    """The value of one written number without a unit: 3,250, 1.5万, 3万5, 两万三, ３０; None if it is none."""
    run = numeral_words().fold(words).replace(" ", "")
    match = re.fullmatch(rf"({ARABIC})((?:[十百千]?[万亿]|[十百千kw])?)(\d{{1,3}})?([千百十]?)", run)
    if match is None:
        return Fraction(1, 2) if run == "半" else read_chinese(run)
    value = Fraction(match[1].replace(",", "").replace(",", ""))
    scale = 1
    for char in match[2]:
        scale *= SCALES[char]
    value *= scale
    if match[3]:
        # 3万5 is 35000: the bare digit counts the next lower unit; 3万5千 says so itself.
        value += Fraction(match[3]) * (SCALES[match[4]] if match[4] else scale // 10 ** len(match[3]))
    return value


def _clauses(text: str) -> Iterator[Number]:
    for match in CLAUSE.finditer(text):
        yield Number(match[0], *match.span(), "clause", read_chinese(match[1]))
    for match in re.finditer(rf"第\s?({NUMBER})\s?([{''.join(numeral_words().clause_units)}])?", text):
        yield Number(match[0], *match.span(), "clause" if match[2] else "ordinal", read_number(match[1]))


def _percents(text: str) -> Iterator[Number]:
    for match in PERCENT.finditer(text):
        value = read_number(match["cn"] or match["permille"])
        if value is not None:
            yield Number(match[0], *match.span(), "percent", value / (100 if match["cn"] else 1000))
    for match in re.finditer(rf"({ARABIC})\s?(?:-|~|到|至)\s?({ARABIC})\s?(?:{numeral_words().percent})", text):
        low, high = read_number(match[1]), read_number(match[2])
        if low is not None and high is not None:
            yield Number(match[0], *match.span(), "range", None, "percent", low / 100, high / 100)
    for match in re.finditer(rf"({NUMBER})\s?(?:{numeral_words().percent})", text):
        value = read_number(match[1])
        if value is not None:
            yield Number(match[0], *match.span(), "percent", value / 100, exact=_exact(text, *match.span()))


def _shares(text: str) -> Iterator[Number]:
    for match in SHARE.finditer(text):
        below, above = read_number(match["below"]), read_number(match["above"])
        if below and above is not None:
            yield Number(match[0], *match.span(), "fraction", above / below)
    for match in SLASH.finditer(text):
        if int(match[2]):
            yield Number(match[0], *match.span(), "fraction", Fraction(int(match[1]), int(match[2])))


def _tenths(text: str) -> Iterator[Number]:
    for match in TENTHS.finditer(text):
        whole = read_number(match["whole"])
        if whole is None or whole > 10 or numeral_words().tenths_not_after.match(text[match.end("whole") :]):
            continue
        rest = Fraction(5) if match["rest"] == "半" else (read_chinese(match["rest"]) or Fraction(0)) if match["rest"] else Fraction(0)
        yield Number(match[0], *match.span(), "percent", whole / 10 + rest / 100)


def _discounts(text: str) -> Iterator[Number]:
    for match in DISCOUNT.finditer(text):
        if match["half"]:
            value = Fraction(1, 2)
        else:
            digits = "".join(str(int(read_chinese(c) or 0)) if not c.isdigit() and c != "." else c for c in match["digits"])
            value = Fraction(digits) / (100 if len(digits) == 2 else 10)
        yield Number(match[0], *match.span(), "percent", value)


def _ranges(text: str) -> Iterator[Number]:
    signs = re.escape(numeral_words().range_signs)
    for match in re.finditer(rf"({NUMBER})\s?((?:{numeral_words().any_unit})?)\s?[{signs}]\s?({NUMBER})", text):
        # 2024-12-04 and 2024-12 are days, 4-10-01-05 is a code.
        around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        if re.search(r"[-/\d]", around) or re.fullmatch(r"\d{4}-\d{1,2}", match[0]):
            continue
        low, high = read_number(match[1]), read_number(match[3])
        if low is None or high is None:
            continue
        scale = re.search(r"[十百千万亿kw]+$", match[3])
        if scale and match[3][0].isdigit() and low < high and not re.search(r"[十百千万亿kw]", match[1]):
            low *= high / Fraction(match[3][: scale.start()].strip())
        _, unit, end = _unit(text, match.end())
        if low < high:
            yield Number(match[0], match.start(), end, "range", None, unit, low, high)
    for match in re.finditer(r"([一二三四五六七八])([二三四五六七八九])(十|百|千|万)?(?=[个人名位年天岁元块次])", text):
        low, high = read_chinese(match[1]), read_chinese(match[2])
        if low is not None and high is not None and high - low == 1:
            times = SCALES[match[3]] if match[3] else 1
            _, unit, end = _unit(text, match.end())
            yield Number(match[0], match.start(), end, "range", None, unit, low * times, high * times, exact=False)


def _plain(text: str) -> Iterator[Number]:
    for match in FIRST.finditer(text):
        value = read_number(match["number"])
        if value is None or (re.search(r"[\d.][-/]$|\d\.$", text[: match.start("number")]) and match["sign"] == "-"):
            continue
        start, end = match.start("number"), match.end("number")
        if match["sign"] and not re.search(r"[\w)]$", text[: match.start()]):
            value, start = -value, match.start()
        vague = numeral_words().approximate_after.match(text[end:])
        kind, unit, stop = _unit(text, end + (vague.end() if vague else 0))
        if (unit is None and vague) or unit is None:
            stop = end
        bare = len(match["number"]) == 1 and not match["number"].isdigit() and unit is None
        if bare and text.strip() != match["number"]:
            continue
        if kind == "number" and numeral_words().calendar_after.match(text[end:]):
            continue
        half = re.match(r"半", text[stop:]) if unit in ("years", "months") and value.denominator == 1 else None
        if half:
            value, stop = value + Fraction(1, 2), stop + 1
        before = re.search(r"(?:￥|¥|rmb\s?|cny\s?)$", text[:start])
        if before and kind in ("number", "money"):
            kind, unit, start = "money", "yuan", before.start()
        yield Number(text[start:stop], start, stop, kind, value, unit, exact=vague is None and _exact(text, start, stop))


def _unit(text: str, end: int) -> tuple[str, str | None, int]:
    """Kind, unit and end of the unit words that stand at `end`; kind `number` where there are none."""
    words = numeral_words()
    match = words.units.match(text, end)
    if match is None:
        return "number", None, end
    kind, unit = words.kind_of[match[0].strip()]
    # 2024年 and 5月3日 are days; a plain 年 after a four-digit number is no duration.
    if unit == "years" and re.search(r"(?:\d{4}|[一二三四五六七八九零]{4})$", text[:end]):
        return "number", None, end
    return kind, unit, match.end()


def _exact(text: str, start: int, end: int) -> bool:
    words = numeral_words()
    return not (words.approximate_before.search(text[:start]) or words.approximate_after.match(text[end:]))


def read_english_numbers(text: str) -> Iterator[Number]:
    """Numbers spelled in English words: twenty-four people, three thousand two hundred and fifty yuan."""
    for start, end, value in read_english(text):
        if re.match(r"\s*(?:percent|per cent)", text[end:]):
            yield Number(text[start:end], start, end, "percent", value / 100)
            continue
        kind, unit, stop = _unit(text, end)
        yield Number(text[start:stop], start, stop, kind, value, unit)
