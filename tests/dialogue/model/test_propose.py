"""Proposals over real HTTP: what is not in the person's own words is dropped, and what was read already wins."""

from __future__ import annotations

import dataclasses
import json

import pytest
from gate_answers import AS_OF
from model_guests import guest_of
from model_server import Turn, in_pieces, serving

from assistant.dialogue.propose import Proposal, take_in
from assistant.dialogue.understand.reading import Ask, Intent, Reading, Stated

MESSAGE = "俺去年考的养老护理员三级,班里一共28个人,眼下屋里蹲着呢,能给几个钱"


def _proposed(facts: list[dict[str, object]], intent: str | None = "amount", message: str = MESSAGE) -> Proposal:
    reply = json.dumps({"intent": intent, "facts": facts}, ensure_ascii=False)
    with serving(lambda system, user: Turn(in_pieces(reply))) as (url, _):
        proposal = guest_of(url).propose(message, AS_OF)
    assert proposal is not None
    return proposal


def test_a_fact_in_the_persons_words_is_taken() -> None:
    proposal = _proposed([{"fact": "status", "value": "unemployed", "words": "眼下屋里蹲着"}])
    fact = proposal.facts[0]
    assert (fact.fact, fact.values, MESSAGE[fact.start : fact.end], fact.certain) == (
        "status",
        ("unemployed",),
        fact.words,
        False,
    )
    assert proposal.intent is Intent.AMOUNT


INVENTED = [
    {"fact": "status", "value": "unemployed", "words": "我失业了"},
    {"fact": "hukou", "value": "local", "words": "上海户口"},
    {"fact": "trainees", "value": 30, "words": "28个人"},
    {"fact": "level", "value": 2, "words": "养老护理员三级"},
    {"fact": "status", "value": "astronaut", "words": "屋里蹲着"},
    {"fact": "salary", "value": 1, "words": "几个钱"},
    {"fact": "occupation", "value": "家政服务员", "words": "养老护理员"},
    {"fact": "certificate_issued", "value": "2025-03-01", "words": "去年"},
    {"fact": "disabled", "value": "yes", "words": "屋里蹲着"},
    {"fact": "status", "value": "unemployed", "words": MESSAGE},
    {"fact": "status", "value": "unemployed", "words": "俺"},
    {"fact": "status"},
]


@pytest.mark.parametrize("fact", INVENTED)
def test_an_invented_fact_is_dropped(fact: dict[str, object]) -> None:
    proposal = _proposed([fact])
    assert proposal.facts == ()
    assert proposal.call.refused == {"fact": 1}


def test_a_number_that_the_words_say_is_taken() -> None:
    proposal = _proposed(
        [{"fact": "trainees", "value": 28, "words": "28个人"}, {"fact": "level", "value": 3, "words": "三级"}]
    )
    assert {fact.fact: fact.values for fact in proposal.facts} == {"trainees": (28,), "level": (3,)}


def test_what_was_read_already_wins() -> None:
    read = Reading(MESSAGE, MESSAGE, "zh", (Ask(Intent.MAY),), (Stated("status", ("in_work",), "在", 0, 1),))
    proposal = _proposed([{"fact": "status", "value": "unemployed", "words": "眼下屋里蹲着"}])
    assert take_in(read, proposal) == read


def test_what_was_not_read_is_filled_in() -> None:
    read = Reading(MESSAGE, MESSAGE, "zh")
    taken = take_in(read, _proposed([{"fact": "status", "value": "unemployed", "words": "眼下屋里蹲着"}]))
    assert [one.fact for one in taken.stated] == ["status"]
    assert taken.asks[0].intent is Intent.AMOUNT


def test_an_unknown_intent_is_none() -> None:
    assert _proposed([], intent="transfer_money").intent is None


def test_personal_data_is_masked_before_it_is_sent() -> None:
    with serving(lambda system, user: Turn(['{"intent": null, "facts": []}'])) as (url, server):
        guest_of(url).propose("我叫李小红,手机13812345678,考了三级", AS_OF)
    sent = server.requests[0].decode()
    assert "13812345678" not in sent
    assert "李小红" not in sent


def test_a_guarded_message_takes_no_proposal() -> None:
    read = Reading(MESSAGE, MESSAGE, "zh")
    proposal = _proposed([{"fact": "status", "value": "unemployed", "words": "眼下屋里蹲着"}])
    from assistant.dialogue.understand.reading import Hit

    guarded = dataclasses.replace(read, guard=Hit("injection", "x"))
    assert take_in(guarded, proposal) == guarded
