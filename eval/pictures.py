"""`python -m eval pictures`: the screenshots of every page that the README shows, taken from the real pages."""

from __future__ import annotations

import argparse
import secrets
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from assistant.dialogue.assistant import open_assistant
from assistant.settings import get_settings
from assistant.storage import Accounts, open_database
from eval.browser import CHROMIUM, served

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
QUESTION = "我考出人工智能训练师三级,能拿多少钱?"
CASE = "/calculator/?scheme=targeted_training&trainees=30&employed=24&retained=20&course_place=在上海开班"
QUOTE = "/policy?policy=shanghai-key-industry-skills&clause=(一)&start=158&end=173#quote"
STAFF = "王老师"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its size in pixels and what is done before it is taken."""

    name: str
    width: int
    height: int
    show: Callable[[Page, str, str], None]
    dark: bool = False


def main(argv: list[str]) -> int:
    """Serve the pages on a free port and write one picture each."""
    argparse.ArgumentParser(prog="python -m eval pictures").parse_args(argv)
    IMAGES.mkdir(parents=True, exist_ok=True)
    password = secrets.token_urlsafe(12)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        settings = get_settings().model_copy(update={"data": Path(folder), "database_url": None})
        Accounts(open_database(None, settings.data)).add(STAFF, password)
        with open_assistant(settings) as assistant, served(assistant, settings) as address:
            assistant.warm()
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM))
            for picture in PICTURES:
                _take(browser, picture, address, password)
            browser.close()
    return 0


def _take(browser: Browser, picture: Picture, address: str, password: str) -> None:
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        locale="zh-CN",
        color_scheme="dark" if picture.dark else "light",
    )
    page = context.new_page()
    picture.show(page, address, password)
    page.wait_for_timeout(1500)
    page.screenshot(path=IMAGES / f"{picture.name}.png")
    context.close()
    print(IMAGES / f"{picture.name}.png")


def _converse(page: Page, address: str, _password: str) -> None:
    page.goto(address)
    page.fill("#question textarea", QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector("table.sums")
    page.get_by_role("button", name="在职", exact=True).click()
    page.wait_for_function("document.querySelectorAll('table.sums').length > 1")


def _calculate(page: Page, address: str, _password: str) -> None:
    page.goto(f"{address}{CASE}")
    page.wait_for_selector("#result table.sums")


def _read(page: Page, address: str, _password: str) -> None:
    page.goto(f"{address}{QUOTE}")


def _work(page: Page, address: str, password: str) -> None:
    page.goto(f"{address}/staff")
    page.fill("[name=name]", STAFF)
    page.fill("[name=password]", password)
    page.get_by_role("button", name="登录").click()
    page.fill("#staff-question textarea", "人工智能训练师三级多少\n我失业了,上海户口")
    page.click("#staff-ask")
    page.wait_for_selector("#staff-answer table.sums")


PICTURES = (
    Picture("conversation", 1280, 900, _converse),
    Picture("conversation-dark", 1280, 900, _converse, dark=True),
    Picture("phone", 375, 812, _converse),
    Picture("calculator", 1280, 1000, _calculate),
    Picture("policy", 1280, 900, _read),
    Picture("staff", 1280, 1000, _work),
)
