"""Numbers: the kinds people write, and every number through every spelling and back."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.numerals import (
    Number,
    find_numbers,
    number_values,
    read_number,
    to_chinese,
    to_english,
    to_financial,
    to_spoken,
)

WIDE = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
CASES: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("numerals.yaml").read_text(encoding="utf-8"))
whole = st.integers(0, 10**12 - 1)
# Sums people write cluster near round numbers, where zeros and left-out units make the traps.
round_number = st.builds(
    lambda digit, power, rest: digit * 10**power + rest, st.integers(1, 99), st.integers(0, 10), st.integers(0, 120)
)
any_number = whole | round_number


def _shown(value: Fraction) -> str:
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


def _line(number: Number) -> str:
    if number.value is not None:
        value = _shown(number.value)
    else:
        assert number.low is not None
        assert number.high is not None
        value = f"{_shown(number.low)}..{_shown(number.high)}"
    return " ".join(filter(None, (number.kind, value, number.unit, "" if number.exact else "~")))


@pytest.mark.parametrize(("text", "wanted"), [pair for group in CASES.values() for pair in group.items()])
def test_what_people_write(text: str, wanted: str) -> None:
    assert "; ".join(map(_line, find_numbers(text))) == wanted


@given(any_number)
def test_every_whole_number_survives_every_spelling(value: int) -> None:
    spelled = (
        str(value),
        f"{value:,}",
        str(value).translate(WIDE),
        to_chinese(value),
        to_financial(value),
        to_spoken(value),
    )
    for text in spelled:
        assert read_number(text) == value, text
        assert number_values(f"补贴{text}元。") >= {Fraction(value)}, text


@given(any_number)
def test_english_words_survive(value: int) -> None:
    assert read_number(to_english(value)) == value


@given(st.integers(0, 10**8), st.integers(1, 9999))
def test_decimals_survive(whole_part: int, decimals: int) -> None:
    value = Fraction(f"{whole_part}.{decimals:04d}")
    digits = "".join(to_chinese(int(digit)) for digit in f"{decimals:04d}")
    for text in (
        f"{whole_part}.{decimals:04d}",
        f"{whole_part:,}.{decimals:04d}",
        f"{to_chinese(whole_part)}点{digits}",
    ):
        assert read_number(text) == value, text


@given(st.integers(1, 99999), st.sampled_from([("万", 10**4), ("亿", 10**8), ("千", 1000), ("k", 1000), ("w", 10**4)]))
def test_a_scale_multiplies_decimals(hundredths: int, scale: tuple[str, int]) -> None:
    assert read_number(f"{hundredths / 100:.2f}{scale[0]}") == Fraction(hundredths, 100) * scale[1]


@given(st.integers(1, 9999))
def test_a_percentage_is_a_share_in_every_spelling(number: int) -> None:
    for text in (f"{number}%", f"百分之{to_chinese(number)}", f"{number}个百分点", f"{number} percent"):
        found = find_numbers(text)
        assert [one.value for one in found] == [Fraction(number, 100)], text
        assert {Fraction(number), Fraction(number, 100)} <= number_values(text)


@given(
    st.text(
        st.sampled_from("一二三十百千万零点半两几多元人年个月级第条(四)%-到至.,0123456789 成分之a好的ⅢK￥，"),
        max_size=30,
    )
)
def test_offsets_point_into_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end
        assert text[number.start : number.end] == number.text
        end = number.end


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text: str) -> None:
    for number in find_numbers(text):
        assert text[number.start : number.end] == number.text
    assert number_values(text) >= {number.value for number in find_numbers(text) if number.value is not None}


@given(whole, st.sampled_from(["在2024年12月4日", "职业编码4-10-01-05", "8:30开门"]))
def test_the_check_sees_numbers_that_are_no_numbers_to_people(value: int, around: str) -> None:
    """Days, codes and clock times hold figures that an answer must prove too."""
    values = number_values(f"{around},{value}元")
    first = {"在": 2024, "职": 10, "8": 30}[around[0]]
    assert {Fraction(first), Fraction(value)} <= values


def test_a_number_too_large_to_write_is_refused() -> None:
    with pytest.raises(ValueError, match="sixteen digits"):
        to_chinese(10**16)
    with pytest.raises(ValueError, match="not between"):
        to_english(-1)


def test_a_range_has_no_single_value() -> None:
    (found,) = find_numbers("4-8千")
    with pytest.raises(ValueError, match="range"):
        found.decimal()
