"""The nearest distance at which something turns: doubling outwards, then halving back."""

from __future__ import annotations

from collections.abc import Callable

REACH = 1 << 13


def nearest_turn(turns: Callable[[int], bool | None]) -> int | None:
    """The smallest distance at which `turns` is true, if it turns once within reach.

    Args:
        turns: whether things differ at a distance; None where the distance is not allowed, as all beyond it.
    """
    low, high = 0, 1
    while (turned := turns(high)) is False:
        low, high = high, high * 2
        if low >= REACH:
            return None
    if turned is None:
        high = _last_allowed(turns, low, high)
        if high == low or not turns(high):
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if turns(middle) else (middle, high)
    return high


def _last_allowed(turns: Callable[[int], bool | None], low: int, high: int) -> int:
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if turns(middle) is None else (middle, high)
    return low
