"""What is hidden and what is left: valid numbers of every kind always go, sums, days and codes never change."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict
from stdnum import luhn
from stdnum.cn import ric

from assistant.language.privacy import mask
from assistant.language.privacy.words import privacy_words


class _Cases(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    hidden: dict[str, dict[str, str]]
    kept: list[str]


CASES = _Cases.model_validate(yaml.safe_load(Path(__file__).with_name("privacy.yaml").read_text(encoding="utf-8")))
HIDDEN = [(kind, text, secret) for kind, texts in CASES.hidden.items() for text, secret in texts.items()]

FULL_WIDTH = {ord(str(digit)): "０１２３４５６７８９"[digit] for digit in range(10)}
SPELLED = {ord(str(digit)): "零一二三四五六七八九"[digit] for digit in range(10)}
BEFORE = st.sampled_from(["", "我的号码是", "身份证", "你好,", "call me ", "(", "卡:", "三级 ", "2500元,"])
AFTER = st.sampled_from(["", "。", ",能拿多少", " thanks", "三级", ")", "我的", "\n12个月"])


def _is_hidden(secret: str, before: str, after: str) -> None:
    masked = mask(f"{before}{secret}{after}").text
    assert secret not in masked and "已隐去〕" in masked
    assert masked.startswith(before) and masked.endswith(after)


@pytest.mark.parametrize(("kind", "text", "secret"), HIDDEN, ids=[text for _, text, _ in HIDDEN])
def test_what_identifies_somebody_is_hidden_and_the_rest_of_the_sentence_stays(
    kind: str, text: str, secret: str
) -> None:
    masked = mask(text)
    assert masked.text == text.replace(secret, privacy_words().replacements[kind])
    assert [text[one.start : one.end] for one in masked.found if one.kind == kind] == [secret]


@pytest.mark.parametrize("text", CASES.kept)
def test_what_identifies_nobody_is_left_as_it_was_typed(text: str) -> None:
    assert mask(text).text == text


@given(
    st.sampled_from(["310101", "110105", "330106", "650102"]),
    st.dates(dt.date(1930, 1, 1), dt.date(2015, 12, 31)),
    st.integers(0, 999),
    st.sampled_from(["", " ", "-", "full", "spelled"]),
    BEFORE,
    AFTER,
)
def test_every_valid_identity_number_is_hidden(
    region: str, birth: dt.date, serial: int, form: str, before: str, after: str
) -> None:
    body = f"{region}{birth:%Y%m%d}{serial:03}"
    number = body + ric.calc_check_digit(body + "0")
    _is_hidden(_written(number, (6, 14), form), before, after)


@given(
    st.integers(3, 9),
    st.integers(1, 999_999_999),
    st.sampled_from(["", " ", "-", "full", "spelled", "+86 "]),
    BEFORE,
    AFTER,
)
def test_every_mobile_number_is_hidden(second: int, rest: int, form: str, before: str, after: str) -> None:
    number = f"1{second}{rest:09}"
    if number.endswith("0" * 7):
        return
    written = form + number if form == "+86 " else _written(number, (3, 7), form)
    _is_hidden(written, before, after)


@given(st.integers(0, 10**12 - 1), st.sampled_from([" ", "", "full"]), BEFORE, AFTER)
def test_every_bank_card_is_hidden(serial: int, form: str, before: str, after: str) -> None:
    body = f"622202{serial:012}"
    number = body + luhn.calc_check_digit(body)
    _is_hidden(_written(number, (4, 8, 12, 16), form), before, after)


def _written(number: str, cuts: tuple[int, ...], form: str) -> str:
    if form == "full":
        return number.translate(FULL_WIDTH)
    if form == "spelled":
        return number.translate(SPELLED)
    ends = [*cuts, len(number)]
    return form.join(number[start:end] for start, end in zip([0, *cuts], ends, strict=True))


MONEY = st.tuples(st.integers(0, 10**13), st.sampled_from(["元", "块", "万元", "亿元", " yuan"]))
COUNTS = st.tuples(st.integers(0, 10**9), st.sampled_from(["人", "%", "个", "次", "级", ""]))


@given(MONEY | COUNTS, st.sampled_from(["补贴", "共", "最高", "我拿", ""]))
def test_no_sum_or_count_is_touched(said: tuple[int, str], before: str) -> None:
    amount, unit = said
    for written in (str(amount), f"{amount:,}"):
        text = f"{before}{written}{unit}"
        assert mask(text).text == text


SUMS = ["1500", "1950", "2000", "2600", "2500", "3250", "3000", "3900", "3500", "4550", "22500", "37500", "100000"]


@given(st.lists(st.sampled_from(SUMS), min_size=2, max_size=6), st.sampled_from([" ", "-", "、", "+", "×", " → "]))
def test_no_list_of_sums_is_touched(sums: list[str], sign: str) -> None:
    text = sign.join(sums)
    assert mask(text).text == text


@given(st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)))
def test_no_day_is_touched(day: dt.date) -> None:
    text = f"{day:%Y%m%d} {day.isoformat()} {day.year}年{day.month}月{day.day}日 {day:%Y%m}"
    assert mask(text).text == text


@given(st.text(max_size=60))
def test_whatever_is_typed_only_the_found_spans_change_and_a_second_pass_finds_nothing_more(text: str) -> None:
    masked = mask(text)
    rest, position = [], 0
    for one in masked.found:
        assert position <= one.start < one.end <= len(text)
        rest += [text[position : one.start], privacy_words().replacements[one.kind]]
        position = one.end
    assert masked.text == "".join([*rest, text[position:]])
    assert mask(masked.text).text == masked.text
