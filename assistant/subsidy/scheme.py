"""One kind of money: what it is called, which facts and parameters it reads, and the rules that decide it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.subsidy.sheet import Sheet
from assistant.subsidy.wording import Wording, load_wording


@dataclass(frozen=True, eq=False)
class Scheme:
    """A scheme as its module declares it.

    Attributes:
        id: stable identifier, also the name of the module and of the wording file beside it.
        fields: names of the `Facts` fields that `rules` reads; no other fact can change the result.
        parameters: keys of the parameters that `rules` and the wording use.
        rules: writes conditions, steps, sums and remarks of one case on a sheet; pure but for that sheet.
        source: the wording file.
    """

    id: str
    fields: tuple[str, ...]
    parameters: tuple[str, ...]
    rules: Callable[[Sheet], None]
    source: Path

    @cached_property
    def wording(self) -> Wording:
        """The scheme's sentences, read once."""
        return load_wording(self.source)

    @property
    def personal(self) -> bool:
        """Whether it is paid to a person and not to an employer."""
        return "status" in self.fields

    @property
    def title(self) -> str:
        """The scheme's Chinese name."""
        return self.wording.title

    @property
    def summary(self) -> str:
        """One Chinese sentence: who gets what."""
        return self.wording.summary


def scheme_source(module_file: str) -> Path:
    """The wording file that stands beside a scheme's module."""
    return Path(module_file).with_suffix(".yaml")
