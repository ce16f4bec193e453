"""How each fact is named, asked and answered: `facts.yaml` as typed forms, one for every field of `Facts`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, TypeAdapter

from assistant.policy.load import read_yaml
from assistant.subsidy.facts import Facts

DATA = Path(__file__).with_name("facts.yaml")


class FactKind(StrEnum):
    """What sort of value a fact takes."""

    CHOICE = "choice"
    BOOL = "bool"
    LEVEL = "level"
    TEXT = "text"
    DATE = "date"
    COUNT = "count"
    MONEY = "money"
    RATIO = "ratio"
    YEARS = "years"


class Concerns(StrEnum):
    """Whether a fact stays when the subject of the talk changes (the person's) or goes with it (the subject's)."""

    PERSON = "person"
    SUBJECT = "subject"


class Choice(BaseModel):
    """One answer that may be chosen; `label` is what a button shows."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    value: bool | int | str
    label: str


class FactForm(BaseModel):
    """One fact as people meet it: its name, the question that asks for it, the answers to choose from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    question: str
    kind: FactKind
    concerns: Concerns
    unit: str = ""
    help: str = ""
    choices: tuple[Choice, ...] = ()

    def shown(self, value: object) -> str:
        """The Chinese words for a value of this fact, as its choices word it; other values as they are written."""
        for choice in self.choices:
            if choice.value == value and isinstance(choice.value, bool) == isinstance(value, bool):
                return choice.label
        return f"{value}{self.unit}"


def _load() -> Mapping[str, FactForm]:
    forms = TypeAdapter(dict[str, FactForm]).validate_python(read_yaml(DATA))
    return MappingProxyType({name: forms[name] for name in Facts.model_fields})


FACT_FORMS: Mapping[str, FactForm] = _load()


def typed(name: str, value: bool | int | str) -> object:
    """A choice as `Facts` holds it: the enumeration's member rather than its text."""
    return getattr(Facts.model_validate({name: value}, strict=False), name)
