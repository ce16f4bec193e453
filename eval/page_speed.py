"""`python -m eval page-speed`: from Enter to the first painted answer in a real browser, and ten people at once."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import threading
import time
from pathlib import Path

import httpx
from playwright.sync_api import sync_playwright

from assistant.dialogue.assistant import open_assistant
from assistant.settings import get_settings
from eval.browser import CHROMIUM, served
from eval.metrics import percentile

QUESTIONS = (
    "人工智能训练师三级,在职,能拿多少",
    "定向培训班30人,本市办的,6个月内24人就业",
    "保姆没有社保能领吗",
    "一年可以领几次",
    "考了数据标注的证书,我在职",
    "养老护理员算不算重点职业",
    "学徒培训一年补多少",
    "开发评价项目最多多少钱",
    "公务员考数据标注能领吗",
    "证书去年3月拿的,还能领吗",
)


def main(argv: list[str]) -> int:
    """Measure and print as JSON: milliseconds."""
    argparse.ArgumentParser(prog="python -m eval page-speed").parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        settings = get_settings().model_copy(
            update={"data": Path(folder), "database_url": None, "rate": "10000/minute"}
        )
        with open_assistant(settings) as assistant, served(assistant, settings) as address:
            assistant.warm()
            painted, together = _painted(address), _together(address)
    print(
        json.dumps(
            {
                "painted_ms": {"p50": percentile(painted, 0.5), "max": max(painted)},
                "ten_at_once_ms": {"p50": percentile(together, 0.5), "max": max(together)},
            },
            indent=1,
        )
    )
    return 0


def _painted(address: str) -> list[float]:
    """From Enter until the answer stands in the page and a frame was drawn."""
    times: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM))
        page = browser.new_page()
        page.goto(address)
        page.wait_for_selector("#question textarea")
        page.wait_for_timeout(1500)
        for count, question in enumerate(QUESTIONS, 1):
            page.fill("#question textarea", question)
            started = time.perf_counter()
            page.keyboard.press("Enter")
            page.wait_for_function(
                f"document.querySelectorAll('#chat [data-testid=bot] .lead').length >= {count}", polling="raf"
            )
            times.append(round((time.perf_counter() - started) * 1000, 1))
            page.wait_for_timeout(300)
        browser.close()
    return times[1:]  # the first one warms the page


def _together(address: str) -> list[float]:
    """Ten people, a question each at the same moment, three times."""
    times: list[float] = []

    def ask(question: str) -> None:
        started = time.perf_counter()
        httpx.post(f"{address}/api/ask", json={"message": question}, timeout=60).raise_for_status()
        times.append(round((time.perf_counter() - started) * 1000, 1))

    for _ in range(3):
        people = [threading.Thread(target=ask, args=(question,)) for question in QUESTIONS]
        for person in people:
            person.start()
        for person in people:
            person.join()
    return times
