"""评价项目开发资助: clause (六), a cap for each project and never an entitlement."""

from __future__ import annotations

from assistant.subsidy import figures
from assistant.subsidy.assessment import AmountKind, Operand
from assistant.subsidy.scheme import Scheme, scheme_source
from assistant.subsidy.sheet import Sheet, build_step

CAP = "evaluation_project.cap"


def rules(sheet: Sheet) -> None:
    """The result must pass review; n projects get at most n times the cap."""
    edition, facts = sheet.edition, sheet.facts
    if not edition.holds(CAP):
        sheet.find("rule_exists", "unknown")
        return
    sheet.yes_no("review_passed", facts.review_passed)
    cap = figures.tidy(edition.yuan(CAP))
    shown = figures.plain(cap)
    operand = Operand(shown, cap, quote=edition.dated(CAP).says)
    each = build_step(sheet.kit, "each", "cap", value=cap, operands=(operand,))
    sheet.remark("cap")
    if facts.projects is None:
        sheet.lacks("projects")
        sheet.add(each, AmountKind.MAXIMUM)
        return
    sheet.add(each)
    operands = (
        Operand(shown, cap, step=each.name),
        Operand(str(facts.projects), facts.projects, fact="projects"),
    )
    value = figures.times(cap, facts.projects)
    formula = f"{shown} × {facts.projects}"
    sheet.add(build_step(sheet.kit, "maximum", formula=formula, value=value, operands=operands), AmountKind.MAXIMUM)


SCHEME = Scheme(
    id="evaluation_project",
    fields=("projects", "review_passed"),
    parameters=(CAP,),
    rules=rules,
    source=scheme_source(__file__),
)
