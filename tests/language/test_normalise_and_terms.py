"""Normalising, misspelt terms and masking: properties and a labelled list."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.understand.lexicon import OCCUPATION, PolicyLexicon
from assistant.language.normalise import normalise
from assistant.language.privacy import mask
from assistant.policy.load import load_corpus

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@pytest.fixture(scope="module")
def lexicon() -> PolicyLexicon:
    return PolicyLexicon(load_corpus(CORPUS), CORPUS)


@given(st.text(max_size=80))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_every_span_maps_back_into_the_text_given(text: str, start: int, end: int) -> None:
    normal = normalise(text)
    start, end = sorted((min(start, len(normal.text)), min(end, len(normal.text))))
    first, last = normal.origin(start, end)
    assert 0 <= first <= last <= len(text)


@pytest.mark.parametrize(
    ("typed", "occupation"),
    [
        ("养老户理员三级", "养老护理员"),
        ("人工只能训练师", "人工智能训练师"),
        ("家正服务员四级", "家政服务员"),
        ("药务检验员", "药物检验员"),
        ("计算机程序设记员", "计算机程序设计员"),
        ("电子产品制板工", "电子产品制版工"),
        ("疫苗制品公", "疫苗制品工"),
        ("工业机器人系统运围员", "工业机器人系统运维员"),
        ("ai trainer level 3", "人工智能训练师"),
        ("护工", "养老护理员"),
    ],
)
def test_a_misspelt_or_everyday_name_reaches_its_occupation(
    lexicon: PolicyLexicon, typed: str, occupation: str
) -> None:
    found = [one for one in lexicon.find(normalise(typed).text.lower()) if one.kind == OCCUPATION]
    assert [one.values for one in found] == [(occupation,)]


@pytest.mark.parametrize(
    "typed",
    [
        "医疗护理员",
        "养老金怎么领",
        "数控车工",
        "半导体行业前景",
        "人工客服",
        "我在养老院上班",
        "培训学校",
        "今天天气不错",
        "教师资格证",
    ],
)
def test_a_neighbour_is_not_taken_for_an_occupation_of_the_list(lexicon: PolicyLexicon, typed: str) -> None:
    assert [one for one in lexicon.find(normalise(typed).text) if one.kind == OCCUPATION] == []


@pytest.mark.parametrize(
    ("typed", "secret"),
    [
        ("身份证11010519491231002X谢谢", "11010519491231002X"),
        ("打我手机13812345678", "13812345678"),
        ("卡号６２２２０２１２３４５６７８９０１２８", "６２２２０２１２３４５６７８９０１２８"),
        ("我叫王小明,考了三级", "王小明"),
        ("邮箱abc.d@example.com", "abc.d@example.com"),
        ("我家座机021-62345678", "62345678"),
    ],
)
def test_personal_data_is_hidden(typed: str, secret: str) -> None:
    masked = mask(typed)
    assert secret not in masked.text
    assert masked.found


@given(st.integers(0, 10_000_000), st.sampled_from(["元", "人", "个", "年", "级", "%", "万元"]))
def test_amounts_years_and_counts_are_left_alone(value: int, unit: str) -> None:
    text = f"一共{value}{unit},依据(三)和4-10-01-05,问12333"
    assert mask(text).text == text


@given(st.from_regex(r"1[3-9][0-9]{4}[1-9]{5}", fullmatch=True))
def test_every_mobile_number_is_hidden(number: str) -> None:
    assert number not in mask(f"我的手机{number},请回电").text
