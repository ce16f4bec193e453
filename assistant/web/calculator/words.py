"""The wording of the calculator, loaded once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class CalculatorWords(BaseModel):
    """`wording.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    lead: str
    step_scheme: str
    step_facts: str
    step_more: str
    scheme: str
    next: str
    back: str
    unknown: str
    as_of: str
    more: str
    date_hint: str
    result: str
    table: str
    item: str
    yuan: str
    formula: str
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
    csv_template: str
    too_large: str
    no_file: str
    kinds: dict[str, str]
    verdicts: dict[str, str]
    findings: dict[str, str]


@lru_cache(maxsize=1)
def calculator_words() -> CalculatorWords:
    """`wording.yaml`."""
    path = Path(__file__).with_name("wording.yaml")
    return CalculatorWords.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
