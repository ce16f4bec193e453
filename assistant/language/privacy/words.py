"""The words of `words.yaml`, loaded once."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class PrivacyWords(BaseModel):
    """Everything of the file; all but the surnames and the tables are regular expressions."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    replacements: dict[str, str]
    public: frozenset[str]
    figures: dict[str, int]
    figure_not_before: str
    id_announce: str
    document_announce: str
    account_announce: str
    subscriber_announce: str
    amount_after: str
    compound: str
    surnames: str
    common: str
    not_names: str
    called: str
    labelled: str
    introduced: str
    name_tail: str
    name_stop: str
    particulars: str
    called_english: str
    not_names_english: str
    plate_provinces: str
    streets: str
    street_starts: str
    address_after: str

    @cached_property
    def _figure(self) -> re.Pattern[str]:
        return re.compile(rf"[{''.join(self.figures)}](?!{self.figure_not_before})")

    def spelled_out(self, text: str) -> tuple[str, ...]:
        """The text, and the same with every 一 as 1 if that differs; places are the same in both."""
        figures = self._figure.sub(lambda match: str(self.figures[match[0]]), text)
        return (text,) if figures == text else (text, figures)

    def is_amount(self, text: str, end: int) -> bool:
        """Whether the words behind a number make it a sum or a count."""
        return re.compile(self.amount_after, re.IGNORECASE).match(text, end) is not None


@lru_cache(maxsize=1)
def privacy_words() -> PrivacyWords:
    """`words.yaml`."""
    raw = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return PrivacyWords.model_validate(raw)


def digits_of(text: str) -> str:
    """A number without the signs that people put into it to read it."""
    return re.sub(r"[^\dxX]", "", text)
