"""How often one address may ask: a moving window in memory, or in a store that several replicas share."""

from __future__ import annotations

from limits import parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter


class Limiter:
    """Lets an address ask so many times in a while; the address itself is kept no longer than the window."""

    def __init__(self, rate: str, store: str) -> None:
        """
        Args:
            rate: such as `30/minute`.
            store: `memory://` for one process, `redis://…` for several.

        Raises:
            ValueError: the rate cannot be read.
            limits.errors.ConfigurationError: no such store.
        """
        self._rate = parse(rate)
        self._window = MovingWindowRateLimiter(storage_from_string(store))

    def allows(self, address: str) -> bool:
        """Whether this question of an address may be answered; counts it."""
        return self._window.hit(self._rate, "ask", address)
