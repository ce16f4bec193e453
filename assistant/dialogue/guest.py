"""The language model as a guest: it may propose facts and wording, and the answer stands without it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

import structlog

from assistant.dialogue.answer import Answer
from assistant.dialogue.phrase import Phrasing
from assistant.dialogue.propose import Proposal, propose
from assistant.dialogue.talk import Call, ModelError, Talk, Traffic
from assistant.dialogue.understand.schema import PlacesFile
from assistant.dialogue.understand.vocabulary import read
from assistant.dialogue.verify.names import Names, names_of
from assistant.policy.load import load_corpus
from assistant.policy.model import Policy
from assistant.settings import Settings

log = structlog.get_logger()


class Guest:
    """Both seats of one model; safe to share between threads."""

    def __init__(self, talk: Talk, names: Names) -> None:
        self._talk = talk
        self._names = names

    @classmethod
    def from_settings(
        cls, settings: Settings, policies: Iterable[Policy] | None = None, traffic: Traffic | None = None
    ) -> Guest | None:
        """The guest that the settings invite, or None where they name no model. No request is made.

        Args:
            settings: the model, its address and its time limits.
            policies: the loaded corpus, whose occupations a rewording may not bring in; read from disk if not given.
            traffic: is given every request as it leaves.

        Raises:
            ModelError: the provider's library is missing or refuses the settings.
        """
        if not settings.model:
            return None
        from assistant.dialogue.model import open_talk

        talk = open_talk(settings, traffic)
        loaded = load_corpus(settings.corpus) if policies is None else policies
        return cls(talk, known_names(loaded)) if talk is not None else None

    def propose(self, message: str, as_of: dt.date) -> Proposal | None:
        """What the model makes of a message, or None if it failed; see `propose.take_in` for what is done with it."""
        try:
            proposal = propose(self._talk, message, as_of)
        except ModelError as error:
            log.warning("model failed", seat="propose", failure=error.failure, detail=error.detail)
            return None
        _record(proposal.call)
        return proposal

    def phrase(self, answer: Answer) -> Phrasing:
        """The answer being reworded: iterate for a stream of sentences, or ask `phrased` for the whole."""
        return Phrasing(self._talk, answer, self._names)

    def phrased(self, answer: Answer, show: Callable[[Answer], None] | None = None) -> Answer:
        """The answer reworded as far as the gate lets it; the same answer if the model fails.

        Args:
            answer: verified.
            show: is given the answer so far whenever another sentence may be shown.
        """
        phrasing = self.phrase(answer)
        for _ in phrasing:
            if show is not None:
                show(phrasing.answer)
        _record(phrasing.call)
        return with_cost(phrasing.answer, phrasing.call)


def known_names(policies: Iterable[Policy]) -> Names:
    """The names that a rewording may not bring in: every occupation of the corpus and every place that is known."""
    places = read("places.yaml", PlacesFile)
    occupations = (one.name for policy in policies for one in policy.occupations)
    return names_of(frozenset((*occupations, *places.provinces, *places.cities, *places.english, *places.shanghai)))


def with_cost(answer: Answer, call: Call) -> Answer:
    """The answer with what a call cost beside its timings: milliseconds, and tokens where the endpoint counts them."""
    cost = {f"model_{call.seat}": call.total_ms}
    for name, tokens in (("tokens_in", call.tokens_in), ("tokens_out", call.tokens_out)):
        if tokens is not None:
            cost[f"model_{call.seat}_{name}"] = float(tokens)
    return answer.model_copy(update={"timings_ms": {**answer.timings_ms, **cost}})


def _record(call: Call) -> None:
    log.info(
        "model called",
        seat=call.seat,
        attempts=call.attempts,
        first_ms=call.first_ms,
        total_ms=call.total_ms,
        tokens_in=call.tokens_in,
        tokens_out=call.tokens_out,
        refused=call.refused,
        failure=call.failure,
    )
