"""Two implementations, written apart, must agree: the tool and the plain reading of the rules."""

from __future__ import annotations

import random
from decimal import Decimal

import naive
import pytest
from random_cases import random_case

from assistant.subsidy import SCHEMES, Assessment, FactError, Rulebook, assess

EACH = 2000


@pytest.mark.parametrize("scheme", SCHEMES)
def test_agrees_with_the_plain_reading(scheme: str, rulebook: Rulebook) -> None:
    dice = random.Random(scheme)
    agreed = 0
    while agreed < EACH:
        facts, as_of = random_case(scheme, dice)
        try:
            result = assess(scheme, facts, as_of, rulebook)
        except FactError:
            continue
        expected = getattr(naive, scheme)(facts, as_of)
        assert (result.verdict.value, _sums(result)) == expected, (as_of, facts.model_dump(exclude_none=True))
        agreed += 1


def _sums(result: Assessment) -> dict[str, list[Decimal]]:
    sums: dict[str, list[Decimal]] = {}
    for amount in result.amounts:
        sums.setdefault(amount.kind.value, []).append(amount.yuan)
    return sums
