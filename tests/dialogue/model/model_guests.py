"""Guests over a scripted server."""

from __future__ import annotations

from gate_answers import rulebook

from assistant.dialogue.guest import Guest
from assistant.dialogue.talk import Traffic
from assistant.settings import Settings


def guest_of(url: str, *, first: float = 3.0, whole: float = 12.0, traffic: Traffic | None = None) -> Guest:
    """A guest that talks to a server."""
    settings = Settings(
        model="openai:scripted",
        model_base_url=url,
        model_first_sentence_seconds=first,
        model_whole_answer_seconds=whole,
    )
    guest = Guest.from_settings(settings, rulebook().policies, traffic)
    assert guest is not None
    return guest
