"""The conversation for everybody: keyboard, screen reader, large type, and second thoughts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.settings import Settings
from assistant.storage import Queue, open_database

pytestmark = pytest.mark.browser
LATIN_ALLOWED = re.compile(r"AI|PDF|English", re.ASCII)  # the last leads to the other language


def _ask(page: Page, text: str, count: int = 1) -> None:
    page.fill("#question textarea", text)
    page.keyboard.press("Enter")
    expect(page.locator("#chat .bot")).to_have_count(count)
    expect(page.locator("#live")).to_contain_text(str(count))


def test_a_screen_reader_hears_plain_words_once(page: Page) -> None:
    _ask(page, "一年可以领几次")
    live = page.locator("#announcer[role=status][aria-live=polite]")
    expect(live).to_have_count(1)
    expect(live).to_contain_text("回答好了")
    labels = page.locator("#chat [aria-label]").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert all("<" not in label for label in labels)
    assert page.locator("#chat [role=log]").get_attribute("aria-live") == "off"


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.locator("#question textarea").focus()
    page.keyboard.type("人工智能训练师三级能拿多少")
    page.keyboard.press("Enter")
    expect(page.locator("#chat .bot")).to_have_count(1)
    choice = page.get_by_role("button", name="在职", exact=True)
    expect(choice).to_be_visible()
    choice.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#live")).to_contain_text("2")  # the answer is whole, and its numbers stay where they are
    page.locator("#chat a.n").last.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#proof .proved")).to_have_count(1)


def test_large_type_stays(page: Page) -> None:
    page.click("#elder")
    expect(page.locator("html.elder")).to_have_count(1)
    size = page.locator("#question textarea").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 20
    page.reload()
    page.wait_for_selector("#question textarea")
    expect(page.locator("html.elder")).to_have_count(1)
    _ask(page, "一年可以领几次")
    for part in ("#chat .lead", "#chat .user p", "#facts .hint", "#proof blockquote", "#again"):
        assert page.locator(part).first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 20, part
    page.click("#elder")
    expect(page.locator("html.elder")).to_have_count(0)


def test_a_chinese_browser_sees_no_english(page: Page) -> None:
    _ask(page, "我考了人工智能训练师三级,在职,能拿多少")
    text = LATIN_ALLOWED.sub("", page.locator("body").inner_text())
    assert re.findall(r"[A-Za-z]{3,}", text) == []
    heard = page.locator("[aria-label], [title], [placeholder]").evaluate_all(
        "all => all.map(one => ['aria-label', 'title', 'placeholder'].map(name => one.getAttribute(name) || '').join(' '))"
    )
    assert [one for one in heard if re.search(r"[A-Za-z]{3,}", LATIN_ALLOWED.sub("", one))] == []


def test_a_broken_line_is_told_in_chinese_with_a_way_on(page: Page) -> None:
    page.context.set_offline(True)
    page.fill("#question textarea", "一年可以领几次")
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=toast-text]")).to_contain_text("12333")
    expect(page.locator("[data-testid=toast-close]").first).to_have_attribute("aria-label", "关闭")
    assert re.findall(r"[A-Za-z]{3,}", LATIN_ALLOWED.sub("", page.locator("body").inner_text())) == []


def test_the_last_question_can_be_changed_and_asked_again(page: Page) -> None:
    _ask(page, "人工智能训练师三级,在职,能拿多少")
    page.click("#edit")
    expect(page.locator("#question textarea")).to_have_value("人工智能训练师三级,在职,能拿多少")
    page.fill("#question textarea", "人工智能训练师四级,在职,能拿多少")
    page.keyboard.press("Enter")
    expect(page.locator("#chat")).to_contain_text("2080")
    expect(page.locator("#chat .user")).to_have_count(1)
    page.click("#retry")
    expect(page.locator("#chat .user")).to_have_count(1)
    expect(page.locator("#chat")).to_contain_text("2080")


def test_a_report_lands_in_the_queue(page: Page, settings: Settings) -> None:
    _ask(page, "数据标注在职能拿多少,我要反馈")
    page.click("#problem")
    page.get_by_label("引用错误").check()
    page.fill("#comment textarea", "依据不对")
    page.click("#submit")
    expect(page.locator("#told")).to_contain_text("已经记下")
    queue = Queue(open_database(settings.database_url, settings.data), settings.data / "cases.yaml")
    item = next(one for one in queue.items() if one.comment == "依据不对")
    assert item.reason == "wrong_citation"
    assert item.answer is not None


def test_a_shared_answer_opens_for_others_without_the_words(page: Page, browser: Browser) -> None:
    _ask(page, "我是宝山的刘阿大,养老护理员三级,失业,上海户口,补多少")
    page.click("#share")
    link = page.locator("#told a")
    expect(link).to_be_visible()
    other = browser.new_context().new_page()
    other.goto(str(link.get_attribute("href")))
    shown = other.locator("body").inner_text()
    assert "3250" in shown
    assert "刘阿大" not in shown
    assert other.request.get(f"{link.get_attribute('href')}/pdf").headers["content-type"] == "application/pdf"
    other.context.close()
