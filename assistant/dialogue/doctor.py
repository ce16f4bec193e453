"""Whether the configured language model works: each seat asked once, on a known example."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.dialogue.answer import Answer, Role, Sentence, Status
from assistant.dialogue.guest import known_names
from assistant.dialogue.model_words import model_words
from assistant.dialogue.phrase import Phrasing
from assistant.dialogue.propose import propose
from assistant.dialogue.talk import Call, Failure, ModelError, Talk
from assistant.policy.load import load_corpus
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing: `good` or not, in plain words."""

    what: str
    good: bool
    words: str


def examine(talk: Talk, settings: Settings) -> tuple[Finding, ...]:
    """Ask both seats one question each and say what came back.

    Args:
        talk: the model.
        settings: the day and the corpus.
    """
    words = model_words().doctor
    return _understand(talk, settings, words), _phrase(talk, settings, words)


def told(failure: Failure, detail: str) -> str:
    """A failure in plain words, with what the endpoint itself said."""
    return model_words().failures[failure] + (f" ({detail})" if detail else "")


def _understand(talk: Talk, settings: Settings, words: dict[str, str]) -> Finding:
    try:
        proposal = propose(talk, words["message"], settings.today())
    except ModelError as error:
        return Finding(words["propose"], False, told(error.failure, error.detail))
    facts = "、".join(f"{one.fact}({one.words})" for one in proposal.facts) or words["none"]
    return Finding(words["propose"], True, words["proposed"].format(facts=facts) + _cost(proposal.call, words))


def _phrase(talk: Talk, settings: Settings, words: dict[str, str]) -> Finding:
    sentence = Sentence(text=words["sentence"], role=Role.LEAD)
    answer = Answer(status=Status.ANSWERED, as_of=settings.today(), text="", sentences=(sentence,))
    phrasing = Phrasing(talk, answer, known_names(load_corpus(settings.corpus)))
    shown = [one.text for one in phrasing]
    call = phrasing.call
    if call.failure is not None:
        return Finding(words["phrase"], False, told(call.failure, call.detail))
    if call.refused:
        faults = "、".join(call.refused)
        return Finding(words["phrase"], True, words["refused"].format(faults=faults) + _cost(call, words))
    return Finding(words["phrase"], True, words["phrased"].format(text=shown[0]) + _cost(call, words))


def _cost(call: Call, words: dict[str, str]) -> str:
    tokens = (call.tokens_in or 0) + (call.tokens_out or 0)
    counted = words["tokens"].format(tokens=tokens) if tokens else words["no_tokens"]
    return words["cost"].format(first=round(call.first_ms or 0), total=round(call.total_ms), tokens=counted)
