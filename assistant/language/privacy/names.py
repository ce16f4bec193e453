"""Names of persons where the words announce one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.language.privacy.words import privacy_words

Span = tuple[int, int]

HAN = "[\u4e00-\u9fff]"
LATIN = r"[A-Z][A-Za-z'-]*(?:[ ·][A-Z][A-Za-z'-]*){0,3}"


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    """From the surest announcement to the least; each has a group `name`."""
    words = privacy_words()
    compound, common = words.compound, f"[{words.common}]"
    own = rf"(?:{compound}|[{words.surnames}]){HAN}(?:{HAN}|·{HAN}+)??"
    usual = rf"(?:{compound}|{common}){HAN}{{1,2}}?"
    announced = rf"(?:{words.called}|{words.labelled})\s?"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"{announced}(?!{words.not_names})(?P<name>{own})(?={words.name_tail})",
            rf"{announced}(?!{words.not_names})(?P<name>(?:{compound}|{common}){HAN}{{2}})",
            rf"{announced}(?P<name>{LATIN})",
            rf"{words.introduced}(?!{words.not_names})(?P<name>{usual})(?={words.name_stop})",
            rf"(?:^|(?<=[,。;、\s(]))(?!{words.not_names})(?P<name>{usual})(?={words.particulars})",
            rf"\b(?i:{words.called_english})\s+(?!{words.not_names_english})(?P<name>[A-Za-z'-]+(?:\s+[A-Z][A-Za-z'-]*){{0,3}})",
        )
    )


def names(text: str) -> Iterator[Span]:
    """Each name behind 叫, 姓名 and the like, or before 男, 身份证 and the like."""
    taken: list[Span] = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if all(end <= one[0] or one[1] <= start for one in taken):
                taken.append((start, end))
                yield start, end
