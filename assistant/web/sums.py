"""The sums of an answer as a small table: standard, ratio and amount side by side where there are such, else a line each."""

from __future__ import annotations

from html import escape

from assistant.dialogue.answer import AmountLine, Answer, StepLine
from assistant.web.anchors import number_link, proof_anchor
from assistant.web.words import page_words

PAID = "amount"
STANDARD = "standard"
RATIO = "ratio"  # the name of the step that gives the share of the standard


def sums_table(answer: Answer, turn: int) -> str:
    """The table as HTML, every figure with the way to the step that gives it."""
    cases = list(dict.fromkeys((line.scheme, line.case) for line in answer.amounts))
    rows = [_triple(answer, scheme, case, turn) for scheme, case in cases]
    if rows and all(row is not None for row in rows):
        words = page_words(answer.language)
        named = any(case for _, case in cases)
        head = [*([words.sum_item] if named else []), words.standard, words.ratio, words.amount]
        body = "".join(
            f"<tr>{f'<th scope=row>{escape(case)}</th>' if named else ''}{row}</tr>"
            for (_, case), row in zip(cases, rows, strict=True)
        )
        return _table(head, body)
    return _lines(answer, turn)


def _triple(answer: Answer, scheme: str, case: str, turn: int) -> str | None:
    """Standard, ratio and amount of one case, if it has just these."""
    lines = {line.kind: line for line in answer.amounts if (line.scheme, line.case) == (scheme, case)}
    if set(lines) != {STANDARD, PAID}:
        return None
    ratio = next((step for step in answer.steps if step.scheme == scheme and step.name == RATIO), None)
    if ratio is None or not lines[PAID].formula.endswith(ratio.result):
        return None
    cells = (
        _figure(answer, lines[STANDARD], turn),
        _link(answer, ratio.result, answer.steps.index(ratio), turn),
        f"<b>{_figure(answer, lines[PAID], turn)}</b>",
    )
    return "".join(f"<td>{cell}</td>" for cell in cells)


def _lines(answer: Answer, turn: int) -> str:
    words = page_words(answer.language)
    rows = "".join(
        f"<tr><th scope=row>{escape(f'{line.case} {words.kinds[line.kind]}'.strip())}</th>"
        f"<td><b>{_figure(answer, line, turn)}</b></td><td>{escape(line.formula)}</td></tr>"
        for line in answer.amounts
        if line.kind in words.kinds
    )
    return _table([words.sum_item, words.sum_yuan, words.sum_formula], rows)


def _table(head: list[str], body: str) -> str:
    cells = "".join(f"<th scope=col>{escape(one)}</th>" for one in head)
    return f'<table class="sums"><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>'


def _figure(answer: Answer, line: AmountLine, turn: int) -> str:
    """An amount with the way to the step that gives it."""
    index = next((i for i, step in enumerate(answer.steps) if _gives(step, line)), None)
    shown = f"{line.yuan}{page_words(answer.language).yuan}"
    return escape(shown) if index is None else _link(answer, shown, index, turn)


def _gives(step: StepLine, line: AmountLine) -> bool:
    return (
        step.scheme == line.scheme and step.result == line.yuan and (step.formula == line.formula or not step.formula)
    )


def _link(answer: Answer, shown: str, step: int, turn: int) -> str:
    return number_link(shown, proof_anchor(turn, f"s{step}"), page_words(answer.language).show_proof)
