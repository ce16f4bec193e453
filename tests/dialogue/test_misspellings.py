"""Misspelt words of the subject: a labelled list in both directions."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from assistant.dialogue.understand.lexicon import PolicyLexicon
from assistant.dialogue.understand.repair import plausible, word_changes
from assistant.policy.load import load_corpus

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


class _Labelled(BaseModel):
    model_config = ConfigDict(extra="forbid")
    wrong: dict[str, str]
    right: list[str]


LABELLED = _Labelled.model_validate(yaml.safe_load(Path(__file__).with_name("misspellings.yaml").read_text("utf-8")))


@pytest.fixture(scope="module")
def lexicon() -> PolicyLexicon:
    return PolicyLexicon(load_corpus(CORPUS), CORPUS)


def _words(lexicon: PolicyLexicon, text: str) -> list[str]:
    named = [one for one in lexicon.find(text) if one.exact or plausible(text, one.start, one.end, one.surface)]
    changes = word_changes(text, [(one.start, one.end) for one in named])
    return [*(change.word for change in changes), *(one.surface for one in named if not one.exact)]


@pytest.mark.parametrize(("typed", "meant"), LABELLED.wrong.items())
def test_a_misspelt_word_is_set_right(lexicon: PolicyLexicon, typed: str, meant: str) -> None:
    assert any(meant in word for word in _words(lexicon, typed))


@pytest.mark.parametrize("typed", LABELLED.right)
def test_right_words_are_left_alone(lexicon: PolicyLexicon, typed: str) -> None:
    assert _words(lexicon, typed) == []
