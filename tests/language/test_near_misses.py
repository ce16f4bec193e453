"""Misspelt terms: a labelled list in both directions, on the words of the real corpus."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from assistant.dialogue.understand.lexicon import OCCUPATION, SCHEME, PolicyLexicon
from assistant.language.normalise import normalise
from assistant.language.terms import Lexicon, Term
from assistant.policy.load import load_corpus

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


class _Labelled(BaseModel):
    model_config = ConfigDict(extra="forbid")
    sound: dict[str, str]
    shape: dict[str, str]
    none: list[str]


LABELLED = _Labelled.model_validate(yaml.safe_load(Path(__file__).with_name("near_misses.yaml").read_text("utf-8")))


@pytest.fixture(scope="module")
def lexicon() -> PolicyLexicon:
    return PolicyLexicon(load_corpus(CORPUS), CORPUS)


def _found(lexicon: PolicyLexicon, typed: str) -> set[str]:
    text = normalise(typed).text.lower()
    return {value for one in lexicon.find(text) if one.kind in (OCCUPATION, SCHEME) for value in one.values}


@pytest.mark.parametrize(("typed", "wanted"), [*LABELLED.sound.items(), *LABELLED.shape.items()])
def test_a_misspelt_word_reaches_what_it_means(lexicon: PolicyLexicon, typed: str, wanted: str) -> None:
    assert _found(lexicon, typed) == {wanted}


@pytest.mark.parametrize("typed", LABELLED.none)
def test_ordinary_words_are_not_taken_for_a_term(lexicon: PolicyLexicon, typed: str) -> None:
    assert [one for one in lexicon.find(normalise(typed).text.lower()) if not one.exact] == []


def test_finding_is_quick_among_many_terms() -> None:
    """Not a benchmark: an index that compares every term with every window takes tens of milliseconds here."""
    syllables = "养老护理家政服务人工智能训练师药物检验化学合成制剂品造子电路半导体芯片机系统运维操作计算程序设软件测试数控床调整"
    surfaces = {syllables[i : i + 5] + syllables[j : j + 2] for i in range(0, 50, 2) for j in range(0, 40, 2)}
    lexicon = Lexicon(tuple(Term(surface, "word", surface) for surface in sorted(surfaces)))
    sentence = "我在一家医药公司做药品质量检验工作三年了想考证请问有什么补贴吗我妈妈是养老院护工"
    lexicon.find(sentence)
    best = min(_seconds(lexicon, sentence) for _ in range(5))
    assert best < 0.02


def _seconds(lexicon: Lexicon, sentence: str) -> float:
    start = time.perf_counter()
    lexicon.find(sentence)
    return time.perf_counter() - start
