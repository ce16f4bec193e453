"""A scheme's wording made ready for one edition of the rules: quotes found, parameters filled in.

Whatever does not depend on the case is built once here, so that an assessment only picks it up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from assistant.policy.errors import CorpusError, Problem
from assistant.policy.model import Quote
from assistant.subsidy import figures
from assistant.subsidy.assessment import Condition, Finding, Remark
from assistant.subsidy.edition import Edition
from assistant.subsidy.wording import Entry, Variant, Wording

PARAMETER = re.compile(r"\{([a-z_0-9]+(?:\.[a-z_0-9]+)+)\}")
Built = TypeVar("Built")


@dataclass(frozen=True, slots=True)
class Saying:
    """A variant ready to be said; `text` still holds the places that the case fills."""

    text: str
    quotes: tuple[Quote, ...]
    label: str = ""


class Kit:
    """The sayings of one scheme in one edition, and a memory for parts that many cases share."""

    def __init__(self, wording: Wording, edition: Edition, source: Path) -> None:
        """Resolve every quote and parameter of `wording`.

        Raises:
            CorpusError: a quote does not stand in its clause, or a name or parameter is not there; names `source`.
        """
        self.edition = edition
        self.branches = wording.branches
        self.lists = wording.lists
        self._source = source
        self._memory: dict[Hashable, object] = {}
        self._quotes = {name: self._find(name, wording) for name in wording.quotes}
        self.conditions: dict[tuple[str, str], Condition] = {
            (name, kind): self._condition(name, kind, entry, variant)
            for name, entry in wording.conditions.items()
            for kind, variant in entry.variants.items()
        }
        self.steps: dict[tuple[str, str], Saying] = {
            (name, kind): self._saying(entry, variant)
            for name, entry in wording.steps.items()
            for kind, variant in ({"": Variant()} | entry.variants).items()
        }
        self.remarks: dict[str, Remark] = {
            name: Remark(name, self._fill(variant.text), self._refer(variant.quotes or ()))
            for name, variant in wording.remarks.items()
        }

    def quote(self, name: str) -> Quote:
        """The quote of this name, or of the parameter of this key."""
        return self._refer((name,))[0]

    def once(self, key: Hashable, build: Callable[[], Built]) -> Built:
        """What `build` gives, built the first time only; `key` must take few values, never a person's own words."""
        found = self._memory.get(key)
        if found is None:
            found = self._memory[key] = build()
        return cast(Built, found)

    def _find(self, name: str, wording: Wording) -> Quote:
        ref = wording.quotes[name]
        policy = self.edition.policies.get(ref.policy or wording.policy)
        clause = policy.by_id.get(ref.clause) if policy else None
        quote = clause.find(ref.words) if clause else None
        if quote is None:
            what = f"quote {name}: “{ref.words}” does not stand in {ref.clause}"
            raise self._fault(what, ref.words, "copy the words from the clause")
        return quote

    def _fault(self, what: str, words: str, mend: str) -> CorpusError:
        lines = self._source.read_text(encoding="utf-8").splitlines()
        line = next((number for number, text in enumerate(lines, 1) if words in text), None)
        return CorpusError(Problem(self._source, line, what, mend))

    def _refer(self, names: tuple[str, ...]) -> tuple[Quote, ...]:
        quotes: list[Quote] = []
        for name in names:
            if name in self._quotes:
                quotes.append(self._quotes[name])
            elif name in self.edition.parameters:
                quotes.append(self.edition.dated(name).quote)
            else:
                what = f"no quote and no parameter is named {name}"
                raise self._fault(what, name, "name one of `quotes` or a parameter")
        return tuple(quotes)

    def _fill(self, text: str) -> str:
        def shown(match: re.Match[str]) -> str:
            parameter = self.edition.parameters.get(match[1])
            if parameter is None:
                what = f"no parameter is named {match[1]}"
                raise self._fault(what, match[0], "use a key of a parameters.yaml")
            return figures.parameter(self.edition.dated(match[1]).value, parameter.unit)

        return PARAMETER.sub(shown, text)

    def _condition(self, name: str, kind: str, entry: Entry, variant: Variant) -> Condition:
        finding = variant.finding or Finding(kind)
        settles: tuple[str, ...] = ()
        if finding is Finding.UNKNOWN and not variant.silent:
            settles = entry.facts if variant.settles is None else variant.settles
        quotes = self._refer(entry.quotes if variant.quotes is None else variant.quotes)
        return Condition(name, finding, self._fill(variant.text), quotes, entry.facts, settles)

    def _saying(self, entry: Entry, variant: Variant) -> Saying:
        quotes = self._refer(entry.quotes if variant.quotes is None else variant.quotes)
        return Saying(self._fill(variant.text), quotes, self._fill(entry.label))
