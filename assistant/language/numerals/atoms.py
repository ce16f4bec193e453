"""One number with what makes it a percentage, a share, a clause, a sum of money, a duration …"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.language.numerals.chinese import Numeral
from assistant.language.numerals.english import ends_as_ordinal
from assistant.language.numerals.measured import measured
from assistant.language.numerals.model import Number
from assistant.language.numerals.numeral import BEFORE, read_numeral
from assistant.language.numerals.words import Words, fold, words


@dataclass(frozen=True, slots=True)
class Page:
    """A text as given and folded; both have the same length."""

    raw: str
    text: str

    @classmethod
    def of(cls, raw: str) -> Page:
        """The page of a text."""
        return cls(raw, fold(raw))

    def before(self, position: int) -> str:
        """The few characters before a place."""
        return self.text[max(0, position - BEFORE) : position]

    def numeral(self, position: int) -> Numeral | None:
        """The numeral that begins there."""
        return read_numeral(self.raw, self.text, position)


@dataclass(frozen=True, slots=True)
class Atom:
    """A number and what an earlier end of a range may share with it: its scale (4-8千) and its factor (20-30%)."""

    number: Number
    scale: int = 1
    factor: Fraction = Fraction(1)
    western: bool = False


Reader = Callable[[Words, Page, int], Atom | None]


def read_atom(page: Page, position: int) -> Atom | None:
    """The number whose words begin at `position`, None where none does."""
    lexicon = words()
    for reader in (_clause, _ordinal, _hundredths, _halves, _numbered, _counted):
        atom = reader(lexicon, page, position)
        if atom is not None:
            return atom
    return None


def _number(page: Page, start: int, end: int, kind: str, value: Fraction, unit: str | None = None) -> Number:
    return Number(page.raw[start:end], start, end, kind, value, unit)


def _clause(lexicon: Words, page: Page, position: int) -> Atom | None:
    """(四), （十）, ㈣."""
    patterns = lexicon.patterns
    if sign := patterns.clause_sign.match(page.text, position):
        value = Fraction(ord(sign[0]) - 0x321F)
        return Atom(_number(page, position, sign.end(), "clause", value))
    match = patterns.clause_bracket.match(page.text, position)
    if match is None:
        return None
    found = page.numeral(match.start("number"))
    if found is None or found.end != match.end("number"):
        return None
    return Atom(_number(page, position, match.end(), "clause", found.value))


def _ordinal(lexicon: Words, page: Page, position: int) -> Atom | None:
    """第三, 第一百零一条."""
    match = lexicon.patterns.ordinal_before.match(page.text, position)
    found = page.numeral(match.end()) if match else None
    if found is None:
        return None
    clause = lexicon.patterns.clause_unit.match(page.text, found.end)
    if clause is None:
        return Atom(_number(page, position, found.end, "ordinal", found.value))
    return Atom(_number(page, position, clause.end(), "clause", found.value))


def _hundredths(lexicon: Words, page: Page, position: int) -> Atom | None:
    """百分之三十, 千分之三."""
    patterns = lexicon.patterns
    sign = patterns.negative.match(page.text, position)
    begin = sign.end() if sign and sign[0] != "-" else position
    percent = patterns.percent_before.match(page.text, begin)
    match = percent or patterns.permille_before.match(page.text, begin)
    if match is None or (percent and _digit_before(lexicon, page, begin)):
        return None
    found = page.numeral(match.end())
    if found is None and percent and page.text[match.end() : match.end() + 1] == "百":
        return Atom(_number(page, position, match.end() + 1, "percent", Fraction(1)))
    if found is None:
        return None
    whole = 100 if percent else lexicon.units.get(match["whole"]) or lexicon.large[match["whole"]]
    factor = Fraction(1, whole) * (-1 if begin != position else 1)
    number = _number(page, position, found.end, "percent", found.value * factor)
    if found.high is not None:
        number = replace(
            number,
            kind="range",
            value=None,
            unit="percent",
            low=found.value * factor,
            high=found.high * factor,
            exact=False,
        )
    return Atom(number, factor=factor)


def _digit_before(lexicon: Words, page: Page, position: int) -> bool:
    last = page.text[:position].rstrip()[-1:]
    return last in lexicon.digits and last != ""


def _halves(lexicon: Words, page: Page, position: int) -> Atom | None:
    """对折, 半数, 半年, 半个月, half a year."""
    patterns = lexicon.patterns
    if match := patterns.half_price.match(page.text, position):
        return Atom(_number(page, position, match.end(), "percent", Fraction(1, 2)))
    if match := patterns.half_whole.match(page.text, position):
        return Atom(_number(page, position, match.end(), "fraction", Fraction(1, 2)))
    match = patterns.half.match(page.text, position)
    if match is None:
        return None
    half = Numeral(position, match.end(), Fraction(1, 2))
    if (share := _percentage(lexicon, page, half)) and share.number.kind == "percent":
        return Atom(replace(share.number, value=Fraction(1, 2 if page.text[match.end()] == "折" else 20)))
    hundred = page.text[match.end() : match.end() + 1]
    if hundred in ("百", "千"):
        return Atom(_number(page, position, match.end() + 1, "number", Fraction(lexicon.units[hundred], 2)))
    number = measured(page.raw, page.text, half)
    return Atom(number) if number is not None and number.kind in ("duration", "age", "measure") else None


def _numbered(lexicon: Words, page: Page, position: int) -> Atom | None:
    """No. 3, and 三级 in Roman figures."""
    patterns = lexicon.patterns
    if sign := patterns.number_sign.match(page.text, position):
        found = page.numeral(sign.end())
        if found is not None and (position == 0 or not page.text[position - 1].isalnum()):
            return Atom(_number(page, position, found.end, "ordinal", found.value))
        return None
    match = patterns.roman.match(page.text, position)
    if match is None:
        return None
    figure = Numeral(position, match.end(), Fraction(lexicon.roman[match[0]]))
    number = measured(page.raw, page.text, figure)
    return Atom(number) if number is not None else None


def _counted(lexicon: Words, page: Page, position: int) -> Atom | None:
    """A numeral with what stands behind it."""
    found = page.numeral(position)
    if found is None:
        return None
    for reader in (_fraction, _percentage, _english_ordinal):
        atom = reader(lexicon, page, found)
        if atom is not None:
            return atom
    if _calendar(lexicon, page, found):
        return None
    if dozen := lexicon.patterns.dozen.match(page.text, found.end):
        found = replace(found, end=dozen.end(), value=found.value * 12, high=found.high and found.high * 12, lone=False)
    number = measured(page.raw, page.text, found)
    if number is None:
        return None
    base = found.value or Fraction(1)
    factor = number.value / base if number.value and number.kind == "money" else Fraction(1)
    return Atom(number, scale=found.scale, factor=factor if factor < 1 else Fraction(1), western=found.western)


def _calendar(lexicon: Words, page: Page, found: Numeral) -> bool:
    """Whether the numeral is a year, month or day of the calendar; 仨月 are three months."""
    patterns = lexicon.patterns
    written = page.text[found.start : found.end]
    if written in lexicon.contracted:
        return False
    year = page.text[found.end : found.end + 2].lstrip().startswith("年")
    if year and patterns.calendar_year.fullmatch(written):
        return True
    return patterns.calendar_after.match(page.text, found.end) is not None


def _fraction(lexicon: Words, page: Page, found: Numeral) -> Atom | None:
    """三分之二, 三又二分之一, 1/2, 1 3/5, two thirds."""
    patterns = lexicon.patterns
    if share := patterns.share.match(page.text, found.end):
        above = page.numeral(share.end())
        if above is not None and found.value:
            # 百万分之五 is a rate as 千分之五 is; 一千分之五 is a fraction.
            kind = "percent" if lexicon.units.get(page.text[found.start], 0) > 10 else "fraction"
            return Atom(_number(page, found.start, above.end, kind, above.value / found.value))
    if mixed := patterns.mixed.match(page.text, found.end):
        below = page.numeral(mixed.end())
        rest = _fraction(lexicon, page, below) if below is not None else None
        if rest is not None and rest.number.value is not None and not rest.number.text.startswith("/"):
            value = found.value + rest.number.value * (-1 if found.value < 0 else 1)
            return Atom(_number(page, found.start, rest.number.end, "fraction", value))
    return _written_fraction(lexicon, page, found) or _spelled_fraction(lexicon, page, found)


def _written_fraction(lexicon: Words, page: Page, found: Numeral) -> Atom | None:
    if not found.western or found.scale != 1 or "." in page.text[found.start : found.end]:
        return None
    slash = lexicon.patterns.slash.match(page.text, found.end)
    if slash is None:
        gap = page.text[found.end : found.end + 1] == " "
        rest = page.numeral(found.end + 1) if gap else None
        part = _written_fraction(lexicon, page, rest) if rest is not None else None
        if part is None or part.number.value is None:
            return None
        return Atom(_number(page, found.start, part.number.end, "fraction", found.value + part.number.value))
    below = page.numeral(slash.end())
    if below is None or not below.western or below.value <= 0 or below.value.denominator != 1:
        return None
    if page.text[below.end : below.end + 1] in ("/", "月") or page.text[found.start - 1 : found.start] == "/":
        return None
    return Atom(_number(page, found.start, below.end, "fraction", found.value / below.value))


def _spelled_fraction(lexicon: Words, page: Page, found: Numeral) -> Atom | None:
    word = page.text[found.end :].lstrip(" -").split(" ")[0].rstrip(",.;!?") if page.text[found.end :] else ""
    parts = lexicon.english.shares.get(word)
    if parts is None or page.text[found.end : found.end + 1] not in (" ", "-") or found.value >= parts:
        return None
    end = page.text.index(word, found.end) + len(word)
    return Atom(_number(page, found.start, end, "fraction", found.value / parts))


def _percentage(lexicon: Words, page: Page, found: Numeral) -> Atom | None:
    """30%, 三十个百分点, 八成五, 65折."""
    patterns = lexicon.patterns
    if match := patterns.percent_after.match(page.text, found.end):
        return _share(page, found, match.end(), Fraction(1, 100))
    if match := patterns.permille_after.match(page.text, found.end):
        return _share(page, found, match.end(), Fraction(1, 1000))
    if (match := patterns.tenths_after.match(page.text, found.end)) and 0 < found.value <= 10:
        rest = match["rest"]
        more = Fraction(5 if rest == "半" else lexicon.digits[rest], 100) if rest else Fraction(0)
        return _share(page, found, match.end(), Fraction(1, 10), more)
    if (match := patterns.discount_after.match(page.text, found.end)) and 0 < found.value < 100 and found.value != 10:
        return _share(page, found, match.end(), Fraction(1, 10 if found.value < 10 else 100))
    return None


def _share(page: Page, found: Numeral, end: int, factor: Fraction, more: Fraction = Fraction(0)) -> Atom:
    number = _number(page, found.start, end, "percent", found.value * factor + more)
    if found.high is not None:
        number = replace(
            number, kind="range", value=None, unit="percent", low=found.value * factor, high=found.high * factor
        )
    return Atom(replace(number, exact=found.exact), scale=found.scale, factor=factor, western=found.western)


def _english_ordinal(lexicon: Words, page: Page, found: Numeral) -> Atom | None:
    """3rd, twenty-first."""
    match = lexicon.patterns.ordinal_english.match(page.text, found.end) if found.western else None
    if match is not None:
        return Atom(_number(page, found.start, match.end(), "ordinal", found.value))
    if ends_as_ordinal(page.text[found.start : found.end]):
        return Atom(_number(page, found.start, found.end, "ordinal", found.value))
    return None
