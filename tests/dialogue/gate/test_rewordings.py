"""A model's faithful rewordings pass, its lies do not, whether or not a figure is touched."""

from __future__ import annotations

import pytest
from gate_answers import names, sentences
from gate_lies import all_lies
from gate_paraphrase import paraphrases

from assistant.dialogue.verify.gate import Basis, Fault, faults

MOST_FALSE_ALARMS = 0.03  # issue 6: at least 97% of an honest model's sentences are shown unchanged


def test_faithful_rewordings_pass(capsys: pytest.CaptureFixture[str]) -> None:
    refused, tried = [], 0
    for language in ("zh", "en"):
        for text, basis, answer in paraphrases(language, seed=11):
            tried += 1
            found = faults(text, Basis.of(basis, answer), names())
            if found:
                refused.append((found, text))
    with capsys.disabled():
        print(f"\nfaithful rewordings: {tried}, refused {len(refused)} ({len(refused) / tried:.2%})")
    assert tried >= 2000
    assert len(refused) / tried <= MOST_FALSE_ALARMS, refused[:8]


def test_no_lie_passes() -> None:
    shown, tried = [], 0
    for language in ("zh", "en"):
        for text, sentence, answer in all_lies(language):
            tried += 1
            if not faults(text, Basis.of([sentence], answer), names()):
                shown.append((sentence.text, text))
    assert tried >= 2000
    assert not shown, shown[:10]


def test_a_figure_may_not_be_left_out() -> None:
    for sentence, answer in sentences():
        if sentence.text.startswith("一共"):
            found = faults(sentence.text.split(",")[0] + "。", Basis.of([sentence], answer), names())
            assert Fault.LEFT_OUT in found


def test_figures_may_not_change_places() -> None:
    for sentence, answer in sentences():
        if sentence.text.startswith("一共"):
            total, rest = sentence.text.split(":")
            first, last = rest.rstrip("。").split(",")
            swapped = f"{total}:首期{last.removeprefix('其余')},其余{first.removeprefix('首期')}。"
            if swapped != sentence.text:
                assert Fault.MOVED in faults(swapped, Basis.of([sentence], answer), names())
