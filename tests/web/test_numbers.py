"""Every number of an answer leads to its proof, on the page and in the browser."""

from __future__ import annotations

import re
from html import unescape

import pytest
from playwright.sync_api import Page, expect

from assistant.dialogue.answer import Answer, Role
from assistant.dialogue.assistant import Assistant
from assistant.dialogue.verify.figure import PHONE
from assistant.dialogue.verify.figures import read_figures
from assistant.web.evidence import evidence_html
from assistant.web.message import answer_html, question_message

ASKED = (
    "人工智能训练师高级证书能补多少",
    "养老护理员三级,失业,上海户口,补多少",
    "考了数据标注的证书,我在职",
    "定向培训班30人,本市办的,6个月内24人就业,后来20人还在岗",
    "定向培训30人23人就业,怎么样才能拿满",
    "人工智能训练师三级在职,新政前后差多少",
    "人工智能训练师一到五级分别多少",
    "2024年6月人工智能训练师三级补多少",
    "一年可以领几次",
    "开发评价项目最多多少钱",
    "证书去年3月拿的,还能领吗",
    "How much for AI trainer level 3, employed?",
)


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> tuple[Answer, ...]:
    return tuple(assistant.reply(asked, f"numbers-{number}") for number, asked in enumerate(ASKED))


def _element(html: str, anchor: str) -> str:
    """The text of the element with this id, up to its end tag."""
    found = re.search(rf'<(\w+) id="{re.escape(anchor)}"[^>]*>(.*?)</\1>', html, re.DOTALL)
    assert found is not None, anchor
    return unescape(re.sub(r"<[^>]+>", "", found[2]))


def test_every_number_of_every_sentence_leads_to_evidence_that_is_there(
    answers: tuple[Answer, ...], assistant: Assistant
) -> None:
    for turn, answer in enumerate(answers):
        shown, evidence = answer_html(answer, turn), evidence_html(answer, assistant.engine.clause, turn)
        targets = re.findall(r'<a class="n" href="#([^"]+)"', shown)
        told = [s for s in answer.sentences if s.role is not Role.QUESTION and s.proofs]
        numbers = [
            f for s in told for f in read_figures(s.text) if f.kind != PHONE and not f.article and f.end > f.start
        ]
        assert len(targets) >= len(numbers) * 0.9  # readings that overlap share a link
        assert targets
        for target in targets:
            assert _element(evidence, target)


def test_a_sum_leads_to_the_step_that_gives_it(answers: tuple[Answer, ...], assistant: Assistant) -> None:
    answer = next(one for one in answers if any(a.yuan == "37500" for a in one.amounts))
    shown, evidence = answer_html(answer, 0), evidence_html(answer, assistant.engine.clause)
    for yuan in ("37500", "22500", "15000"):
        target = re.search(rf'href="#([^"]+)"[^>]*>{yuan}', shown)
        assert target is not None
        assert _element(evidence, target[1]).split("=")[-1].strip().startswith(yuan)


def test_ids_are_unique_in_the_evidence(answers: tuple[Answer, ...], assistant: Assistant) -> None:
    for answer in answers:
        ids = re.findall(r' id="([^"]+)"', evidence_html(answer, assistant.engine.clause, 3))
        assert len(ids) == len(set(ids))
        assert all(one.startswith("p3-") for one in ids)


@pytest.mark.parametrize(
    "typed", ["<script>x</script>", "[a](javascript:x)", "![](http://x/y.png)", "<img src=x onerror=y>", "`x`\n# y"]
)
def test_what_a_person_types_is_shown_as_typed(typed: str) -> None:
    content = str(question_message(typed)["content"])
    assert "<" not in content.replace("<br>", "")
    assert not re.search(r"[\[\]`*_]", content)
    assert unescape(content.replace("<br>", "\n")) == typed


@pytest.mark.browser
def test_touching_a_number_marks_its_proof_for_any_turn(page: Page) -> None:
    for count, asked in enumerate(("人工智能训练师三级,在职,能拿多少", "那我姐呢,她没交社保"), 1):
        page.fill("#question textarea", asked)
        # An Enter in the instant in which the answer before is being closed is not taken; the words stay in the box.
        while page.input_value("#question textarea"):
            page.keyboard.press("Enter")
            page.wait_for_timeout(500)
        expect(page.locator("#chat .bot")).to_have_count(count)
        expect(page.locator("#live")).to_contain_text(str(count))
    page.locator("#chat .bot").last.locator("a.n").first.click()
    expect(page.locator("#proof .proved")).to_have_count(1)
    expect(page.locator("#proof .proved")).to_be_in_viewport()
    page.locator("#chat .bot").first.locator("a.n", has_text="2600").first.click()
    expect(page.locator("#proof .proved")).to_contain_text("3250 × 80% = 2600")
