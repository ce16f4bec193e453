"""The skill-upgrade subsidy as an OpenFisca system: the same standards, uplift, ratios and conditions, as variables.

Its parameters are the rulebook's own values, so that both sides of the comparison reckon with the same figures.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode, ParameterNodeAtInstant
from openfisca_core.periods import DateUnit, Period
from openfisca_core.populations import Population
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from assistant.subsidy import Rulebook
from eval.subsidy_speed.people import Person

Column = np.ndarray
At = Callable[[Period], ParameterNodeAtInstant]
PERSON = build_entity(key="person", plural="persons", label="A person with a certificate", roles=[], is_person=True)
INPUTS: dict[str, type] = {
    "level": int,
    "status": int,
    "listed": bool,
    "local": bool,
    "insured": bool,
    "recognised": bool,
    "claimed": bool,
    "issued": dt.date,
}
OUTPUTS = ("eligible", "amount")


def _input(name: str, kind: type) -> type[Variable]:
    body = {"value_type": kind, "entity": PERSON, "definition_period": DateUnit.DAY, "label": name}
    return type(name, (Variable,), body)


def _formula(name: str, kind: type, formula: object) -> type[Variable]:
    body = {"value_type": kind, "entity": PERSON, "definition_period": DateUnit.DAY, "label": name, "formula": formula}
    return type(name, (Variable,), body)


def _standard(person: Population, period: Period, parameters: At) -> Column:
    rules = parameters(period)
    level = person("level", period)
    base = sum(rules.base[f"level_{number}"] * (level == number) for number in range(1, 6))
    return base * np.where(person("listed", period), rules.uplift, 1)


def _ratio(person: Population, period: Period, parameters: At) -> Column:
    rules = parameters(period).ratio
    status = person("status", period)
    full = (status >= 1) & (status <= 3)
    ratios = np.select([status == 0, full, status == 4], [rules.in_work, rules.full, rules.final_year_higher])
    return np.where(status == 5, rules.final_year_secondary, ratios)


def _amount(person: Population, period: Period, parameters: At) -> Column:
    return person("standard", period) * person("ratio", period)


def _group_met(person: Population, period: Period, parameters: At) -> Column:
    status = person("status", period)
    unemployed = (status == 1) & person("local", period)
    student = (status == 5) | ((status == 4) & (person("level", period) <= 4))
    return (status == 0) | unemployed | (status == 2) | (status == 3) | student


def _insured_met(person: Population, period: Period, parameters: At) -> Column:
    return (person("status", period) != 0) | person("insured", period)


def _in_time(person: Population, period: Period, parameters: At) -> Column:
    issued = person("issued", period)
    month = issued.astype("datetime64[M]")
    target = month + int(parameters(period).apply_within)
    same_day = target.astype("datetime64[D]") + (issued - month.astype("datetime64[D]"))
    month_end = (target + 1).astype("datetime64[D]") - 1
    return np.datetime64(str(period.start)) <= np.minimum(same_day, month_end)


def _once_a_year(person: Population, period: Period, parameters: At) -> Column:
    return (person("status", period) != 0) | ~person("claimed", period)


def _eligible(person: Population, period: Period, parameters: At) -> Column:
    met = person("group_met", period) & person("insured_met", period) & person("in_time", period)
    return met & person("recognised", period) & person("once_a_year", period) & person("listed", period)


FORMULAS: dict[str, tuple[type, object]] = {
    "standard": (float, _standard),
    "ratio": (float, _ratio),
    "amount": (float, _amount),
    "group_met": (bool, _group_met),
    "insured_met": (bool, _insured_met),
    "in_time": (bool, _in_time),
    "once_a_year": (bool, _once_a_year),
    "eligible": (bool, _eligible),
}


def build_system(rulebook: Rulebook) -> TaxBenefitSystem:
    """The system with its variables and the rulebook's parameters."""
    system = TaxBenefitSystem([PERSON])
    for name, kind in INPUTS.items():
        system.add_variable(_input(name, kind))
    for name, (kind, formula) in FORMULAS.items():
        system.add_variable(_formula(name, kind, formula))
    prefix = "skill_upgrade."
    tree = {
        "base": {f"level_{number}": _dated(rulebook, f"{prefix}base.level_{number}") for number in range(1, 6)},
        "ratio": {
            name: _dated(rulebook, f"{prefix}ratio.{name}")
            for name in ("in_work", "full", "final_year_higher", "final_year_secondary")
        },
        "uplift": _dated(rulebook, f"{prefix}uplift"),
        "apply_within": _dated(rulebook, f"{prefix}apply_within"),
    }
    system.parameters = ParameterNode("", data=tree)
    return system


def run(system: TaxBenefitSystem, columns: Mapping[str, np.ndarray], day: str) -> dict[str, np.ndarray]:
    """A fresh simulation of these persons, one or many: the lightest way that OpenFisca offers."""
    simulation = SimulationBuilder().build_default_simulation(system, len(next(iter(columns.values()))))
    for name, column in columns.items():
        simulation.set_input(name, day, column)
    return {name: simulation.calculate(name, day) for name in OUTPUTS}


def columns(people: Sequence[Person]) -> dict[str, np.ndarray]:
    """The people as OpenFisca takes them: one array an input."""
    kinds = {int: "int32", bool: "bool", dt.date: "datetime64[D]"}
    return {
        name: np.array([getattr(person, name) for person in people], dtype=kinds[kind]) for name, kind in INPUTS.items()
    }


def _dated(rulebook: Rulebook, key: str) -> dict[str, object]:
    values = {value.since.isoformat(): {"value": float(value.value)} for value in rulebook.parameter(key).values}  # type: ignore[arg-type]
    return {"values": values}
