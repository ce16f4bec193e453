"""The schemes as LangChain tools: strict arguments with Chinese descriptions, the assessment as JSON."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from langchain_core.tools import StructuredTool, ToolException
from pydantic import ValidationError

from assistant.subsidy import SCHEMES, Rulebook
from assistant.subsidy.tool import subsidy_tools

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def tools(rulebook: Rulebook) -> dict[str, StructuredTool]:
    return {tool.name: tool for tool in subsidy_tools(rulebook, TODAY)}


def test_one_tool_a_scheme_with_a_chinese_schema(tools: dict[str, StructuredTool]) -> None:
    assert list(tools) == list(SCHEMES)
    for name, tool in tools.items():
        schema = tool.args_schema.model_json_schema()
        assert schema["additionalProperties"] is False
        assert set(schema["properties"]) == {*SCHEMES[name].fields, "as_of"}
        assert all(field["description"] for field in schema["properties"].values())
        assert not schema.get("required")
        assert SCHEMES[name].title in tool.description


def test_a_call_gives_the_assessment_as_json(tools: dict[str, StructuredTool]) -> None:
    said = tools["skill_upgrade"].invoke({"occupation": "护工", "level": 4, "status": "in_work", "insured": False})
    result = json.loads(said)
    assert [(amount["kind"], amount["yuan"]) for amount in result["amounts"]] == [
        ("standard", "2600"),
        ("amount", "2080"),
    ]
    assert {"name", "finding", "sentence", "clauses"} <= set(result["conditions"][0])


def test_as_of_is_obeyed(tools: dict[str, StructuredTool]) -> None:
    said = tools["skill_upgrade"].invoke({"occupation": "人工智能训练师", "level": 3, "as_of": "2024-12-03"})
    assert json.loads(said)["amounts"][0]["yuan"] == "2500"


@pytest.mark.parametrize(
    "given",
    [
        {"level": True},
        {"level": "3"},
        {"level": 6},
        {"insured": 1},
        {"status": "在"},
        {"heads": 3},
        {"stated_ratio": 0.8},
    ],
)
def test_arguments_are_strict(tools: dict[str, StructuredTool], given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        tools["skill_upgrade"].invoke(given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"certificate_issued": "2025-02-30"}, "证书核发日期"),
        ({"certificate_issued": "2030-01-01"}, "证书核发日期"),
        ({"occupation": "宇航员"}, "最接近的是"),
        ({"as_of": "2025-02-30"}, "as_of"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    tools: dict[str, StructuredTool], given: dict[str, str], words: str
) -> None:
    with pytest.raises(ToolException, match=words):
        tools["skill_upgrade"].invoke(given)
