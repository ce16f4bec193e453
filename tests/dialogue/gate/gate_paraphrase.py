"""Faithful rewordings of real sentences: synonyms, order, frames, other spellings of the same figures, merged sentences."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml
from gate_answers import sentences, verified
from gate_spelling import number_spellings
from pydantic import BaseModel

from assistant.dialogue.answer import Answer, Sentence
from assistant.dialogue.verify.figures import canonical, read_figures

Paraphrase = tuple[str, tuple[Sentence, ...], Answer]


class Words(BaseModel):
    """One language of `paraphrases.yaml`."""

    swaps: list[tuple[str, list[str]]]
    openings: list[str]
    endings: list[str]


@lru_cache(maxsize=1)
def words() -> dict[str, Words]:
    raw = yaml.safe_load(Path(__file__).with_name("paraphrases.yaml").read_text(encoding="utf-8"))
    return {language: Words.model_validate(block) for language, block in raw.items()}


def paraphrases(language: str, seed: int) -> Iterator[Paraphrase]:
    """Up to a dozen rewordings of every sentence, and merges of sentences that stand side by side."""
    rng = random.Random(seed)
    for sentence, answer in sentences(language):
        for text in _reworded(sentence.text, language, rng):
            yield text, (sentence,), answer
    for answer in verified(language)[::4]:
        for one, two in itertools.pairwise(answer.sentences):
            first = one.text.rstrip("。.")
            joined = f"{first};{two.text}" if language == "zh" else f"{first}; {two.text}"
            yield swapped(joined, language, rng), (one, two), answer


def _reworded(text: str, language: str, rng: random.Random) -> set[str]:
    found: set[str] = set()
    for _ in range(12):
        new = swapped(text, language, rng)
        if language == "zh" and rng.random() < 0.4:
            new = _respelled(new, rng)
        if language == "zh" and rng.random() < 0.3:
            new = _reordered(new)
        opening, ending = rng.choice(words()[language].openings), rng.choice(words()[language].endings)
        found.add(opening + new + ending)
    return found


def swapped(text: str, language: str, rng: random.Random) -> str:
    for old, news in words()[language].swaps:
        if old in text and rng.random() < 0.6:
            text = text.replace(old, rng.choice(news), 1)
    return text


def _respelled(text: str, rng: random.Random) -> str:
    """One sum of yuan in another spelling."""
    text = canonical(text)
    money = [figure for figure in read_figures(text) if figure.kind == "money" and text[figure.start].isdigit()]
    if not money:
        return text
    figure = rng.choice(money)
    spelling = rng.choice([one for one in number_spellings(figure.value) if "\u200b" not in one])
    return text[: figure.start] + spelling + "元" + text[figure.end :]


def _reordered(text: str) -> str:
    """A:B。 said as B(A)。 where the sentence has one colon."""
    if text.count(":") != 1 or not text.endswith("。"):
        return text
    head, tail = text.rstrip("。").split(":")
    return f"{tail},{head}。"
