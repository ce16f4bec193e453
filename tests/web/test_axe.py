"""axe-core finds nothing serious on any page: light and dark, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from assistant.settings import Settings
from assistant.storage import Accounts, Reason, Records, open_database
from assistant.web.export import shareable

pytestmark = pytest.mark.browser
NAME, PASSWORD = "看页面的", "eine lange Losung"
VIEWS = [(width, scheme) for width in (375, 1280) for scheme in ("light", "dark")]
CASE = "/calculator/?scheme=targeted_training&trainees=30&employed=24&retained=20&course_place=在上海开班"


@pytest.fixture(params=VIEWS, ids=lambda view: f"{view[0]}-{view[1]}")
def view(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A visitor with a screen of one size and colour."""
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()


def serious(page: Page) -> list[tuple[str, str]]:
    """What axe calls serious or critical, with the element."""
    view_is_still = "document.getAnimations().every(one => one.effect.getTiming().iterations === Infinity || one.playState !== 'running')"
    page.wait_for_function(view_is_still)  # what is fading in has no contrast yet
    found: dict[str, Any] = Axe().run(page).response
    return [
        (one["id"], node["html"][:200])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_conversation(view: Page, address: str, language: str) -> None:
    view.goto(f"{address}{language}/")
    view.wait_for_selector("#question textarea")
    assert serious(view) == []
    view.fill("#question textarea", "养老护理员三级,失业,上海户口,补多少")
    view.keyboard.press("Enter")
    expect(view.locator("#live")).to_contain_text("1")
    view.click("#problem")
    expect(view.locator("#comment textarea")).to_be_visible()
    assert serious(view) == []


def test_the_calculator(view: Page, address: str) -> None:
    view.goto(f"{address}/calculator")
    view.wait_for_selector("#scheme input")
    assert serious(view) == []
    view.goto(f"{address}{CASE}")
    expect(view.locator("#result")).to_contain_text("37500")
    view.wait_for_selector("#fact-trainees textarea")
    assert serious(view) == []
    view.click("#further")
    view.click("#csv button")
    expect(view.locator("#csv-run")).to_be_visible()
    assert serious(view) == []


def test_the_text(view: Page, address: str) -> None:
    view.goto(f"{address}/policy?q=就业率&as_of=2024-06-01")
    assert serious(view) == []
    view.goto(f"{address}/en/policy")
    assert serious(view) == []


def test_a_shared_answer(view: Page, address: str, settings: Settings) -> None:
    asked = httpx.post(f"{address}/api/ask", json={"message": "人工智能训练师三级在职多少"}).json()
    records = Records(open_database(settings.database_url, settings.data))
    answer = records.last(asked["conversation"])
    assert answer is not None
    view.goto(f"{address}/share/{records.share(shareable(answer))}")
    expect(view.locator("body")).to_contain_text("2600")
    assert serious(view) == []
    view.goto(f"{address}/share/0123456789abcdef")
    assert serious(view) == []


def test_the_pages_of_staff(view: Page, address: str, settings: Settings) -> None:
    database = open_database(settings.database_url, settings.data)
    asked = httpx.post(f"{address}/api/ask", json={"message": "模型运用在职补多少"}).json()
    Records(database).reported(asked["conversation"], Reason.UNCLEAR, "")
    Accounts(database).add(NAME, PASSWORD)
    try:
        view.goto(f"{address}/staff")
        assert serious(view) == []
        view.fill("[name=name]", NAME)
        view.fill("[name=password]", PASSWORD)
        view.get_by_role("button", name="登录").click()
        view.fill("#staff-question textarea", "人工智能训练师三级多少")
        view.click("#staff-ask")
        expect(view.locator("#staff-trace")).to_contain_text("逐字相同")
        assert serious(view) == []
        view.get_by_role("tab", name="检索").click()
        view.fill("#staff-search textarea", "一年可以领几次")
        view.keyboard.press("Enter")
        expect(view.locator("#staff-found")).to_contain_text("(十)")
        assert serious(view) == []
        view.get_by_role("tab", name="待办").click()
        view.locator("#staff-pick input").click()
        view.get_by_role("option").first.click()
        expect(view.locator("#staff-snapshot blockquote")).to_be_visible()
        assert serious(view) == []
        for tab in ("统计", "开关"):
            view.get_by_role("tab", name=tab).click()
            expect(view.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
            assert serious(view) == []
    finally:
        Accounts(database).remove(NAME)
