"""The wording of the calculator in both languages, loaded once."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.web.english import worded


class CalculatorWords(BaseModel):
    """One language of `wording.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: str

    title: str
    lead: str
    step_scheme: str
    step_facts: str
    step_more: str
    further: str
    scheme: str
    next: str
    back: str
    unknown: str
    as_of: str
    more: str
    date_hint: str
    result: str
    to_result: str
    yuan: str
    steps: str
    conditions: str
    missing: str
    remarks: str
    nothing: str
    branches: str
    ways: str
    no_ways: str
    before_after: str
    before: str
    after: str
    chart: str
    chart_desc: str
    chart_levels: str
    chart_people: str
    chart_yuan: str
    chart_table: str
    colon: str
    stop: str
    listed: str
    free: str
    level: str
    standard: str
    here: str
    link: str
    bad_link: str
    csv: str
    csv_lead: str
    csv_file: str
    csv_run: str
    csv_done: str
    csv_result: str
    csv_bad: str
    csv_template: str
    too_large: str
    no_file: str
    kinds: dict[str, str]
    verdicts: dict[str, str]
    findings: dict[str, str]

    def say(self, text: str) -> str:
        """Words of the subsidy tool in this language, escaped."""
        return escape(worded(text, self.language))


@lru_cache(maxsize=1)
def _all_words() -> dict[str, CalculatorWords]:
    raw = yaml.safe_load(Path(__file__).with_name("wording.yaml").read_text(encoding="utf-8"))
    return {name: CalculatorWords.model_validate({"language": name, **words}) for name, words in raw.items()}


def calculator_words(language: str = "zh") -> CalculatorWords:
    """The wording in a language; Chinese where there is none."""
    words = _all_words()
    return words.get(language, words["zh"])
