"""专项职业能力证书补贴: clause (二), with the groups and ratios of the base rules."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.subsidy import figures, people
from assistant.subsidy.assessment import AmountKind, Finding, Operand
from assistant.subsidy.facts import Certificate, Status
from assistant.subsidy.scheme import Scheme, scheme_source
from assistant.subsidy.shares import Sums, everybody, group_branches, shares
from assistant.subsidy.sheet import Sheet, amount_of, build_step

STANDARD = "special_ability.standard"
OTHER_KINDS = {
    Certificate.SKILL_LEVEL: "skill_level",
    Certificate.NATIONAL_QUALIFICATION: "national_qualification",
    Certificate.COMPLETION: "completion",
}
EXCLUDED = frozenset({"civil_servant", "non_skill_post", "post_unknown"})
AS_IN_WORK = {"skill_post": "in_work"}


def rules(sheet: Sheet) -> None:
    """The person's group, then the certificate; the ratio applies to the standard, the uplift does not."""
    if not sheet.edition.holds(STANDARD):
        sheet.find("rule_exists", "unmet")
        return
    group = _group(sheet)
    ratio_group = AS_IN_WORK.get(group, group)
    maybe_excluded = group in ("disabled", "veteran") and sheet.facts.status is None
    sheet.find("group", "status_unknown" if maybe_excluded else group)
    for name, variant in people.group_conditions(sheet.facts, ratio_group):
        if name != "group":
            sheet.find(name, variant)
    kind = _find_certificate_kind(sheet)
    people.find_certificate(sheet)
    issued = sheet.facts.certificate_issued
    if issued is not None and issued < sheet.edition.dated(STANDARD).since:
        sheet.find("transition", "unknown")
        sheet.remark("transition")
    people.find_once_a_year(sheet, ratio_group)
    if kind is not Finding.UNMET:
        _write_sums(sheet, ratio_group)
        everybody(sheet)
    _remarks(sheet, ratio_group)


def _group(sheet: Sheet) -> str:
    facts = sheet.facts
    if facts.status is Status.CIVIL_SERVANT:
        return "civil_servant"
    if facts.status is Status.PUBLIC_INSTITUTION:
        post = facts.skill_post
        return "post_unknown" if post is None else "skill_post" if post else "non_skill_post"
    return people.group_of(facts)


def _find_certificate_kind(sheet: Sheet) -> Finding:
    facts = sheet.facts
    if facts.certificate in OTHER_KINDS:
        return sheet.find("certificate_kind", OTHER_KINDS[facts.certificate])
    project = facts.special_project
    if project is None:
        return sheet.find("certificate_kind", "unknown")
    return sheet.find(
        "certificate_kind", "met" if project in sheet.kit.lists["projects"] else "other_project", {"project": project}
    )


def _write_sums(sheet: Sheet, group: str) -> None:
    standard = _standard(sheet)
    if group == "unknown":
        sheet.lacks("status")
    elif group == "hukou_unknown":
        sheet.lacks("hukou")
    elif group == "post_unknown":
        sheet.lacks("skill_post")
    steps, amounts = shares(sheet, standard[0][0], group)
    sheet.steps += (*standard[0], *steps)
    sheet.amounts += (*standard[1], *amounts)
    group_branches(sheet, group, standard, _branch_conditions)


def _branch_conditions(sheet: Sheet, group: str) -> Iterator[tuple[str, str]]:
    yield from people.group_conditions(sheet.facts, group)
    yield from people.yearly(sheet, group)


def _standard(sheet: Sheet) -> Sums:
    if sheet.facts.stated_standard is None:
        return sheet.kit.once("standard", lambda: _build_standard(sheet))
    return _build_standard(sheet)


def _build_standard(sheet: Sheet) -> Sums:
    kit, stated = sheet.kit, sheet.facts.stated_standard
    value = figures.tidy(sheet.edition.yuan(STANDARD) if stated is None else stated)
    shown = figures.plain(value)
    if stated is None:
        operand = Operand(shown, value, quote=sheet.edition.dated(STANDARD).says)
    else:
        operand = Operand(shown, value, fact="stated_standard")
    base = build_step(kit, "base_standard", "special" if stated is None else "stated", value=value, operands=(operand,))
    return (base, build_step(kit, "uplift", "special")), (amount_of(base, AmountKind.STANDARD),)


def _remarks(sheet: Sheet, group: str) -> None:
    facts = sheet.facts
    if facts.stated_standard is not None:
        sheet.remark("stated_standard", standard=figures.plain(facts.stated_standard))
    if facts.stated_ratio is not None:
        sheet.remark("stated_ratio", ratio=figures.percent(facts.stated_ratio))
    if facts.status is not None and group not in people.RATIO_OF and group not in EXCLUDED:
        sheet.remark("silent_group")
    if facts.stated_ratio is None and (len(sheet.amounts) > 1 or sheet.branches):
        sheet.remark("ratio_rules")


SCHEME = Scheme(
    id="special_ability",
    fields=(*people.FIELDS, "skill_post", "certificate", "special_project", "stated_standard"),
    parameters=(*people.PARAMETERS, STANDARD),
    rules=rules,
    source=scheme_source(__file__),
)
