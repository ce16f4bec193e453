"""`assistant calc SCHEME`: one case by flags or by a guided prompt, or a whole table by `--csv IN --out OUT`."""

from __future__ import annotations

import datetime as dt
import inspect
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from assistant.cli.errors import fail
from assistant.settings import get_settings
from assistant.subsidy import FACT_FORMS, SCHEMES, Assessment, FactError, Finding, Rulebook, Scheme, assess
from assistant.subsidy.across import ACROSS
from assistant.subsidy.batch import step_line
from assistant.subsidy.figures import plain
from assistant.subsidy.forms import FactForm
from assistant.subsidy.messages import message
from assistant.subsidy.reading import read_facts, read_value
from assistant.subsidy.record import record
from assistant.subsidy.rulebook import load_rulebook
from assistant.subsidy.table import TableError, TableReport, assess_table

MARKS = {Finding.MET: "符合", Finding.UNMET: "不符合", Finding.UNKNOWN: "未知"}
COMMON = {
    "as_of": (str | None, typer.Option("--as-of", help=message("as_of"), metavar="DATE")),
    "as_json": (bool, typer.Option("--json", help="只输出一个JSON。")),
    "csv": (Path | None, typer.Option("--csv", help="成批计算:要读的CSV文件。", metavar="IN")),
    "out": (Path | None, typer.Option("--out", help="成批计算:要写的CSV文件。", metavar="OUT")),
}


def register(app: typer.Typer) -> None:
    """Add `calc` with one subcommand a scheme, its flags made from the scheme's facts."""
    calc = typer.Typer(help="按补贴项目算金额、查条件,每一步都有出处。", no_args_is_help=True)
    for scheme in SCHEMES.values():
        calc.command(name=scheme.id, help=f"{scheme.title}。{scheme.summary}", short_help=scheme.title)(
            _command(scheme)
        )
    app.add_typer(calc, name="calc")


def _command(scheme: Scheme) -> Callable[..., None]:
    """The function behind a scheme's subcommand; its signature tells typer the flags."""

    def run(**given: object) -> None:
        common = {name: given.pop(name) for name in COMMON}
        _run(scheme, {name: str(text) for name, text in given.items() if text is not None}, common)

    flags = {name: (str | None, typer.Option(_flag(name), help=_help(FACT_FORMS[name]))) for name in scheme.fields}
    parameters = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=False if kind is bool else None,
            annotation=Annotated[kind, option],
        )
        for name, (kind, option) in {**flags, **COMMON}.items()
    ]
    signature = inspect.Signature(parameters)
    run.__signature__ = signature  # type: ignore[attr-defined]
    run.__annotations__ = {name: parameter.annotation for name, parameter in signature.parameters.items()}
    return run


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def _help(form: FactForm) -> str:
    choices = " / ".join(choice.label for choice in form.choices)
    return f"{form.label}:{choices}" if choices else f"{form.label}。{form.help}".rstrip("。")


def _run(scheme: Scheme, given: Mapping[str, str], common: Mapping[str, object]) -> None:
    as_of = _day(common["as_of"])
    rulebook = load_rulebook(get_settings().corpus)
    source, target = common["csv"], common["out"]
    if isinstance(source, Path) or isinstance(target, Path):
        if not (isinstance(source, Path) and isinstance(target, Path)):
            fail("成批计算要同时写 --csv 和 --out。")
        if given:
            fail("成批计算时,情况写在表格里,不能再写:" + "、".join(_flag(name) for name in given))
        _run_table(scheme, rulebook, as_of, source, target)
        return
    try:
        if not given and _interactive() and not common["as_json"]:
            given = _ask(scheme, rulebook, as_of)
        assessment = assess(scheme.id, read_facts(given, rulebook), as_of, rulebook)
    except FactError as error:
        fail(f"{error}(参数 {_flag(error.field)})")
    if common["as_json"]:
        print(record(assessment).model_dump_json())
    else:
        _show(Console(), scheme, assessment)


def _interactive() -> bool:
    """Whether somebody sits at the terminal and can be asked."""
    return sys.stdin.isatty()


def _day(text: object) -> dt.date:
    if text is None:
        return get_settings().today()
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        fail(message("as_of_wrong", read=str(text)) + "(参数 --as-of)")


def _ask(scheme: Scheme, rulebook: Rulebook, as_of: dt.date) -> Mapping[str, str]:
    """Ask for the fact that decides most, until nothing is missing or all else was skipped."""
    console = Console()
    console.print(Text(f"{scheme.title}:一项一项问,直接回车就是不知道。", style="bold"))
    given: dict[str, str] = {}
    skipped: set[str] = set()
    while True:
        missing = assess(scheme.id, read_facts(given, rulebook), as_of, rulebook).missing
        name = next((field for field in missing if field not in skipped), None)
        if name is None:
            return given
        form = FACT_FORMS[name]
        if form.choices:
            console.print(Text("  " + " / ".join(choice.label for choice in form.choices), style="dim"))
        try:
            answer = console.input(Text(f"{form.question} ")).strip()
        except EOFError:
            return given
        if not answer:
            skipped.add(name)
            continue
        try:
            read_value(name, answer, rulebook)
            assess(scheme.id, read_facts(given | {name: answer}, rulebook), as_of, rulebook)
            given[name] = answer
        except FactError as error:
            console.print(Text(str(error), style="red"))


def _run_table(scheme: Scheme, rulebook: Rulebook, as_of: dt.date, source: Path, target: Path) -> None:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    try:
        with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as progress:
            size = source.stat().st_size if source.is_file() else None
            task = progress.add_task("计算", total=size)

            def show(read: int) -> None:
                progress.update(task, completed=read)

            processes = os.cpu_count() or 1
            report = assess_table(source, target, scheme, rulebook, as_of, show, processes)
            progress.update(task, completed=size)
    except TableError as error:
        fail(str(error))
    _report(console, report, target)


def _report(console: Console, report: TableReport, target: Path) -> None:
    if report.encoding == "gb18030":
        console.print(message("gbk"), markup=False)
    if report.copied:
        console.print("照抄的列:" + "、".join(report.copied), markup=False)
    console.print(f"算好{report.good}行,写在 {target}", markup=False)
    if report.errors:
        console.print(f"有{report.bad}行读不懂,行号和原因写在 {report.errors}", markup=False)


def _show(console: Console, scheme: Scheme, assessment: Assessment) -> None:
    """Print the verdict, the sums, the steps, the conditions and the remarks; colours only on a terminal."""
    verdict = ACROSS.verdicts[assessment.verdict]
    console.print(Text(f"{scheme.title}:{verdict}({assessment.as_of.isoformat()})", style="bold"))
    if assessment.amounts:
        _table(
            console,
            ("项目", "金额(元)", "算法"),
            ((ACROSS.kinds[found.kind], plain(found.yuan), found.formula) for found in assessment.amounts),
        )
    for step in assessment.steps:
        clauses = "、".join(dict.fromkeys(quote.clause for quote in step.quotes))
        note = f"  {step.note}" if step.note and step.value is not None else ""
        console.print(Text(f"  {step_line(step)}{note}" + (f" [{clauses}]" if clauses else "")))
    for branch in assessment.branches:
        sums = "、".join(f"{ACROSS.kinds[found.kind]}{plain(found.yuan)}元" for found in branch.amounts)
        console.print(Text(f"  如果是{branch.label}:{sums or ACROSS.verdicts[branch.verdict]}"))
    _table(
        console,
        ("条件", "情况", "出处"),
        (
            (found.sentence, MARKS[found.finding], "、".join(dict.fromkeys(quote.clause for quote in found.quotes)))
            for found in assessment.conditions
        ),
    )
    for remark in assessment.remarks:
        console.print(Text(f"注意:{remark.sentence}", style="dim"))
    if assessment.missing:
        console.print(
            Text("还需要知道:" + "、".join(FACT_FORMS[name].label for name in assessment.missing), style="cyan")
        )


def _table(console: Console, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    table = Table()
    for title in header:
        # Chinese has no spaces to wrap at: without folding the end of a sentence, and its figures, would be cut off.
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    console.print(table)
