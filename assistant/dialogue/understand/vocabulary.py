"""The words by which messages are read: each YAML file of this folder as one model, its patterns compiled once."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from assistant.dialogue.understand.people_schema import PeopleWords
from assistant.dialogue.understand.schema import (
    ActWords,
    CountWords,
    FactWords,
    IntentWords,
    LevelWords,
    NamedWords,
    OccupationWords,
    PlacesFile,
    SchemesFile,
    SchemeWords,
)
from assistant.yaml_file import read_data

HERE = Path(__file__).parent
NAMED = re.compile(r"\{([a-z_]+)\}")

Model = TypeVar("Model", bound=BaseModel)


def read(name: str, model: type[Model], folder: Path = HERE) -> Model:
    """One YAML file of this folder as its model."""
    return model.model_validate(read_data(folder / name))


def read_spelled(name: str, model: type[Model], words: dict[str, str]) -> Model:
    """A file in which each `{name}` of a pattern stands for the words of that name."""
    return model.model_validate(_spelled(read_data(HERE / name), words))


def read_named(name: str, model: type[Model]) -> Model:
    """The same with the words of `words.yaml` and the places."""
    return read_spelled(name, model, _named_words())


@lru_cache(maxsize=1)
def _places() -> PlacesFile:
    return read("places.yaml", PlacesFile)


def place_names() -> tuple[str, ...]:
    """The Chinese names of `places.yaml`."""
    places = _places()
    return (*places.shanghai, *places.provinces, *places.cities)


@lru_cache(maxsize=1)
def _named_words() -> dict[str, str]:
    places = _places()
    return {
        "shanghai": _any_of(places.shanghai),
        "elsewhere": _any_of([*places.provinces, *places.cities]),
        **read("words.yaml", NamedWords).root,
    }


def _spelled(value: object, words: dict[str, str]) -> object:
    if isinstance(value, dict):
        return {key: _spelled(one, words) for key, one in value.items()}
    if isinstance(value, list):
        return [_spelled(one, words) for one in value]
    while isinstance(value, str) and NAMED.search(value):
        value = NAMED.sub(lambda name: f"(?:{words[name[1]]})", value)
    return value


def _any_of(names: list[str]) -> str:
    return "|".join(place_name(name) for name in sorted(names, key=len, reverse=True))


def place_name(name: str) -> str:
    """The pattern of a place name; 九成都上岗了 names no 成都."""
    return rf"(?<![\d一二三四五六七八九]){name}" if name.startswith("成") else re.escape(name)


@lru_cache(maxsize=1)
def fact_words() -> FactWords:
    """`facts.yaml`."""
    return read_named("facts.yaml", FactWords)


@lru_cache(maxsize=1)
def occupation_words() -> OccupationWords:
    """`occupations.yaml`."""
    return read("occupations.yaml", OccupationWords)


@lru_cache(maxsize=1)
def count_words() -> CountWords:
    """`counts.yaml`."""
    return read_named("counts.yaml", CountWords)


@lru_cache(maxsize=1)
def level_words() -> LevelWords:
    """`levels.yaml`."""
    return read_named("levels.yaml", LevelWords)


@lru_cache(maxsize=1)
def intent_words() -> IntentWords:
    """`intents.yaml`."""
    return read("intents.yaml", IntentWords)


@lru_cache(maxsize=1)
def scheme_words() -> dict[str, SchemeWords]:
    """`schemes.yaml`."""
    return read_named("schemes.yaml", SchemesFile).root


@lru_cache(maxsize=1)
def act_words() -> ActWords:
    """`acts.yaml`."""
    return read("acts.yaml", ActWords)


@lru_cache(maxsize=1)
def people_words() -> PeopleWords:
    """`people.yaml`."""
    return read("people.yaml", PeopleWords)
