"""Numbers in Chinese and English text, with what they count: 一千五, 两万三, 1.5万, 百分之三十, 八成, 30多人, 4-8千.

`find_numbers(text)` gives every number with its words, its half-open place in the text given, its exact value and its
unit. `number_values(text)` gives all values for a check that must miss none, `read_number` reads one written number, and
`to_chinese`, `to_financial`, `to_spoken`, `to_english` write one.

The words stand in `words.yaml`. One module an idea: `chinese` and `english` are the grammars of a bare numeral,
`numeral` adds sign, decimals and scale, `measured` the unit, `atoms` percentages, shares, ordinals and clauses,
`qualify` words such as 大约 and 以上, `ranges` puts two numbers together.
"""

from assistant.language.numerals.find import find_numbers, number_values, read_number
from assistant.language.numerals.model import Number
from assistant.language.numerals.spell import to_chinese, to_english, to_financial, to_spoken

__all__ = [
    "Number",
    "find_numbers",
    "number_values",
    "read_number",
    "to_chinese",
    "to_english",
    "to_financial",
    "to_spoken",
]
