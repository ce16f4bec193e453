"""The catalogue of occupations: finding one by name or code, and the nearest names to one that is not there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from assistant.policy.model import Occupation, Policy, Quote


@dataclass(frozen=True)
class Listed:
    """An occupation of the catalogue with the row of the table that lists it."""

    occupation: Occupation
    row: Quote


def folded(name: str) -> str:
    """A name without full-width forms and blanks, as names are compared."""
    return "".join(unicodedata.normalize("NFKC", name).split())


@dataclass(frozen=True)
class Catalogue:
    """The occupations that the notice lists, in its order."""

    listed: tuple[Listed, ...]
    by_name: dict[str, Listed] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = {folded(entry.occupation.name): entry for entry in self.listed}
        codes = {entry.occupation.code: entry for entry in self.listed}
        object.__setattr__(self, "by_name", names | codes)

    def find(self, name: str) -> Listed | None:
        """The entry of exactly this name or code, full-width forms and blanks aside."""
        return self.by_name.get(name) or self.by_name.get(folded(name))

    def nearest(self, name: str, count: int) -> tuple[Occupation, ...]:
        """The `count` occupations whose names are most like `name`, best first."""
        names = [folded(entry.occupation.name) for entry in self.listed]
        found = process.extract(folded(name), names, scorer=fuzz.WRatio, limit=count)
        return tuple(self.listed[position].occupation for _, _, position in found)


def catalogue_of(policies: Iterable[Policy]) -> Catalogue:
    """The catalogue of every policy that has one; a row that no clause shows is left to the corpus check."""
    return Catalogue(
        tuple(
            Listed(occupation, row)
            for policy in policies
            for occupation in policy.occupations
            if (row := _row(policy, occupation)) is not None
        )
    )


def _row(policy: Policy, occupation: Occupation) -> Quote | None:
    words = f"{occupation.row}\t{occupation.code}\t{occupation.name}"
    return next((quote for clause in policy.clauses if (quote := clause.find(words)) is not None), None)
