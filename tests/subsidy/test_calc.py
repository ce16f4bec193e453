"""`assistant calc` as it is typed: flags, JSON, tables, faults."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from assistant.cli.calc import register
from assistant.subsidy import FACT_FORMS, SCHEMES

DAY = ("--as-of", "2026-11-23")


def calc(*words: str) -> Result:
    app = typer.Typer()
    register(app)
    app.command("other")(lambda: None)
    return CliRunner().invoke(app, ["calc", *words])


def test_flags_in_chinese_or_english_give_the_same(tmp_path: Path) -> None:
    chinese = calc(
        "skill_upgrade", "--occupation", "人工智能训练师", "--level", "高级工", "--status", "在职", "--json", *DAY
    )
    english = calc("skill_upgrade", "--occupation", "4-04-05-05", "--level", "3", "--status", "in_work", "--json", *DAY)
    assert chinese.exit_code == english.exit_code == 0
    assert chinese.stdout == english.stdout
    result = json.loads(chinese.stdout)
    assert result["as_of"] == "2026-11-23" and result["verdict"] == "unknown"
    assert result["amounts"] == [
        {"scheme": "skill_upgrade", "kind": "standard", "yuan": "3250", "formula": "2500 × (1 + 30%)"},
        {"scheme": "skill_upgrade", "kind": "amount", "yuan": "2600", "formula": "3250 × 80%"},
    ]


def test_the_table_for_people_shows_sums_steps_conditions_and_clauses() -> None:
    result = calc(
        "targeted_training", "--trainees", "30", "--employed", "24", "--retained", "20", *DAY, "--course-place", "上海"
    )
    assert result.exit_code == 0
    for words in ("22500", "15000", "37500", "24 ÷ 30 = 80%", "(四)"):
        assert words in result.stdout
    assert "\x1b[" not in result.stdout


def test_on_a_narrow_terminal_no_sentence_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    case = ("--occupation", "护工", "--status", "在职", "--works-in-trade", "是", "--registered", "是")
    days = ("--certificate-issued", "2025-08-31", "--employment-started", "2026-09-01")
    shown = calc("skill_upgrade", *case, *days, *DAY).stdout
    table = re.sub(r"[│\s]|不符合|符合|\([一二三]\)", "", shown)
    assert "最后一天是2026年8月31日,您2026年9月1日才上岗" in table and "…" not in shown


@pytest.mark.parametrize("scheme", SCHEMES)
def test_help_lists_the_schemes_own_flags_in_chinese(scheme: str) -> None:
    shown = re.sub(r"\s|│", "", calc(scheme, "--help").output)
    for name in SCHEMES[scheme].fields:
        assert "--" + name.replace("_", "-") in shown
        assert FACT_FORMS[name].label.replace(" ", "") in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("targeted_training", "--trainees", "-3"), ("全班人数", "-3", "--trainees")),
        (("targeted_training", "--trainees", "30", "--employed", "20", "--retained", "24"), ("24", "不超过")),
        (("skill_upgrade", "--occupation", "人工只能训练师"), ("人工智能训练师", "--occupation")),
        (("skill_upgrade", "--level", "六级"), ("技能等级", "六级")),
        (("skill_upgrade", "--certificate-issued", "2030-01-01"), ("证书核发日期", "2030年1月1日")),
        (("skill_upgrade", "--stated-standard", "300美元"), ("人民币",)),
        (("skill_upgrade", "--as-of", "明天"), ("as_of", "明天")),
        (("skill_upgrade", "--csv", "in.csv"), ("--out",)),
        (("skill_upgrade", "--csv", "absent.csv", "--out", "out.csv"), ("找不到文件",)),
        (("skill_upgrade", "--csv", "in.csv", "--out", "out.csv", "--level", "三级"), ("--level",)),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(words: tuple[str, ...], said: tuple[str, ...]) -> None:
    result = calc(*words)
    assert result.exit_code == 2
    assert not result.stdout
    assert len(result.stderr.strip().splitlines()) == 1
    for word in said:
        assert word in result.stderr


def test_a_table_is_computed_with_its_report_on_stderr(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("评价项目数,谁\n3,甲\n半,乙\n", "utf-8")
    result = calc("evaluation_project", "--csv", str(tmp_path / "in.csv"), "--out", str(tmp_path / "out.csv"), *DAY)
    assert result.exit_code == 0
    assert not result.stdout and "1行" in result.stderr
    assert "300000" in (tmp_path / "out.csv").read_text("utf-8")
    assert "乙" in (tmp_path / "out.csv.errors.csv").read_text("utf-8")


def test_without_flags_a_terminal_is_asked_the_deciding_fact_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.cli.calc._interactive", lambda: True)
    app = typer.Typer()
    register(app)
    app.command("other")(lambda: None)
    answers = "3\n外星人\n护工\n在职\n"  # the level, an occupation that is none, one that is, the status; then the end
    result = CliRunner().invoke(app, ["calc", "skill_upgrade", *DAY], input=answers)
    assert result.exit_code == 0
    assert result.stdout.index("几级") < result.stdout.index("哪个职业") < result.stdout.index("在职、失业")
    assert "读到的是“外星人”" in result.stdout and "3250 × 80%" in result.stdout


def test_a_missing_corpus_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.policy.errors import CorpusError
    from assistant.settings import get_settings

    monkeypatch.setenv("ASSISTANT_CORPUS", str(tmp_path))
    get_settings.cache_clear()
    result = calc("evaluation_project", "--projects", "3")
    get_settings.cache_clear()
    assert isinstance(result.exception, CorpusError)
