"""The pages of staff: nobody in without a login, and what is done there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from assistant.settings import Settings
from assistant.storage import Accounts, Queue, Reason, Records, open_database

NAME, PASSWORD = "测试员", "eine lange Losung"
RAW = (
    ("GET", "/staff/"),
    ("GET", "/staff/config"),
    ("GET", "/staff/gradio_api/info"),
    ("GET", "/staff/gradio_api/queue/data"),
    ("GET", "/staff/gradio_api/file=/etc/hostname"),
    ("POST", "/staff/gradio_api/queue/join"),
    ("POST", "/staff/gradio_api/call/ask"),
    ("POST", "/staff/gradio_api/run/predict"),
    ("POST", "/staff/gradio_api/upload"),
    ("POST", "/staff/logout"),
)


@pytest.fixture(scope="module")
def account(settings: Settings) -> Iterator[None]:
    accounts = Accounts(open_database(settings.database_url, settings.data))
    accounts.add(NAME, PASSWORD)
    yield
    accounts.remove(NAME)


@pytest.mark.parametrize(("method", "path"), RAW)
def test_nothing_is_answered_without_a_login(address: str, method: str, path: str) -> None:
    for cookies in ({}, {"staff": "made-up"}):
        answer = httpx.request(method, f"{address}{path}", cookies=cookies)
        assert answer.status_code == 401
        assert answer.json() == {"detail": "请先登录。"}


@pytest.mark.parametrize(
    "path", ["/staff//config", "/staff/../staff/config", "//staff/config", "/STAFF/config", "/staff%2Fconfig"]
)
def test_no_other_spelling_of_the_address_leads_in(address: str, path: str) -> None:
    answer = httpx.get(f"{address}{path}")
    assert answer.status_code in (401, 404) or "staff-question" not in answer.text


def test_a_page_leads_to_the_login(address: str) -> None:
    answer = httpx.get(f"{address}/staff", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/login")


def test_a_wrong_password_and_a_foreign_form_are_refused(address: str, account: None) -> None:
    wrong = httpx.post(f"{address}/staff/login", data={"name": NAME, "password": "falsch falsch"})
    assert wrong.status_code == 403
    assert "不对" in wrong.text
    assert "staff" not in wrong.cookies
    foreign = httpx.post(
        f"{address}/staff/login",
        data={"name": NAME, "password": PASSWORD},
        headers={"origin": "https://elsewhere.example"},
    )
    assert foreign.status_code == 403


def test_trying_many_passwords_is_slowed(address: str) -> None:
    tried = [
        httpx.post(f"{address}/staff/login", data={"name": "nobody", "password": f"guess number {n}"}).status_code
        for n in range(7)
    ]
    assert tried[:5] == [403] * 5
    assert tried[5:] == [429] * 2


@pytest.fixture
def desk(browser: Browser, address: str, account: None) -> Iterator[Page]:
    """A member of staff who has just logged in."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(f"{address}/staff")
    page.fill("[name=name]", NAME)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_selector("#staff-question textarea")
    yield page
    context.close()


@pytest.mark.browser
def test_asking_shows_the_whole_way_and_a_reply_to_paste(desk: Page) -> None:
    desk.fill("#staff-question textarea", "人工智能训练师三级多少\n我在职,交社保")
    desk.click("#staff-ask")
    expect(desk.locator("#staff-answer")).to_contain_text("2600")
    expect(desk.locator("#staff-trace")).to_contain_text("2500 × (1 + 30%)")
    expect(desk.locator("#staff-trace")).to_contain_text("逐字相同")
    reply = desk.locator("#staff-reply textarea").input_value()
    assert "2600" in reply
    assert "(一)“" in reply


@pytest.mark.browser
def test_a_report_becomes_an_evaluation_case_in_two_clicks(desk: Page, address: str, settings: Settings) -> None:
    asked = httpx.post(f"{address}/api/ask", json={"message": "数据标注在职补多少"}).json()
    database = open_database(settings.database_url, settings.data)
    Records(database).reported(asked["conversation"], Reason.WRONG_NUMBER, "应该是<b>八百</b>,我的电话13812345678")
    desk.get_by_role("tab", name="待办").click()
    desk.get_by_role("button", name="刷新").click()
    desk.locator("#staff-pick input").click()
    desk.get_by_role("option", name="数字错误").first.click()
    snapshot = desk.locator("#staff-snapshot")
    expect(snapshot).to_contain_text("<b>八百</b>")
    assert "13812345678" not in snapshot.inner_text()
    desk.click("#staff-case")
    expect(desk.locator("#staff-yaml textarea")).to_have_value(re.compile("数据标注"))
    desk.click("#staff-keep")
    expect(desk.locator("#staff-told")).to_contain_text("cases.yaml")
    kept = yaml.safe_load((settings.data / "cases.yaml").read_text(encoding="utf-8"))
    assert kept[-1]["turns"][-1]["say"] == "数据标注在职补多少"
    assert {"scheme": "special_ability", "kind": "amount", "yuan": "800"} in kept[-1]["turns"][-1]["expect"]["amounts"]
    open_items = Queue(database, settings.data / "cases.yaml").items()
    assert all(item.conversation != asked["conversation"] for item in open_items)


@pytest.mark.browser
def test_the_switch_stops_the_assistant_for_everybody(desk: Page, address: str) -> None:
    desk.get_by_role("tab", name="开关").click()
    desk.fill("#staff-reason textarea", "资料更新<i>中</i>。")
    desk.click("#staff-off")
    expect(desk.locator("#staff-switch")).to_contain_text("已停用")
    refused = httpx.post(f"{address}/api/ask", json={"message": "你好"})
    assert refused.status_code == 503
    assert "资料更新" in refused.json()["detail"]
    desk.click("#staff-on")
    expect(desk.locator("#staff-switch")).to_contain_text("正在回答")
    assert httpx.post(f"{address}/api/ask", json={"message": "你好"}).status_code == 200
