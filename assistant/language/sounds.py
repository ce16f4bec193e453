"""How Chinese characters sound, tones and regional confusions (zh/z, n/l, in/ing …) folded."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from pypinyin import Style, lazy_pinyin

from assistant.yaml_file import read_data

HAN = re.compile(r"[\u4e00-\u9fff]")
FIRST_CODE = 0xE000  # private-use characters stand for syllables


class TermSettings(BaseModel):
    """`terms.yaml`; the file says what each value is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    shortest: int
    shortest_sound: int
    sound: float
    shape: float
    shape_sound: float
    shape_sound_shortest: int
    longer: float
    fold_initials: dict[str, str]
    fold_finals: dict[str, str]
    others: list[str]
    lookalikes: dict[str, str]


@lru_cache(maxsize=1)
def term_settings() -> TermSettings:
    """The settings of the near-miss search."""
    path = Path(__file__).with_name("terms.yaml")
    return TermSettings.model_validate(read_data(path))


_codes: dict[str, str] = {}


@lru_cache(maxsize=16384)
def _syllable(char: str) -> str:
    """One character for a syllable, so that two sounds compare as fast as two characters."""
    if not HAN.match(char):
        return char
    settings = term_settings()
    initial = lazy_pinyin(char, style=Style.INITIALS, strict=False)[0]
    final = lazy_pinyin(char, style=Style.FINALS, strict=False)[0]
    syllable = settings.fold_initials.get(initial, initial) + settings.fold_finals.get(final, final)
    return _codes.setdefault(syllable, chr(FIRST_CODE + len(_codes)))


def sounds(text: str) -> str:
    """The sound of a text, one character for a syllable; other characters than Chinese ones stand for themselves."""
    return "".join(map(_syllable, text))


def sounds_like(word: str, text: str) -> bool:
    """Whether a text holds a run of characters that sounds like a word, tones and regional confusions ignored."""
    return sounds(word.lower()) in sounds(text.lower())
