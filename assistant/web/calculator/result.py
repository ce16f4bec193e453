"""The result of a case as HTML: verdict, sums, steps with their clauses, conditions, what would change it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from assistant.policy.model import Quote
from assistant.subsidy import FACT_FORMS, Assessment, Rulebook, Step, compare_before_after, figures, what_would_change
from assistant.subsidy.assessment import Amount, Branch
from assistant.web.anchors import text_link
from assistant.web.calculator.case import Outcome
from assistant.web.calculator.chart import RATE, chart, instalment_points, level_points
from assistant.web.calculator.words import CalculatorWords, calculator_words


def result_html(outcome: Outcome, rulebook: Rulebook, language: str = "zh", link: str = "") -> str:
    """Everything that a case comes to; everything is escaped.

    Args:
        outcome: the case, assessed or refused.
        rulebook: the rules, to try changes on.
        language: of the page; links to clauses keep their Chinese names.
        link: the path that opens the case again, which the browser shows as its address.
    """
    words, found = calculator_words(language), outcome.assessment
    if found is None:
        return f'<section class="evidence"><p role="alert" class="problem">{words.say(outcome.problem)}</p></section>'
    badge = f'<p><span class="badge {found.verdict.value}">{words.verdicts[found.verdict.value]}</span></p>'
    parts = [
        badge,
        _amounts(found.amounts, words),
        _branches(found, words),
        _steps(found.steps, words),
        _conditions(found, words),
        _remarks(found, words),
        _changes(outcome, rulebook, words),
        _chart(outcome, rulebook, words),
        _before_after(outcome, rulebook, words),
    ]
    return f'<section class="evidence" aria-label="{words.result}" data-case="{escape(link)}">{"".join(parts)}{_glance(found, words)}</section>'


def _amounts(amounts: Iterable[Amount], words: CalculatorWords) -> str:
    rows = "".join(
        f"<tr><th scope=row>{words.kinds[one.kind.value]}</th><td><b>{figures.plain(one.yuan)}{words.yuan}</b></td><td>{words.say(one.formula)}</td></tr>"
        for one in amounts
    )
    return f'<table class="sums"><tbody>{rows}</tbody></table>' if rows else ""


def _glance(found: Assessment, words: CalculatorWords) -> str:
    """Verdict and last sum in a line: said to a screen reader, and kept in sight on a phone."""
    verdict, sums = words.verdicts[found.verdict.value], found.amounts[-1:]
    told = [verdict, *(f"{words.kinds[one.kind.value]} {figures.plain(one.yuan)}{words.yuan}" for one in sums)]
    line = words.listed.join(told)
    shown = f'<a href="#result" tabindex="-1"><b>{line}</b><span>{words.to_result}</span></a>'
    return f'<p id="live">{line}</p><p class="glance" aria-hidden="true">{shown}</p>'


def _branches(found: Assessment, words: CalculatorWords) -> str:
    rows = "".join(
        f"<li>{words.say(branch.label)}{words.colon}{_sums(branch, words) or words.verdicts[branch.verdict.value]}</li>"
        for branch in found.branches
    )
    return _card(words.branches, f"<ul>{rows}</ul>") if rows else ""


def _sums(branch: Branch, words: CalculatorWords) -> str:
    told = (f"{words.kinds[one.kind.value]} {figures.plain(one.yuan)}{words.yuan}" for one in branch.amounts)
    return words.listed.join(told)


def _steps(steps: Iterable[Step], words: CalculatorWords) -> str:
    rows = "".join(_step(step, words) for step in steps)
    return _card(words.steps, f"<ol>{rows}</ol>") if rows else ""


def _step(step: Step, words: CalculatorWords) -> str:
    result = figures.result(step.value)
    formula = f"{step.formula} = {result}" if step.formula else result
    quotes = [*(operand.quote for operand in step.operands if operand.quote is not None), *step.quotes]
    note = f'<span class="note">{words.say(step.note)}</span>' if step.note else ""
    fired = "fired" if step.fired else "idle"
    return (
        f'<li class="{fired}">{words.say(step.label)} <b>{words.say(formula)}</b>{_sources(quotes, words)}{note}</li>'
    )


def _sources(quotes: Iterable[Quote], words: CalculatorWords) -> str:
    links = {
        quote.clause: f'<a href="{escape(text_link(quote.policy, quote.clause, quote.start, quote.end, words.language))}">{escape(quote.clause)}</a>'
        for quote in quotes
    }
    return f' <span class="source">{" ".join(links.values())}</span>' if links else ""


def _conditions(found: Assessment, words: CalculatorWords) -> str:
    rows = "".join(
        f'<li class="{one.finding.value}"><span class="tag">{words.findings[one.finding.value]}</span> {words.say(one.sentence)}{_sources(one.quotes, words)}</li>'
        for one in found.conditions
    )
    missing = words.listed.join(words.say(FACT_FORMS[name].label) for name in found.missing if name in FACT_FORMS)
    lacking = f"<p>{words.missing}{words.colon}{missing}</p>" if missing else ""
    return _card(words.conditions, f'<ul class="conditions">{rows}</ul>{lacking}') if rows else ""


def _remarks(found: Assessment, words: CalculatorWords) -> str:
    rows = "".join(f"<li>{words.say(one.sentence)}{_sources(one.quotes, words)}</li>" for one in found.remarks)
    return _card(words.remarks, f"<ul>{rows}</ul>") if rows else ""


def _changes(outcome: Outcome, rulebook: Rulebook, words: CalculatorWords) -> str:
    found = outcome.assessment
    if found is None or not outcome.facts.known():
        return ""
    changes = what_would_change(found.scheme, outcome.facts, outcome.as_of, rulebook)
    rows = "".join(f'<li class="{"better" if one.better else ""}">{words.say(one.sentence)}</li>' for one in changes)
    if not rows and found.missing:
        return ""  # it is too early to say that nothing would change it
    return _card(words.ways, f"<ul>{rows}</ul>" if rows else f"<p>{words.no_ways}</p>")


def _chart(outcome: Outcome, rulebook: Rulebook, words: CalculatorWords) -> str:
    found = outcome.assessment
    if found is not None and found.scheme == "targeted_training":
        rate = rulebook.parameter(RATE).values[-1].says.text
        points = instalment_points(outcome.facts, rulebook, outcome.as_of)
        shown = chart(
            points, words.chart, words.chart_desc.format(rate=rate), (words.chart_people, words.chart_yuan), words
        )
    elif found is not None and found.scheme == "skill_upgrade":
        points = level_points(outcome.facts, rulebook, outcome.as_of)
        shown = chart(points, words.chart_levels, "", (words.level, words.standard), words)
    else:
        shown = ""
    return f'<article class="card">{shown}</article>' if shown else ""


def _before_after(outcome: Outcome, rulebook: Rulebook, words: CalculatorWords) -> str:
    found = outcome.assessment
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
    told = "".join(f"<p>{words.say(one.sentence)}{_sources(one.quotes, words)}</p>" for one in compared.sentences)
    return _card(words.before_after, table + told)


def _card(title: str, body: str) -> str:
    return f'<article class="card"><h3>{escape(title)}</h3>{body}</article>'
