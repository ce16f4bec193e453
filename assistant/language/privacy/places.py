"""Licence plates and street addresses with a door number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.language.privacy.words import privacy_words

Span = tuple[int, int]

DOOR = r"[\d零一二三四五六七八九十百千]{1,6}"


def plates(text: str) -> Iterator[Span]:
    """Licence plates, those of electric cars too."""
    pattern = (
        rf"[{privacy_words().plate_provinces}][A-HJ-NP-Z][·•.\s-]?(?=[A-Z]*\d)[A-HJ-NP-Z0-9]{{5,6}}(?![A-Za-z0-9])"
    )
    yield from (match.span() for match in re.finditer(pattern, text))


@lru_cache(maxsize=1)
def _grammar() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = privacy_words()
    number = rf"{DOOR}(?:弄|号|幢|栋|支弄|弄内)"
    inside = rf"(?:\s?(?:{DOOR}|[A-Z]座?)(?:号楼|号|室|楼|单元|幢|栋|层|座|门))*"
    street = rf"(?P<before>[\u4e00-\u9fff\d]{{1,14}}?)(?:{words.streets})\s?{number}{inside}(?:{DOOR}室)?(?!{words.address_after})"
    flat = rf"{DOOR}(?:号楼|幢|栋)\s?(?:{DOOR}单元\s?)?{DOOR}室"
    return re.compile(rf"{street}|{flat}"), re.compile(rf".*(?:{words.street_starts})")


def addresses(text: str) -> Iterator[Span]:
    """A street with its number and what follows inside the house; the district before it stays."""
    address, starts = _grammar()
    for match in address.finditer(text):
        kept = starts.match(match["before"]) if match["before"] else None
        yield (match.start() + (kept.end() if kept else 0), match.end())
