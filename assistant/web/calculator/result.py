"""The result of a case as HTML: verdict, sums, steps with their clauses, conditions, what would change it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from assistant.policy.model import Quote
from assistant.subsidy import FACT_FORMS, Assessment, Rulebook, Step, compare_before_after, figures, what_would_change
from assistant.subsidy.assessment import Amount
from assistant.web.anchors import text_link
from assistant.web.calculator.case import Outcome
from assistant.web.calculator.chart import RATE, chart, instalment_points, level_points
from assistant.web.calculator.words import calculator_words


def result_html(outcome: Outcome, rulebook: Rulebook) -> str:
    """Everything that a case comes to; everything is escaped.

    Args:
        outcome: the case, assessed or refused.
        rulebook: the rules, to try changes on.
    """
    words, found = calculator_words(), outcome.assessment
    if found is None:
        return f'<section class="evidence"><p role="alert" class="problem">{escape(outcome.problem)}</p></section>'
    badge = f'<p><span class="badge {found.verdict.value}">{words.verdicts[found.verdict.value]}</span></p>'
    parts = [
        badge,
        _amounts(found.amounts),
        _branches(found),
        _steps(found.steps),
        _conditions(found),
        _remarks(found),
        _changes(outcome, rulebook),
        _chart(outcome, rulebook),
        _before_after(outcome, rulebook),
    ]
    return f'<section class="evidence" aria-live="polite" aria-label="{words.result}">{"".join(parts)}</section>'


def _amounts(amounts: Iterable[Amount]) -> str:
    words = calculator_words()
    rows = "".join(
        f"<tr><th scope=row>{words.kinds[one.kind.value]}</th><td><b>{figures.plain(one.yuan)}{words.yuan}</b></td><td>{escape(one.formula)}</td></tr>"
        for one in amounts
    )
    return f'<table class="sums"><tbody>{rows}</tbody></table>' if rows else ""


def _branches(found: Assessment) -> str:
    rows = "".join(
        f"<li>{escape(branch.label)}:{'、'.join(f'{calculator_words().kinds[a.kind.value]}{figures.plain(a.yuan)}' for a in branch.amounts) or calculator_words().verdicts[branch.verdict.value]}</li>"
        for branch in found.branches
    )
    return _card(calculator_words().branches, f"<ul>{rows}</ul>") if rows else ""


def _steps(steps: Iterable[Step]) -> str:
    rows = "".join(_step(step) for step in steps)
    return _card(calculator_words().steps, f"<ol>{rows}</ol>") if rows else ""


def _step(step: Step) -> str:
    result = figures.result(step.value)
    formula = f"{step.formula} = {result}" if step.formula else result
    quotes = [*(operand.quote for operand in step.operands if operand.quote is not None), *step.quotes]
    note = f'<span class="note">{escape(step.note)}</span>' if step.note else ""
    fired = "fired" if step.fired else "idle"
    return f'<li class="{fired}">{escape(step.label)} <b>{escape(formula)}</b>{_sources(quotes)}{note}</li>'


def _sources(quotes: Iterable[Quote]) -> str:
    links = {
        quote.clause: f'<a href="{escape(text_link(quote.policy, quote.clause, quote.start, quote.end))}">{escape(quote.clause)}</a>'
        for quote in quotes
    }
    return f' <span class="source">{" ".join(links.values())}</span>' if links else ""


def _conditions(found: Assessment) -> str:
    words = calculator_words()
    rows = "".join(
        f'<li class="{one.finding.value}"><span class="tag">{words.findings[one.finding.value]}</span> {escape(one.sentence)}{_sources(one.quotes)}</li>'
        for one in found.conditions
    )
    missing = "、".join(FACT_FORMS[name].label for name in found.missing if name in FACT_FORMS)
    lacking = f"<p>{words.missing}:{escape(missing)}</p>" if missing else ""
    return _card(words.conditions, f'<ul class="conditions">{rows}</ul>{lacking}') if rows else ""


def _remarks(found: Assessment) -> str:
    rows = "".join(f"<li>{escape(one.sentence)}{_sources(one.quotes)}</li>" for one in found.remarks)
    return _card(calculator_words().remarks, f"<ul>{rows}</ul>") if rows else ""


def _changes(outcome: Outcome, rulebook: Rulebook) -> str:
    words, found = calculator_words(), outcome.assessment
    if found is None or not outcome.facts.known():
        return ""
    changes = what_would_change(found.scheme, outcome.facts, outcome.as_of, rulebook)
    rows = "".join(f'<li class="{"better" if one.better else ""}">{escape(one.sentence)}</li>' for one in changes)
    return _card(words.ways, f"<ul>{rows}</ul>" if rows else f"<p>{words.no_ways}</p>")


def _chart(outcome: Outcome, rulebook: Rulebook) -> str:
    words, found = calculator_words(), outcome.assessment
    if found is not None and found.scheme == "targeted_training":
        rate = rulebook.parameter(RATE).values[-1].says.text
        points = instalment_points(outcome.facts, rulebook, outcome.as_of)
        shown = chart(points, words.chart, words.chart_desc.format(rate=rate), (words.chart_people, words.chart_yuan))
    elif found is not None and found.scheme == "skill_upgrade":
        points = level_points(outcome.facts, rulebook, outcome.as_of)
        shown = chart(points, words.chart_levels, "", (words.level, words.standard))
    else:
        shown = ""
    return f'<article class="card">{shown}</article>' if shown else ""


def _before_after(outcome: Outcome, rulebook: Rulebook) -> str:
    words, found = calculator_words(), outcome.assessment
    if found is None or not outcome.facts.known():
        return ""
    compared = compare_before_after(found.scheme, outcome.facts, rulebook, outcome.as_of)
    before = {one.kind: figures.plain(one.yuan) for one in compared.before.amounts}
    rows = "".join(
        f"<tr><th scope=row>{words.kinds[one.kind.value]}</th><td>{before.get(one.kind, '—')}</td><td>{figures.plain(one.yuan)}</td></tr>"
        for one in compared.after.amounts
    )
    head = f"<thead><tr><th></th><th scope=col>{words.before}</th><th scope=col>{words.after}</th></tr></thead>"
    table = f'<table class="sums">{head}<tbody>{rows}</tbody></table>' if rows else ""
    told = "".join(f"<p>{escape(one.sentence)}{_sources(one.quotes)}</p>" for one in compared.sentences)
    return _card(words.before_after, table + told)


def _card(title: str, body: str) -> str:
    return f'<article class="card"><h3>{escape(title)}</h3>{body}</article>'
