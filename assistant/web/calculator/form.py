"""The form of a scheme, made from its typed facts: one field a fact, the deciding ones first."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from assistant.subsidy import FACT_FORMS, SCHEMES, Facts, Rulebook, assess
from assistant.subsidy.forms import FactForm, FactKind
from assistant.web.calculator.words import CalculatorWords, calculator_words
from assistant.web.english import worded

CHOSEN = frozenset({FactKind.CHOICE, FactKind.BOOL, FactKind.LEVEL})
FIRST = 6  # fields shown before the others are folded away
OCCUPATION = "occupation"


@dataclass(frozen=True, slots=True)
class Field:
    """One fact as a field; `choices` are label and the text that is read back."""

    name: str
    label: str
    info: str
    choices: tuple[tuple[str, str], ...]
    free: bool
    first: bool


def fields_of(scheme: str, rulebook: Rulebook, language: str = "zh") -> tuple[Field, ...]:
    """The fields of a scheme's form, the ones that decide most first.

    Args:
        scheme: its id.
        rulebook: gives the catalogue, and which facts decide.
        language: of labels and hints; what is read back stays Chinese.
    """
    words = calculator_words(language)
    names = SCHEMES[scheme].fields
    day = max(value.since for parameter in rulebook.parameters.values() for value in parameter.values)
    missing = assess(scheme, Facts(), day, rulebook).missing
    ordered = [*(name for name in missing if name in names), *(name for name in names if name not in missing)]
    return tuple(
        _field(name, FACT_FORMS[name], rulebook, position < FIRST, words) for position, name in enumerate(ordered)
    )


def _field(name: str, form: FactForm, rulebook: Rulebook, first: bool, words: CalculatorWords) -> Field:
    def said(text: str) -> str:
        return worded(text, words.language)

    label, question = said(form.label), said(form.question)
    if name == OCCUPATION:
        listed = tuple((said(one.name), one.name) for policy in rulebook.policies for one in policy.occupations)
        return Field(name, label, f"{question} ({words.free})", listed, True, first)
    if form.kind in CHOSEN:
        choices = ((words.unknown, ""), *((said(choice.label), choice.label) for choice in form.choices))
        return Field(name, label, question, choices, False, first)
    hint = words.date_hint if form.kind is FactKind.DATE else form.unit if words.language == "zh" else ""
    return Field(name, label, f"{question} ({hint})" if hint else question, (), True, first)


def component(field: Field, value: str) -> gr.Radio | gr.Dropdown | gr.Textbox:
    """The component of a field with what is filled in already.

    Args:
        field: which.
        value: the text, empty for not known.
    """
    name = f"fact-{field.name}"
    if field.choices and not field.free:
        known = value if value in {text for _, text in field.choices} else ""
        return gr.Radio(
            list(field.choices), value=known, label=field.label, info=field.info, interactive=True, elem_id=name
        )
    if field.choices:
        listed = list(field.choices)
        return gr.Dropdown(
            listed,
            value=value or None,
            allow_custom_value=True,
            label=field.label,
            info=field.info,
            interactive=True,
            elem_id=name,
        )
    return gr.Textbox(value=value, max_length=60, label=field.label, info=field.info, interactive=True, elem_id=name)
