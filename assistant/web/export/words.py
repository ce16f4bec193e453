"""The wording of exports in both languages, loaded once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class ExportWords(BaseModel):
    """One language of `wording.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str
    question: str
    answer: str
    sum: str
    basis: str
    item: str
    amount: str
    formula: str
    as_of: str
    number: str
    quote: str
    note: str
    not_in_force: str
    reference: str
    hand_off: str
    title: str
    shared: str
    print: str
    save_pdf: str
    ask: str
    gone_title: str
    gone: str
    stop: str
    colon: str
    kinds: dict[str, str]


@lru_cache(maxsize=1)
def _all_words() -> dict[str, ExportWords]:
    raw = yaml.safe_load(Path(__file__).with_name("wording.yaml").read_text(encoding="utf-8"))
    return {name: ExportWords.model_validate({"language": name, **words}) for name, words in raw.items()}


def export_words(language: str = "zh") -> ExportWords:
    """The wording in a language, an answer's own; Chinese where there is none."""
    words = _all_words()
    return words.get(language, words["zh"])
