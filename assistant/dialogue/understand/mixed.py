"""Words of dialect, and English ones inside Chinese sentences, read as the plain Chinese that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.understand.repair import Change
from assistant.dialogue.understand.vocabulary import read

HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN_WORD = re.compile(r"[a-z]{2,}")
ENGLISH_GRAMMAR = re.compile(
    r"\b(?:the|is|are|was|am|do|does|did|have|has|had|for|of|and|an?|i|my|we|our|you|he|she|his|her|they|with|what|if|can)\b"
)
LEAST_GRAMMAR = 3  # words that only an English sentence holds


class _MixedFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: dict[str, str]
    single: dict[str, str] = {}


@lru_cache(maxsize=1)
def _meanings() -> tuple[dict[str, str], re.Pattern[str]]:
    """`mixed.yaml` and `dialect.yaml`: the words, and the expression that finds them, longest first."""
    english, dialect = read("mixed.yaml", _MixedFile).words, read("dialect.yaml", _MixedFile).words
    spelled, spoken = (
        "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) for words in (english, dialect)
    )
    return english | dialect, re.compile(rf"(?<![a-z])\s*(?P<english>{spelled})\s*(?![a-z])|(?P<dialect>{spoken})")


def is_english(text: str) -> bool:
    """Whether a lower-case text is written in English, be it with the Chinese name of an occupation in it."""
    words, han = len(LATIN_WORD.findall(text)), len(HAN.findall(text))
    return words > han and (not han or len(ENGLISH_GRAMMAR.findall(text)) >= LEAST_GRAMMAR)


def has_words(text: str) -> bool:
    """Whether a lower-case text has words of any language, beside digits and signs."""
    return bool(HAN.search(text) or LATIN_WORD.search(text))


def mixed_changes(text: str, taken: Iterable[tuple[int, int]]) -> tuple[Change, ...]:
    """The words of English and dialect in a lower-case text that holds Chinese, outside the spans read already."""
    if is_english(text):
        return ()
    words, pattern = _meanings()
    blocked = list(taken)
    found: list[Change] = []
    for regex, meaning in [(pattern, None), *_single()]:
        for match in regex.finditer(text):
            if all(match.end() <= start or end <= match.start() for start, end in blocked):
                found.append(Change(match.start(), match.end(), meaning or words[match[match.lastgroup or 0]]))
                blocked.append(match.span())
    return tuple(found)


@lru_cache(maxsize=1)
def _single() -> tuple[tuple[re.Pattern[str], str | None], ...]:
    """Single characters of dialect, each with the neighbours among which it is one."""
    return tuple((re.compile(regex), meaning) for regex, meaning in read("dialect.yaml", _MixedFile).single.items())
