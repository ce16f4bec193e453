"""One numeral in any script: sign, digits, decimals, scale words behind them."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from assistant.language.numerals.chinese import Numeral, read_chinese
from assistant.language.numerals.english import read_english
from assistant.language.numerals.words import Words, units, words

LARGEST_POWER = 100
BEFORE = 14  # characters before a number within which the words that qualify it stand


def read_numeral(raw: str, text: str, start: int) -> Numeral | None:
    """The longest numeral that begins at `start`.

    Args:
        raw: the text as given; only capitals are looked up in it.
        text: the same, folded.
        start: where the sign, if any, or the first digit stands.
    """
    lexicon = words()
    patterns = lexicon.patterns
    sign = patterns.negative.match(text, start)
    if sign is None:
        return _unsigned(lexicon, raw, text, start)
    if sign[0] == "-" and not patterns.before_minus.search(text[max(0, start - 2) : start]):
        return None
    found = _unsigned(lexicon, raw, text, sign.end())
    if found is None:
        return None
    return replace(found, start=start, value=-found.value, high=None, lone=False)


def _unsigned(lexicon: Words, raw: str, text: str, start: int) -> Numeral | None:
    if text[start : start + 1].isascii() and text[start : start + 1].isalpha():
        if start and text[start - 1].isascii() and text[start - 1].isalnum():
            return None
        return read_english(text, start)
    found = read_chinese(text, start)
    if found is None:
        return None
    if found.high is not None:
        return found
    whole = _powered(lexicon, text, _scaled(lexicon, raw, text, _with_decimals(lexicon, text, found)))
    shy = whole.end - start == 1 and raw[start] in lexicon.shy
    return None if shy and not _surely_numeral(raw, text, whole) else whole


def _surely_numeral(raw: str, text: str, found: Numeral) -> bool:
    """陆 in 大陆 and 伍 in 队伍 are no numbers; alone, behind 分之 and before a currency they are."""
    unit = units().at(text, found.end)
    return (
        len(raw.strip()) == 1
        or text[found.start - 1 : found.start] == "之"
        or (unit is not None and unit.kind == "money")
    )


def _with_decimals(lexicon: Words, text: str, found: Numeral) -> Numeral:
    """Decimals behind 点 and the scale behind them: 一点五万, 3点5万; and the spoken 两个亿."""
    if counted := lexicon.patterns.counted_scale.match(text, found.end):
        times = lexicon.large[text[counted.end() - 1]]
        return replace(found, end=counted.end(), value=found.value * times, scale=times, lone=False)
    point = lexicon.patterns.point.match(text, found.end) or re.compile(r"\s点").match(text, found.end)
    if point is None or "." in text[found.start : found.end]:
        return found
    match = lexicon.patterns.decimals.match(text, point.end())
    if match is None or (match["western"] and not found.western) or (match["chinese"] and found.western):
        return found
    digits = match["western"] or "".join(str(lexicon.digits[one]) for one in match["chinese"] if one in lexicon.digits)
    if text[match.end() : match.end() + 1] == "十" or lexicon.patterns.clock_after.match(text, match.end()):
        return found
    value = found.value + Fraction(int(digits), 10 ** len(digits))
    scale = lexicon.patterns.decimal_scale.match(text, match.end())
    if scale is None:
        return replace(found, end=match.end(), value=value, scale=1, lone=False)
    factor = 1
    for char in scale[0].strip():
        factor *= lexicon.units.get(char) or lexicon.large[char]
    return replace(found, end=scale.end(), value=value * factor, scale=factor, lone=False)


def _scaled(lexicon: Words, raw: str, text: str, found: Numeral) -> Numeral:
    """Letters and English words of scale behind Western digits: 40k, 5w, 1.5 million."""
    if not found.western or found.scale != 1:
        return found
    match = re.compile(r"\s?([a-z]+)").match(text, found.end)
    if match is None:
        return found
    end, letters = match.end(), match[1]
    capital = raw[end - 1 : end] if len(letters) == 1 else ""
    times = lexicon.capitals.get(capital) or lexicon.letters.get(letters) or lexicon.english.scales.get(letters)
    if times is None:
        return found
    return replace(found, end=end, value=found.value * times, scale=times)


def _powered(lexicon: Words, text: str, found: Numeral) -> Numeral:
    """2^5, 2e5, 12e-1."""
    match = lexicon.patterns.power.match(text, found.end) if found.western else None
    if match is None:
        return found
    exponent = int(match["power"] or match["e"])
    if exponent > LARGEST_POWER or not found.value:
        return found
    base = found.value if match["power"] else Fraction(10)
    raised = base ** (-exponent if "-" in (match["sign"] or match["esign"] or "") else exponent)
    return replace(found, end=match.end(), value=raised if match["power"] else found.value * raised)
