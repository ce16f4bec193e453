"""An answer for a terminal: the sentences, a table of the sums, the quotes with their clause, the choices."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from assistant.dialogue.answer import Answer, Role
from assistant.dialogue.text import basis_of
from assistant.subsidy.assessment import AmountKind

KIND_LABELS = {
    AmountKind.STANDARD: "补贴标准",
    AmountKind.AMOUNT: "补贴金额",
    AmountKind.FIRST_INSTALMENT: "首期",
    AmountKind.REMAINDER: "其余",
    AmountKind.TOTAL: "合计",
    AmountKind.MINIMUM: "最低",
    AmountKind.MAXIMUM: "最高",
}


def show_answer(console: Console, question: str, answer: Answer) -> None:
    """Print one turn; colours appear only on a terminal."""
    console.print(Text(f"问:{question}", style="bold"))
    for sentence in answer.sentences:
        style = "dim" if sentence.role in (Role.REMARK, Role.NEXT) else ""
        console.print(Text(sentence.text, style=style))
    if answer.amounts:
        console.print(_amounts(answer))
    for basis in basis_of(answer):
        title = f"{basis.label} {'现行有效' if basis.in_force else '这一天不适用'}"
        console.print(Panel(escape("\n".join(basis.quotes)), title=escape(title), title_align="left"))
    if answer.question is not None and answer.question.options:
        console.print(Text("可以回答:" + " / ".join(option.label for option in answer.question.options), style="cyan"))
    if answer.hand_off:
        console.print(Text(f"找人工:{answer.hand_off}", style="dim"))
    console.print()


def _amounts(answer: Answer) -> Table:
    table = Table("项目", "金额(元)", "算法")
    for line in answer.amounts:
        label = KIND_LABELS[AmountKind(line.kind)]
        table.add_row(f"{line.case} {label}".strip(), line.yuan, line.formula)
    return table
