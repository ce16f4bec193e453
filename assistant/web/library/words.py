"""The wording of the page of the text, loaded once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class LibraryWords(BaseModel):
    """`wording.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    pages: str
    talk: str
    calculator: str
    skip: str
    search: str
    as_of: str
    show: str
    clear: str
    contents: str
    catalogue: str
    catalogue_columns: tuple[str, ...]
    parameters: str
    parameters_lead: str
    parameter_columns: tuple[str, ...]
    reference: str
    link_to: str
    about: str
    until: str
    state: dict[str, str]
    not_yet: str
    no_longer: str
    parts: dict[str, str]
    found: str
    not_found: str
    bad_date: str
    bad_quote: str
    note: str


@lru_cache(maxsize=1)
def library_words() -> LibraryWords:
    """`wording.yaml`."""
    path = Path(__file__).with_name("wording.yaml")
    return LibraryWords.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
