"""The calculator: a form made from the facts, a result that is the tool's, a link that opens the case again."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from assistant.settings import Settings
from assistant.subsidy import SCHEMES, Facts, Place, Rulebook, load_rulebook
from assistant.web.calculator.case import CaseText, outcome_of
from assistant.web.calculator.chart import instalment_points
from assistant.web.calculator.form import fields_of
from assistant.web.calculator.result import result_html

DAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def rulebook(settings: Settings) -> Rulebook:
    return load_rulebook(settings.corpus)


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_a_form_has_one_field_for_each_fact(scheme: str, rulebook: Rulebook) -> None:
    fields = fields_of(scheme, rulebook)
    assert sorted(field.name for field in fields) == sorted(SCHEMES[scheme].fields)
    assert all(field.label and field.info for field in fields)


def test_what_the_form_offers_can_be_read_back(rulebook: Rulebook) -> None:
    for scheme in SCHEMES:
        for field in fields_of(scheme, rulebook):
            for _, text in field.choices:
                case = CaseText(scheme, "", ((field.name, text),))
                facts = outcome_of(case, rulebook, DAY).facts
                assert facts.known() == ((field.name,) if text else ())


def test_the_jump_of_the_first_instalment_is_at_eighty_per_cent(rulebook: Rulebook) -> None:
    facts = Facts(trainees=30, employed=23, course_place=Place.SHANGHAI)
    yuan = {point.label: point.yuan for point in instalment_points(facts, rulebook, DAY)}
    assert (yuan["23"], yuan["24"], yuan["30"]) == (17250, 22500, 22500)
    huge = Facts(trainees=1_000_000, employed=1, course_place=Place.SHANGHAI)
    points = instalment_points(huge, rulebook, DAY)
    assert len(points) <= 60
    assert {"799999", "800000"} <= {point.label for point in points}


def test_a_link_opens_the_same_case() -> None:
    case = CaseText(
        "skill_upgrade", "2026-11-23", (("occupation", "人工智能训练师"), ("level", "三级/高级工"), ("status", "在职"))
    )
    query = dict(parse_qsl(urlsplit(case.link()).query))
    assert dict(CaseText.from_query(query).given) == dict(case.given)
    assert CaseText.from_query({**query, "onclick": "x", "trainees": "3"}).values == case.values


@pytest.mark.parametrize("said", ["三级", "3", "高级工", "三级/高级工"])
def test_a_link_may_name_a_choice_in_any_way_that_is_read(said: str) -> None:
    case = CaseText.from_query({"scheme": "skill_upgrade", "level": said, "status": "in_work"})
    assert case.values == {"level": "三级/高级工", "status": "在职"}


@pytest.mark.parametrize(
    "given",
    [
        {"level": "<script>alert(1)</script>"},
        {"level": "九级"},
        {"as_of": "9999-99-99"},
        {"stated_standard": "-5"},
        {"occupation": "宇航员<img src=x>"},
    ],
)
def test_what_cannot_be_read_is_one_chinese_sentence(given: dict[str, str], rulebook: Rulebook) -> None:
    case = CaseText.from_query({"scheme": "skill_upgrade", **given})
    html = result_html(outcome_of(case, rulebook, DAY), rulebook)
    assert 'role="alert"' in html
    assert re.search("[\u4e00-\u9fff]", html)
    assert "<script" not in html
    assert "<img" not in html


@pytest.mark.browser
def test_filling_in_a_class_shows_its_sums_at_once(browser: Browser, address: str) -> None:
    page = browser.new_context(locale="zh-CN").new_page()
    page.set_default_timeout(60_000)
    page.goto(
        f"{address}/calculator?scheme=targeted_training&trainees=30&employed=24&retained=20&course_place=在上海开班"
    )
    result = page.locator("#result")
    for yuan in ("22500", "15000", "37500"):
        expect(result).to_contain_text(yuan)
    page.fill("#fact-employed textarea", "23")
    expect(result).to_contain_text("17250")
    page.fill("#fact-employed textarea", "40")
    expect(result.get_by_role("alert")).to_contain_text("40")
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("table", "told"),
    [
        (
            "全班人数,六个月内在沪就业人数,开班地点\n30,24,在上海开班\n20,25,在上海开班\n".encode("gbk"),
            "算好 1 行,看不懂 1 行",
        ),
        (b"\xff\xfe\x00", "既不是UTF-8也不是GBK"),
        (b"a,b\n1,2\n", "缺少列"),
    ],
)
def test_a_table_is_worked_out_or_refused_with_its_reason(
    browser: Browser, address: str, table: bytes, told: str
) -> None:
    page = browser.new_context(locale="zh-CN").new_page()
    page.set_default_timeout(30_000)
    page.goto(f"{address}/calculator?scheme=targeted_training&trainees=30")
    expect(page.locator("#result .badge")).to_be_visible()
    page.click("#further")
    page.click("#csv button")
    page.set_input_files("#csv input[type=file]", {"name": "班.csv", "mimeType": "text/csv", "buffer": table})
    expect(page.get_by_role("cell", name="班.csv")).to_be_visible()
    page.click("#csv-run")
    expect(page.locator("#csv-said")).to_contain_text(told)
    page.context.close()
