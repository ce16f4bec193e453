"""A second reading of the rules, as plain as it gets: one function a scheme, straight from the text, nothing shared.

Numbers are written out, dates are counted by hand; what comes out is a verdict and the sums by kind.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from naive_counting import SILENT, Result, cut, finish, months_after, verdict

from assistant.subsidy import CareTrade, Certificate, Facts, Hukou, Place, Status

NOTICE = dt.date(2024, 12, 4)
BASE_RULES = dt.date(2021, 5, 1)
YEARLY = dt.date(2025, 1, 1)
BASE = {5: 1500, 4: 2000, 3: 2500, 2: 3000, 1: 3500}
LISTED = {
    *("药物检验员", "化学合成制药工", "药物制剂工", "生化药品制造工", "疫苗制品工", "电子产品制版工", "印制电路制作工"),
    *("半导体芯片制造工", "半导体分立器件和集成电路装调工", "人工智能训练师", "工业机器人系统运维员"),
    *("工业机器人系统操作员", "计算机程序设计员", "计算机软件测试员", "多工序数控机床操作调整工"),
    *("养老护理员", "家政服务员"),
}
CARE = {"养老护理员", "家政服务员"}


def person_group(facts: Facts) -> tuple[str, Fraction | None]:
    if facts.disabled or facts.veteran:
        return "full", Fraction(1)
    status, hukou = facts.status, facts.hukou
    if status is Status.IN_WORK:
        return "in_work", Fraction(4, 5)
    if status is Status.UNEMPLOYED:
        if hukou is Hukou.OTHER:
            return SILENT, None
        return ("full" if hukou is Hukou.LOCAL else "hukou?"), Fraction(1)
    if status in (Status.XIEBAO, Status.RURAL_SURPLUS):
        return "full", Fraction(1)
    if status is Status.FINAL_YEAR_HIGHER:
        return "higher", Fraction(4, 5)
    if status is Status.FINAL_YEAR_SECONDARY:
        return "secondary", Fraction(4, 5)
    return ("unknown" if status is None else SILENT), None


def by_count(months: int | None, window: int) -> bool | None:
    return None if months is None or months == window else months < window


def certificate_marks(facts: Facts, as_of: dt.date) -> list[bool | str | None]:
    marks: list[bool | str | None] = [facts.certificate_recognised]
    if facts.certificate_issued is None:
        return [*marks, by_count(facts.months_to_apply, 12), facts.certified]
    last = months_after(facts.certificate_issued, 12)
    return [*marks, (facts.applied_on or as_of) <= last, True]


def yearly_marks(facts: Facts, group: str, as_of: dt.date) -> list[bool | str | None]:
    if as_of < YEARLY:
        return []
    if not (group == "in_work" or facts.status is Status.IN_WORK):
        # Whoever is a beneficiary without a status may still be in work.
        return [None] if facts.status is None and group == "full" and facts.claimed_this_year is not False else []
    if facts.claimed_this_year and facts.applied_on is not None and facts.applied_on.year > as_of.year:
        return [None]
    return [None if facts.claimed_this_year is None else not facts.claimed_this_year]


def share(
    sums: dict[str, list[Fraction]], standard: Fraction, facts: Facts, group: str, ratio: Fraction | None
) -> None:
    standard = cut(standard)
    sums["standard"] = [standard]
    if facts.stated_ratio is not None:
        sums["amount"] = [standard * facts.stated_ratio]
    elif ratio is not None:
        sums["amount"] = [standard * ratio]
    elif group == "unknown":
        sums["minimum"] = [standard * Fraction(4, 5)]
        sums["maximum"] = [standard]
    if "amount" in sums and facts.persons is not None and facts.persons > 1:
        sums["total"] = [cut(sums["amount"][0]) * facts.persons]


def skill_upgrade(facts: Facts, as_of: dt.date) -> Result:
    if as_of < BASE_RULES:
        return "unknown", {}
    care = facts.occupation in CARE and as_of >= NOTICE
    group, ratio = person_group(facts)
    if care and facts.works_in_trade and (group == "unknown" or (group == SILENT and facts.status is Status.FLEXIBLE)):
        group, ratio = "in_work", Fraction(4, 5)
    marks: list[bool | str | None] = []
    if group in ("unknown", "hukou?"):
        marks.append(None)
    if group == SILENT:
        marks.append(SILENT)
    if group == "in_work":
        marks += in_work_marks(facts, as_of, care)
    told = (facts.works_in_trade, facts.employment_started, facts.months_to_work)
    if care and group == "unknown" and any(one is not None for one in told):
        marks += [mark for mark in clause_three(facts, as_of) if mark is not None]
    if group in ("higher", "secondary"):
        marks.append(True if facts.school_in_shanghai else None)
    if group == "secondary":
        marks.append(None if facts.claimed_as_student is None else not facts.claimed_as_student)
    if group == "higher":
        marks.append(None if facts.level is None else facts.level in (4, 3, 2, 1))
    wrong = facts.certificate in (Certificate.SPECIAL_ABILITY, Certificate.COMPLETION)
    national = facts.certificate is Certificate.NATIONAL_QUALIFICATION
    graded = facts.level is not None or facts.stated_standard is not None
    marks.append(False if wrong else (True if graded or national else None))
    listed = facts.occupation in LISTED if facts.occupation is not None else facts.in_catalogue
    marks.append(listed or None)
    marks += certificate_marks(facts, as_of) + yearly_marks(facts, group, as_of)
    sums: dict[str, list[Fraction]] = {}
    base = (
        Fraction(facts.stated_standard)
        if facts.stated_standard is not None
        else Fraction(BASE.get(facts.level or 0, 0))
    )
    unknown_catalogue = listed is None and facts.stated_standard is None
    open_catalogue = unknown_catalogue and not national and as_of >= NOTICE
    raised = bool(listed) and not national and as_of >= NOTICE
    before_notice = raised and facts.certificate_issued is not None and facts.certificate_issued < NOTICE
    if before_notice and not wrong:
        marks.append(SILENT)
    if graded and not wrong and not open_catalogue and not before_notice:
        share(sums, base * Fraction(13, 10) if raised else base, facts, group, ratio)
    return finish(marks, sums)


def in_work_marks(facts: Facts, as_of: dt.date, care: bool) -> list[bool | str | None]:
    """Insurance, or for the care trades clause (三), whichever lets the person through; (三) while both are open."""
    ordinary = False if facts.labour_relation is False else facts.insured
    if not care:
        perhaps = facts.occupation is None and facts.in_catalogue is not False and as_of >= NOTICE
        return [None if perhaps and ordinary is False else ordinary]
    marks = clause_three(facts, as_of)
    return [True] if ordinary is True and marks != [True, True, True] else marks


def clause_three(facts: Facts, as_of: dt.date) -> list[bool | str | None]:
    started: bool | None = None
    if facts.certificate_issued is None or (facts.employment_started is None and facts.months_to_work is not None):
        started = by_count(facts.months_to_work, 12)
    else:
        last = months_after(facts.certificate_issued, 12)
        if facts.employment_started is not None:
            started = facts.employment_started <= last
        elif facts.works_in_trade and as_of <= last:
            started = True
        elif facts.works_in_trade is False and as_of > last:
            started = False
    return [facts.works_in_trade, started, facts.registered]


def special_ability(facts: Facts, as_of: dt.date) -> Result:
    if as_of < NOTICE:
        return "not_eligible", {}
    marks: list[bool | str | None] = []
    group, ratio = person_group(facts)
    if facts.status is Status.CIVIL_SERVANT:
        group, ratio = "excluded", None
    if facts.status is Status.PUBLIC_INSTITUTION:
        skilled = facts.skill_post
        group = "post?" if skilled is None else "in_work" if skilled else "excluded"
        ratio = Fraction(4, 5) if skilled else None
    marks += {"excluded": [False], SILENT: [SILENT]}.get(group, [])
    if group in ("unknown", "hukou?", "post?") or facts.status is None:
        marks.append(None)
    if group == "in_work":
        marks.append(False if facts.labour_relation is False else facts.insured)
    if group in ("higher", "secondary"):
        marks.append(facts.school_in_shanghai)
    if group == "secondary":
        marks.append(None if facts.claimed_as_student is None else not facts.claimed_as_student)
    other = facts.certificate not in (None, Certificate.SPECIAL_ABILITY)
    if other:
        marks.append(False)
    elif facts.special_project is None:
        marks.append(None)
    else:
        other = facts.special_project not in ("数据标注", "模型运用")
        marks.append(not other)
    marks += certificate_marks(facts, as_of) + yearly_marks(facts, group, as_of)
    if facts.certificate_issued is not None and facts.certificate_issued < NOTICE:
        marks.append(SILENT)
    sums: dict[str, list[Fraction]] = {}
    if not other:
        standard = Fraction(facts.stated_standard) if facts.stated_standard is not None else Fraction(1000)
        share(sums, standard, facts, group, ratio)
    return finish(marks, sums)


def targeted_training(facts: Facts, as_of: dt.date) -> Result:
    if as_of < NOTICE:
        return "unknown", {}
    marks: list[bool | str | None] = [facts.plan_approved, facts.agreement_signed]
    if facts.work_place is Place.OTHER_PROVINCE:
        marks.append(False)
    elif facts.work_place is None and facts.employed is None:
        marks.append(None)
    standard: Fraction | None = None
    if facts.course_place is None:
        marks.append(None)
    elif facts.course_place is Place.SHANGHAI:
        standard = Fraction(1500)
    elif facts.trainee_hukou is Hukou.LOCAL:
        marks.append(SILENT)
    else:
        marks.append(True if facts.trainee_hukou is Hukou.OTHER else None)
        standard = Fraction(1800)
    if facts.stated_standard is not None:
        standard = Fraction(facts.stated_standard)
    return finish(marks, {} if standard is None else training_sums(facts, standard))


def training_sums(facts: Facts, standard: Fraction) -> dict[str, list[Fraction]]:
    everybody, employed, retained = facts.trainees, facts.employed, facts.retained
    half = standard / 2
    sums: dict[str, list[Fraction]] = {"standard": [standard]}
    first = most_first = rest = most_rest = None
    if everybody is not None and employed is not None:
        first = cut(half * (everybody if everybody and employed / everybody >= 0.8 else employed))
        sums["first_instalment"] = [first]
    elif everybody is not None:
        most_first = cut(half * everybody)
    elif employed is not None:
        sums["minimum"] = [half * employed]
    if retained is not None:
        rest = cut(half * retained)
        sums["remainder"] = [rest]
    elif employed is not None or everybody is not None:
        most_rest = cut(half * (employed if employed is not None else everybody or 0))
        sums["maximum"] = [most_rest]
    if first is not None and rest is not None:
        sums["total"] = [first + rest]
    else:
        some_first = first if first is not None else most_first
        some_rest = rest if rest is not None else most_rest
        if some_first is not None and some_rest is not None:
            sums.setdefault("maximum", []).append(some_first + some_rest)
    return sums


def staff_training(facts: Facts, as_of: dt.date) -> Result:
    if as_of < NOTICE:
        return "unknown", {}
    trade = None if facts.employer_trade is None else facts.employer_trade is not CareTrade.OTHER
    return verdict([trade, facts.employer_listed, facts.registered]), {}


def evaluation_project(facts: Facts, as_of: dt.date) -> Result:
    if as_of < NOTICE:
        return "unknown", {}
    count = 1 if facts.projects is None else facts.projects
    return finish([facts.review_passed], {"maximum": [Fraction(100_000 * count)]})


def apprenticeship(facts: Facts, as_of: dt.date) -> Result:
    started, signed, insured = facts.course_started, facts.contract_signed, facts.insured_from
    employed = facts.already_employed
    if as_of < NOTICE:
        return verdict([employed]), {}
    marks: list[bool | str | None] = [True]
    if not employed:
        last = months_after(started, 3) if started else None
        marks = [
            signed <= last if signed and last else by_count(facts.months_to_contract, 3),
            insured <= last if insured and last else by_count(facts.months_to_insurance, 3),
            None if facts.contract_months is None else facts.contract_months >= 12,
        ]
        hired = facts.months_to_contract is not None or (started and signed and signed >= started)
        if False in marks and employed is None and not hired:
            marks = [None]  # perhaps an employee all along, which is enough
    people = Fraction(1 if facts.apprentices is None else facts.apprentices)
    years = Fraction(1) if facts.years is None else facts.years
    return finish(marks, {"minimum": [4000 * people * years], "maximum": [8000 * people * years]})


def service_agency(facts: Facts, as_of: dt.date) -> Result:
    if as_of < NOTICE:
        return "unknown", {}
    return verdict([facts.agency_listed, facts.agency_assessed, facts.agency_commissioned]), {}
