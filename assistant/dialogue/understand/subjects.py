"""Other subjects than the policy's: what belongs to another office, and whom to ask there."""

from __future__ import annotations

import re
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, RootModel

from assistant.dialogue.understand.reading import Hit
from assistant.dialogue.understand.vocabulary import read


class OtherSubject(BaseModel):
    """One subject of `subjects.yaml`: its words, example questions, and a sentence on whom to ask."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    id: str
    words: list[str] = []
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
    owner = {word.lower(): subject.id for subject in other_subjects().values() for word in subject.words}
    spelled = [
        rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)
        for word in sorted(owner, key=len, reverse=True)
    ]
    return re.compile("|".join(spelled)), owner


def match_subject(text: str) -> Hit | None:
    """The first word of another subject in a normalised message."""
    regex, owner = _compiled()
    found = regex.search(text)
    return Hit(owner[found[0]], found[0]) if found else None
