"""English words for the Chinese of the subsidy tool: conditions by their name, branch labels by their text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.subsidy.assessment import Condition, Finding
from assistant.yaml_file import read_data


class _EnglishFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    findings: dict[Finding, str]
    conditions: dict[str, str]
    labels: dict[str, str]
    occupations: dict[str, str]
    questions: dict[str, str]
    facts: dict[str, str]


@lru_cache(maxsize=1)
def _words() -> _EnglishFile:
    path = Path(__file__).with_name("english.yaml")
    return _EnglishFile.model_validate(read_data(path))


def condition_in_english(condition: Condition) -> str:
    """What the condition requires and how the case stands to it; an unnamed condition keeps its Chinese sentence."""
    words = _words()
    requirement = words.conditions.get(condition.name)
    if requirement is None:
        return condition.sentence
    return words.findings[condition.finding].format(requirement=requirement)


def label_in_english(label: str) -> str:
    """A branch's or choice's label."""
    return _words().labels.get(label, label)


def occupations_in_english() -> Mapping[str, str]:
    """The listed occupations by their Chinese names."""
    return _words().occupations


def named(name: str, language: str) -> str:
    """An occupation or a special-ability project in a language; an unlisted occupation keeps the name it was given."""
    return (_words().occupations.get(name) or label_in_english(name)) if language == "en" else name


def question_in_english(fact: str) -> str | None:
    """The question that asks for a fact, where it has been translated."""
    return _words().questions.get(fact)


def fact_in_english(fact: str) -> str:
    """The name of a fact that is no choice; its field's name where it has none of its own."""
    return _words().facts.get(fact, fact.replace("_", " "))
