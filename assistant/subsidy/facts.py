"""What may be known of a case. Every field may be unknown, and unknown (`None`) is not the same as no."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Status(StrEnum):
    """What a person is on the labour market; the groups that the rules tell apart."""

    IN_WORK = "in_work"  # 在职
    UNEMPLOYED = "unemployed"  # 失业
    XIEBAO = "xiebao"  # 协保
    RURAL_SURPLUS = "rural_surplus"  # 原农村富余劳动力
    FINAL_YEAR_HIGHER = "final_year_higher"  # 高等院校毕业学年学生
    FINAL_YEAR_SECONDARY = "final_year_secondary"  # 中等职业学校毕业学年学生
    STUDENT = "student"  # 在读,非毕业学年
    CIVIL_SERVANT = "civil_servant"  # 公务员
    PUBLIC_INSTITUTION = "public_institution"  # 事业单位
    FLEXIBLE = "flexible"  # 灵活就业
    SELF_EMPLOYED = "self_employed"  # 个体工商户
    RETIRED = "retired"  # 退休


class Hukou(StrEnum):
    """户籍: of the city, or of another province (外省市)."""

    LOCAL = "local"
    OTHER = "other"


class Certificate(StrEnum):
    """Three different things people call 证书, and the older national one."""

    SKILL_LEVEL = "skill_level"  # 职业技能等级证书
    SPECIAL_ABILITY = "special_ability"  # 专项职业能力证书
    COMPLETION = "completion"  # 培训合格证书
    NATIONAL_QUALIFICATION = "national_qualification"  # 国家职业资格证书


class Place(StrEnum):
    """Where a course is held, or where people go to work."""

    SHANGHAI = "shanghai"
    OTHER_PROVINCE = "other_province"


class CareTrade(StrEnum):
    """The two trades of clauses (三) to (五), and all others."""

    ELDERLY_CARE = "养老护理"
    DOMESTIC_SERVICE = "家政服务"
    OTHER = "其他行业"


Count = Annotated[int, Field(ge=0, le=10_000_000)]
Level = Annotated[int, Field(ge=1, le=5)]
Words = Annotated[str, Field(min_length=1)]
Yuan = Annotated[Decimal, Field(ge=0, le=Decimal("1e9"), allow_inf_nan=False)]


class Facts(BaseModel):
    """One case: a person with a certificate, or a company with a course. Strict: `True` is never 1, "3" is never 3.

    Levels count as the notice does: 5 is 五级/初级工, 1 is 一级/高级技师. Money is yuan, ratios are exact fractions.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", arbitrary_types_allowed=True)

    # the person
    status: Status | None = None
    hukou: Hukou | None = None
    disabled: bool | None = None
    veteran: bool | None = None  # left the service within five years
    insured: bool | None = None  # in the city's insurance, contributions being paid
    labour_relation: bool | None = None
    skill_post: bool | None = None  # post of somebody at a 事业单位
    school_in_shanghai: bool | None = None
    claimed_this_year: bool | None = None  # already used the once-a-year application of clause (十)
    claimed_as_student: bool | None = None  # a 中职 student may have the subsidy once
    persons: Count | None = None  # how many people are in this very case, where more than one is

    # the certificate
    certificate: Certificate | None = None
    certified: bool | None = None  # False: not obtained yet
    occupation: Words | None = None  # the catalogue's name, or the person's word for one outside it
    in_catalogue: bool | None = None  # said of an occupation that is not named; a named one is looked up
    level: Level | None = None
    special_project: Words | None = None  # 数据标注, 模型运用
    certificate_issued: dt.date | None = None
    certificate_recognised: bool | None = None  # from an evaluator on record, can be looked up
    applied_on: dt.date | None = None
    months_to_apply: Count | None = None  # from the issue to the application, where no days are known
    stated_standard: Yuan | None = None  # a standard that the person names
    stated_ratio: Fraction | None = None

    # work in 养老护理 or 家政服务
    works_in_trade: bool | None = None  # on such a post in Shanghai now, and when applying
    employment_started: dt.date | None = None
    months_to_work: Count | None = None  # from the certificate's issue to the start, where no days are known
    employer_of_trade: bool | None = None
    registered: bool | None = None  # on record in the trade's information system

    # targeted training
    trainees: Count | None = None
    employed: Count | None = None
    retained: Count | None = None
    course_place: Place | None = None
    trainee_hukou: Hukou | None = None
    work_place: Place | None = None
    plan_approved: bool | None = None
    agreement_signed: bool | None = None

    # staff training of care and domestic-service employers
    employer_listed: bool | None = None
    employer_trade: CareTrade | None = None

    # development of evaluation projects
    projects: Count | None = None
    review_passed: bool | None = None

    # enterprise apprenticeship
    apprentices: Count | None = None
    years: Annotated[Fraction, Field(ge=0, le=100)] | None = None
    already_employed: bool | None = None
    course_started: dt.date | None = None
    contract_signed: dt.date | None = None
    months_to_contract: Count | None = None  # from the course's beginning, where no days are known
    insured_from: dt.date | None = None
    months_to_insurance: Count | None = None  # from the course's beginning, where no days are known
    contract_months: Count | None = None

    # service agencies
    agency_listed: bool | None = None
    agency_assessed: bool | None = None
    agency_commissioned: bool | None = None

    def known(self) -> tuple[str, ...]:
        """The names of the fields that are known, in the order they are declared."""
        return tuple(name for name in type(self).model_fields if getattr(self, name) is not None)
