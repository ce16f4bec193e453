"""The pages' wording, loaded once: in the answer's language where an answer is shown, in the page's for the rest."""

from __future__ import annotations

from pathlib import Path

from assistant.web.wording import LanguageWords, wording

WORDING = Path(__file__).with_name("wording.yaml")


class PageWords(LanguageWords):
    """One language of `wording.yaml`."""

    title: str
    lead: str
    empty: str
    placeholder: str
    send: str
    stop: str
    again: str
    retry: str
    edit: str
    editing: str
    facts: str
    facts_empty: str
    evidence: str
    evidence_empty: str
    steps: str
    conditions: str
    said: str
    in_force: str
    not_in_force: str
    since: str
    until: str
    reference: str
    whole: str
    open_text: str
    near: str
    note: str
    hand_off: str
    colon: str
    as_of: str
    standard: str
    ratio: str
    amount: str
    yuan: str
    sum_item: str
    sum_yuan: str
    sum_formula: str
    show_proof: str
    verdicts: dict[str, str]
    findings: dict[str, str]
    kinds: dict[str, str]
    busy: str
    failed: str
    too_many: str
    switched_off: str
    stopped: str
    answered: str
    composing: str
    question_by: str
    answer_by: str
    talk_by: str
    print: str
    share: str
    shared: str
    helpful: str
    problem: str
    thanks: str
    problem_what: str
    problem_more: str
    problem_send: str
    reasons: dict[str, str]
    elder: str
    elder_off: str
    speak: str
    speaking: str
    speak_refused: str
    speak_silent: str
    speak_failed: str
    notice: str
    close: str
    line_down: str
    opening: str
    opening_late: str
    no_script: str
    own_name: str
    lost_title: str
    lost: str
    broken_title: str
    nav: str
    nav_talk: str
    nav_calculator: str
    nav_text: str
    skip: str


def page_words(language: str = "zh") -> PageWords:
    """The wording of the pages in a language; Chinese where there is none."""
    return wording(WORDING, PageWords, language)
