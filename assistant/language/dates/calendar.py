"""Days of the calendar in Chinese and in figures: 2024年12月4日, 去年9月底, 3月5号, 第三季度, 国庆后, 2024-12-04."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from assistant.language.dates.mention import DateMention, Span, between, clipped, in_month, on_day
from assistant.language.dates.words import Season, choice, chosen, date_words
from assistant.language.numerals import read_number

DIGIT = "[零一二三四五六七八九]"
MONTH = r"(?:十[一二]?|[一二三四五六七八九]|\d{1,2})"
DAY = r"(?:[二三]十[一二三四五六七八九]?|十[一二三四五六七八九]?|[廿卅][一二三四五六七八九]?|[一二三四五六七八九]|\d{1,2})"
FIGURES = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?(?P<sep>[-/.])\s?(?P<m>\d{1,2})(?:\s?(?P=sep)\s?(?P<d>\d{1,2})(?:\s?[日号])?|月份?)?(?!\d)"
)
COMPACT = re.compile(
    r"(?<![\d.])(?P<y>20[0-4]\d|19\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\d.万元块个人])"
)
AMOUNT_AFTER = re.compile(r"\s?(?:元|块|万|千|百|亿|%|圆|yuan|rmb|[-/.]\d)")
JOINT = re.compile(r"\s?(?:(?P<to>[-~到至])|(?P<and>[和、及])|[,的]?)\s?$")
SHORT_FEAST = dt.timedelta(days=7)  # a longer one does not say which of its days is the feast itself
FEAST_WEEKS = dt.timedelta(days=28)


def numeric_dates(text: str, as_of: dt.date) -> Iterator[DateMention]:
    """2024-12-04, 2024/12/4, 2024.12, 20241204; a code (4-10-01-05) and an amount (2024.12元) are no days."""
    last = -1
    for match in FIGURES.finditer(text):
        start, end = match.span()
        joined = re.search(r"\d[-/.]$", text[max(0, start - 2) : start]) and last != start - 1
        range_follows = re.match(r"[-/.](?:19|20)\d\d", text[end:])
        if joined or (AMOUNT_AFTER.match(text, end) and not range_follows):
            continue
        last = end
        year, month = int(match["y"]), int(match["m"])
        yield on_day((start, end), year, month, int(match["d"])) if match["d"] else in_month((start, end), year, month)
    for match in COMPACT.finditer(text):
        yield on_day(match.span(), int(match["y"]), int(match["m"]), int(match["d"]))


def calendar_dates(text: str, as_of: dt.date) -> Iterator[DateMention]:
    """A year with or without a part of it, and a part of a year alone."""
    with_year, alone = _grammar()
    named: dict[int, tuple[int, int]] = {}
    years: list[DateMention] = []
    for match in with_year.finditer(text):
        year = _year(match, text, as_of)
        if year is not None:
            named[match.end()] = (year, _int(match["m"]) or 1)
            years.append(_within(match, year, as_of))
    parts = list(_parts_alone(alone, text, as_of, named))
    # 去年暑假七月份 is one time told twice: the narrower telling is meant.
    starts = {part.start: part for part in parts}
    for one in years:
        narrower = starts.get(one.end)
        yield replace(narrower, start=one.start) if narrower and _holds(one, narrower) else one
    yield from parts


def days_alone(text: str, as_of: dt.date) -> Iterator[DateMention]:
    """A day without a month: the last one that there was, or the next where the words look ahead (15号拿到的证)."""
    words = date_words()
    for match in _day_alone().finditer(text):
        number, ahead = _int(match["d"]) or 0, words.ahead(text, *match.span())
        if not 1 <= number <= 31:
            continue
        months = range(as_of.month, as_of.month + 3) if ahead else range(as_of.month, as_of.month - 3, -1)
        days = [on_day(match.span(), *_month_of(as_of.year, month), number) for month in months]
        yield next(
            day
            for day in days
            if day.earliest is not None and (day.earliest >= as_of if ahead else day.earliest <= as_of)
        )


@lru_cache(maxsize=1)
def _day_alone() -> re.Pattern[str]:
    words = date_words()
    return re.compile(rf"(?<![\d零一二三四五六七八九十百千月个第.])(?P<d>{DAY})号(?!{words.not_day_after})")


def _month_of(year: int, month: int) -> tuple[int, int]:
    """The year and the month where months are counted on into the years beside."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def _holds(wide: DateMention, narrow: DateMention) -> bool:
    if wide.earliest is None or wide.latest is None or narrow.earliest is None or narrow.latest is None:
        return False
    return wide.earliest <= narrow.earliest and narrow.latest <= wide.latest


def _parts_alone(
    alone: re.Pattern[str], text: str, as_of: dt.date, named: dict[int, tuple[int, int]]
) -> Iterator[DateMention]:
    """The parts of a year without one, as continued from a year before them or as the nearest."""
    told = dict(named)
    for match in alone.finditer(text):
        year = _continued(match, text, named)
        year = _in_story(match, text, told, as_of) if year is None else year
        mention = _nearest(match, text, as_of) if year is None else _within(match, year, as_of)
        if mention is None:
            continue
        if match["m"] and mention.earliest is not None:
            named.setdefault(match.end(), (mention.earliest.year, mention.earliest.month))
        yield mention


def _continued(match: re.Match[str], text: str, named: dict[int, tuple[int, int]]) -> int | None:
    """The year of a month that continues a list or range (去年9月到12月, 11月到2月)."""
    joint = JOINT.search(text[: match.start()])
    if joint is None or joint.start() not in named or not match["m"]:
        return None
    year, month = named[joint.start()]
    if joint["to"] is None and joint["and"] is None and month > (_int(match["m"]) or 12):
        return None
    over = joint["to"] is not None and (_int(match["m"]) or 12) < month
    return year + over


def _in_story(match: re.Match[str], text: str, told: dict[int, tuple[int, int]], as_of: dt.date) -> int | None:
    """The year of a later month that goes on with a story of a year: 去年8月来上海的,10月进的公司."""
    before = max((end for end in told if end <= match.start()), default=None)
    month = _int(match["m"]) if match["m"] else None
    words = date_words()
    if before is None or month is None or words.ahead(text, *match.span()):
        return None
    year, since = told[before]
    goes_on = not re.search(words.story_ends, text[before : match.start()]) and re.match(
        words.past, text[match.end() :]
    )
    return year if goes_on and since < month and (year, month) <= (as_of.year, as_of.month) else None


@lru_cache(maxsize=1)
def _grammar() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = date_words()
    parts = choice("part", words.month_parts)
    month = (
        rf"(?:(?P<from>{MONTH})\s?(?:[-~到至、或]\s?|(?<=[一二三四五六七八])(?=[二三四五六七八九])))?(?P<m>{MONTH})\s?月份?"
        rf"(?:的?\s?(?:(?P<d>{DAY})\s?[日号]|(?P<bare>{DAY})(?!{DIGIT}|{words.counted_after})|(?:{parts})))?"
        rf"(?!{words.not_month_after})"
    )
    quarter = r"第?(?P<q>[一二三四1234])季度|q(?P<q2>[1-4])(?![a-z\d])"
    later = rf"(?:(?P<itself>节?(?:当天|当日|那一?天))|(?P<later>{words.after}))?"
    named = "|".join(f"(?P<s{index}>{season.words})" for index, season in enumerate(words.seasons))
    after_year = "|".join(
        f"(?P<s{index}>{season.with_year or season.words})" for index, season in enumerate(words.seasons)
    )
    year = rf"(?:(?P<figures>(?:19|20)\d\d|\d\d)|(?P<spelled>{DIGIT}{{4}}|{DIGIT}{{2}}))\s?年度?|(?:{choice('y', words.years)})度?"
    within = rf"(?:{month}|{quarter}|(?:{after_year}){later}|(?P<same>{words.same_day}))"
    alone = rf"(?<![\d零一二三四五六七八九十百千万每个几/.])(?<!\d-)(?:{month})|{quarter}|(?:{named}){later}"
    return re.compile(rf"(?<![\d零一二三四五六七八九十百千万点.])(?:{year})(?:\s?的?\s?{within})?"), re.compile(alone)


def _year(match: re.Match[str], text: str, as_of: dt.date) -> int | None:
    """The full year; None where the figures count years instead of naming one (工作20年, 三五年)."""
    words = date_words()
    relative = chosen(match, "y", len(words.years))
    if relative is not None:
        return as_of.year + list(words.years.values())[relative]
    said: str = match["figures"] or match["spelled"]
    number = _int(said)
    if len(said) == 4:
        return number if number is not None and 1900 <= number < 2100 else None
    if number is None:
        return None
    full = 2000 + number if 2000 + number <= as_of.year + 5 else 1900 + number
    if full < 1950:
        return None
    if (
        any(match[group] is not None for group in ("m", "q", "q2", "same"))
        or chosen(match, "s", len(words.seasons)) is not None
    ):
        return full
    tells = re.match(words.short_year_after, text[match.end() :]) and not re.search(
        words.lasting_before, text[: match.start()]
    )
    neighbours = match["spelled"] is not None and number % 10 - number // 10 == 1
    return full if tells and not neighbours else None


def _within(match: re.Match[str], year: int, as_of: dt.date) -> DateMention:
    """The part of a known year that a match names, or the whole year."""
    if match["m"]:
        return _in_month(match, year)
    if match["q"] or match["q2"]:
        return quarter_of(match.span(), year, _int(match["q"] or match["q2"]) or 1)
    season = _season(match)
    if season is not None:
        return _in_season(match, season, year)
    if match.groupdict().get("same"):
        day = clipped(year, as_of.month, as_of.day)
        return between(match.span(), day, day, "day", approximate="天" not in match["same"])
    return between(match.span(), dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def _nearest(match: re.Match[str], text: str, as_of: dt.date) -> DateMention | None:
    """A part of a year without a year: the most recent one that has begun, or the next where the words look ahead."""
    ahead = date_words().ahead(text, *match.span())
    if match["m"]:
        month = _int(match["m"]) or 0
        if not 1 <= month <= 12 and not match["d"]:
            return None
        first = _int(match["from"]) or month
        year = _year_of(first, as_of, ahead)
        if (month, _int(match["d"])) == (2, 29):
            year = next(one for one in range(year, year - 9, -1) if calendar.isleap(one))
        return _in_month(match, year)
    if match["q"] or match["q2"]:
        quarter = _int(match["q"] or match["q2"]) or 1
        return quarter_of(match.span(), _year_of(3 * quarter - (0 if ahead else 2), as_of, ahead), quarter)
    season = _season(match)
    if season is None:
        return None
    if season.ahead or match["later"] is not None:
        year = as_of.year
        if match["later"] is not None and not ahead and clipped(year, *season.last) >= as_of:
            year -= 1
        return _in_season(match, season, year)
    begun = clipped(as_of.year, *season.first) <= as_of
    return _in_season(match, season, as_of.year + (begun if ahead else begun - 1))


def _year_of(month: int, as_of: dt.date, ahead: bool) -> int:
    if ahead:
        return as_of.year + (month < as_of.month)
    return as_of.year - (month > as_of.month)


def _in_month(match: re.Match[str], year: int) -> DateMention:
    month, first = _int(match["m"]) or 0, _int(match["from"])
    day = _int(match["d"] or match["bare"])
    if day is not None:
        return on_day(match.span(), year, month, day)
    if first is not None and 1 <= first < month <= 12:
        return between(match.span(), dt.date(year, first, 1), clipped(year, month, 31), "season")
    return part_of_month(match, in_month(match.span(), year, month))


def part_of_month(match: re.Match[str], month: DateMention) -> DateMention:
    """The beginning, middle or end of a month, if the match has a `part` group that says so."""
    parts = list(date_words().month_parts.values())
    part = chosen(match, "part", len(parts))
    if part is None or month.earliest is None:
        return month
    first, last = parts[part]
    year, number = month.earliest.year, month.earliest.month
    return replace(month, earliest=clipped(year, number, first), latest=clipped(year, number, last), precision="season")


def quarter_of(span: Span, year: int, quarter: int) -> DateMention:
    """Three months of a year."""
    return between(span, dt.date(year, 3 * quarter - 2, 1), clipped(year, 3 * quarter, 31), "season")


def _season(match: re.Match[str]) -> Season | None:
    seasons = date_words().seasons
    index = chosen(match, "s", len(seasons))
    return None if index is None else seasons[index]


def _in_season(match: re.Match[str], season: Season, year: int) -> DateMention:
    """A season of a year; 国庆后 is the four weeks behind it."""
    first = clipped(year, *season.first)
    last = clipped(year + (season.last < season.first), *season.last)
    if match["itself"] is not None and season.feast and last - first < SHORT_FEAST:
        return between(match.span(), first, first, "day")
    if match["later"] is None:
        return between(match.span(), first, last, "season")
    if not season.feast:
        return between((match.start(), match.start("later")), first, last, "season")
    return between(match.span(), last + dt.timedelta(days=1), last + FEAST_WEEKS, "season", approximate=True)


def _int(words: str | None) -> int | None:
    value = read_number(words) if words else None
    return int(value) if value is not None and value.denominator == 1 else None
