"""The conversation page as a person meets it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def _ask(page: Page, text: str) -> None:
    before = page.locator("#chat .bot").count()
    page.fill("#question textarea", text)
    page.keyboard.press("Enter")
    expect(page.locator("#chat .bot")).not_to_have_count(before)
    page.wait_for_timeout(600)


def _last(page: Page) -> str:
    return page.locator("#chat .bot").last.inner_text()


def test_a_conversation_with_a_choice_and_a_correction(page: Page) -> None:
    _ask(page, "我考出人工智能训练师三级,能拿多少钱?")
    assert "3250" in _last(page)
    page.get_by_role("button", name="在职", exact=True).click()
    expect(page.locator("#chat .bot")).to_have_count(2)
    expect(page.locator("#chat .bot").last).to_contain_text("3250 × 80%")
    _ask(page, "不对,是四级")
    assert "2080" in _last(page)


def test_a_choice_and_a_message_sent_at_once_are_both_answered(page: Page) -> None:
    _ask(page, "我考出人工智能训练师三级,能拿多少钱?")
    page.get_by_role("button", name="在职", exact=True).click()
    page.fill("#question textarea", "不对,是四级")
    page.keyboard.press("Enter")
    expect(page.locator("#chat .user")).to_have_count(3)
    expect(page.locator("#chat .bot")).to_have_count(3)
    expect(page.locator("#chat .bot").last).to_contain_text("2080")


def test_facts_of_several_people_say_whose_they_are(page: Page) -> None:
    _ask(page, "我妈妈养老护理员四级失业上海户口,我人工智能训练师三级在职,各能拿多少")
    facts = page.locator("#facts")
    expect(facts.get_by_role("button", name="妈妈:失业 ×")).to_be_visible()
    expect(facts.get_by_role("button", name="在职 ×", exact=True)).to_be_visible()


def test_nothing_is_sent_of_an_empty_box(page: Page) -> None:
    page.fill("#question textarea", "  ")
    page.keyboard.press("Enter")
    _ask(page, "一年可以领几次")
    expect(page.locator("#chat .user")).to_have_count(1)


def test_evidence_marks_the_quoted_words_in_their_clause(page: Page) -> None:
    _ask(page, "开发评价项目最多资助多少")
    proof = page.locator("#proof")
    expect(proof).to_contain_text("(六)")
    proof.get_by_text("看整条原文").first.click()
    assert "最高10万元" in " ".join(proof.locator("mark").all_inner_texts())


def test_a_fact_can_be_taken_back(page: Page) -> None:
    _ask(page, "人工智能训练师三级,在职,能拿多少")
    page.get_by_role("button", name="在职 ×").click()
    expect(page.get_by_role("button", name="在职 ×")).to_have_count(0)
    expect(page.get_by_role("button", name="人工智能训练师 ×")).to_have_count(1)


def test_a_reload_restores_the_conversation_and_starting_over_clears_it(page: Page) -> None:
    _ask(page, "一年可以领几次")
    page.reload()
    expect(page.locator("#chat")).to_contain_text("每年可申请")
    expect(page.locator("#proof")).to_contain_text("(十)")
    page.click("#again")
    expect(page.locator("#chat")).not_to_contain_text("每年可申请")


def test_it_fits_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 780})
    phone = context.new_page()
    phone.goto(address)
    phone.wait_for_selector("#question textarea")
    _ask(phone, "养老护理员三级,失业,上海户口,补多少")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 375
    expect(phone.locator("#question textarea")).to_be_visible()
    context.close()


def test_no_other_host_is_asked(browser: Browser, address: str) -> None:
    context = browser.new_context()
    visitor = context.new_page()
    hosts: set[str] = set()
    visitor.on("request", lambda request: hosts.add(re.sub(r"^\w+://([^/]*).*", r"\1", request.url)))
    visitor.goto(address)
    visitor.wait_for_selector("#question textarea")
    _ask(visitor, "人工智能训练师三级,在职,能拿多少")
    assert {host for host in hosts if host and not host.startswith(("data:", "blob:"))} == {address.split("//")[1]}
    context.close()


def test_two_visitors_do_not_see_each_other(browser: Browser, address: str, page: Page) -> None:
    _ask(page, "我失业了,上海户口,人工智能训练师三级")
    context = browser.new_context()
    other = context.new_page()
    other.goto(address)
    other.wait_for_selector("#question textarea")
    other.wait_for_timeout(1000)
    assert "失业" not in other.locator("#chat").inner_text()
    context.close()


def test_hostile_input_is_inert(page: Page) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    _ask(page, "<script>alert(1)</script><img src=x onerror=alert(2)> [点我](javascript:alert(3)) 三级能拿多少")
    page.wait_for_timeout(500)
    assert dialogs == []
    assert page.locator("#chat .user img, #chat .user script, #chat .user a").count() == 0


def test_enter_inside_an_input_method_does_not_send(page: Page) -> None:
    page.fill("#question textarea", "yanglao")
    page.eval_on_selector(
        "#question textarea",
        "e => e.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, isComposing: true, keyCode: 229}))",
    )
    page.wait_for_timeout(500)
    assert page.locator("#chat .user").count() == 0
