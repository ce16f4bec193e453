"""The rules as they stand over a stretch of days in which no parameter changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assistant.policy.model import Policy
from assistant.policy.parameters import DatedValue, Parameter
from assistant.subsidy.catalogue import Catalogue


@dataclass(frozen=True)
class Edition:
    """What holds from `first` until the next change: the parameters that have a value then, and the texts.

    `parameters` holds every parameter, also those without a value yet, for a rule must be able to say when it begins.
    """

    first: dt.date
    policies: Mapping[str, Policy]
    parameters: Mapping[str, Parameter]
    values: Mapping[str, DatedValue]
    catalogue: Catalogue

    def holds(self, key: str) -> bool:
        """Whether the rule of this parameter exists in these days."""
        return key in self.values

    def dated(self, key: str) -> DatedValue:
        """The value that holds, or the first one there will be, for a sentence that says the rule is not there yet."""
        return self.values.get(key) or self.parameters[key].values[0]

    def yuan(self, key: str) -> Decimal:
        """A parameter that counts yuan.

        Raises:
            KeyError: it has no value in these days.
            TypeError: it counts something else.
        """
        value = self.values[key].value
        if not isinstance(value, Decimal):
            raise TypeError(f"{key} is not money")
        return value

    def rate(self, key: str) -> Fraction:
        """A parameter that is a ratio or a factor; errors as for `yuan`."""
        value = self.values[key].value
        if not isinstance(value, Fraction):
            raise TypeError(f"{key} is not a rate")
        return value

    def whole(self, key: str) -> int:
        """A parameter that counts months, years or times; errors as for `yuan`."""
        value = self.values[key].value
        if not isinstance(value, int):
            raise TypeError(f"{key} is not a whole number")
        return value
