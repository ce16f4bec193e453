"""`python -m eval pictures`: the screenshots of the page that the README shows, taken from the real page."""

from __future__ import annotations

import argparse
import shutil
import socket
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from assistant.dialogue.assistant import open_assistant
from assistant.settings import get_settings
from assistant.web.app import create_app

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
QUESTION = "我考出人工智能训练师三级,能拿多少钱?"
CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
SIZES = {"conversation": (1280, 900), "phone": (375, 812)}


def main(argv: list[str]) -> int:
    """Serve the page on a free port, hold one conversation, write one picture a size."""
    argparse.ArgumentParser(prog="python -m eval pictures").parse_args(argv)
    settings = get_settings()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    IMAGES.mkdir(parents=True, exist_ok=True)
    with open_assistant(settings, keep=False) as assistant:
        server = uvicorn.Server(uvicorn.Config(create_app(assistant, settings), port=port, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.1)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM))
            for name, (width, height) in SIZES.items():
                page = browser.new_page(viewport={"width": width, "height": height})
                _converse(page, f"http://127.0.0.1:{port}/")
                page.screenshot(path=IMAGES / f"{name}.png")
                print(IMAGES / f"{name}.png")
            browser.close()
        server.should_exit = True
        thread.join()
    return 0


def _converse(page: Page, url: str) -> None:
    page.goto(url)
    page.fill("#question textarea", QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector("table.sums")
    page.get_by_role("button", name="在职", exact=True).click()
    page.wait_for_function("document.querySelectorAll('table.sums').length > 1")
    page.wait_for_timeout(1500)
