"""Everything the schemes rest on, loaded once: policies, dated parameters, the catalogue, the wording."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from assistant.policy.errors import CorpusError, Problem
from assistant.policy.load import load_corpus, load_manifest
from assistant.policy.model import Occupation, Policy
from assistant.policy.parameters import Parameter, load_parameters
from assistant.subsidy.catalogue import Catalogue, catalogue_of
from assistant.subsidy.edition import Edition
from assistant.subsidy.kit import Kit
from assistant.subsidy.names import Names, load_names
from assistant.subsidy.registry import SCHEMES

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, repr=False)
class Rulebook:
    """The rules of all schemes over all days; immutable, and safe to share between threads."""

    policies: tuple[Policy, ...]
    parameters: Mapping[str, Parameter]
    catalogue: Catalogue
    names: Names
    _changes: tuple[dt.date, ...] = field(init=False, repr=False, compare=False)
    _by_id: Mapping[str, Policy] = field(init=False, repr=False, compare=False)
    _kits: dict[tuple[str, int], Kit] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        values = [value for parameter in self.parameters.values() for value in parameter.values]
        changes = {value.since for value in values} | {value.until + ONE_DAY for value in values if value.until}
        object.__setattr__(self, "_changes", tuple(sorted(changes)))
        object.__setattr__(self, "_by_id", MappingProxyType({policy.id: policy for policy in self.policies}))

    def policy(self, policy_id: str) -> Policy:
        """The policy of this id.

        Raises:
            KeyError: there is none.
        """
        return self._by_id[policy_id]

    def parameter(self, key: str) -> Parameter:
        """The parameter of this key; KeyError if there is none."""
        return self.parameters[key]

    def occupation(self, name: str) -> Occupation | None:
        """The occupation of the catalogue with exactly this name or code."""
        listed = self.catalogue.find(name)
        return listed.occupation if listed else None

    def nearest_occupations(self, name: str, count: int = 3) -> tuple[Occupation, ...]:
        """The occupations of the catalogue whose names are most like `name`, best first."""
        return self.catalogue.nearest(name, count)

    def kit(self, scheme: str, as_of: dt.date) -> Kit:
        """A scheme's wording as of a day, made ready once for each stretch of days without a change."""
        stretch = bisect_right(self._changes, as_of)
        found = self._kits.get((scheme, stretch))
        if found is None:
            declared = SCHEMES[scheme]
            first = self._changes[stretch - 1] if stretch else dt.date.min
            found = self._kits[scheme, stretch] = Kit(declared.wording, self._edition(first), declared.source)
        return found

    def _edition(self, first: dt.date) -> Edition:
        dated = {key: parameter.at(first) for key, parameter in self.parameters.items()}
        values = {key: value for key, value in dated.items() if value is not None}
        return Edition(first, self._by_id, self.parameters, MappingProxyType(values), self.catalogue)


def load_rulebook(corpus: Path) -> Rulebook:
    """Policies, parameters and catalogue below `corpus`, checked against what the schemes use.

    Args:
        corpus: a folder of policy folders.

    Raises:
        CorpusError: a policy or parameter cannot be read, the parameter keys are not exactly those that the schemes
            declare, or a quote of a scheme's wording does not stand in its clause.
    """
    policies = load_corpus(corpus)
    folders = _folders(corpus)
    parameters: dict[str, Parameter] = {}
    for policy in policies:
        folder = folders[policy.id]
        for parameter in load_parameters(folder, policy):
            if parameter.key in parameters:
                place = folder / "parameters.yaml"
                raise CorpusError(Problem(place, None, f"parameter {parameter.key} stands twice", "keep one of them"))
            parameters[parameter.key] = parameter
    _check_keys(corpus, parameters)
    catalogue = catalogue_of(policies)
    names = load_names(folders.values(), catalogue)
    rulebook = Rulebook(policies, MappingProxyType(parameters), catalogue, names)
    _check_wordings(rulebook)
    return rulebook


def _check_wordings(rulebook: Rulebook) -> None:
    """Make every scheme's wording ready once, so that a quote that is not there is found on loading."""
    problems: list[Problem] = []
    for scheme in SCHEMES:
        try:
            rulebook.kit(scheme, dt.date.max)
        except CorpusError as error:
            problems += error.problems
    if problems:
        raise CorpusError(*problems)


def _folders(corpus: Path) -> Mapping[str, Path]:
    manifests = [corpus / "manifest.yaml", *sorted(corpus.glob("*/manifest.yaml"))]
    return {load_manifest(path).id: path.parent for path in manifests if path.exists()}


def _check_keys(corpus: Path, parameters: Mapping[str, Parameter]) -> None:
    declared = {key for scheme in SCHEMES.values() for key in scheme.parameters}
    problems = [
        Problem(corpus, None, f"parameter {key} is missing", f"add it; a scheme uses it ({_users(key)})")
        for key in sorted(declared - parameters.keys())
    ]
    problems += [
        Problem(corpus, None, f"parameter {key} is used by no scheme", "mend its name, or take it out")
        for key in sorted(parameters.keys() - declared)
    ]
    if problems:
        raise CorpusError(*problems)


def _users(key: str) -> str:
    return ", ".join(scheme.id for scheme in SCHEMES.values() if key in scheme.parameters)
