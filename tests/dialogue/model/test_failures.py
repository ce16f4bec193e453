"""Failure is ordinary: whatever the endpoint does, the deterministic answer comes, in time."""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections.abc import Iterator

import pytest
from gate_answers import AS_OF, verified
from model_guests import guest_of
from model_scripts import Honest
from model_server import Turn, in_pieces, serving

from assistant.dialogue.answer import Answer
from assistant.dialogue.breaker import Breaker
from assistant.dialogue.talk import Failure

NOBODY = "http://127.0.0.1:9/v1"


def _answer() -> Answer:
    return next(one for one in verified() if len(one.sentences) >= 3)


def _half() -> list[str]:
    text = _answer().sentences[0].text
    return in_pieces('{"sentences": [{"ids": [1], "text": "' + text + '"}, {"ids": [2], "te', 7)


BROKEN = {
    "unauthorised": (Turn(status=401), Failure.KEY, 1),
    "no such model": (Turn(status=404), Failure.MISSING, 1),
    "too many": (Turn(status=429), Failure.BUSY, 2),
    "server error": (Turn(status=500), Failure.SERVER, 2),
    "empty": (Turn([]), Failure.EMPTY, 2),
    "not JSON": (Turn(in_pieces("您好,请问您想了解什么?")), Failure.UNREADABLE, 1),
    "half a JSON": (Turn(_half()), Failure.UNREADABLE, 1),
    "cut line": (Turn(_half(), cut_after=4), None, 1),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_endpoint_changes_no_word(name: str) -> None:
    turn, failure, attempts = BROKEN[name]
    with serving(lambda system, user: turn) as (url, _):
        phrasing = guest_of(url).phrase(_answer())
        assert {sentence.text for sentence in phrasing} == {sentence.text for sentence in _answer().sentences}
    assert phrasing.answer.sentences == _answer().sentences
    assert phrasing.call.attempts == attempts
    if failure is not None:
        assert phrasing.call.failure in (failure, None)


def test_a_sentence_that_was_finished_before_the_line_broke_stays() -> None:
    answer = _answer()
    softened = "您好," + answer.sentences[0].text
    reply = '{"sentences": [{"ids": [1], "text": "' + softened + '"}, {"ids": [2], "te'
    with serving(lambda system, user: Turn(in_pieces(reply))) as (url, _):
        shown = guest_of(url).phrased(answer)
    assert shown.sentences[0].text == softened
    assert [one.text for one in shown.sentences[1:]] == [one.text for one in answer.sentences[1:]]


def test_silence_is_cut_at_the_first_limit() -> None:
    with serving(lambda system, user: Turn(["x"], stall_after=0)) as (url, _):
        started = time.monotonic()
        phrasing = guest_of(url, first=0.3, whole=1).phrase(_answer())
        assert tuple(phrasing) == _answer().sentences
        assert time.monotonic() - started < 20
    assert phrasing.call.failure is Failure.SLOW


def test_a_stall_in_the_middle_is_cut_at_the_whole_limit() -> None:
    with serving(lambda system, user: Turn(_half(), stall_after=3)) as (url, _):
        started = time.monotonic()
        assert guest_of(url, first=0.3, whole=0.6).phrased(_answer()).sentences == _answer().sentences
        # Far from the limit of 0.6 s, so that a busy machine does not decide; the stall itself has no end.
        assert time.monotonic() - started < 20


def test_an_endless_stream_is_cut() -> None:
    with serving(lambda system, user: Turn(itertools.repeat("啊" * 200))) as (url, _):
        phrasing = guest_of(url, first=2, whole=4).phrase(_answer())
        assert tuple(phrasing) == _answer().sentences
    assert phrasing.call.failure in (Failure.ENDLESS, Failure.SLOW)


def test_nobody_goes_on_reading_an_endless_stream() -> None:
    closed = threading.Event()

    def endless() -> Iterator[str]:
        try:
            yield from itertools.repeat("啊" * 200)
        finally:
            closed.set()

    with serving(lambda system, user: Turn(endless())) as (url, _):
        guest_of(url, first=2, whole=4).phrased(_answer())
        # The server's write fails once the reader has closed its end; while somebody reads, it never does.
        assert closed.wait(20)


def test_one_retry_saves_a_call() -> None:
    honest, calls = Honest(), itertools.count()
    with serving(lambda system, user: Turn(status=500) if next(calls) == 0 else honest(system, user)) as (url, _):
        phrasing = guest_of(url).phrase(_answer())
        list(phrasing)
    assert (phrasing.call.attempts, phrasing.call.failure) == (2, None)


def test_a_dead_endpoint_costs_nothing_once_the_breaker_is_open() -> None:
    guest = guest_of(NOBODY)
    for _ in range(3):
        assert guest.phrased(_answer()).sentences == _answer().sentences
    phrasing = guest.phrase(_answer())
    assert tuple(phrasing) == _answer().sentences
    assert phrasing.call.failure is Failure.OPEN
    assert guest.propose("我考了人工智能训练师三级", AS_OF) is None


def test_the_breaker_tries_again_after_its_pause() -> None:
    now = [0.0]
    breaker = Breaker(2, 60, clock=lambda: now[0])
    breaker.failed()
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()
    now[0] = 61
    assert breaker.allows()
    assert not breaker.allows()
    breaker.succeeded()
    assert breaker.allows()


def test_a_server_without_schemas_is_asked_for_plain_json() -> None:
    honest, asked = Honest(), itertools.count()
    with serving(lambda system, user: Turn(status=400) if next(asked) == 0 else honest(system, user)) as (url, server):
        guest = guest_of(url)
        assert guest.phrased(_answer()).unproved == _answer().unproved
        guest.phrased(_answer())
    kinds = [json.loads(request)["response_format"]["type"] for request in server.requests]
    assert kinds == ["json_schema", "json_object", "json_object"]
