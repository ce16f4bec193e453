"""`assistant check`: prove that the corpus is sound, file by file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.cli.errors import fail
from assistant.dialogue.check import check_corpus
from assistant.settings import get_settings


def register(app: typer.Typer) -> None:
    """Add `check`."""
    app.command("check", help="检查政策文件夹:引文、参数、日期、目录、别名、准备好的答案。")(check)


def check(
    corpus: Annotated[Path | None, typer.Option("--corpus", help="政策文件夹,或放着几个政策的文件夹。")] = None,
) -> None:
    """Report every problem with its file and line; exit code 2 if there is one."""
    report = check_corpus(corpus or get_settings().corpus)
    if report.problems:
        fail(f"发现 {len(report.problems)} 处问题:", *(str(problem) for problem in report.problems))
    Console().print(
        f"没有问题:{report.policies} 份政策,{report.clauses} 个条款,{report.parameters} 个参数,{report.answers} 条准备好的答案。"
    )
