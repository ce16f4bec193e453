"""Reading facts from text: flags of the command line, cells of a table, answers to a prompt.

Only what is plainly meant is read; anything else is refused with what was read and what is expected.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.policy.load import read_yaml
from assistant.subsidy.errors import FactError
from assistant.subsidy.facts import Facts
from assistant.subsidy.forms import FACT_FORMS, FactKind, typed
from assistant.subsidy.messages import message
from assistant.subsidy.rulebook import Rulebook

MOST_PEOPLE, MOST_YUAN, MOST_YEARS = 10_000_000, Decimal("1e9"), 100
DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?")
COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:人|名|个|个月|位)?")
MONEY = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?(万?)")
RATIO = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)%|(0?\.\d{1,6}|[01](?:\.\d{1,6})?)|(\d{1,6})/([1-9]\d{0,5})")
YEARS = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)年?|(\d{1,4})个月")


class _Reading(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    yes: tuple[str, ...]
    no: tuple[str, ...]
    yuan: tuple[str, ...]
    foreign: tuple[str, ...]
    also: dict[str, dict[str, tuple[str, ...]]]


WORDS = _Reading.model_validate(read_yaml(Path(__file__).with_name("reading.yaml")))


def read_facts(given: Mapping[str, str], rulebook: Rulebook) -> Facts:
    """Facts from texts by field name; an empty text is not known.

    Raises:
        FactError: the first value that cannot be read.
        KeyError: a name is not a field of `Facts`.
    """
    values = {name: read_value(name, text, rulebook) for name, text in given.items() if text.strip()}
    return Facts.model_validate(values)


def read_value(name: str, text: str, rulebook: Rulebook) -> object:
    """One fact's value from a text that is not blank; errors as for `read_facts`."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if name == "occupation":
        return _occupation(plain, rulebook)
    return READERS[FACT_FORMS[name].kind](name, plain)


def _occupation(plain: str, rulebook: Rulebook) -> str:
    found = rulebook.names.find(plain)
    if found is not None:
        return found
    choices = rulebook.names.choices(plain)
    if choices:
        raise FactError("occupation", plain, message("occupation_several", choices="、".join(choices)))
    nearest = "、".join(occupation.name for occupation in rulebook.nearest_occupations(plain))
    raise FactError("occupation", plain, message("occupation", nearest=nearest))


def _choice(name: str, plain: str) -> object:
    found = _WORDS_OF[name].get(plain.lower())
    if found is None:
        choices = "、".join(choice.label for choice in FACT_FORMS[name].choices)
        raise FactError(name, plain, message("choice", choices=choices))
    return found


def _bool(name: str, plain: str) -> object:
    word = plain.lower()
    if word in WORDS.yes or word in WORDS.no:
        return word in WORDS.yes
    for choice in FACT_FORMS[name].choices:
        if plain == choice.label:
            return choice.value
    choices = "、".join(choice.label for choice in FACT_FORMS[name].choices)
    raise FactError(name, plain, message("bool_choice", choices=choices) if choices else message("bool"))


def _level(name: str, plain: str) -> object:
    found = _WORDS_OF[name].get(plain.lower())
    if found is None:
        raise FactError(name, plain, message("level"))
    return found


def _text(name: str, plain: str) -> object:
    if not plain:
        raise FactError(name, plain, message("text"))
    return plain


def _date(name: str, plain: str) -> object:
    found = DATE.fullmatch(plain)
    if found is None:
        raise FactError(name, plain, message("date"))
    month = next(part for part in found.groups()[1:5] if part)
    try:
        return dt.date(int(found[1]), int(month), int(found[6]))
    except ValueError:
        raise FactError(name, plain, message("date")) from None


def _count(name: str, plain: str) -> object:
    found = COUNT.fullmatch(plain)
    if found is None:
        raise FactError(name, plain, message("count"))
    value = int(found[1].replace(",", ""))
    if value > MOST_PEOPLE:
        raise FactError(name, plain, message("count_large", most=str(MOST_PEOPLE)))
    return value


def _money(name: str, plain: str) -> object:
    word = plain.lower().replace(" ", "")
    if any(currency in word for currency in WORDS.foreign):
        raise FactError(name, plain, message("currency"))
    for unit in sorted(WORDS.yuan, key=len, reverse=True):
        word = word.removesuffix(unit).removeprefix(unit)
    found = MONEY.fullmatch(word)
    if found is None:
        raise FactError(name, plain, message("money"))
    value = Decimal(found[1].replace(",", "") + (found[2] or "")) * (10_000 if found[3] else 1)
    if value > MOST_YUAN:
        raise FactError(name, plain, message("money_large", most=f"{MOST_YUAN:f}"))
    return value


def _ratio(name: str, plain: str) -> object:
    found = RATIO.fullmatch(plain)
    if found is None:
        raise FactError(name, plain, message("ratio_form"))
    rate = Fraction(found[1]) / 100 if found[1] else Fraction(found[2] or f"{found[3]}/{found[4]}")
    if rate > 1:
        raise FactError(name, plain, message("ratio"))
    return rate


def _years(name: str, plain: str) -> object:
    found = YEARS.fullmatch(plain)
    if found is None:
        raise FactError(name, plain, message("years"))
    value = Fraction(found[1]) if found[1] else Fraction(int(found[2]), 12)
    if value > MOST_YEARS:
        raise FactError(name, plain, message("years_large", most=str(MOST_YEARS)))
    return value


READERS: Mapping[FactKind, Callable[[str, str], object]] = {
    FactKind.CHOICE: _choice,
    FactKind.BOOL: _bool,
    FactKind.LEVEL: _level,
    FactKind.TEXT: _text,
    FactKind.DATE: _date,
    FactKind.COUNT: _count,
    FactKind.MONEY: _money,
    FactKind.RATIO: _ratio,
    FactKind.YEARS: _years,
}


def _words_of(name: str) -> Mapping[str, object]:
    """Every word that names a choice: its value, its label, the halves of its label, and others from the data."""
    words: dict[str, object] = {}
    for choice in FACT_FORMS[name].choices:
        value = typed(name, choice.value)
        halves = choice.label.split("/") if "/" in choice.label else ()
        also = WORDS.also.get(name, {}).get(str(choice.value), ())
        words.update({word.lower(): value for word in (str(choice.value), choice.label, *halves, *also)})
    return words


_WORDS_OF: Mapping[str, Mapping[str, object]] = {
    name: _words_of(name) for name, form in FACT_FORMS.items() if form.kind in (FactKind.CHOICE, FactKind.LEVEL)
}
