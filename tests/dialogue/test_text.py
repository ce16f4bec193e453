"""The text of an answer: every clause once, with the words that carry it, none inside another."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.dialogue.assistant import Assistant
from assistant.dialogue.text import basis_of

DAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    "question", ["我失业,上海户口,人工智能训练师三级,能拿多少", "定向培训班30人就业24人,上海办的,首期多少"]
)
def test_each_clause_stands_once_and_no_quote_lies_within_another(assistant: Assistant, question: str) -> None:
    answer = assistant.reply(question, "text", as_of=DAY)
    found = basis_of(answer)
    assert found
    assert len({one.label for one in found}) == len(found)
    for one in found:
        assert not [(a, b) for a in one.quotes for b in one.quotes if a is not b and a in b]
        assert answer.text.count(one.label) == 1


def test_the_notice_stands_before_the_base_rules(assistant: Assistant) -> None:
    answer = assistant.reply("我在职,养老护理员四级,能拿多少", "order", as_of=DAY)
    reference = {citation.label: citation.reference for citation in answer.citations}
    kinds = [reference[one.label] for one in basis_of(answer)]
    assert kinds == sorted(kinds)
    assert {True, False} <= set(kinds)
