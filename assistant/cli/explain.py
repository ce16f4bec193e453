"""`assistant explain`: what was understood, from which words, and why the decision was taken."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.cli.resources import opened
from assistant.dialogue.explain import Explanation, explain_turns
from assistant.settings import get_settings


def register(app: typer.Typer) -> None:
    """Add `explain`."""
    app.command("explain", help="说明一句话是怎么理解的:事实、出自哪几个字、为什么这样回答。")(explain)


def explain(
    turns: Annotated[list[str], typer.Argument(help="一句话就是一轮。")],
    as_of: Annotated[dt.datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"])] = None,
) -> None:
    """Print the understanding of each turn of one conversation."""
    console = Console()
    with opened(keep=False) as assistant:
        for explanation in explain_turns(
            assistant.engine, tuple(turns), as_of.date() if as_of else get_settings().today()
        ):
            _show(console, explanation)


def _show(console: Console, explanation: Explanation) -> None:
    console.print(f"[bold]{explanation.text!r}[/bold]", highlight=False)
    facts = Table("事实", "值", "原话", "谁", "确定", title="听出的事实", title_justify="left")
    for fact in explanation.facts:
        facts.add_row(
            fact.fact,
            " / ".join(map(str, fact.values)),
            fact.words,
            fact.person,
            "否定" if fact.denied else "是" if fact.certain else "不确定",
        )
    console.print(facts)
    ways = Table("意图", "补贴项目", "办法", "理由", title="决定", title_justify="left")
    for task in explanation.tasks:
        ways.add_row(task.intent, task.scheme or "", task.way, task.reason)
    console.print(ways)
    near = Table("最像的例句", "标签", "分数", "语义", "字面", title="相近的例句", title_justify="left")
    for one in explanation.near:
        near.add_row(one.text, one.label, f"{one.score:.2f}", f"{one.dense:.2f}", f"{one.lexical:.2f}")
    console.print(near)
