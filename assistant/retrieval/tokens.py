"""Text as numbers for the lexical leg: a code for each pair of neighbouring characters, one for each word or number.

Chinese is written without spaces, and pairs of characters find more than the words of a dictionary do; a Latin word
or a number is kept whole, so that 2025 does not match 2024 by half.
"""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml

from assistant.retrieval.plain import plain

_RUNS = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]+|[^\W_㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]+")
_SINGLE = 1 << 21
_WORD = 1 << 44
_CHARACTER = 1 << 45


def tokens(text: str) -> list[int]:
    """The codes of `text` in reading order, repeats included.

    Pairs never cross punctuation. A run of one Chinese character is coded alone. Codes fit a signed 64-bit number
    and are the same in every process.
    """
    return list(_codes(plain(text)))


def characters(text: str) -> list[int]:
    """The codes of the single Chinese characters of `text`, in a range of their own."""
    return [_CHARACTER | ord(char) for run in _RUNS.findall(plain(text)) if run[0] >= "㐀" for char in run]


def question_characters(question: str) -> list[int]:
    """The same for a question, without the words that only ask."""
    return characters(_asking().sub(" ", plain(question)))


def question_tokens(question: str) -> list[int]:
    """The codes of a question without the words that only ask; all of them where nothing else is left."""
    return list(_codes(_asking().sub(" ", plain(question)))) or tokens(question)


@lru_cache(maxsize=1)
def _asking() -> re.Pattern[str]:
    words = yaml.safe_load(Path(__file__).with_name("question.yaml").read_text(encoding="utf-8"))
    return re.compile("|".join(re.escape(word) for word in words))


def _codes(text: str) -> Iterator[int]:
    for run in _RUNS.findall(text):
        if run[0] < "㐀":
            yield _WORD | zlib.crc32(run.encode())
        elif len(run) == 1:
            yield _SINGLE * _SINGLE - _SINGLE + ord(run)
        else:
            for left, right in itertools.pairwise(run):
                yield ord(left) << 21 | ord(right)
