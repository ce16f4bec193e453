"""Who is answered at all: nobody while the assistant is switched off, and nobody too often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.web.limiter import Limiter
from assistant.web.words import page_words


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nobody is answered now: plain text, not HTML, and the HTTP status that says the same."""

    text: str
    status: int


@dataclass(frozen=True, slots=True)
class Gatekeeper:
    """Asked before every question, on the page and on the interface alike.

    Attributes:
        limiter: how often one address may ask.
        reason_off: why nobody is answered now, or nothing.
    """

    limiter: Limiter
    reason_off: Callable[[], str | None]

    def refusal(self, address: str, language: str = "zh") -> Refusal | None:
        """What a person is told instead of an answer; None where there is one.

        Args:
            address: of the person, to count by.
            language: of the page; the reason is told as it was written.
        """
        reason, words = self.reason_off(), page_words(language)
        if reason is not None:
            return Refusal(words.switched_off.format(reason=reason), 503)
        return None if self.limiter.allows(address) else Refusal(words.too_many, 429)
