"""With a slow language model, played by a scripted server: evidence first, sentence by sentence, still, and able to stop."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.dialogue.assistant import open_assistant
from assistant.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[1] / "dialogue" / "model"))

from model_server import Server, Turn, serving

from eval.browser import served

pytestmark = pytest.mark.browser
NUMBERED = re.compile(r"^(\d+)\. (.+)$", re.MULTILINE)
QUESTION = "人工智能训练师三级,在职,能拿多少"
# Notes each state of the page as it is painted, and every shift of something that stood still.
WATCH = """
window.states = [];
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
}).observe({ type: "layout-shift" });
const look = () => {
  const bot = [...document.querySelectorAll("#chat .bot")].pop();
  const state = [document.querySelectorAll("#proof .card").length, bot ? bot.querySelectorAll("p.lead, p.sum, p.condition, p.remark").length : 0].join();
  if (window.states[window.states.length - 1] !== state) window.states.push(state);
  requestAnimationFrame(look);
};
look();
"""


class Slow:
    """A model that says each sentence as it was given, a few characters at a time; or fails."""

    def __init__(self) -> None:
        self.fails = False

    def __call__(self, _system: str, user: str) -> Turn:
        if self.fails:
            return Turn(status=500)
        given = [{"ids": [int(number)], "text": text} for number, text in NUMBERED.findall(user)]
        body = json.dumps({"sentences": given} if given else {"facts": []}, ensure_ascii=False)
        return Turn([body[start : start + 12] for start in range(0, len(body), 12)], pause=0.1)


@pytest.fixture(scope="module")
def model() -> Iterator[tuple[Slow, str, Server]]:
    """The model and where it is served."""
    slow = Slow()
    with serving(slow) as (url, server):
        yield slow, url, server


@pytest.fixture(scope="module")
def guest_address(
    model: tuple[Slow, str, Server], settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The application with that model as its guest, patient with it."""
    changed = {
        "data": tmp_path_factory.mktemp("guest"),
        "model": "openai:scripted",
        "model_base_url": model[1],
        "model_first_sentence_seconds": 30.0,
        "model_whole_answer_seconds": 60.0,
    }
    chosen = settings.model_copy(update=changed)
    with open_assistant(chosen) as opened, served(opened, chosen) as address:
        yield address


@pytest.fixture(params=[375, 1280])
def visitor(request: pytest.FixtureRequest, browser: Browser, guest_address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 800}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto(guest_address)
    expect(page.locator("#chat .option, #chat .example").first).to_be_visible()
    expect(page.locator("#facts .hint")).to_be_visible()
    yield page
    context.close()


def _ask(page: Page, text: str) -> None:
    page.fill("#question textarea", text)
    page.keyboard.press("Enter")


def test_evidence_comes_first_then_sentence_by_sentence_and_nothing_jumps(visitor: Page) -> None:
    _ask(visitor, QUESTION)
    visitor.evaluate(WATCH)
    expect(visitor.locator("#live")).to_contain_text("回答好了")
    expect(visitor.locator("#chat table.sums")).to_be_visible()
    states = [tuple(map(int, state.split(","))) for state in visitor.evaluate("window.states")]
    told = [sentences for _, sentences in states]
    first = next(place for place, sentences in enumerate(told) if sentences)
    assert any(cards and not sentences for cards, sentences in states[:first])
    assert told[first:] == sorted(told[first:])
    assert len(set(told[first:])) >= 3
    assert visitor.evaluate("window.shifts") < 0.02


def test_what_is_typed_while_an_answer_comes_stays(visitor: Page) -> None:
    _ask(visitor, QUESTION)
    expect(visitor.locator("#proof .card").first).to_be_visible()
    visitor.fill("#question textarea", "那四级呢")
    expect(visitor.locator("#live")).to_contain_text("回答好了")
    expect(visitor.locator("#question textarea")).to_have_value("那四级呢")


def test_stopping_gives_the_question_back_and_the_conversation_goes_on(visitor: Page) -> None:
    _ask(visitor, QUESTION)
    expect(visitor.locator("#proof .card").first).to_be_visible()
    visitor.click("#stop")
    expect(visitor.locator("#question textarea")).to_have_value(QUESTION)
    expect(visitor.locator("#chat .user")).to_have_count(0)
    expect(visitor.locator("#announcer")).to_contain_text("已停止")
    _ask(visitor, "一年可以领几次")
    expect(visitor.locator("#live")).to_contain_text("回答好了。 1")
    expect(visitor.locator("#chat .user")).to_have_count(1)


def test_a_model_that_fails_leaves_the_answer_as_it_is(visitor: Page, model: tuple[Slow, str, Server]) -> None:
    slow, _, server = model
    asked = len(server.requests)
    slow.fails = True
    try:
        _ask(visitor, QUESTION)
        expect(visitor.locator("#live")).to_contain_text("回答好了")
        expect(visitor.locator("#chat .bot")).to_contain_text("2600")
        expect(visitor.locator("#chat table.sums")).to_be_visible()
    finally:
        slow.fails = False
    assert len(server.requests) > asked
