"""The gate's reading of figures: each spelling is read as its value, and words that count nothing are left alone."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from gate_spelling import chinese, number_spellings, ratio_spellings, spoken
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.verify.figures import read_figures

READ = [
    ("三千二百五十元", [("money", "3250")]),
    ("3.25千元", [("money", "3250")]),
    ("两万三千元,一千五百元", [("money", "23000"), ("money", "1500")]),
    ("一千零五元", [("money", "1005")]),
    ("壹仟伍佰圆整", [("money", "1500")]),
    ("4-8千元", [("money", "4000"), ("money", "8000")]),
    ("10-20万", [("plain", "100000"), ("plain", "200000")]),
    ("¥3,250", [("money", "3250")]),
    ("八成五、三成、打八折、六五折", [("ratio", "17/20"), ("ratio", "3/10"), ("ratio", "4/5"), ("ratio", "13/20")]),
    ("全额发、减半发、翻倍", [("ratio", "1"), ("ratio", "1/2"), ("ratio", "2")]),
    ("半年内、一年半、12个月", [("months", "6"), ("months", "18"), ("months", "12")]),
    ("一年", [("months", "12")]),
    ("第三条、(四)、④、第(十)条", [("clause", "3"), ("clause", "4"), ("clause", "4"), ("clause", "10")]),
    ("三级/高级工", [("level", "3"), ("level", "3")]),
    ("高级技师和技师", [("level", "1"), ("level", "2")]),
    ("编码4-10-01-05,第16号", [("code", "4100105"), ("plain", "16")]),
    ("有30多人", [("vague", "30")]),
    ("数千元", [("vague", "1000")]),
    ("three thousand two hundred and fifty yuan", [("money", "3250")]),
    ("within twelve months, level 3", [("months", "12"), ("level", "3")]),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_reads(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(figure.kind, str(figure.value)) for figure in read_figures(text)] == expected


DATES = [
    ("2025年1月1日", (2025, 1, 1)),
    ("二〇二五年一月一日", (2025, 1, 1)),
    ("2025-01-01", (2025, 1, 1)),
    ("2024.12", (2024, 12, 0)),
    ("12月4日", (0, 12, 4)),
    ("4 December 2024", (2024, 12, 4)),
    ("Dec 2024", (2024, 12, 0)),
]


@pytest.mark.parametrize(("text", "parts"), DATES)
def test_reads_dates(text: str, parts: tuple[int, int, int]) -> None:
    assert [figure.parts for figure in read_figures(text)] == [parts]


@pytest.mark.parametrize(
    "text",
    [
        "一般来说,一定要一起办",
        "退伍军人住在陆家嘴,来自四川",
        "进一步统一标准",
        "半导体芯片制造工",
        "百姓万一有疑问,十分欢迎",
        "哪一种、另一种、任一区",
        "one of them",
    ],
)
def test_words_that_count_nothing(text: str) -> None:
    assert read_figures(text) == ()


@given(st.integers(min_value=1, max_value=10**9))
def test_every_spelling_of_a_number_is_one_value(number: int) -> None:
    for spelling in number_spellings(Fraction(number)):
        figures = read_figures(f"补贴{spelling}元。")
        assert [(figure.kind, figure.value) for figure in figures] == [("money", number)], spelling


@given(st.integers(min_value=1, max_value=1999))
def test_every_spelling_of_a_share_is_one_value(thousandths: int) -> None:
    value = Fraction(thousandths, 1000)
    for spelling in ratio_spellings(value):
        assert [figure.value for figure in read_figures(f"按{spelling}发。")] == [value], spelling


@given(st.text(max_size=60))
def test_any_text_is_read_without_error_and_in_order(text: str) -> None:
    figures = read_figures(text)
    assert all(one.end <= two.start for one, two in itertools.pairwise(figures))


def test_the_speller_of_the_tests_is_right() -> None:
    assert (chinese(3250), chinese(1005), chinese(100_010), spoken(1500), spoken(23000)) == (
        "三千二百五十",
        "一千零五",
        "十万零一十",
        "一千五",
        "两万三",
    )
