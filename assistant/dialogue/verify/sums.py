"""Reckons a shown formula again, on exact fractions: a step is a proof only if its result follows from its formula."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

TOKEN = re.compile(r"\s*(?:(\d+(?:,\d{3})*(?:\.\d+)?)\s*(%|万|元|人|年|个月|名|个|项)?|([-+×xX*÷/()−]))")
SIGNS = {"x": "×", "X": "×", "*": "×", "/": "÷", "−": "-"}
CENT = Fraction(1, 100)
TEN_THOUSANDTH = Fraction(1, 10_000)


def reckon(formula: str) -> Fraction | None:
    """The value of a formula such as `2500 × (1 + 30%)`; None where it is no plain sum of numbers."""
    tokens = _tokens(formula)
    if not tokens:
        return None
    try:
        value, rest = _sum(tokens, 0)
    except (IndexError, ZeroDivisionError, ValueError):
        return None
    return value if rest == len(tokens) else None


@lru_cache(maxsize=4096)
def follows(formula: str, result: str) -> bool:
    """Whether `result` is what `formula` gives.

    Yuan may be cut to the cent and a rate to a hundredth of a percent, downwards. A formula with words in it cannot be
    reckoned and is left to the check of its numbers.
    """
    value, shown = reckon(formula), reckon(result.lstrip("约"))
    if value is None or shown is None:
        return True
    grain = TEN_THOUSANDTH if result.endswith("%") else CENT
    return value == shown or (shown < value < shown + grain)


def _tokens(formula: str) -> list[Fraction | str]:
    tokens: list[Fraction | str] = []
    position = 0
    while position < len(formula.rstrip()):
        match = TOKEN.match(formula, position)
        if match is None:
            return []
        position = match.end()
        if match[3]:
            tokens.append(SIGNS.get(match[3], match[3]))
        else:
            scale = {"%": Fraction(1, 100), "万": Fraction(10_000)}.get(match[2] or "", Fraction(1))
            tokens.append(Fraction(match[1].replace(",", "")) * scale)
    return tokens


def _sum(tokens: list[Fraction | str], at: int) -> tuple[Fraction, int]:
    value, at = _product(tokens, at)
    while at < len(tokens) and tokens[at] in ("+", "-"):
        sign = 1 if tokens[at] == "+" else -1
        term, at = _product(tokens, at + 1)
        value += sign * term
    return value, at


def _product(tokens: list[Fraction | str], at: int) -> tuple[Fraction, int]:
    value, at = _factor(tokens, at)
    while at < len(tokens) and tokens[at] in ("×", "÷"):
        sign = tokens[at]
        factor, at = _factor(tokens, at + 1)
        value = value * factor if sign == "×" else value / factor
    return value, at


def _factor(tokens: list[Fraction | str], at: int) -> tuple[Fraction, int]:
    token = tokens[at]
    if isinstance(token, Fraction):
        return token, at + 1
    if token != "(":
        raise ValueError(token)
    value, at = _sum(tokens, at + 1)
    if tokens[at] != ")":
        raise ValueError(tokens[at])
    return value, at + 1
