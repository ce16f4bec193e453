"""The facts understood so far, of the person and subject spoken of, as lines that can be shown and taken back."""

from __future__ import annotations

import datetime as dt

from assistant.dialogue.answer import FactLine
from assistant.dialogue.compose.english import fact_in_english, label_in_english, named
from assistant.dialogue.memory import Held, Memory
from assistant.dialogue.state import State
from assistant.dialogue.understand.reading import FactValue
from assistant.subsidy import FACT_FORMS, figures


def fact_lines(memory: Memory) -> tuple[FactLine, ...]:
    """The facts understood so far, of the person and subject spoken of, as chips."""
    lines: list[FactLine] = []
    for index in memory.focus:
        topic = memory.topics[index]
        for name, held in memory.people.get(topic.person, {}).items():
            lines.append(_fact_line(f"p:{topic.person}:{name}", name, held, topic.person, memory.language))
        for name, held in topic.facts.items():
            lines.append(_fact_line(f"t:{index}:{name}", name, held, topic.person, memory.language))
    return tuple({line.id: line for line in lines}.values())


def place_line(state: State, memory: Memory) -> tuple[FactLine, ...]:
    """The other city that the message asks about, as a fact of this turn."""
    place = state["reading"].place
    if place is None:
        return ()
    return (
        FactLine(
            id="place", name="city", value=place.words, label=place.words, words=place.words, turn=memory.turn - 1
        ),
    )


def _fact_line(key: str, name: str, held: Held, person: str, language: str) -> FactLine:
    shown = _shown_all(name, held.parsed(), language)
    value = "|".join(str(value) for value in held.values)
    return FactLine(
        id=key,
        name=name,
        value=value,
        label=shown,
        words=held.words,
        turn=held.turn,
        person=person,
        certain=held.certain,
    )


def _shown_all(name: str, values: tuple[FactValue, ...], language: str) -> str:
    """The value, the alternatives, or the days from and to where only a month or a year was said."""
    first, last = values[0], values[-1]
    if len(values) == 2 and isinstance(first, dt.date) and isinstance(last, dt.date):
        joiner = " to " if language == "en" else "至"
        return f"{_label(name, language)} {_plain(name, first, language)}{joiner}{_plain(name, last, language)}"
    return (" or " if language == "en" else "或").join(_shown(name, value, language) for value in values)


def _shown(name: str, value: FactValue, language: str) -> str:
    form, text = FACT_FORMS[name], _plain(name, value, language)
    return text if form.choices or form.kind == "text" else f"{_label(name, language)} {text}"


def _label(name: str, language: str) -> str:
    return fact_in_english(name) if language == "en" else FACT_FORMS[name].label


def _plain(name: str, value: FactValue, language: str) -> str:
    if isinstance(value, dt.date):
        return value.isoformat() if language == "en" else figures.day(value)
    form = FACT_FORMS[name]
    if language == "en":
        return label_in_english(form.shown(value)) if form.choices else named(str(value), language)
    return form.shown(value)
