"""Other subjects than the policy's: what belongs to another office, and whom to ask there."""

from __future__ import annotations

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
def _names() -> dict[str, list[tuple[str, str, float]]]:
    """The words of all subjects with subject and score, by their first two characters; names of benefits, then the longest, first."""
    spelled = [
        (word.lower(), subject.id, score)
        for subject in other_subjects().values()
        for score, words in ((CERTAIN, subject.benefits), (1.0, subject.words))
        for word in words
    ]
    found: dict[str, list[tuple[str, str, float]]] = {}
    for one in sorted(spelled, key=lambda one: (-one[2], -len(one[0]))):
        found.setdefault(one[0][:2], []).append(one)
    return found


def match_subjects(text: str) -> tuple[tuple[int, Hit], ...]:
    """The names of other benefits in a normalised text, then the words of other subjects, each with where it starts."""
    names, hits = _names(), []
    for at in range(len(text)):
        for word, subject, score in names.get(text[at : at + 2], ()):
            if text.startswith(word, at) and _whole(text, at, word):
                hits.append((at, Hit(subject, word, score)))
                break
    return tuple(sorted(hits, key=lambda hit: -hit[1].score))


def _whole(text: str, at: int, word: str) -> bool:
    """Whether a word stands by itself, where it is of letters."""
    end = at + len(word)
    return not word.isascii() or not (
        (text[at - 1 : at].isalnum() and text[at - 1].isascii())
        or (text[end : end + 1].isalnum() and text[end].isascii())
    )
