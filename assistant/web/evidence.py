"""The evidence beside an answer: the steps of the sum, the conditions, and a card a clause with the quoted words marked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from html import escape
from itertools import groupby

from assistant.dialogue.answer import Answer, Citation, ConditionLine, NearMiss, StepLine
from assistant.policy.model import Clause
from assistant.web.anchors import number_link, proof_anchor, text_link
from assistant.web.english import catalogue, worded
from assistant.web.marks import marked
from assistant.web.quotes import quoted_lines
from assistant.web.words import PageWords, page_words

FindClause = Callable[[str, str], Clause | None]
INNER = ":"  # in the name of a step of a branch, which the page leaves to the sentence that sums the branches up


def evidence_html(answer: Answer | None, find: FindClause, turn: int = 0, language: str = "zh") -> str:
    """The evidence of an answer as HTML; everything of the corpus and of the person is escaped.

    Args:
        answer: the answer, or None before the first one.
        find: gives the stored clause of a policy, in which the quotes are marked by their offsets.
        turn: the number of the turn, from 0; the ids of the proofs carry it.
        language: of the page, where there is no answer that has its own.
    """
    words = page_words(answer.language if answer else language)
    if answer is None or not (answer.citations or answer.steps):
        return f'<section class="evidence" aria-label="{words.evidence}"><p class="hint">{words.evidence_empty}</p></section>'
    return Evidence(answer, find, turn, words).html()


def used_citations(answer: Answer) -> list[Citation]:
    """The citations that the answer's sentences carry, directly or through a step."""
    return [answer.citations[index] for index in _used(answer)]


def _used(answer: Answer) -> list[int]:
    used: set[int] = set()
    for proof in (proof for sentence in answer.sentences for proof in sentence.proofs):
        number = int(proof[1:])
        if proof.startswith("c"):
            used.add(number)
        elif proof.startswith("s"):
            step = answer.steps[number]
            used |= {*step.citations, *(int(o.proof[1:]) for o in step.operands if o.proof and o.proof.startswith("c"))}
    return sorted(used) if answer.sentences else list(range(len(answer.citations)))


class Evidence:
    """One answer's evidence; the methods are its parts in their order."""

    def __init__(self, answer: Answer, find: FindClause, turn: int, words: PageWords) -> None:
        self._answer = answer
        self._find = find
        self._turn = turn
        self._words = words

    def html(self) -> str:
        """All parts."""
        words = self._words
        day = words.as_of.format(day=self._day(self._answer.as_of))
        head = f'<h2>{words.evidence}</h2><p id="{proof_anchor(self._turn, "d0")}" class="meta" tabindex="-1">{day}</p>'
        used = [(index, self._answer.citations[index]) for index in _used(self._answer)]
        used.sort(key=lambda one: (one[1].reference, one[1].policy, one[1].clause, one[1].start))
        cards = [self._card(list(group)) for _, group in groupby(used, key=lambda one: (one[1].policy, one[1].clause))]
        parts = [head, self._steps(), *cards, self._conditions(), self._said(), self._near()]
        return f'<section class="evidence" aria-label="{words.evidence}">{"".join(parts)}</section>'

    def _day(self, day: dt.date) -> str:
        return day.isoformat() if self._answer.language == "en" else f"{day.year}年{day.month}月{day.day}日"

    def _card(self, citations: list[tuple[int, Citation]]) -> str:
        words, first = self._words, citations[0][1]
        days = [words.since.format(day=self._day(first.in_force_from))]
        days += [words.until.format(day=self._day(first.in_force_to))] if first.in_force_to else []
        validity = words.in_force if first.in_force else words.not_in_force
        tags = f'<span class="tag {"ok" if first.in_force else "no"}">{validity}</span>'
        tags += f'<span class="tag">{words.reference}</span>' if first.reference else ""
        link = escape(text_link(first.policy, first.clause, first.start, first.end, self._answer.language))
        return (
            f'<article class="card"><header><h3>{escape(first.label)}</h3>'
            f'<p class="meta">{tags}<span>{"".join(days)}</span></p></header>{self._quotes(citations)}{self._whole(citations)}'
            f'<p class="meta"><a href="{link}">{words.open_text}</a></p></article>'
        )

    def _quotes(self, citations: list[tuple[int, Citation]]) -> str:
        """The quoted words, marked in what they stand in: “80%” alone would say nothing."""
        first = citations[0][1]
        clause = self._find(first.policy, first.clause)
        lines = quoted_lines(citations, clause.text if clause is not None else "", self._id)
        return "".join(f"<blockquote>{line}</blockquote>" for line in lines)

    def _whole(self, citations: list[tuple[int, Citation]]) -> str:
        """The stored clause with the quoted spans marked by their offsets."""
        first = citations[0][1]
        clause = self._find(first.policy, first.clause)
        if clause is None:
            return ""
        spans = [(one.start, one.end, "") for _, one in citations]
        text = marked(clause.text, spans, "mark")
        return f'<details><summary>{self._words.whole}</summary><p class="clause">{text}</p></details>'

    def _worded(self, text: str) -> str:
        """Words of the subsidy tool in the answer's language, escaped."""
        return escape(worded(text, self._answer.language))

    def _id(self, citation: int) -> str:
        return proof_anchor(self._turn, f"c{citation}")

    def _steps(self) -> str:
        shown = [(index, step) for index, step in enumerate(self._answer.steps) if INNER not in step.name]
        inner = [(index, step) for index, step in enumerate(self._answer.steps) if INNER in step.name]
        if not shown and not inner:
            return ""
        rows = "".join(self._step(index, step) for index, step in shown)
        more = "".join(self._step(index, step) for index, step in inner)
        folded = f"<details><summary>{self._words.sum_formula}</summary><ol>{more}</ol></details>" if more else ""
        return f'<article class="card sum"><h3>{self._words.steps}</h3><ol>{rows}</ol>{folded}</article>'

    def _step(self, index: int, step: StepLine) -> str:
        formula = f"{step.formula} = {step.result}" if step.formula else step.result
        note = f'<span class="note">{self._worded(step.note)}</span>' if step.note else ""
        anchor = proof_anchor(self._turn, f"s{index}")
        return (
            f'<li id="{anchor}" tabindex="-1" class="{"fired" if step.fired else "idle"}">'
            f"<span>{self._worded(step.label)}</span> <b>{self._worded(formula)}</b>{self._sources(step)}{note}</li>"
        )

    def _sources(self, step: StepLine) -> str:
        """The clauses that a step's operands stand in, each leading to the quoted words."""
        found = {o.proof: o.shown for o in step.operands if o.proof and o.proof[0] in "cu"}
        links = []
        for proof, shown in found.items():
            number = int(proof[1:])
            name = self._answer.citations[number].clause if proof.startswith("c") else self._words.said
            links.append(
                f"{escape(shown)}→{number_link(name, proof_anchor(self._turn, proof), self._words.show_proof)}"
            )
        return f'<span class="note">{" · ".join(links)}</span>' if links else ""

    def _conditions(self) -> str:
        if not self._answer.conditions:
            return ""
        rows = "".join(self._condition(line) for line in self._answer.conditions)
        summary = f"{self._words.conditions} ({len(self._answer.conditions)})"
        return f'<article class="card"><details><summary>{summary}</summary><ul class="conditions">{rows}</ul></details></article>'

    def _condition(self, line: ConditionLine) -> str:
        finding = self._words.findings[line.finding]
        clauses = dict.fromkeys(self._answer.citations[index].clause for index in line.citations)
        named = f' <span class="note">{escape("、".join(clauses))}</span>' if clauses else ""
        return f'<li class="{escape(line.finding)}"><span class="tag">{finding}</span> {self._worded(line.sentence)}{named}</li>'

    def _as_said(self, words: str) -> str:
        """The person's words; a choice that was pressed is in the language of its button."""
        return worded(words, self._answer.language) if words in catalogue() else words

    def _said(self) -> str:
        rows = "".join(
            f'<li id="{proof_anchor(self._turn, f"u{index}")}" tabindex="-1">“{escape(self._as_said(said.words))}”</li>'
            for index, said in enumerate(self._answer.said)
        )
        return (
            f'<article class="card"><h3>{self._words.said}</h3><ul class="said">{rows}</ul></article>' if rows else ""
        )

    def _near(self) -> str:
        rows = "".join(self._near_miss(one) for one in self._answer.near)
        if not rows:
            return ""
        return (
            f'<article class="card"><details><summary>{self._words.near}</summary><ul>{rows}</ul></details></article>'
        )

    def _near_miss(self, one: NearMiss) -> str:
        link = escape(text_link(one.policy, one.clause, 0, 0, self._answer.language))
        return f'<li><a href="{link}">{escape(one.label)}</a> {self._worded(one.topic)}</li>'
