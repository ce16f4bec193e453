"""职业技能提升补贴: clauses (一), (三) and (十), on the standards and ratios of the base rules."""

from __future__ import annotations

from assistant.subsidy import care, people
from assistant.subsidy.assessment import Finding
from assistant.subsidy.catalogue import Listed
from assistant.subsidy.facts import Certificate, Status
from assistant.subsidy.figures import plain
from assistant.subsidy.scheme import Scheme, scheme_source
from assistant.subsidy.sheet import Sheet
from assistant.subsidy.standards import UPLIFT, write_sums

LEVELS = (5, 4, 3, 2, 1)
STUDENT_LEVEL = 4  # 中级及以上
KINDS = {
    Certificate.SKILL_LEVEL: "met",
    Certificate.NATIONAL_QUALIFICATION: "national",
    Certificate.SPECIAL_ABILITY: "special_ability",
    Certificate.COMPLETION: "completion",
}


def rules(sheet: Sheet) -> None:
    """Group, certificate and occupation decide; the care trades have their own way by clause (三)."""
    facts = sheet.facts
    if not sheet.edition.holds("base_rules.from"):
        sheet.find("group", "unknown")
        sheet.remark("before_base")
        return
    group = _group(sheet)
    listed = sheet.edition.catalogue.find(facts.occupation) if facts.occupation is not None else None
    _find_person(sheet, group)
    kind = _find_certificate_kind(sheet)
    _find_directory(sheet, listed)
    people.find_certificate(sheet)
    people.find_once_a_year(sheet, group)
    if kind is not Finding.UNMET:
        write_sums(sheet, group, listed)
    _remarks(sheet, group, listed)


def _group(sheet: Sheet) -> str:
    """The group; somebody at work in a care trade counts as in work by clause (三), whatever the form of work."""
    facts = sheet.facts
    group = people.group_of(facts)
    open_or_flexible = group == "unknown" or facts.status is Status.FLEXIBLE
    if open_or_flexible and facts.works_in_trade and care.applies(sheet):
        return "in_work"
    return group


def _find_person(sheet: Sheet, group: str) -> None:
    by_clause_three = group in people.IN_WORK and care.applies(sheet) and care.preferred(sheet)
    for name, variant in people.group_conditions(sheet.facts, group, insurance=not by_clause_three):
        sheet.find(name, variant)
    if group == "final_year_higher":
        level = sheet.facts.level
        sheet.yes_no("level_for_students", None if level is None else level <= STUDENT_LEVEL)
    if by_clause_three:
        care.write_conditions(sheet)


def _find_certificate_kind(sheet: Sheet) -> Finding:
    facts = sheet.facts
    has_level = facts.level is not None or facts.stated_standard is not None
    if facts.certificate in (None, Certificate.SKILL_LEVEL) and not has_level:
        return sheet.find("certificate_kind", "unknown")
    return sheet.find("certificate_kind", KINDS[facts.certificate] if facts.certificate else "assumed")


def _find_directory(sheet: Sheet, listed: Listed | None) -> None:
    name = sheet.facts.occupation
    if name is None:
        sheet.find("directory", "unknown")
    elif listed is None:
        sheet.find("directory", "outside", occupation=name)
    else:
        occupation = listed.occupation
        sheet.find("directory", "met", occupation=occupation.name, row=str(occupation.row), code=occupation.code)


def _remarks(sheet: Sheet, group: str, listed: Listed | None) -> None:
    facts = sheet.facts
    if facts.stated_standard is not None:
        sheet.remark("stated_standard", standard=plain(facts.stated_standard))
    if facts.certificate is None and facts.level is not None and facts.occupation is not None:
        sheet.remark("level_assumed")
    if facts.occupation is not None and listed is None:
        sheet.remark("outside_list", occupation=facts.occupation)
    if facts.status is not None and group not in people.RATIO_OF:
        sheet.remark("silent_group")
    if group in people.IN_WORK and facts.disabled is None and facts.veteran is None:
        sheet.remark("full_whatever")
    if sheet.amounts or sheet.branches:
        sheet.remark("base_rules")


SCHEME = Scheme(
    id="skill_upgrade",
    fields=(
        *people.FIELDS,
        "certificate",
        "occupation",
        "level",
        "stated_standard",
        *care.FIELDS,
    ),
    parameters=(
        *people.PARAMETERS,
        *(f"skill_upgrade.base.level_{level}" for level in LEVELS),
        UPLIFT,
        care.WINDOW,
        "special_ability.standard",
    ),
    rules=rules,
    source=scheme_source(__file__),
)
