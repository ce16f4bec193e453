"""The public specification of Chinese numbers, percentages and ranges (microsoft/Recognizers-Text, MIT).

Its numerals and their values stand in `numeral_values.tsv`; its sentences are read where the specification lies beside this project.
"""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from assistant.language.numerals import Number, find_numbers

SPECIFICATION = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "numerals"
FILES = ("recognizers_NumberModel.json", "recognizers_PercentModel.json", "recognizers_NumberRangeModel.json")
in_sentences = pytest.mark.skipif(
    not SPECIFICATION.is_dir(), reason=f"the specification's JSON files are not under {SPECIFICATION}"
)


class _Reason(BaseModel):
    model_config = ConfigDict(extra="forbid")
    because: str
    inputs: list[str]


class _Choices(BaseModel):
    model_config = ConfigDict(extra="forbid")
    floors: dict[str, float]
    not_followed: list[_Reason]


class _Resolution(BaseModel):
    value: str


class _Result(BaseModel):
    """`Start` and `End` include both characters."""

    Text: str
    Start: int
    End: int
    Resolution: _Resolution


class _Case(BaseModel):
    Input: str
    Results: list[_Result]


def _choices() -> _Choices:
    return _Choices.model_validate(yaml.safe_load(Path(__file__).with_name("recognizers.yaml").read_text("utf-8")))


def _cases(name: str) -> list[_Case]:
    raw = json.loads((SPECIFICATION / name).read_text(encoding="utf-8-sig"))
    return [_Case.model_validate(item) for item in raw]


def _equal(value: Fraction, wanted: str) -> bool:
    """The specification rounds to 15 digits."""
    number = float(wanted.rstrip("%"))
    shown = float(value * 100 if wanted.endswith("%") else value)
    return abs(shown - number) <= 1e-9 * max(1.0, abs(number))


def _overlaps(number: Number, result: _Result) -> bool:
    return number.start <= result.End and result.Start < number.end


def _values_met(case: _Case) -> bool:
    """Exactly the wanted numbers, each with its value, where it stands; 百分之 in front may be part of it."""
    found = find_numbers(case.Input)
    return len(found) == len(case.Results) and all(
        number.value is not None
        and _overlaps(number, result)
        and any(_equal(value, result.Resolution.value) for value in _readings(number))
        for number, result in zip(found, case.Results, strict=True)
    )


def _readings(number: Number) -> list[Fraction]:
    """A percentage is also met by its number per cent, which the number file asks for."""
    if number.value is None:
        return []
    return [number.value, number.value * 100] if number.kind == "percent" else [number.value]


def _ranges_met(case: _Case) -> bool:
    return all(
        any(_overlaps(number, result) and _ends_equal(number, result.Resolution.value) for number in found)
        for found in (find_numbers(case.Input),)
        for result in case.Results
    )


def _ends_equal(number: Number, wanted: str) -> bool:
    match = re.fullmatch(r"[\[(](.*),(.*)[\])]", wanted)
    assert match is not None
    exactly = number.value if number.exact and number.low is number.high is None else None
    scales = (1, 100) if number.kind == "percent" else (1,)
    return any(
        all(
            not end if value is None else bool(end) and _equal(value * scale, end)
            for value, end in zip((exactly or number.low, exactly or number.high), match.groups(), strict=True)
        )
        for scale in scales
    )


def test_each_numeral_alone_has_the_value_that_the_specification_gives_it() -> None:
    lines = Path(__file__).with_name("numeral_values.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    found = {text: find_numbers(text) for text, _ in rows}
    wrong = [
        (text, value)
        for text, value in rows
        if len(found[text]) != 1 or not any(_equal(reading, value) for reading in _readings(found[text][0]))
    ]
    assert wrong == []


@in_sentences
@pytest.mark.parametrize("name", FILES)
def test_the_specification_is_met_but_for_the_listed_inputs(name: str) -> None:
    choices = _choices()
    left_out = {text for reason in choices.not_followed for text in reason.inputs}
    met = _ranges_met if "Range" in name else _values_met
    cases = _cases(name)
    failed = [case.Input for case in cases if not met(case)]
    assert [text for text in failed if text not in left_out] == []
    assert 1 - len(failed) / len(cases) >= choices.floors[name]


@in_sentences
def test_no_input_is_listed_that_is_met_or_unknown() -> None:
    failing = {
        case.Input
        for name in FILES
        for case in _cases(name)
        if not (_ranges_met if "Range" in name else _values_met)(case)
    }
    listed = {text for reason in _choices().not_followed for text in reason.inputs}
    assert listed - failing == set()
