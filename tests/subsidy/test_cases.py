"""The policy officer's cases: `cases/*.yaml`, one file a scheme, each case one test."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field

from assistant.subsidy import FACT_FORMS, SCHEMES, Amount, FactError, Finding, Rulebook, assess
from assistant.subsidy.across import ACROSS
from assistant.subsidy.reading import read_facts

FOLDER = Path(__file__).with_name("cases")
TODAY = dt.date(2026, 11, 23)
FIELD_OF = {form.label: name for name, form in FACT_FORMS.items()}
Sums = dict[str, Decimal | list[Decimal]]


class Case(BaseModel):
    model_config = ConfigDict(extra="forbid")

    what: str = Field(alias="事")
    facts: dict[str, str] = Field(alias="情况")
    as_of: dt.date = Field(default=TODAY, alias="截至")
    verdict: str | None = Field(default=None, alias="结论")
    sums: Sums = Field(default={}, alias="金额")
    unmet: list[str] | None = Field(default=None, alias="不符合")
    missing: list[str] | None = Field(default=None, alias="还缺")
    first: str | None = Field(default=None, alias="先问")
    clauses: list[str] = Field(default=[], alias="出处")
    branches: dict[str, Sums] = Field(default={}, alias="分情况")
    remarks: list[str] = Field(default=[], alias="注意")
    refused: str | None = Field(default=None, alias="拒绝")


def _cases() -> list[tuple[str, Case]]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        # Every scalar stays the text that the officer wrote; the reader under test makes values of it.
        items = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
        found += [(path.stem, Case.model_validate(item)) for item in items]
    return found


CASES = _cases()


def test_every_scheme_has_cases_and_there_are_many() -> None:
    assert {scheme for scheme, _ in CASES} == set(SCHEMES)
    assert len(CASES) >= 150


def test_no_case_stands_twice() -> None:
    keys = [(scheme, case.what, str(case.facts), case.as_of) for scheme, case in CASES]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("scheme", "case"), CASES, ids=[f"{scheme}:{case.what}" for scheme, case in CASES])
def test_case(scheme: str, case: Case, rulebook: Rulebook) -> None:
    given = {FIELD_OF[label]: value for label, value in case.facts.items()}
    if case.refused is not None:
        with pytest.raises(FactError) as refusal:
            assess(scheme, read_facts(given, rulebook), case.as_of, rulebook)
        assert FACT_FORMS[refusal.value.field].label == case.refused
        return
    result = assess(scheme, read_facts(given, rulebook), case.as_of, rulebook)
    assert ACROSS.verdicts[result.verdict] == case.verdict
    assert _sums(result.amounts) == _listed(case.sums)
    if case.unmet is not None:
        assert [found.name for found in result.conditions if found.finding is Finding.UNMET] == case.unmet
    if case.missing is not None:
        assert [FACT_FORMS[name].label for name in result.missing] == case.missing
    if case.first is not None:
        assert FACT_FORMS[result.missing[0]].label == case.first
    quotes = [quote for part in (*result.conditions, *result.steps, *result.remarks) for quote in part.quotes]
    assert set(case.clauses) <= {quote.clause for quote in quotes}
    branches = {branch.label: _sums(branch.amounts) for branch in result.branches}
    assert {label: branches.get(label) for label in case.branches} == {
        label: _listed(sums) for label, sums in case.branches.items()
    }
    assert set(case.remarks) <= {remark.name for remark in result.remarks}


def _sums(amounts: tuple[Amount, ...]) -> dict[str, list[Decimal]]:
    sums: dict[str, list[Decimal]] = {}
    for amount in amounts:
        sums.setdefault(ACROSS.kinds[amount.kind], []).append(amount.yuan)
    return sums


def _listed(sums: Sums) -> dict[str, list[Decimal]]:
    return {kind: yuan if isinstance(yuan, list) else [yuan] for kind, yuan in sums.items()}
