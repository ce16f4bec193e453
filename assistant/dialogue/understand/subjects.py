"""Other subjects than the policy's: what belongs to another office, and whom to ask there."""

from __future__ import annotations

import re
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, RootModel

from assistant.dialogue.understand.reading import Hit
from assistant.dialogue.understand.vocabulary import read

CERTAIN = 3.0  # the score of a name that leaves no doubt


class OtherSubject(BaseModel):
    """One subject of `subjects.yaml`: its words, example questions, and a sentence on whom to ask.

    `benefits` name money of other offices: they mean this subject whatever else is like it.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)
    id: str
    words: list[str] = []
    benefits: list[str] = []
    asks: list[str] = []
    refer: dict[str, str]


class _SubjectFile(RootModel[list[OtherSubject]]):
    pass


@lru_cache(maxsize=1)
def other_subjects() -> dict[str, OtherSubject]:
    """The subjects by id."""
    return {subject.id: subject for subject in read("subjects.yaml", _SubjectFile).root}


@lru_cache(maxsize=1)
def _compiled() -> tuple[re.Pattern[str], dict[str, str]]:
    return _finder({word.lower(): subject.id for subject in other_subjects().values() for word in subject.words})


@lru_cache(maxsize=1)
def _benefits() -> tuple[re.Pattern[str], dict[str, str]]:
    return _finder({word.lower(): subject.id for subject in other_subjects().values() for word in subject.benefits})


def _finder(owner: dict[str, str]) -> tuple[re.Pattern[str], dict[str, str]]:
    spelled = [
        rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)
        for word in sorted(owner, key=len, reverse=True)
    ]
    return re.compile("|".join(spelled)), owner


def match_subject(text: str) -> Hit | None:
    """The first name of another benefit in a normalised message, else the first word of another subject."""
    for score, (regex, owner) in ((CERTAIN, _benefits()), (1.0, _compiled())):
        found = regex.search(text)
        if found:
            return Hit(owner[found[0]], found[0], score)
    return None
