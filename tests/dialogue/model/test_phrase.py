"""Rewording over real HTTP: what an honest model says is shown, what a liar says is not."""

from __future__ import annotations

import statistics
import time

import pytest
from gate_answers import Stored, verified
from model_guests import guest_of
from model_scripts import Honest, Liar, hostile, told
from model_server import Turn, in_pieces, serving

from assistant.dialogue.answer import Answer
from assistant.dialogue.verify import verify


def _unchanged(shown: Answer, given: Answer) -> bool:
    """Everything but the wording is as it was."""
    same = ("status", "verdict", "amounts", "steps", "conditions", "citations", "missing", "facts")
    return all(getattr(shown, name) == getattr(given, name) for name in same)


def test_nothing_of_a_liar_is_shown() -> None:
    liar = Liar(seed=4)
    with serving(liar) as (url, _):
        guest = guest_of(url)
        for language in ("zh", "en"):
            for answer in verified(language):
                result = guest.phrased(answer)
                assert set(result.sentences) == set(answer.sentences)
                assert _unchanged(result, answer)
                assert result.unproved - answer.unproved == len(answer.sentences)
    assert len(liar.said) >= 1000


def test_an_honest_model_is_shown_as_it_spoke(capsys: pytest.CaptureFixture[str]) -> None:
    honest = Honest()
    shown: set[str] = set()
    with serving(honest) as (url, _):
        guest = guest_of(url)
        for answer in verified()[::2]:
            result = guest.phrased(answer)
            shown |= {sentence.text for sentence in result.sentences}
            assert _unchanged(result, answer)
            assert verify(result, Stored()).sentences == result.sentences
    kept = [text in shown for text in honest.said]
    with capsys.disabled():
        print(f"\nhonest sentences: {len(kept)}, shown unchanged {statistics.mean(kept):.2%}")
    assert len(kept) > 150
    assert statistics.mean(kept) >= 0.97


def test_sentences_come_as_they_are_finished_and_only_then() -> None:
    answer = next(one for one in verified() if len(one.sentences) >= 4)
    body = told([([number], sentence.text) for number, sentence in enumerate(answer.sentences, 1)])
    pieces = in_pieces("".join(body.pieces), 12)
    with serving(lambda system, user: Turn(pieces, pause=0.04)) as (url, _):
        phrasing = guest_of(url).phrase(answer)
        started = time.monotonic()
        times = [time.monotonic() - started for _ in phrasing]
    assert times[0] < 0.7 * times[-1]


def test_merged_sentences_carry_the_proofs_of_both() -> None:
    answer = next(one for one in verified() if len(one.sentences) >= 2 and one.citations)
    one, two = answer.sentences[:2]
    merged = one.text.rstrip("。") + ";" + two.text
    with serving(lambda system, user: told([([1, 2], merged)])) as (url, _):
        first = next(iter(guest_of(url).phrase(answer)))
    assert first.text == merged
    assert set(first.proofs) == set(one.proofs) | set(two.proofs)


@pytest.mark.parametrize("reply", list(hostile()))
def test_a_hostile_reply_changes_nothing(reply: str) -> None:
    answer = next(one for one in verified() if len(one.sentences) >= 3)
    with serving(lambda system, user: Turn(in_pieces(reply, 40))) as (url, _):
        result = guest_of(url).phrased(answer)
    assert result.sentences == answer.sentences
    assert result.citations == answer.citations


def test_another_language_is_not_shown() -> None:
    answer = next(one for one in verified() if one.sentences)
    reply = told([([number], "You can claim this subsidy.") for number in range(1, len(answer.sentences) + 1)])
    with serving(lambda system, user: reply) as (url, _):
        assert guest_of(url).phrased(answer).sentences == answer.sentences


def test_tokens_and_time_are_recorded() -> None:
    answer = next(one for one in verified() if one.sentences)
    with serving(Honest()) as (url, _):
        timings = guest_of(url).phrased(answer).timings_ms
    assert timings["model_phrase"] > 0
    assert (timings["model_phrase_tokens_in"], timings["model_phrase_tokens_out"]) == (321, 45)


def test_every_byte_that_leaves_is_shown_and_nothing_personal_leaves() -> None:
    answer = next(one for one in verified() if one.sentences)
    personal = "我叫王小明,电话13812345678,身份证11010519491231002X,"
    first = answer.sentences[0].model_copy(update={"text": personal + answer.sentences[0].text})
    answer = answer.model_copy(update={"sentences": (first, *answer.sentences[1:])})
    seen: list[bytes] = []
    with serving(Honest()) as (url, server):
        guest_of(url, traffic=seen.append).phrased(answer)
    assert len(seen) == len(server.requests) == 1
    assert server.requests[0] in seen[0]
    for secret in ("王小明", "13812345678", "11010519491231002X"):
        assert secret not in server.requests[0].decode()


def test_the_parameters_are_not_sent() -> None:
    answer = next(one for one in verified() if one.citations and one.sentences)
    with serving(Honest()) as (url, server):
        guest_of(url).phrased(answer)
    sent = server.requests[0].decode()
    assert all(citation.quote not in sent for citation in answer.citations if len(citation.quote) > 30)
