"""The wording of exports in both languages, loaded once."""

from __future__ import annotations

from pathlib import Path

from assistant.web.wording import LanguageWords, wording

WORDING = Path(__file__).with_name("wording.yaml")


class ExportWords(LanguageWords):
    """One language of `wording.yaml`."""

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


def export_words(language: str = "zh") -> ExportWords:
    """The wording in a language, an answer's own; Chinese where there is none."""
    return wording(WORDING, ExportWords, language)
