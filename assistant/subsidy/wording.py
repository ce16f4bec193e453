"""What a scheme says, as data: its YAML file read into typed entries.

`quotes` name verbatim words of a clause; a condition, a step or a remark points to them by name, or to a parameter's
own quote by the parameter's key. A condition or step has variants, each with its text; in a text `{key.of.parameter}`
is filled from the parameter and `{name}` from the case.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from assistant.policy.errors import CorpusError, Problem
from assistant.policy.load import problems_of, read_yaml
from assistant.subsidy.assessment import Finding

SHARED = Path(__file__).with_name("wording")


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class QuoteRef(_Data):
    """Words to be found verbatim in a clause; without a policy, the scheme's own."""

    clause: str
    words: str
    policy: str | None = None


class Variant(_Data):
    """One thing that a condition, step or remark may say.

    `silent` marks an unknown that no fact settles, because the text says nothing.
    """

    text: str = ""
    finding: Finding | None = None
    quotes: tuple[str, ...] | None = None
    settles: tuple[str, ...] | None = None
    silent: bool = False


class Entry(_Data):
    """A condition or a step: what it reads and rests on, and its variants by name."""

    label: str = ""
    facts: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    variants: dict[str, Variant] = {}

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        own = {key: value for key, value in data.items() if key in cls.model_fields}
        return own | {"variants": {key: value for key, value in data.items() if key not in cls.model_fields}}


class Wording(_Data):
    """One scheme's YAML file, with the shared files that it includes."""

    title: str = ""
    summary: str = ""
    order: int = 0
    yearly: bool = False
    columns: tuple[str, ...] = ()
    policy: str = ""
    include: tuple[str, ...] = ()
    quotes: dict[str, QuoteRef] = {}
    conditions: dict[str, Entry] = {}
    steps: dict[str, Entry] = {}
    remarks: dict[str, Variant] = {}
    branches: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}


def load_wording(path: Path) -> Wording:
    """The wording at `path`, its includes merged in below it.

    Raises:
        CorpusError: the file is missing, not YAML, or has a field that no wording has.
    """
    own = _read(path)
    for name in own.include:
        shared = _read(SHARED / f"{name}.yaml")
        merged = {
            field: {**getattr(shared, field), **getattr(own, field)}
            for field in ("quotes", "conditions", "steps", "remarks", "branches", "lists")
        }
        own = own.model_copy(update=merged)
    return own


def _read(path: Path) -> Wording:
    try:
        wording = Wording.model_validate(read_yaml(path))
    except ValidationError as error:
        raise CorpusError(*problems_of(path, error)) from None
    for name, entry in wording.conditions.items():
        if not entry.quotes or not entry.variants:
            raise CorpusError(Problem(path, None, f"condition {name} has no quote or no text", "give it both"))
    return wording
