"""`assistant numbers`: the numbers and dates of a text, as a table or as JSON, one text or a file of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant.cli.errors import fail
from assistant.language.dates import DateMention, find_dates
from assistant.language.numerals import Number, find_numbers
from assistant.settings import get_settings

PERCENT = "percent"
AsOf = Annotated[
    dt.datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="从哪一天算“去年”“下个月”,默认今天。")
]


class Mention(BaseModel):
    """A number or date as JSON.

    `start` and `end` are half-open offsets into the text given. `value` is a decimal in units of `unit`: 30% is
    `"30"` of unit `percent`. A range has `low` and `high` instead, one of them null where it is open. A date's `value`
    is an ISO day, month or year, its first and last day stand in `low` and `high`; all are null if no calendar has it.
    """

    text: str
    start: int
    end: int
    kind: str
    value: str | None
    unit: str | None
    low: str | None = None
    high: str | None = None
    exact: bool = True


def register(app: typer.Typer) -> None:
    """Add `numbers`."""
    app.command("numbers", help="认出文字里的数字、金额、比例、期限和日期:原文、位置、数值、单位。")(numbers)


def numbers(
    texts: Annotated[list[str] | None, typer.Argument(help="要认的文字,可写多段。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="每段一行 JSON 数组。")] = False,
    batch: Annotated[Path | None, typer.Option("--batch", help="一行一段文字的文件,每行输出一个 JSON 数组。")] = None,
    as_of: AsOf = None,
) -> None:
    """Print what is found in each text, or in each line of a file."""
    day = as_of.date() if as_of else get_settings().today()
    if batch is not None:
        for line in _lines(batch):
            print(_json(find_mentions(line, day)))
        return
    if not texts:
        fail('请在命令后面写上文字,例如:assistant numbers "三十个人,每人一千五"')
    for text in texts:
        mentions = find_mentions(text, day)
        if as_json:
            print(_json(mentions))
        else:
            _show(Console(), text, mentions)


def find_mentions(text: str, as_of: dt.date) -> tuple[Mention, ...]:
    """Numbers and dates of a text in order of place; the numbers that make up a date are part of it.

    Args:
        text: as typed; offsets point into it.
        as_of: the day from which relative dates are counted.
    """
    dates = find_dates(text, as_of)
    outside = [
        number
        for number in find_numbers(text)
        if all(number.end <= date.start or date.end <= number.start for date in dates)
    ]
    found = [*map(_of_number, outside), *map(_of_date, dates)]
    return tuple(sorted(found, key=lambda mention: mention.start))


def _of_number(number: Number) -> Mention:
    share = PERCENT in (number.kind, number.unit)
    value, low, high = (_decimal(one, 100 if share else 1) for one in (number.value, number.low, number.high))
    unit = PERCENT if share else number.unit
    return Mention(
        text=number.text,
        start=number.start,
        end=number.end,
        kind=number.kind,
        value=value,
        unit=unit,
        low=low,
        high=high,
        exact=number.exact,
    )


def _of_date(date: DateMention) -> Mention:
    return Mention(
        text=date.text,
        start=date.start,
        end=date.end,
        kind="date",
        value=_iso(date),
        unit=date.precision,
        low=date.earliest.isoformat() if date.earliest else None,
        high=date.latest.isoformat() if date.latest else None,
        exact=not date.approximate and not date.impossible,
    )


def _iso(date: DateMention) -> str | None:
    if date.earliest is None or date.latest is None:
        return None
    whole = {"year": 4, "month": 7, "day": 10}
    if date.precision in whole:
        return date.earliest.isoformat()[: whole[date.precision]]
    return f"{date.earliest}/{date.latest}"


def _decimal(value: Fraction | None, scale: int) -> str | None:
    if value is None:
        return None
    scaled = value * scale
    shown = format(Decimal(scaled.numerator) / Decimal(scaled.denominator), "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _json(mentions: tuple[Mention, ...]) -> str:
    return json.dumps([mention.model_dump() for mention in mentions], ensure_ascii=False)


def _lines(path: Path) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        fail(f"读不了文件 {path}:{error.strerror}")
    except UnicodeDecodeError as error:
        fail(f"{path} 不是 UTF-8 编码(第 {error.start} 个字节起读不懂),请另存为 UTF-8 再试。")
    # Only line ends divide the texts: a form feed or U+2028 inside a line belongs to it.
    yield from text.removesuffix("\n").split("\n") if text else ()


def _show(console: Console, text: str, mentions: tuple[Mention, ...]) -> None:
    table = Table("原文", "位置", "种类", "数值", "单位", "确切", title=escape(text), title_justify="left")
    for one in mentions:
        value = one.value if one.value is not None else f"{one.low or ''}…{one.high or ''}"
        table.add_row(
            escape(one.text), f"{one.start}-{one.end}", one.kind, value, one.unit or "", "是" if one.exact else "约"
        )
    console.print(table)
