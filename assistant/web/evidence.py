"""The evidence beside an answer: a card a clause with the quoted words marked in place, and the steps of the sum."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import groupby

from assistant.dialogue.answer import Answer, Citation, ConditionLine, StepLine
from assistant.policy.model import Clause
from assistant.web.words import page_words

FindClause = Callable[[str, str], Clause | None]


def evidence_html(answer: Answer | None, find: FindClause) -> str:
    """The evidence of an answer as HTML; everything of the corpus and of the person is escaped.

    Args:
        answer: the answer, or None before the first one.
        find: gives the stored clause of a policy, in which the quotes are marked by their offsets.
    """
    words = page_words()
    if answer is None or not (answer.citations or answer.steps):
        return f'<section class="evidence" aria-label="{words.evidence}"><p class="hint">{words.evidence_empty}</p></section>'
    parts = [f'<section class="evidence" aria-label="{words.evidence}"><h2>{words.evidence}</h2>']
    parts += [_steps(answer), _conditions(answer)]
    used = used_citations(answer)
    order = sorted(used, key=lambda c: (c.policy, c.clause, c.start))
    for _, group in groupby(order, key=lambda c: (c.policy, c.clause)):
        parts.append(_card(list(group), find))
    parts.append("</section>")
    return "".join(parts)


def used_citations(answer: Answer) -> list[Citation]:
    """The citations that the answer's sentences carry, directly or through a step."""
    used: set[int] = set()
    for proof in (proof for sentence in answer.sentences for proof in sentence.proofs):
        number = int(proof[1:])
        if proof.startswith("c"):
            used.add(number)
        elif proof.startswith("s"):
            step = answer.steps[number]
            used |= {*step.citations, *(int(o.proof[1:]) for o in step.operands if o.proof and o.proof.startswith("c"))}
    return [answer.citations[index] for index in sorted(used)]


def _card(citations: list[Citation], find: FindClause) -> str:
    words, first = page_words(), citations[0]
    validity = words.in_force if first.in_force else words.not_in_force
    day = first.in_force_from
    since = words.since.format(day=f"{day.year}年{day.month}月{day.day}日")
    reference = f'<span class="tag">{words.reference}</span>' if first.reference else ""
    clause = find(first.policy, first.clause)
    quotes = "".join(f"<blockquote>{escape(one.quote)}</blockquote>" for one in _outermost(citations))
    whole = _marked(clause.text, citations) if clause is not None else ""
    return (
        f'<article class="card"><header><h3>{escape(first.label)}</h3>'
        f'<p class="meta"><span class="tag {"ok" if first.in_force else "no"}">{validity}</span>{reference}<span>{since}</span></p></header>'
        f'{quotes}<details><summary>{words.whole}</summary><p class="clause">{whole}</p></details></article>'
    )


def _outermost(citations: list[Citation]) -> list[Citation]:
    """The quotes that do not lie within another one of the same clause."""
    return [
        one
        for one in citations
        if not any(other is not one and other.start <= one.start and one.end <= other.end for other in citations)
    ]


def _marked(text: str, citations: list[Citation]) -> str:
    """The clause with the quoted spans marked; overlapping spans are marked once."""
    spans: list[list[int]] = []
    for citation in sorted(citations, key=lambda c: c.start):
        if spans and citation.start <= spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], citation.end)
        else:
            spans.append([citation.start, citation.end])
    pieces: list[str] = []
    position = 0
    for start, end in spans:
        pieces += [escape(text[position:start]), f"<mark>{escape(text[start:end])}</mark>"]
        position = end
    pieces.append(escape(text[position:]))
    return "".join(pieces).replace("\n", "<br>").replace("\t", "　")


def _steps(answer: Answer) -> str:
    words = page_words()
    shown = [step for step in answer.steps if ":" not in step.name]
    if not shown:
        return ""
    rows = "".join(_step(step) for step in shown)
    return f'<article class="card sum"><h3>{words.steps}</h3><ol>{rows}</ol></article>'


def _step(step: StepLine) -> str:
    formula = f"{step.formula} = {step.result}" if step.formula else step.result
    note = f'<span class="note">{escape(step.note)}</span>' if step.note else ""
    return f'<li class="{"fired" if step.fired else "idle"}"><span>{escape(step.label)}</span> <b>{escape(formula)}</b>{note}</li>'


def _conditions(answer: Answer) -> str:
    words = page_words()
    if not answer.conditions:
        return ""
    rows = "".join(_condition(line) for line in answer.conditions)
    return f'<article class="card"><details><summary>{words.conditions}</summary><ul class="conditions">{rows}</ul></details></article>'


def _condition(line: ConditionLine) -> str:
    finding = page_words().findings[line.finding]
    return f'<li class="{escape(line.finding)}"><span class="tag">{finding}</span> {escape(line.sentence)}</li>'
