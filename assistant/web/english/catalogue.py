"""The catalogue of translations: the Chinese sentence is the key, as in any message catalogue.

The subsidy tool words its findings in Chinese only, with days, sums and names filled in already. A finished sentence is
found again by its template, and what fills the blanks is translated in turn. A sentence that is not in the catalogue stays
Chinese; a test holds every wording of the tool against the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from assistant.dialogue.compose.english import occupations_in_english
from assistant.policy.load import read_yaml

HERE = Path(__file__).parent
BLANK = re.compile(r"\{([a-z_0-9.]+)\}")
DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
COUNTED = {"个月": "months", "年": "years", "元": "yuan", "人": "people", "个": ""}
AMOUNT = re.compile(rf"([\d.]+)({'|'.join(COUNTED)})")
FORMULA = re.compile(r"[\d\s.+×÷=()%-]*约[\d\s.+×÷=()%-]*")
TIMES = re.compile(r"(\d+)次")
ONCE = {"1": "once", "2": "twice"}
LIST = "、"
REST = "rest"  # a blank that is a sentence of the catalogue itself


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, str]:
    """Every Chinese template with its English."""
    read = TypeAdapter(dict[str, str]).validate_python
    files = sorted(HERE.glob("*.yaml"))
    occupations = {name: english[:1].upper() + english[1:] for name, english in occupations_in_english().items()}
    return occupations | {chinese: english for path in files for chinese, english in read(read_yaml(path)).items()}


def worded(text: str, language: str) -> str:
    """The text in the language of a page.

    Args:
        text: Chinese, of the subsidy tool or the corpus.
        language: `zh` or `en`.
    """
    return in_english(text) if language == "en" else text


@lru_cache(maxsize=8192)
def in_english(text: str) -> str:
    """The English of a Chinese sentence, label or value; the text itself where there is none."""
    found = _translated(text)
    return found if text in catalogue() else found[:1].upper() + found[1:]


def _translated(text: str) -> str:
    """The same for what may stand within a sentence."""
    found = catalogue().get(text)
    if found is not None:
        return found
    for pattern, names, english in _templates():
        match = pattern.fullmatch(text)
        values = dict(zip(names, match.groups(), strict=True)) if match else {}
        if match is not None and (REST not in values or _translated(values[REST]) != values[REST]):
            return _filled(english, values)
    return _value(text)


@lru_cache(maxsize=1)
def _templates() -> tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...]:
    """The sentences with blanks: those that hold another one first, then those with most words of their own."""
    blanks = {chinese: BLANK.findall(chinese) for chinese in catalogue() if BLANK.search(chinese)}
    ordered = sorted(blanks, key=lambda chinese: (REST not in blanks[chinese], -len(BLANK.sub("", chinese))))
    return tuple((_pattern(chinese), tuple(blanks[chinese]), catalogue()[chinese]) for chinese in ordered)


def _pattern(chinese: str) -> re.Pattern[str]:
    pieces = BLANK.split(chinese)  # text and names in turn
    return re.compile("".join("(.+?)" if odd else re.escape(piece) for piece, odd in _turns(pieces)), re.DOTALL)


def _turns(pieces: list[str]) -> list[tuple[str, bool]]:
    return [(piece, position % 2 == 1) for position, piece in enumerate(pieces)]


def _filled(english: str, values: Mapping[str, str]) -> str:
    return BLANK.sub(lambda blank: _translated(values[blank[1]]), english)


def _value(text: str) -> str:
    """A day, a count, a sum or a list; anything else is a name and stays."""
    day = DAY.fullmatch(text)
    if day is not None:
        return f"{int(day[1]):04}-{int(day[2]):02}-{int(day[3]):02}"
    times = TIMES.fullmatch(text)
    if times is not None:
        return ONCE.get(times[1], f"{times[1]} times")
    amount = AMOUNT.fullmatch(text)
    if amount is not None:
        return f"{amount[1]} {COUNTED[amount[2]]}".strip()
    if FORMULA.fullmatch(text):
        return text.replace("约", "about ")
    if LIST in text:
        return ", ".join(_translated(one) for one in text.split(LIST))
    return text
