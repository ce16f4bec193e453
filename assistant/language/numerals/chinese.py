"""The grammar of a numeral in Chinese characters, Western digits, or both: 两万三, 3万5, 1.5万, 一百零一万一千, 七八百."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from assistant.language.numerals.words import Words, units, words

BLANKS = " \t"
ZERO, TEN = "零", "十"
LARGER = ("万", "亿")
FILLABLE = ("十", "几")
ASCII_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral without its unit.

    Attributes:
        start, end: its place in the folded text.
        value: what it says; of "七八百" the lower number, `high` the upper.
        exact: False for 二十几, 十多万.
        scale: the unit it ends with (8千: 1000), which an earlier end of a range may share; 1 if none.
        lone: one single digit character, or a bare unit: it needs words around it to be a number.
        western: written in Western digits, perhaps with 万 or k behind.
    """

    start: int
    end: int
    value: Fraction
    high: Fraction | None = None
    exact: bool = True
    scale: int = 1
    lone: bool = False
    western: bool = False


def read_chinese(text: str, start: int) -> Numeral | None:
    """The longest numeral that begins at `start` of a folded text; None where none does."""
    return _Reader(text, start).read()


def _skip_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position] in BLANKS:
        position += 1
    return position


def _total(groups: Sequence[tuple[Fraction, int]]) -> Fraction:
    return sum((value for value, _ in groups), Fraction(0))


@dataclass(slots=True)
class _Reader:
    """Reads a numeral from left to right.

    Attributes:
        groups: the finished parts with 万, 亿, 兆, each with that unit.
        section: what has been read since the last of them.
        floor: what the next unit of the section must be smaller than.
        pending: the digit that waits for its unit, and `single` whether it is one digit character.
        extra: what to add for the upper of two digits side by side (七八百).
        last: the unit read last, of which a bare digit behind counts a tenth (一千五 is 1500) …
        filled: … unless 零 stands between.
        exact, lone, western: as in `Numeral`; `scaled` whether any unit was read.
    """

    text: str
    start: int
    end: int = 0
    groups: list[tuple[Fraction, int]] = field(default_factory=list)
    section: Fraction = Fraction(0)
    floor: int | None = None
    pending: Fraction | None = None
    extra: Fraction = Fraction(0)
    last: int = 1
    filled: bool = False
    exact: bool = True
    lone: bool = False
    western: bool = False
    single: bool = False
    scaled: bool = False

    def read(self) -> Numeral | None:
        lexicon = words()
        self.end = position = self.start
        while position < len(self.text):
            if not self._take(lexicon, position):
                break
            position = _skip_blanks(self.text, self.end)
        return self._finished()

    def _take(self, lexicon: Words, position: int) -> bool:
        char = self.text[position]
        if char in ASCII_DIGITS or (char == "." and self.end == self.start):
            return self._take_western(lexicon, position)
        if char in lexicon.digits or char in lexicon.contracted:
            return self._take_digits(lexicon, position)
        if char in lexicon.tens:
            return self._take_twenty(lexicon.tens[char], position)
        if char in lexicon.units:
            return self._take_unit(lexicon, lexicon.units[char], position)
        if char in lexicon.large:
            return self._take_large(lexicon, lexicon.large[char], position)
        return self._take_vague(lexicon, char, position)

    def _empty(self) -> bool:
        return self.end == self.start

    def _take_western(self, lexicon: Words, position: int) -> bool:
        match = lexicon.patterns.arabic.match(self.text, position)
        if match is None or self.pending is not None:
            return False
        value = Fraction(match[0].replace(",", "").replace(" ", ""))
        if not self._empty() and not self._joins(lexicon, value, position, match.end()):
            return False
        self.western = self.western or self._empty()
        self.pending, self.end, self.single = value, match.end(), match.end() - position == 1
        return True

    def _joins(self, lexicon: Words, value: Fraction, position: int, stop: int) -> bool:
        """Whether a figure in Western digits continues the number: 3万5, 1千零20; behind a blank only with a unit."""
        if self.last == 1 or value.denominator != 1 or value >= (self.floor or self.last):
            return False
        return position == self.end or self.text[stop : stop + 1] in lexicon.units

    def _take_digits(self, lexicon: Words, position: int) -> bool:
        """A run of digit characters: one digit, zeros that fill a gap, two for "one or the other", or a spelled number."""
        if self.pending is not None:
            return False
        stop = position
        while stop < len(self.text) and self.text[stop] in lexicon.digits:
            stop += 1
        run, follower = self.text[position:stop], self.text[stop : stop + 1]
        if not run:
            self.pending, self.end, self.single = Fraction(lexicon.contracted[self.text[position]]), position + 1, True
            return True
        zero_led = run[0] == ZERO and len(run) == 2 and follower in lexicon.units
        if self._empty() and len(run) > 1 and not zero_led and not self._pair(lexicon, run, stop):
            self.pending, self.end = Fraction(int("".join(str(lexicon.digits[one]) for one in run))), stop
            self.floor = 1
            return True
        if run[0] == ZERO and (len(run) > 1 or not self._empty() or follower == TEN):
            return self._take_filled(lexicon, run, stop)
        return self._take_run(lexicon, run, position, stop)

    def _take_filled(self, lexicon: Words, run: str, stop: int) -> bool:
        """零 in a gap, with the digits behind it: 一千零五, 一百零十万, 一百零几万."""
        rest = run.lstrip(ZERO)
        after = _skip_blanks(self.text, stop)
        follower = self.text[after : after + 1]
        if not rest and not (follower in ASCII_DIGITS or follower in lexicon.digits or follower in FILLABLE):
            return False
        self.filled, self.end = True, stop - len(rest)
        return self._take_run(lexicon, rest, self.end, stop) if rest else True

    def _take_run(self, lexicon: Words, run: str, position: int, stop: int) -> bool:
        """One digit, or two that mean "one or the other"."""
        if len(run) == 2 and self._pair(lexicon, run, stop):
            self.pending = Fraction(lexicon.digits[run[0]])
            self.extra = Fraction(lexicon.digits[run[1]]) - self.pending
            self.end, self.single = stop, True
            return True
        behind = not self._empty()
        if behind and (len(run) > 1 or (self.last == 1 and not self.filled)):
            return False
        if self._another(lexicon, run, position, stop):
            return False
        self.pending, self.end, self.single = Fraction(lexicon.digits[run[0]]), position + 1, True
        return True

    def _another(self, lexicon: Words, run: str, position: int, stop: int) -> bool:
        """Whether a digit behind a unit counts something of its own: "8千一个月", "补贴一千 三级证书"; 两 always does."""
        if self._empty() or self.filled or self.text[stop : stop + 1] in lexicon.units:
            return False
        if run == "两":
            return self.text[stop : stop + 1] not in lexicon.large
        if not (position > self.end or (run == "一" and self.last >= 100)):
            return False
        unit = units().at(self.text, stop)
        return unit is not None and (position > self.end or unit.kind != "money")

    def _pair(self, lexicon: Words, run: str, stop: int) -> bool:
        """Whether two digits side by side mean "one or the other": 七八百, 三四个, 十七八岁."""
        if run not in lexicon.pairs or self.filled:
            return False
        follower = self.text[stop : stop + 1]
        return (
            follower in lexicon.units
            or follower in lexicon.large
            or self.last > 1
            or units().at(self.text, stop) is not None
        )

    def _take_twenty(self, value: int, position: int) -> bool:
        if self.pending is not None or (self.floor is not None and self.floor <= 10):
            return False
        self.section, self.floor, self.last, self.end, self.filled = self.section + value, 10, 10, position + 1, False
        return True

    def _take_unit(self, lexicon: Words, unit: int, position: int) -> bool:
        if self.floor is not None and unit >= self.floor:
            return False
        count = self.pending
        if count is None and not (self._ten(unit) or self._bare_unit(lexicon, position)):
            return False
        self.lone = count is None and self._empty()
        self.section += (1 if count is None else count) * unit
        self.extra *= unit
        self.pending, self.floor, self.last, self.end, self.filled = None, unit, unit, position + 1, False
        self.scaled = True
        return True

    def _ten(self, unit: int) -> bool:
        """十 needs no digit in front: 十, 一百零十万, 一百十."""
        return unit == 10 and (self._empty() or self.filled or self.last > 10)

    def _bare_unit(self, lexicon: Words, position: int) -> bool:
        """百 and 千 with no digit in front: 近百人, 千三, 百万."""
        larger = self.text[position + 1 : position + 2] in LARGER
        return self._empty() and (larger or self._bare(lexicon, position))

    def _bare(self, lexicon: Words, position: int) -> bool:
        patterns = lexicon.patterns
        return bool(
            patterns.bare_before.search(self.text[max(0, position - 3) : position])
            or patterns.bare_after.match(self.text, position + 1)
        )

    def _take_large(self, lexicon: Words, scale: int, position: int) -> bool:
        if self.pending is None and not self.section:
            return self._take_large_again(lexicon, scale, position)
        value = self.section + (self.pending or 0)
        smaller = [group for group in self.groups if group[1] < scale]
        kept = self.groups[: len(self.groups) - len(smaller)]
        if kept and kept[-1][1] <= scale:
            return False
        value += _total(smaller)
        self.groups = [*kept, (value * scale, scale)]
        self._close(scale, position)
        return True

    def _take_large_again(self, lexicon: Words, scale: int, position: int) -> bool:
        """万万, 万亿: a large unit straight behind another multiplies; one alone needs words around it (近万人)."""
        if self.groups and self.last == self.groups[-1][1] and scale >= self.last and not self.filled:
            smaller = [group for group in self.groups if group[1] <= scale]
            self.groups = [*self.groups[: len(self.groups) - len(smaller)], (_total(smaller) * scale, scale)]
        elif self._empty() and self._bare(lexicon, position):
            self.groups, self.lone = [(Fraction(scale), scale)], True
        else:
            return False
        self._close(scale, position)
        return True

    def _close(self, scale: int, position: int) -> None:
        self.section, self.pending, self.floor = Fraction(0), None, None
        self.extra *= scale
        self.last, self.end, self.filled, self.scaled = scale, position + 1, False, True
        if self.lone and self.start + 1 < self.end:
            self.lone = False

    def _take_vague(self, lexicon: Words, char: str, position: int) -> bool:
        """几 in the place of a digit (二十几万), 多 or 余 before a large unit (十多万, 三十万多亿)."""
        if self._empty():
            return False
        after = _skip_blanks(self.text, position + 1)
        large = self.text[after : after + 1] in lexicon.large
        digit = lexicon.patterns.vague_digit.fullmatch(char) is not None
        if digit and self.pending is None and (large or self.last == 10 or self.filled):
            self.exact, self.end = False, position + 1
            return True
        if large and (self.pending is None or self.western) and lexicon.patterns.vague_inside.fullmatch(char):
            self.exact, self.end, self.lone = False, position + 1, False
            return True
        return False

    def _finished(self) -> Numeral | None:
        if self._empty():
            return None
        value = self.section + _total(self.groups)
        if self.pending is not None:
            tenth = self.last // 10 if self.last >= 100 and self.single and not self.filled else 1
            value += self.pending * tenth
            self.extra *= tenth
        length = self.end - self.start
        return Numeral(
            start=self.start,
            end=self.end,
            value=value,
            high=value + self.extra if self.extra else None,
            exact=self.exact and not self.extra,
            scale=self.last if self.scaled and self.pending is None and not self.filled else 1,
            lone=self.lone or (length == 1 and not self.western) or (length == 2 and self.floor == 1),
            western=self.western,
        )
