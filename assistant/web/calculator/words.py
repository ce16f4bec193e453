"""The wording of the calculator in both languages, loaded once."""

from __future__ import annotations

from html import escape
from pathlib import Path

from assistant.web.english import worded
from assistant.web.wording import LanguageWords, wording

WORDING = Path(__file__).with_name("wording.yaml")


class CalculatorWords(LanguageWords):
    """One language of `wording.yaml`."""

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


def calculator_words(language: str = "zh") -> CalculatorWords:
    """The wording in a language; Chinese where there is none."""
    return wording(WORDING, CalculatorWords, language)
