"""The wording of the page of the text in both languages, loaded once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class LibraryWords(BaseModel):
    """One language of `wording.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str
    title: str
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
    original: str
    listed: str
    found: str
    not_found: str
    bad_date: str
    bad_quote: str
    note: str


@lru_cache(maxsize=1)
def _all_words() -> dict[str, LibraryWords]:
    raw = yaml.safe_load(Path(__file__).with_name("wording.yaml").read_text(encoding="utf-8"))
    return {name: LibraryWords.model_validate({"language": name, **words}) for name, words in raw.items()}


def library_words(language: str = "zh") -> LibraryWords:
    """The wording in a language; Chinese where there is none."""
    words = _all_words()
    return words.get(language, words["zh"])
