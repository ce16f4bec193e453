"""职业技能提升补贴: clauses (一), (三) and (十), on the standards and ratios of the base rules."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.subsidy import care, people
from assistant.subsidy.assessment import Condition, Finding
from assistant.subsidy.catalogue import Listed
from assistant.subsidy.facts import Certificate
from assistant.subsidy.figures import percent, plain
from assistant.subsidy.scheme import Scheme, scheme_source
from assistant.subsidy.shares import everybody
from assistant.subsidy.sheet import Sheet
from assistant.subsidy.standards import LEVELS, STUDENT_LEVEL, UPLIFT, write_sums

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
        sheet.find("rule_exists", "unknown")
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
        write_sums(sheet, group, listed, _branch_conditions)
        everybody(sheet)
    _remarks(sheet, group)


def _group(sheet: Sheet) -> str:
    """The group; somebody at work in a care trade counts as in work by clause (三), whatever the form of work."""
    facts = sheet.facts
    group = people.group_of(facts)
    if group not in ("unknown", "flexible") or not care.applies(sheet):
        return group
    if facts.works_in_trade:
        return "in_work"
    return "flexible_care" if group == "flexible" and facts.works_in_trade is None else group


def _by_clause_three(sheet: Sheet, group: str) -> bool:
    return group in people.IN_WORK and care.applies(sheet) and care.preferred(sheet)


def _own_conditions(sheet: Sheet, group: str) -> Iterator[tuple[str, str]]:
    """What is found of a group's own conditions, for the person's group and for those the person may belong to."""
    by_clause_three = _by_clause_three(sheet, group)
    for name, variant in people.group_conditions(sheet.facts, group, insurance=not by_clause_three):
        perhaps_care = name == "insured" and variant in ("unmet", "no_relation") and _perhaps_care(sheet)
        yield name, "perhaps_care" if perhaps_care else variant
    if group == "final_year_higher":
        level = sheet.facts.level
        yield "level_for_students", "unknown" if level is None else "met" if level <= STUDENT_LEVEL else "unmet"
    if by_clause_three:
        yield from care.conditions(sheet)


def _perhaps_care(sheet: Sheet) -> bool:
    """Whether the certificate, of which nothing is known yet, may be one of clause (三)."""
    facts = sheet.facts
    return facts.occupation is None and facts.in_catalogue is not False and sheet.edition.holds(care.WINDOW)


def _branch_conditions(sheet: Sheet, group: str) -> Iterator[tuple[str, str]]:
    yield from _own_conditions(sheet, group)
    yield from people.yearly(sheet, group)


def _find_person(sheet: Sheet, group: str) -> None:
    by_clause_three = _by_clause_three(sheet, group)
    for name, variant in _own_conditions(sheet, group):
        if name not in care.CONDITIONS:
            sheet.find(name, variant)
    if by_clause_three:
        care.write_conditions(sheet)
    elif group == "unknown" and care.applies(sheet):
        care.write_known(sheet)


def _find_certificate_kind(sheet: Sheet) -> Finding:
    facts = sheet.facts
    has_level = facts.level is not None or facts.stated_standard is not None
    if facts.certificate in (None, Certificate.SKILL_LEVEL) and not has_level:
        return sheet.find("certificate_kind", "unknown")
    return sheet.find("certificate_kind", KINDS[facts.certificate] if facts.certificate else "assumed")


def _find_directory(sheet: Sheet, listed: Listed | None) -> None:
    name = sheet.facts.occupation
    if name is None:
        stated = {None: "unknown", True: "stated", False: "stated_outside"}
        sheet.find("directory", stated[sheet.facts.in_catalogue])
    elif listed is None:
        sheet.find("directory", "outside", {"occupation": name})
    else:
        sheet.put(sheet.kit.once(("directory", name), lambda: _listed(sheet, listed)))


def _listed(sheet: Sheet, listed: Listed) -> Condition:
    """The condition for an occupation of the catalogue, with the row that lists it."""
    occupation = listed.occupation
    said = {"occupation": occupation.name, "row": str(occupation.row), "code": occupation.code}
    ready = sheet.kit.conditions["directory", "met"]
    return ready._replace(sentence=ready.sentence.format(**said), quotes=(*ready.quotes, listed.row))


def _remarks(sheet: Sheet, group: str) -> None:
    facts = sheet.facts
    if facts.stated_standard is not None:
        sheet.remark("stated_standard", standard=plain(facts.stated_standard))
    if facts.certificate is None and facts.level is not None and facts.occupation is not None:
        sheet.remark("level_assumed")
    if facts.status is not None and care.applies(sheet) and not _by_clause_three(sheet, group):
        sheet.remark("care_too")
    if facts.status is not None and group not in people.RATIO_OF:
        sheet.remark("silent_group")
    if facts.stated_ratio is not None:
        sheet.remark("stated_ratio", ratio=percent(facts.stated_ratio))
    on_base_rules = facts.stated_standard is None or facts.stated_ratio is None
    if on_base_rules and (sheet.amounts or sheet.branches):
        sheet.remark("base_rules")


SCHEME = Scheme(
    id="skill_upgrade",
    fields=(
        *people.FIELDS,
        "certificate",
        "occupation",
        "in_catalogue",
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
