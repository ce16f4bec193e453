"""The page of the text: every clause as it is stored, every quote where it stands."""

from __future__ import annotations

import re
from html import unescape

import httpx
import pytest
from playwright.sync_api import Browser, expect

from assistant.dialogue.assistant import Assistant
from assistant.web.anchors import text_link


def _plain(html: str) -> str:
    return re.sub(r"\s|<br>", "", unescape(re.sub(r"<[^>]+>", "", html)))


def test_every_part_of_every_clause_is_there_verbatim(address: str, assistant: Assistant) -> None:
    shown = _plain(httpx.get(f"{address}/policy").text)
    for policy in assistant.engine.policies.values():
        for clause in policy.clauses:
            for part in clause.parts:
                for line in part.text.split("\n"):
                    assert re.sub(r"\s", "", line) in shown


def test_the_quote_of_every_number_is_marked_in_its_clause(address: str, assistant: Assistant) -> None:
    for parameter in assistant.engine.rulebook.parameters.values():
        quote = parameter.values[-1].quote
        html = httpx.get(f"{address}{text_link(quote.policy, quote.clause, quote.start, quote.end)}").text
        found = re.search(r'<mark id="quote"[^>]*>(.*?)</mark>', html, re.DOTALL)
        assert found is not None
        assert _plain(found[1]) == re.sub(r"\s", "", quote.text)


def test_searching_names_the_clauses_with_counts(address: str) -> None:
    found = httpx.get(f"{address}/policy", params={"q": "就业率"}).text
    assert "(四) (1)" in found
    assert "没有找到" in httpx.get(f"{address}/policy", params={"q": "登月"}).text


def test_before_its_day_the_notice_is_marked_as_not_yet_in_force(address: str) -> None:
    html = httpx.get(f"{address}/policy", params={"as_of": "2024-06-01"}).text
    assert "这一天还没有施行" in html
    assert 'class="past"' in html


@pytest.mark.parametrize(
    "query",
    [
        {"q": "<script>alert(1)</script>"},
        {"as_of": "<b>"},
        {"policy": "x", "clause": "(一)", "start": "0", "end": "3"},
        {"policy": "shanghai-key-industry-skills", "clause": "(一)", "start": "5", "end": "999999"},
    ],
)
def test_hostile_addresses_are_inert(address: str, query: dict[str, str]) -> None:
    answer = httpx.get(f"{address}/policy", params=query)
    assert answer.status_code == 200
    assert "alert(1)</script>" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.browser
def test_the_catalogue_sorts_by_a_column(browser: Browser, address: str) -> None:
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(f"{address}/policy")
    codes = page.locator("table.sortable tbody td:nth-child(2)")
    page.get_by_role("button", name="职业编码").click()
    expect(page.locator("table.sortable th").nth(1)).to_have_attribute("aria-sort", "ascending")
    assert codes.all_inner_texts() == sorted(codes.all_inner_texts())
    assert codes.count() == 17
    page.context.close()


@pytest.mark.browser
def test_large_type_and_the_quote_go_along_from_page_to_page(browser: Browser, address: str) -> None:
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(address)
    page.click("#elder")
    page.goto(f"{address}/policy?policy=shanghai-key-industry-skills&clause=(一)&start=158&end=173#quote")
    assert page.locator("article p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 20
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("The text")
    expect(page.locator("mark#quote")).to_be_in_viewport()
    page.get_by_role("button", name="Normal type").click()
    expect(page.locator("html.elder")).to_have_count(0)
    page.context.close()
