"""The wording of the page of the text in both languages, loaded once."""

from __future__ import annotations

from pathlib import Path

from assistant.web.wording import LanguageWords, wording

WORDING = Path(__file__).with_name("wording.yaml")


class LibraryWords(LanguageWords):
    """One language of `wording.yaml`."""

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


def library_words(language: str = "zh") -> LibraryWords:
    """The wording in a language; Chinese where there is none."""
    return wording(WORDING, LibraryWords, language)
