"""The English interface: every wording translated, quotes and names left as they are, and the way from one to the other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

import assistant.subsidy
from assistant.policy.model import Policy
from assistant.settings import Settings
from assistant.subsidy import FACT_FORMS, SCHEMES, Rulebook, load_rulebook
from assistant.web.calculator.case import CaseText, outcome_of
from assistant.web.calculator.form import fields_of
from assistant.web.calculator.result import result_html
from assistant.web.calculator.words import calculator_words
from assistant.web.english import catalogue, in_english
from assistant.web.english.catalogue import BLANK
from assistant.web.export.words import export_words
from assistant.web.library.words import library_words
from assistant.web.words import page_words

SUBSIDY = Path(assistant.subsidy.__file__).parent
CHINESE = re.compile("[\u3400-\u9fff]")
QUOTED = re.compile(
    r"《[^》]*》|“[^”]*”|\([^()]*[\u3400-\u9fff][^()]*\)|中文"
)  # titles, quotes, Chinese names in brackets
FILLED = (
    {"scheme": "skill_upgrade", "occupation": "养老护理员", "level": "三级", "status": "失业", "hukou": "上海户口"},
    {"scheme": "skill_upgrade", "level": "五级", "status": "大学(高校)毕业学年", "certificate_issued": "2020-01-02"},
    {"scheme": "skill_upgrade", "occupation": "其他:焊工", "status": "灵活就业", "stated_ratio": "80%"},
    {"scheme": "special_ability", "special_project": "数据标注", "status": "公务员"},
    {"scheme": "targeted_training", "trainees": "30", "employed": "23", "course_place": "在上海开班"},
    {"scheme": "targeted_training", "trainees": "30", "employed": "40"},
    {"scheme": "staff_training", "employer_trade": "其他行业"},
    {"scheme": "evaluation_project", "projects": "2", "as_of": "2024-06-01"},
    {"scheme": "apprenticeship", "apprentices": "3", "years": "1.5", "contract_months": "11"},
    {"scheme": "service_agency", "agency_listed": "不在名单里"},
    {"scheme": "skill_upgrade", "level": "九级"},
    {"scheme": "skill_upgrade", "as_of": "2026-13-01"},
)


@pytest.fixture(scope="module")
def rulebook(settings: Settings) -> Rulebook:
    return load_rulebook(settings.corpus)


def _said(data: dict[str, Any]) -> Iterator[str]:
    """Every wording of one of the subsidy tool's files."""
    yield from (data[name] for name in ("title", "summary") if data.get(name))
    for entry in (*data.get("conditions", {}).values(), *data.get("steps", {}).values()):
        yield from filter(None, [entry.get("label")])
        yield from (one["text"] for one in entry.values() if isinstance(one, dict) and one.get("text"))
    yield from (one["text"] for one in data.get("remarks", {}).values())
    yield from data.get("branches", {}).values()


def _wordings(policies: tuple[Policy, ...]) -> set[str]:
    files = [*(SUBSIDY / "schemes").glob("*.yaml"), SUBSIDY / "wording" / "people.yaml"]
    said = {text for path in files for text in _said(yaml.safe_load(path.read_text(encoding="utf-8")))}
    across = yaml.safe_load((SUBSIDY / "wording" / "across.yaml").read_text(encoding="utf-8"))
    said |= {text for part in ("verdicts", "kinds", "compare") for text in across[part].values()}
    said |= {
        text + ("{rest}" if name.startswith("if") else "") for name, text in across["change"].items() if name != "or"
    }
    said |= set(yaml.safe_load((SUBSIDY / "messages.yaml").read_text(encoding="utf-8")).values())
    for form in FACT_FORMS.values():
        said |= {form.label, form.question, *(choice.label for choice in form.choices)}
    said |= {clause.topic for policy in policies for clause in policy.clauses if clause.topic}
    return said | {one.name for policy in policies for one in policy.occupations}


def test_every_wording_of_the_subsidy_tool_is_in_the_catalogue(rulebook: Rulebook) -> None:
    said = _wordings(tuple(rulebook.policies)) | {parameter.label for parameter in rulebook.parameters.values()}
    assert said - catalogue().keys() == set()
    for chinese, english in catalogue().items():
        assert set(BLANK.findall(chinese)) >= set(BLANK.findall(english)), chinese
        assert set(BLANK.findall(english)) >= set(BLANK.findall(chinese)) - {"expected"}, chinese


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        (
            "如果“技能等级”是二级/技师,补贴金额是3900元,现在是3250元。",
            "If “Skill level” is “Level 2 (二级/技师)”: Amount 3900 yuan instead of 3250.",
        ),
        ("如果在重点职业目录里,标准上调30%", "If it is a listed key occupation, the standard is raised by 30%"),
        ("在职人员每年可申请1次,您今年还没有申请过。", "People in work may apply once a year; you have not this year."),
        ("2025年1月2日", "2025-01-02"),
        ("没有人翻译过的一句话。", "没有人翻译过的一句话。"),
    ],
)
def test_a_filled_sentence_is_found_by_its_template(chinese: str, english: str) -> None:
    assert in_english(chinese) == english


@pytest.mark.parametrize("query", FILLED, ids=lambda query: "-".join(query.values()))
def test_a_result_is_english_but_for_quotes_and_names(query: dict[str, str], rulebook: Rulebook) -> None:
    html = result_html(outcome_of(CaseText.from_query(query), rulebook, dt.date(2026, 11, 23)), rulebook, "en")
    text = re.sub(r"<a [^>]*>[^<]*</a>", "", html)  # clauses keep their names
    text = QUOTED.sub("", re.sub(r"<[^>]+>", " ", text))
    assert CHINESE.findall(text.replace("焊工", "")) == []


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_a_form_is_english_but_for_names(scheme: str, rulebook: Rulebook) -> None:
    for field in fields_of(scheme, rulebook, "en"):
        shown = " ".join([field.label, field.info, *(label for label, _ in field.choices)])
        assert CHINESE.findall(QUOTED.sub("", shown)) == []


def test_both_languages_have_the_same_words_with_the_same_blanks() -> None:
    for words in (page_words, calculator_words, library_words, export_words):
        chinese, english = words("zh").model_dump(), words("en").model_dump()
        for name, text in chinese.items():
            if isinstance(text, str) and name != "original":
                assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", english[name])), name
                assert name == "original" or bool(text) == bool(english[name])
        assert CHINESE.findall(" ".join(text for text in english.values() if isinstance(text, str))) == []


@pytest.mark.parametrize(
    ("path", "header", "goal"),
    [
        ("/", "en-GB,en;q=0.9,zh;q=0.2", "/en/"),
        ("/calculator/?scheme=skill_upgrade&level=3", "en", "/en/calculator/?scheme=skill_upgrade&level=3"),
        ("/policy?q=x", "fr, en;q=0.5", "/en/policy?q=x"),
        ("/", "zh-CN,en;q=0.8", None),
        ("/", "fr", None),
        ("/", "en;q=nonsense", None),
        ("/en/policy", "zh-CN", None),
        ("/en/policy?lang=zh", "en", "/policy"),
        ("/?lang=en", "zh-CN", "/en/"),
        ("/?lang=klingon", "zh-CN", None),
    ],
)
def test_a_visitor_is_led_to_their_language(address: str, path: str, header: str, goal: str | None) -> None:
    answer = httpx.get(f"{address}{path}", headers={"accept-language": header})
    assert answer.status_code == (200 if goal is None else 307)
    assert answer.headers.get("location") == goal


def test_a_choice_outweighs_the_browser(address: str) -> None:
    with httpx.Client(base_url=address, headers={"accept-language": "en"}, follow_redirects=True) as client:
        assert client.get("/policy").url.path == "/en/policy"
        assert client.get("/en/policy?lang=zh").url.path == "/policy"
        assert client.get("/policy").url.path == "/policy"


@pytest.fixture
def english(browser: Browser) -> Iterator[Page]:
    """A visitor with an English browser."""
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()


def _left(page: Page, selector: str = "body") -> list[str]:
    text = " ".join(page.locator(selector).all_inner_texts())
    return CHINESE.findall(QUOTED.sub("", text))


@pytest.mark.browser
def test_the_english_conversation_speaks_english(english: Page, address: str) -> None:
    english.goto(address)
    english.wait_for_selector("#question textarea")
    assert _left(english) == []
    english.fill("#question textarea", "How much for AI trainer level 3, employed?")
    english.keyboard.press("Enter")
    expect(english.locator("#live")).to_contain_text("The answer is there")
    expect(english.locator("#proof .sum")).to_contain_text("Raised standard")
    assert _left(english, "#proof .sum li > span:first-child, #tools, #outcome, header.top, #facts .hint") == []
    english.click("#share")
    english.goto(str(english.locator("#told a").get_attribute("href")))
    shown = english.locator("body").inner_text()
    assert "Answer on Shanghai skills subsidies" in shown
    assert "2600 yuan" in shown
    assert _left(english, "h1, h2, nav, ol, .soft") == []


@pytest.mark.browser
def test_a_choice_is_shown_by_its_label_and_answered_in_english_also_after_a_reload(
    english: Page, address: str
) -> None:
    english.goto(address)
    english.wait_for_selector("#question textarea")
    english.fill("#question textarea", "How much for AI trainer level 3?")
    english.keyboard.press("Enter")
    english.get_by_role("button", name="in work", exact=True).click()
    for _ in range(2):
        expect(english.locator("#chat .user.message").last).to_have_text("in work")
        expect(english.locator("#chat .bot.message").last).to_contain_text("2600 yuan")
        expect(english.locator("#facts")).to_contain_text("AI trainer (人工智能训练师)")
        assert _left(english, "#chat, #facts") == []
        english.reload()


@pytest.mark.browser
def test_long_names_in_large_type_stay_within_a_phone(english: Page, address: str) -> None:
    english.set_viewport_size({"width": 375, "height": 812})
    english.goto(address)
    english.click("#elder")
    english.fill("#question textarea", "How much for an elderly care worker level 4, unemployed, Shanghai hukou?")
    english.keyboard.press("Enter")
    expect(english.locator("#facts")).to_contain_text("Elderly care worker")
    for part in ("#talk", "#proof", "#chat table.sums", "#send"):
        box = english.locator(part).first.bounding_box()
        assert box is not None and box["x"] + box["width"] <= 375, part


@pytest.mark.browser
def test_the_english_calculator_speaks_english_and_keeps_the_case(english: Page, address: str) -> None:
    english.goto(f"{address}/calculator?scheme=skill_upgrade&level=三级&status=在职&occupation=养老护理员")
    expect(english.locator("#result")).to_contain_text("2600 yuan")
    english.wait_for_selector("#fact-level")
    text = re.sub(r"\b(标准|比例|期限|证书|施行|结语|户籍)(?=\s|$)", "", english.locator("#result").inner_text())
    assert CHINESE.findall(QUOTED.sub("", text)) == []
    assert _left(english, "header.top, [role=tablist], fieldset, label") == []
    english.locator("#fact-level label", has_text="Level 4").click()
    expect(english.locator("#result")).to_contain_text("2080 yuan")
    expect(english).to_have_url(re.compile("level=%E5%9B%9B"))
    english.reload()
    expect(english.locator("#result")).to_contain_text("2080 yuan")
    english.get_by_role("link", name="中文").click()
    expect(english.locator("#result")).to_contain_text("2080元")
    expect(english.locator("h1")).to_have_text("补贴计算器")


@pytest.mark.browser
def test_the_english_text_keeps_the_clauses_chinese(english: Page, address: str) -> None:
    english.goto(f"{address}/policy")
    expect(english.locator("h1")).to_have_text("The text")
    assert _left(english, "header, .toc summary, .kind, thead") == []
    expect(english.locator("#text")).to_contain_text("职业技能提升补贴标准上调30%")
    expect(english.locator("#text article p").first).to_have_attribute("lang", "zh-CN")
