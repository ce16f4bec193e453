"""One script tag puts the conversation on another site, if that site is allowed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from playwright.sync_api import Browser, expect

from assistant.dialogue.assistant import Assistant
from assistant.settings import Settings
from assistant.web.headers import headers_for
from eval.browser import served


@contextmanager
def site(script: Callable[[], str]) -> Iterator[str]:
    """A page of another origin with the one tag; `script` gives the address of the script once it is known."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = (
                f'<!doctype html><html lang="zh"><body><h1>区政府</h1><script src="{script()}"></script></body></html>'
            )
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture
def other_site(address: str) -> Iterator[str]:
    """A site that the installation of the tests does not know."""
    with site(lambda: f"{address}/widget.js") as found:
        yield found


@pytest.mark.browser
def test_a_site_that_is_allowed_shows_the_conversation(
    browser: Browser, assistant: Assistant, settings: Settings
) -> None:
    scripts: list[str] = []
    with site(lambda: scripts[0]) as origin:
        allowing = settings.model_copy(update={"embed_origins": (origin,)})
        with served(assistant, allowing) as home:
            scripts.append(f"{home}/widget.js")
            context = browser.new_context(locale="zh-CN", viewport={"width": 375, "height": 780})
            page = context.new_page()
            page.set_default_timeout(30_000)
            page.goto(origin)
            page.get_by_role("button", name="问补贴").click()
            frame = page.frame_locator("iframe")
            frame.locator("#question textarea").fill("一年可以领几次")
            frame.locator("#question textarea").press("Enter")
            expect(frame.locator("#chat")).to_contain_text("每年可申请")
            expect(frame.locator("header.top")).to_be_hidden()
            context.close()


@pytest.mark.browser
def test_a_site_that_is_not_allowed_sees_the_button_and_no_page(
    browser: Browser, address: str, other_site: str
) -> None:
    page = browser.new_context().new_page()
    page.goto(other_site)
    button = page.get_by_role("button", name="问补贴")
    button.click()
    expect(page.get_by_role("button", name="收起")).to_have_attribute("aria-expanded", "true")
    assert page.frame_locator("iframe").locator("#question").count() == 0


def test_allowed_origins_may_frame_the_page() -> None:
    allowed = headers_for(["https://www.example.gov.cn"])
    assert "frame-ancestors 'self' https://www.example.gov.cn;" in allowed["Content-Security-Policy"]
    assert "X-Frame-Options" not in allowed
    assert headers_for()["X-Frame-Options"] == "SAMEORIGIN"


def test_the_script_names_no_host_of_its_own(address: str) -> None:
    script = httpx.get(f"{address}/widget.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "://" not in script.text
