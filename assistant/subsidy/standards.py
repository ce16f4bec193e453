"""The standard of the skill-upgrade subsidy: the base standard of the level, raised for the listed occupations."""

from __future__ import annotations

from decimal import Decimal

from assistant.subsidy import figures
from assistant.subsidy.assessment import Amount, AmountKind, Branch, Operand, Step, Verdict
from assistant.subsidy.catalogue import Listed
from assistant.subsidy.facts import Certificate
from assistant.subsidy.shares import Pairs, Settled, Sums, group_branches, shares
from assistant.subsidy.sheet import Sheet, amount_of, build_step, verdict_of

UPLIFT = "skill_upgrade.uplift"
LEVELS = (5, 4, 3, 2, 1)
STUDENT_LEVEL = 4  # 中级及以上
LEVEL_CONDITIONS = ("certificate_kind", "level_for_students")
SETTLED_BY = {"listed": ("directory",), "outside": (), "raised": ("transition",), "not_raised": ("transition",)}


def write_sums(sheet: Sheet, group: str, listed: Listed | None, conditions: Pairs) -> None:
    """Standard and amount as far as they are known; a branch for each way that an unknown may turn.

    Args:
        sheet: the case, with its conditions.
        group: as `group_of` gives it.
        listed: the occupation's entry in the catalogue, if it is there.
        conditions: what a group's own conditions find.
    """
    facts = sheet.facts
    raised = _raised(sheet, listed)
    base_known = facts.level is not None or facts.stated_standard is not None
    if not base_known:
        sheet.lacks("level")
    if raised is None:
        sheet.lacks("occupation")
    if group == "unknown":
        sheet.lacks("status")
    elif group == "hukou_unknown":
        sheet.lacks("hukou")
    if raised == "transition":
        sheet.find("transition", "unknown")
        sheet.remark("transition")
    if base_known and raised not in (None, "transition"):
        _write_settled(sheet, group, raised or "", listed, conditions)
    elif base_known:
        ways = ("raised", "not_raised") if raised else ("listed", "outside")
        for way in ways:
            _branch(sheet, group, way, (), _standard(sheet, facts.level, f"if_{way}", listed))
    elif raised not in (None, "transition"):
        for level in LEVELS:
            _branch(sheet, group, f"level_{level}", (("level", level),), _standard(sheet, level, raised or "", listed))


def _raised(sheet: Sheet, listed: Listed | None) -> str | None:
    """Which variant of the uplift applies; None while the occupation is open."""
    facts = sheet.facts
    if not sheet.edition.holds(UPLIFT):
        return "not_yet"
    if facts.certificate is Certificate.NATIONAL_QUALIFICATION:
        return "national"
    if facts.occupation is None and facts.in_catalogue is None:
        return "stated" if facts.stated_standard is not None else None
    if facts.occupation is None and not facts.in_catalogue:
        return "if_outside"
    if facts.occupation is not None and listed is None:
        return "outside"
    way = "listed" if listed is not None else "if_listed"
    issued = facts.certificate_issued
    return "transition" if issued is not None and issued < sheet.edition.dated(UPLIFT).since else way


def _write_settled(sheet: Sheet, group: str, raised: str, listed: Listed | None, conditions: Pairs) -> None:
    standard = _standard(sheet, sheet.facts.level, raised, listed)
    steps, amounts = shares(sheet, _last(standard), group)
    sheet.steps += (*standard[0], *steps)
    sheet.amounts += (*standard[1], *amounts)
    group_branches(sheet, group, standard, conditions)


def _branch(sheet: Sheet, group: str, way: str, settled: Settled, standard: Sums) -> None:
    """One way an unknown may turn; the condition that it settles no longer leaves the verdict open."""
    steps, amounts = shares(sheet, _last(standard), group)
    open_still = [
        condition for condition in sheet.conditions if condition.name not in SETTLED_BY.get(way, LEVEL_CONDITIONS)
    ]
    if way.startswith("level_") and group == "final_year_higher":
        fits = "met" if int(way[-1]) <= STUDENT_LEVEL else "unmet"
        open_still.append(sheet.kit.conditions["level_for_students", fits])
    verdict = verdict_of(open_still)
    if verdict is Verdict.NOT_ELIGIBLE:
        steps, amounts = (), ()
    sheet.branches.append(Branch(sheet.kit.branches[way], settled, verdict, standard[1] + amounts, standard[0] + steps))


def _last(standard: Sums) -> Step:
    """The step that gives the standard: the last that fired."""
    return next(step for step in reversed(standard[0]) if step.fired)


def _standard(sheet: Sheet, level: int | None, raised: str, listed: Listed | None) -> Sums:
    facts = sheet.facts
    if facts.stated_standard is not None or (listed is None and facts.occupation is not None):
        return _build(sheet, level, raised, listed)
    name = listed.occupation.name if listed else ""
    return sheet.kit.once(("standard", level, raised, name), lambda: _build(sheet, level, raised, listed))


def _build(sheet: Sheet, level: int | None, raised: str, listed: Listed | None) -> Sums:
    base = _base(sheet, level)
    uplift = _uplift(sheet, base, raised, listed)
    standard = uplift if uplift.fired else base
    amounts: tuple[Amount, ...] = (amount_of(standard, AmountKind.STANDARD),)
    return (base, uplift), amounts


def _base(sheet: Sheet, level: int | None) -> Step:
    stated = sheet.facts.stated_standard
    if stated is not None:
        value = figures.tidy(stated)
        operand = Operand(figures.plain(value), value, fact="stated_standard")
        return build_step(sheet.kit, "base_standard", "stated", value=value, operands=(operand,))
    return sheet.kit.once(("base", level), lambda: _base_of(sheet, level))


def _base_of(sheet: Sheet, level: int | None) -> Step:
    key = f"skill_upgrade.base.level_{level}"
    value = sheet.edition.yuan(key)
    operand = Operand(figures.plain(value), value, quote=sheet.edition.dated(key).says)
    return build_step(sheet.kit, "base_standard", f"level_{level}", value=value, operands=(operand,))


def _uplift(sheet: Sheet, base: Step, raised: str, listed: Listed | None) -> Step:
    name = listed.occupation.name if listed else sheet.facts.occupation or ""
    said = {"occupation": name} if raised in ("listed", "outside") else {}
    row = (listed.row,) if listed else ()
    if raised not in ("listed", "if_listed", "if_raised") or not isinstance(base.value, Decimal):
        return build_step(sheet.kit, "uplift", raised, said=said, quotes=row)
    factor = sheet.edition.rate(UPLIFT)
    shown, raise_shown = figures.plain(base.value), figures.percent(factor - 1)
    operands = (
        Operand(shown, base.value, step=base.name),
        Operand(raise_shown, factor - 1, quote=sheet.edition.dated(UPLIFT).says),
    )
    formula, value = f"{shown} × (1 + {raise_shown})", figures.times(base.value, factor)
    return build_step(
        sheet.kit, "uplift", raised, formula=formula, value=value, operands=operands, said=said, quotes=row
    )
