"""The schemes as LangChain tools: one a scheme, described in Chinese, its arguments strict."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Annotated, Literal, cast

from langchain_core.tools import StructuredTool, ToolException
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError, create_model

from assistant.subsidy.assess import assess
from assistant.subsidy.errors import FactError
from assistant.subsidy.forms import FACT_FORMS, FactForm, FactKind
from assistant.subsidy.messages import message
from assistant.subsidy.reading import read_facts
from assistant.subsidy.record import record
from assistant.subsidy.registry import SCHEMES
from assistant.subsidy.rulebook import Rulebook
from assistant.subsidy.scheme import Scheme

AS_OF = "as_of"
PATTERNS = {
    FactKind.DATE: r"^\d{4}-\d{2}-\d{2}$",
    FactKind.MONEY: r"^\d+(\.\d{1,2})?$",
    FactKind.RATIO: r"^\d{1,3}(\.\d+)?%$",
    FactKind.YEARS: r"^\d{1,3}(\.\d+)?$",
}


def subsidy_tools(rulebook: Rulebook, today: dt.date) -> tuple[StructuredTool, ...]:
    """One tool for each scheme, in the schemes' order.

    Args:
        rulebook: the rules that the tools apply.
        today: the day to assess as of, where a call names none.

    A refused value is a `ToolException`, whose text names the field, what was read and what is expected.
    """
    return tuple(_tool(scheme, rulebook, today) for scheme in SCHEMES.values())


def _tool(scheme: Scheme, rulebook: Rulebook, today: dt.date) -> StructuredTool:
    return StructuredTool.from_function(
        func=partial(_run, scheme.id, rulebook, today),
        name=scheme.id,
        description=f"{scheme.title}。{scheme.summary}",
        args_schema=arguments(scheme),
    )


def arguments(scheme: Scheme) -> type[BaseModel]:
    """The arguments of a scheme's tool: its facts, each optional and strict, and the day."""
    fields = {name: (_type(FACT_FORMS[name]), _field(FACT_FORMS[name])) for name in scheme.fields}
    day = Annotated[StrictStr, Field(pattern=PATTERNS[FactKind.DATE])]
    fields[AS_OF] = (day | None, Field(default=None, description=message("as_of")))
    model = create_model(  # type: ignore[call-overload]
        f"{scheme.id}_facts", __config__=ConfigDict(extra="forbid"), __doc__=scheme.title, **fields
    )
    return cast(type[BaseModel], model)


def _run(scheme: str, rulebook: Rulebook, today: dt.date, **given: str | int | bool | None) -> str:
    stated = {name: value for name, value in given.items() if value is not None}
    day = stated.pop(AS_OF, None)
    try:
        as_of = dt.date.fromisoformat(str(day)) if day else today
        facts = read_facts({name: _text(value) for name, value in stated.items()}, rulebook)
        return record(assess(scheme, facts, as_of, rulebook)).model_dump_json()
    except (FactError, ValidationError) as error:
        raise ToolException(str(error)) from None
    except ValueError:
        raise ToolException(message("as_of_wrong", read=str(day))) from None


def _text(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _field(form: FactForm) -> object:
    described = "".join(part for part in (form.question, form.help) if part)
    return Field(default=None, title=form.label, description=described)


def _type(form: FactForm) -> object:
    values = tuple(choice.value for choice in form.choices)
    if form.kind is FactKind.BOOL:
        return StrictBool | None
    if form.kind is FactKind.LEVEL:
        return Annotated[StrictInt, Field(ge=min(map(int, values)), le=max(map(int, values)))] | None
    if form.kind is FactKind.CHOICE:
        return Literal[values] | None
    if form.kind is FactKind.COUNT:
        return Annotated[StrictInt, Field(ge=0)] | None
    if form.kind in PATTERNS:
        return Annotated[StrictStr, Field(pattern=PATTERNS[form.kind])] | None
    return Annotated[StrictStr, Field(min_length=1)] | None
