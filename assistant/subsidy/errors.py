"""A fact that cannot be: said with its field, what was read and what is expected."""

from __future__ import annotations

from assistant.subsidy.forms import FACT_FORMS


class FactError(ValueError):
    """A value that no case can have, in words for the person who gave it.

    Args:
        field: name of the `Facts` field.
        read: the value as it was given.
        expected: Chinese words for what the field takes.
    """

    def __init__(self, field: str, read: str, expected: str) -> None:
        label = FACT_FORMS[field].label if field in FACT_FORMS else field
        super().__init__(f"“{label}”读到的是“{read}”,{expected}。")
        self.field = field
        self.read = read
        self.expected = expected
