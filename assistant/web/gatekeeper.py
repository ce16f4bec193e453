"""Who is answered at all: nobody while the assistant is switched off, and nobody too often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.web.limiter import Limiter
from assistant.web.words import page_words


@dataclass(frozen=True, slots=True)
class Gatekeeper:
    """Asked before every question, on the page and on the interface alike.

    Attributes:
        limiter: how often one address may ask.
        reason_off: why nobody is answered now, or nothing.
    """

    limiter: Limiter
    reason_off: Callable[[], str | None]

    def refusal(self, address: str) -> str | None:
        """What a person is told instead of an answer; None where there is one. The reason is for text, not for HTML."""
        reason = self.reason_off()
        if reason is not None:
            return page_words().switched_off.format(reason=reason)
        return None if self.limiter.allows(address) else page_words().too_many
