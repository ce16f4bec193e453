"""English words inside Chinese sentences, read as the Chinese that they stand for: 证书issue以后的deadline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.understand.repair import Change
from assistant.dialogue.understand.vocabulary import read

HAN = re.compile(r"[\u4e00-\u9fff]")


class _MixedFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: dict[str, str]


@lru_cache(maxsize=1)
def _meanings() -> tuple[dict[str, str], re.Pattern[str]]:
    """`mixed.yaml`: the words, and the expression that finds them with the blanks around, longest first."""
    words = read("mixed.yaml", _MixedFile).words
    spelled = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return words, re.compile(rf"(?<![a-z])\s*({spelled})\s*(?![a-z])")


def mixed_changes(text: str, taken: Iterable[tuple[int, int]]) -> tuple[Change, ...]:
    """The English words of a lower-case text that holds Chinese, outside the spans that are read already."""
    if not HAN.search(text):
        return ()
    words, pattern = _meanings()
    blocked = tuple(taken)
    return tuple(
        Change(match.start(), match.end(), words[match[1]])
        for match in pattern.finditer(text)
        if all(match.end() <= start or end <= match.start() for start, end in blocked)
    )
