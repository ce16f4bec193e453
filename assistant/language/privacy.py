"""Personal data hidden before anything is stored or sent; amounts, years, levels and codes are left alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict
from stdnum import luhn
from stdnum.cn import ric

from assistant.language.normalise import normalise

ID_NUMBER = re.compile(r"(?<![\d])\d(?:[ -]?\d){16}[ -]?[\dxX](?![\d])|(?<!\d)\d{15}(?!\d)")
MOBILE = re.compile(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")
LANDLINE = re.compile(r"(?<![\d-])(?:\(?0\d{2,3}\)?[ -]?)?[2-8]\d{3}[ -]?\d{4}(?![\d元块万人%-])")
CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
PASSPORT = re.compile(r"(?<![A-Za-z0-9])(?:[EeGgDdSsPpHhKk]\d{8}|[Ee][A-Za-z]\d{7}|[HhMmCc]\d{8,10}|[CcWw]\d{8})(?!\w)")
PLATE = re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])")
ADDRESS = re.compile(r"[\u4e00-\u9fff\d]{2,12}(?:路|街|弄|村|巷|大道|小区|新村)\d{1,5}(?:弄\d{1,4})?(?:号|幢|栋|单元)(?:\d{1,4}(?:号|室|楼|单元)?)*")
SUBSCRIBER = re.compile(r"电话|座机|手机|号码|联系|打给|tel|phone")
AREA_CODE = re.compile(r"\(?0\d{2,3}")


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    replacements: dict[str, str]
    public: list[str]
    announce: str
    announce_english: str
    surnames: str
    not_names: str


@dataclass(frozen=True, slots=True)
class Found:
    """One piece of personal data: its kind and where it stood in the text given; never the data itself."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Masked:
    """The text with personal data replaced by words that say what was there."""

    text: str
    found: tuple[Found, ...]


@lru_cache(maxsize=1)
def _file() -> _File:
    return _File.model_validate(yaml.safe_load(Path(__file__).with_name("privacy.yaml").read_text(encoding="utf-8")))


def mask(text: str) -> Masked:
    """Hide identity and card numbers, telephones, addresses, plates, e-mail and announced names.

    Args:
        text: as typed; full-width digits are seen through. Numbers are hidden only where their checksum or form says what
            they are.
    """
    normal = normalise(text)
    taken: list[Found] = []
    for kind, finder in FINDERS:
        for start, end in finder(normal.text):
            first, last = normal.origin(start, end)
            if all(last <= one.start or one.end <= first for one in taken):
                taken.append(Found(kind, first, last))
    taken.sort(key=lambda one: one.start)
    pieces: list[str] = []
    position = 0
    for one in taken:
        pieces += [text[position : one.start], _file().replacements[one.kind]]
        position = one.end
    return Masked("".join([*pieces, text[position:]]), tuple(taken))


def _digits(text: str) -> str:
    return re.sub(r"[ -]", "", text)


def _id_numbers(text: str) -> Iterator[tuple[int, int]]:
    for match in ID_NUMBER.finditer(text):
        digits = _digits(match[0])
        old_form = len(digits) == 15 and re.fullmatch(r"[1-8]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}", digits)
        # A mistyped number is still somebody's: the form of the birth date is enough where the checksum is not.
        dated = re.fullmatch(r"[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dxX]", digits)
        if ric.is_valid(digits.upper()) or old_form or dated:
            yield match.span()


def _cards(text: str) -> Iterator[tuple[int, int]]:
    for match in CARD.finditer(text):
        digits = _digits(match[0])
        if 13 <= len(digits) <= 19 and luhn.is_valid(digits) and len(set(digits)) > 3:
            yield match.span()


def _landlines(text: str) -> Iterator[tuple[int, int]]:
    """Eight digits are a telephone only with an area code or words that say so; 20241204 is a date."""
    public = _file().public
    for match in LANDLINE.finditer(text):
        told = AREA_CODE.match(match[0]) or SUBSCRIBER.search(text[max(0, match.start() - 8) : match.start()])
        if told and _digits(match[0]) not in public and len(_digits(match[0])) >= 8:
            yield match.span()


def _simple(regex: re.Pattern[str]) -> Callable[[str], Iterator[tuple[int, int]]]:
    def find(text: str) -> Iterator[tuple[int, int]]:
        yield from (match.span() for match in regex.finditer(text))

    return find


def _names(text: str) -> Iterator[tuple[int, int]]:
    file = _file()
    chinese = rf"{file.announce}\s?([{file.surnames}][\u4e00-\u9fff·]{{1,2}}?)(?=[,。;!?、\s]|$|[我她他伊今是在考的])"
    for match in re.finditer(chinese, text):
        if not re.match(file.not_names, match[1]):
            yield match.span(1)
    for match in re.finditer(rf"{file.announce_english}\s+([A-Za-z]+(?:\s+[A-Z][a-z]+)?)", text, re.IGNORECASE):
        yield match.span(1)


FINDERS: tuple[tuple[str, Callable[[str], Iterator[tuple[int, int]]]], ...] = (
    ("email", _simple(EMAIL)),
    ("id_number", _id_numbers),
    ("bank_card", _cards),
    ("mobile", _simple(MOBILE)),
    ("landline", _landlines),
    ("passport", _simple(PASSPORT)),
    ("plate", _simple(PLATE)),
    ("address", _simple(ADDRESS)),
    ("name", _names),
)
