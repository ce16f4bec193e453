"""What people call occupations: the everyday names of the listed ones, and the known ones outside the list.

Read from the `terms.yaml` of the policy folders. A name that stands in none of them is not taken for an occupation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.policy.errors import CorpusError
from assistant.policy.load import problems_of, read_yaml
from assistant.subsidy.catalogue import Catalogue, folded

OTHER = "其他:"


class _Ambiguous(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    words: tuple[str, ...]
    may_be: tuple[str, ...]


class _Terms(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    occupations: dict[str, tuple[str, ...]] = {}
    outside: dict[str, tuple[str, ...]] = {}
    ambiguous: tuple[_Ambiguous, ...] = ()


@dataclass(frozen=True)
class Names:
    """Names of occupations, compared without full-width forms, blanks and capitals."""

    proper: Mapping[str, str]
    several: Mapping[str, tuple[str, ...]]

    def find(self, name: str) -> str | None:
        """The proper name for what people say; what follows `其他:` is taken as it stands."""
        plain = folded(name)
        if plain.startswith(OTHER) and len(plain) > len(OTHER):
            return plain[len(OTHER) :]
        return self.proper.get(plain.lower())

    def choices(self, name: str) -> tuple[str, ...]:
        """The occupations that an ambiguous word may mean; empty for any other word."""
        return self.several.get(folded(name).lower(), ())


def load_names(folders: Iterable[Path], catalogue: Catalogue) -> Names:
    """The names of the catalogue, and those that the policy folders add.

    Raises:
        CorpusError: a `terms.yaml` cannot be read as one.
    """
    proper: dict[str, str] = {}
    several: dict[str, tuple[str, ...]] = {}
    for path in (folder / "terms.yaml" for folder in folders):
        if not path.exists():
            continue
        try:
            terms = _Terms.model_validate(read_yaml(path))
        except ValidationError as error:
            raise CorpusError(*problems_of(path, error)) from None
        for name, others in (terms.outside | terms.occupations).items():
            proper.update({folded(word).lower(): name for word in (*others, name)})
        several.update({folded(word).lower(): entry.may_be for entry in terms.ambiguous for word in entry.words})
    for listed in catalogue.listed:
        proper[folded(listed.occupation.name).lower()] = listed.occupation.name
        proper[listed.occupation.code] = listed.occupation.name
    return Names(proper, several)
