"""Speaking instead of typing, with a recogniser of our own: offered where the browser has one, and told when it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

Visit = Callable[..., Page]
pytestmark = pytest.mark.browser
NONE = "delete window.SpeechRecognition; delete window.webkitSpeechRecognition;"
HEARS = """
window.SpeechRecognition = window.webkitSpeechRecognition = class {
  start() {
    window.spokenIn = this.lang;
    const found = __FOUND__;
    setTimeout(() => {
      if (found.words) this.onresult({ results: [[{ transcript: found.words }]] });
      else this.onerror({ error: found.error });
      this.onend();
    }, 50);
  }
  stop() { this.onend(); }
};
"""


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Opens the conversation in a browser with this recogniser."""
    contexts = []

    def opened(script: str, path: str = "/") -> Page:
        context = browser.new_context(locale="zh-CN")
        context.add_init_script(script)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto(f"{address}{path}")
        page.wait_for_selector("#question textarea")
        return page

    yield opened
    for context in contexts:
        context.close()


def _hearing(found: str) -> str:
    return HEARS.replace("__FOUND__", found)


def test_without_a_recogniser_there_is_no_button(visit: Visit) -> None:
    page = visit(NONE)
    expect(page.locator("#announcer")).to_have_count(1)
    expect(page.locator("#speak")).to_have_count(0)


def test_what_is_said_goes_into_the_box_and_can_be_sent(visit: Visit) -> None:
    page = visit(_hearing('{ words: "一年可以领几次" }'))
    page.click("#speak")
    expect(page.locator("#question textarea")).to_have_value("一年可以领几次")
    assert page.evaluate("window.spokenIn") == "zh-CN"
    expect(page.locator("#spoken")).to_be_empty()
    page.keyboard.press("Enter")
    expect(page.locator("#chat")).to_contain_text("每年可申请")


@pytest.mark.parametrize(
    ("error", "path", "told"),
    [
        ("not-allowed", "/", "没有麦克风权限"),
        ("no-speech", "/", "没有听到声音"),
        ("network", "/", "语音输入现在用不了"),
        ("not-allowed", "/en/", "The microphone is not allowed"),
    ],
)
def test_a_failure_is_told_and_typing_stays_possible(visit: Visit, error: str, path: str, told: str) -> None:
    page = visit(_hearing(f'{{ error: "{error}" }}'), path)
    page.click("#speak")
    expect(page.locator("#spoken[role=status]")).to_contain_text(told)
    expect(page.locator("#speak")).to_have_attribute("aria-pressed", "false")
    page.fill("#question textarea", "你好")
    expect(page.locator("#question textarea")).to_have_value("你好")
