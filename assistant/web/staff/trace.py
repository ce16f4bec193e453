"""The whole way of an answer for staff: facts with their words, decisions, conditions, steps, verification, timings."""

from __future__ import annotations

from html import escape

from assistant.dialogue.answer import Answer, StepLine
from assistant.dialogue.explain import Explanation
from assistant.dialogue.memory import SELF
from assistant.retrieval import Hit, SearchResult
from assistant.subsidy import FACT_FORMS, SCHEMES
from assistant.web.staff.tables import table
from assistant.web.staff.words import staff_words
from assistant.web.words import page_words


def trace_html(answer: Answer, explanation: Explanation | None) -> str:
    """The trace of one answer as HTML.

    Args:
        answer: as it was shown.
        explanation: how the message was understood and decided, if it was worked out again.
    """
    words = staff_words()
    facts = [(_fact(fact.name), fact.label, fact.words, _person(fact.person)) for fact in answer.facts]
    parts = [table(words.facts_columns, facts, words.facts)]
    if explanation is not None:
        rows = [
            (words.intents[one.intent], _title(one.scheme), words.ways[one.way], one.reason)
            for one in explanation.tasks
        ]
        parts.append(table(words.decisions_columns, rows, words.decisions))
    findings = page_words().findings
    conditions = [
        (
            line.sentence,
            findings[line.finding],
            "、".join(dict.fromkeys(answer.citations[i].clause for i in line.citations)),
        )
        for line in answer.conditions
    ]
    parts.append(table(words.conditions_columns, conditions, words.conditions))
    steps = [(step.label, step.formula, step.result, _sources(answer, step)) for step in answer.steps]
    parts.append(table(words.steps_columns, steps, words.steps))
    parts.append(f"<p>{words.verified.format(unproved=answer.unproved, citations=len(answer.citations))}</p>")
    timings = "、".join(f"{words.spent.get(name, name)} {spent:.1f}" for name, spent in answer.timings_ms.items())
    return "".join(parts) + f"<p>{words.timings}:{escape(timings)}</p>"


def search_html(result: SearchResult) -> str:
    """What the index found, with both legs' ranks and scores."""
    words = staff_words()
    rows = [
        (_place(hit), hit.score, hit.lexical_rank, hit.lexical_score, hit.dense_rank, hit.dense_score, hit.quote)
        for hit in result.hits
    ]
    near = [
        (
            _place(hit),
            hit.score,
            hit.lexical_rank,
            hit.lexical_score,
            hit.dense_rank,
            hit.dense_score,
            words.excluded[hit.excluded] if hit.excluded else "",
        )
        for hit in result.near
    ]
    head = words.answerable.format(value=f"{result.answerable:.2f}")
    return table(words.hits_columns, rows, head) + table(words.near_columns, near, words.near)


def _place(hit: Hit) -> str:
    """A clause as people name it; a line of another corpus by its id."""
    names = hit.passage.also_known_as or (hit.passage.document,)
    return f"{names[0]}{hit.clause}" if names[0] else hit.id


def _fact(name: str) -> str:
    return FACT_FORMS[name].label if name in FACT_FORMS else name


def _person(person: str) -> str:
    return staff_words().self_ if person == SELF else person


def _title(scheme: str | None) -> str:
    return SCHEMES[scheme].title if scheme is not None and scheme in SCHEMES else scheme or ""


def _sources(answer: Answer, step: StepLine) -> str:
    named = [answer.citations[index].clause for index in step.citations]
    for operand in step.operands:
        if operand.proof and operand.proof.startswith("c"):
            named.append(answer.citations[int(operand.proof[1:])].clause)
        elif operand.proof and operand.proof.startswith("u"):
            named.append(f"“{answer.said[int(operand.proof[1:])].words}”")
    return "、".join(dict.fromkeys(named))
