"""The words of `words.yaml`, compiled once."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.yaml_file import read_data

MonthDay = tuple[int, int]
CLAUSE_END = re.compile(r"[,。;!?\n]")


class Season(BaseModel):
    """A part of the year by name; see `words.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    words: str
    with_year: str | None = None
    first: MonthDay = Field(alias="from")
    last: MonthDay = Field(alias="to")
    ahead: bool = False
    feast: bool = False


class English(BaseModel):
    """The English words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    months: dict[str, int]
    unsure: tuple[str, ...]
    lead: str
    seasons: dict[str, tuple[int, int]]
    parts: dict[str, tuple[int, int]]
    weekdays: dict[str, int]
    relative: dict[str, int]
    days: dict[str, int]
    units: dict[str, str]


class DateWords(BaseModel):
    """Everything of the file; keys of the tables are regular expressions."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    years: dict[str, int]
    months: dict[str, int]
    weeks: dict[str, int]
    quarters: dict[str, int]
    days: dict[str, tuple[int, int]]
    stretches: dict[str, tuple[int, int] | tuple[int, int, Literal["months"]]]
    weekdays: dict[str, int]
    month_parts: dict[str, MonthDay]
    seasons: tuple[Season, ...]
    same_day: str
    not_month_after: str
    not_day_after: str
    counted_after: str
    short_year_after: str
    lasting_before: str
    before: str
    after: str
    ago: str
    later: str
    coming_before: str
    counted_from: str
    some: str
    not_elapsed: str
    not_elapsed_before: str
    nearly_before: str
    under_before: str
    under_after: str
    over_before: str
    over_after: str
    approximate_before: str
    approximate_after: str
    future_before: str
    future_after: str
    past_after: str
    story_ends: str
    past: str
    english: English

    @cached_property
    def _about(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return re.compile(self.approximate_before), re.compile(self.approximate_after)

    @cached_property
    def _future(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        return re.compile(self.future_before), re.compile(self.future_after), re.compile(self.past_after)

    def about(self, text: str, start: int, end: int) -> bool:
        """Whether the words next to a span say that it is only about right."""
        before, after = self._about
        return bool(before.search(text, max(0, start - 12), start) or after.match(text, end))

    def ahead(self, text: str, start: int, end: int) -> bool:
        """Whether the words of the same clause speak of something still to come."""
        before, after, past = self._future
        clause = CLAUSE_END.split(text[max(0, start - 24) : start])[-1]
        return bool((before.search(clause) and not past.match(text, end)) or after.match(text, end))

    def clause(self, text: str, start: int, end: int) -> tuple[int, int]:
        """The clause around a span: from one stop to the next."""
        stops = [match.start() for match in CLAUSE_END.finditer(text)]
        return max([-1, *(one for one in stops if one < start)]), min(
            [len(text), *(one for one in stops if one >= end)]
        )


@lru_cache(maxsize=1)
def date_words() -> DateWords:
    """`words.yaml`."""
    return DateWords.model_validate(read_data(Path(__file__).with_name("words.yaml")))


def choice(prefix: str, words: dict[str, int] | dict[str, MonthDay]) -> str:
    """An alternation with a named group for each key, in order: prefix0, prefix1, …"""
    return "|".join(f"(?P<{prefix}{index}>{word})" for index, word in enumerate(words))


def chosen(match: re.Match[str], prefix: str, count: int) -> int | None:
    """Which group of a `choice` matched."""
    return next((index for index in range(count) if match[f"{prefix}{index}"] is not None), None)
