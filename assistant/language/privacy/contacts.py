"""Telephones, e-mail and accounts of messengers; public hotlines stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.privacy.words import digits_of, privacy_words

Span = tuple[int, int]

EMAIL = re.compile(r"(?:[A-Za-z0-9._%+-]+|[\u4e00-\u9fff]{1,4})\s?@\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
MOBILE = re.compile(
    r"(?<!\d)(?<!\d\.)(?:(?:\+|00)?86[ .-]?)?"
    r"(?:1[3-9]\d[ .-]?\d{4}[ .-]?\d{4}|1[3-9]\d[ .-]\d{3}[ .-]\d{5}|1[ .-][3-9](?:[ .-]\d){9})(?!\d)"
)
LANDLINE = re.compile(
    r"(?<![\d-])(?P<area>\(?0\d{2,3}\)?[ -]?)?(?P<own>[2-8]\d{3}[ -]?\d{3,4})(?:\s?(?:转|ext\.?|-)\s?\d{1,5})?(?![\d%-])",
    re.I,
)
ROUND = re.compile(r"0{7}$")


def emails(text: str) -> Iterator[Span]:
    """E-mail addresses."""
    yield from (match.span() for match in EMAIL.finditer(text))


def mobiles(text: str) -> Iterator[Span]:
    """Mobile telephones, also in figures written as characters; a round sum is none."""
    for shown in privacy_words().spelled_out(text):
        for match in MOBILE.finditer(shown):
            if not ROUND.search(digits_of(match[0])) and not _sum(shown, match.end()):
                yield match.span()


def landlines(text: str) -> Iterator[Span]:
    """Eight digits are a telephone only with an area code or words that say so; 20241204 is a date."""
    words = privacy_words()
    announce = re.compile(rf"(?:{words.subscriber_announce})[^\d,。;]{{0,5}}$", re.IGNORECASE)
    for match in LANDLINE.finditer(text):
        told = match["area"] or announce.search(text[max(0, match.start() - 12) : match.start()])
        long_enough = len(digits_of(match["own"])) == 8 or (match["area"] and len(digits_of(match["own"])) == 7)
        if told and long_enough and digits_of(match[0]) not in words.public and not _sum(text, match.end()):
            yield match.span()


def accounts(text: str) -> Iterator[Span]:
    """Accounts behind the name of a messenger; they hold at least one figure."""
    words = privacy_words()
    pattern = (
        rf"(?i:{words.account_announce})(?:号码?|id)?[\s:：是为]{{0,3}}(?P<own>(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{{5,20}})"
    )
    for match in re.finditer(pattern, text):
        if match["own"] not in words.public and not words.is_amount(text, match.end()):
            yield match.span("own")


def _sum(text: str, end: int) -> bool:
    return re.match(r"\s?[万亿]?(?:元|块|圆|人民币|yuan|rmb)", text[end:], re.IGNORECASE) is not None
