"""Simplified characters written as traditional ones."""

from __future__ import annotations

from functools import lru_cache

from opencc import OpenCC


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("s2t")


def to_traditional(text: str) -> str:
    """The text in traditional characters, word by word and not only character by character."""
    return str(_converter().convert(text))
