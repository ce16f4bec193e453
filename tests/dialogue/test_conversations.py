"""Conversations through the whole pipeline, and the promises on every answer they get."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from assistant.dialogue.answer import Answer, Status
from assistant.dialogue.assistant import Assistant
from assistant.language.numerals import find_numbers

Turn = dict[str, object]
Hold = Callable[[int], list[tuple[Turn, Answer]]]
CONVERSATIONS: list[list[Turn]] = yaml.safe_load(
    Path(__file__).with_name("conversations.yaml").read_text(encoding="utf-8")
)
NAMES = [str(turns[0]["say"])[:24] for turns in CONVERSATIONS]


@pytest.fixture(scope="session")
def hold(assistant: Assistant) -> Hold:
    """The turns of a conversation with their answers; each conversation is held once, however many tests look at it."""
    held: dict[int, list[tuple[Turn, Answer]]] = {}

    def answers(number: int) -> list[tuple[Turn, Answer]]:
        if number not in held:
            thread = uuid.uuid4().hex
            held[number] = [(turn, assistant.reply(str(turn["say"]), thread)) for turn in CONVERSATIONS[number]]
        return held[number]

    return answers


@pytest.mark.parametrize("number", range(len(CONVERSATIONS)), ids=NAMES)
def test_the_right_answer_is_given(hold: Hold, number: int) -> None:
    for turn, answer in hold(number):
        given = {(amount.kind, amount.yuan) for amount in answer.amounts}
        wanted = turn.get("amounts", {})
        assert isinstance(wanted, dict)
        assert set(wanted.items()) <= given, (turn, answer.text)
        if "status" in turn:
            assert answer.status == turn["status"], (turn, answer.text)
        if "verdict" in turn:
            assert answer.verdict == turn["verdict"], (turn, answer.text)
        cites, says, never = (list(turn.get(key, [])) for key in ("cites", "says", "never"))  # type: ignore[call-overload]
        assert set(cites) <= {citation.clause for citation in answer.citations}, (turn, answer.text)
        assert all(word in answer.text for word in says), (turn, answer.text)
        assert not any(word in sentence.text for word in never for sentence in answer.sentences), (turn, answer.text)
        if turn.get("no_amounts"):
            assert answer.amounts == (), (turn, answer.text)
        for kind in turn.get("no_kinds", []):  # type: ignore[attr-defined]
            assert kind not in {amount.kind for amount in answer.amounts}, (turn, answer.text)


@pytest.mark.parametrize("number", range(len(CONVERSATIONS)), ids=NAMES)
def test_every_number_of_an_answer_has_a_proof(hold: Hold, number: int) -> None:
    """Read with the reader of messages, not with the one that the verification itself uses."""
    for _, answer in hold(number):
        for sentence in answer.sentences:
            proved = "\n".join(_proof(answer, proof) for proof in sentence.proofs) + "\n" + HOTLINES
            known = {value for one in find_numbers(proved) for value in (one.value, one.low, one.high)}
            for found in find_numbers(sentence.text):
                if found.kind in ("money", "percent", "range") or (found.kind == "count" and found.unit == "people"):
                    assert {found.value, found.low, found.high} <= known | {None}, (sentence.text, found.text)


HOTLINES = "12333 12345 12356 110 120"


def _proof(answer: Answer, proof: str) -> str:
    index = int(proof[1:])
    if proof.startswith("c"):
        return f"{answer.citations[index].label} {answer.citations[index].quote}"
    if proof.startswith("u"):
        return answer.said[index].words
    if proof.startswith("d"):
        return answer.as_of.isoformat()
    step = answer.steps[index]
    cited = "。".join(answer.citations[number].quote for number in step.citations)
    operands = "。".join(operand.shown for operand in step.operands)
    # A full stop between the pieces: two numbers beside each other could be read as one.
    return f"{step.formula}。{step.result}。{step.result}元。{operands}。{cited}。{step.note}"


def test_quotes_are_spans_of_stored_clauses(assistant: Assistant, hold: Hold) -> None:
    for number in range(len(CONVERSATIONS)):
        for _, answer in hold(number):
            for citation in answer.citations:
                clause = assistant.engine.clause(citation.policy, citation.clause)
                assert clause is not None
                assert clause.text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    ("typed", "statuses"),
    [
        ("", {Status.CLARIFY}),
        ("   \n\t ", {Status.CLARIFY}),
        ("😀🎉🎉", {Status.CLARIFY}),
        ("\x00\x01\x02", {Status.CLARIFY}),
        ("补贴" * 2500, set(Status)),
        ("<script>alert(1)</script>", set(Status)),
        ("'; DROP TABLE turns; --", set(Status)),
        ("\u202e\u200b\u200b人工智能训练师三级在职能拿多少", {Status.ANSWERED}),
    ],
)
def test_bad_input_gets_a_proper_answer(assistant: Assistant, typed: str, statuses: set[Status]) -> None:
    answer = assistant.reply(typed, uuid.uuid4().hex)
    assert answer.status in statuses
    assert answer.status is not Status.ERROR
    assert answer.text.strip()


def test_personal_data_is_never_kept(assistant: Assistant) -> None:
    thread = uuid.uuid4().hex
    assistant.reply("我叫王小明,身份证11010519491231002X,手机13812345678,人工智能训练师三级在职", thread)
    kept = assistant.turns(thread)[0].model_dump_json()
    assert not any(secret in kept for secret in ("11010519491231002X", "13812345678", "王小明"))


def test_a_fact_can_be_taken_back_and_is_asked_for_again(assistant: Assistant) -> None:
    thread = uuid.uuid4().hex
    first = assistant.reply("人工智能训练师三级在职能拿多少", thread)
    chip = next(fact for fact in first.facts if fact.name == "status")
    after = assistant.take_back(thread, chip.id)
    assert after is not None
    assert "status" in after.missing
    assert assistant.take_back(thread, "p:self:status") is None


def test_editing_the_last_question_undoes_what_it_said(assistant: Assistant) -> None:
    thread = uuid.uuid4().hex
    assistant.reply("人工智能训练师三级能拿多少", thread)
    assistant.reply("我失业了,上海户口", thread)
    assert assistant.withdraw_last(thread) == "我失业了,上海户口"
    edited = assistant.reply("我在职", thread)
    assert {fact.value for fact in edited.facts if fact.name == "status"} == {"in_work"}
    assert "hukou" not in {fact.name for fact in edited.facts}
    assert len(assistant.turns(thread)) == 2


def test_conversations_do_not_see_each_other_and_can_be_forgotten(assistant: Assistant) -> None:
    one, other = uuid.uuid4().hex, uuid.uuid4().hex
    assistant.reply("我失业了,上海户口", one)
    answer = assistant.reply("人工智能训练师三级能拿多少", other)
    assert "status" not in {fact.name for fact in answer.facts}
    assistant.forget(one)
    assert assistant.turns(one) == ()


def test_the_same_question_is_not_asked_back_twice(assistant: Assistant) -> None:
    thread = uuid.uuid4().hex
    asked = []
    for turn in ("人工智能训练师三级能拿多少", "不知道", "那四级呢", "不清楚"):
        answer = assistant.reply(turn, thread)
        asked += [answer.question.fact] if answer.question else []
    assert len(asked) == len(set(asked))
