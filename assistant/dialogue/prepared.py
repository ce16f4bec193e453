"""Prepared answers of the corpus (`answers.yaml`): sentences that a policy officer wrote, carried by verbatim quotes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.dialogue.answer import Status
from assistant.dialogue.understand.reading import Intent
from assistant.dialogue.understand.scope import without_names
from assistant.policy.errors import CorpusError, Problem
from assistant.policy.load import problems_of, read_yaml
from assistant.policy.model import Policy, Quote
from assistant.policy.parameters import Parameter, Unit

GENERAL = "general"  # the scheme of answers on everything
PLACEHOLDER = re.compile(r"\{([a-z_0-9.]+)\}")


class _QuoteRef(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    clause: str
    words: str
    policy: str | None = None


class _EntryFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    scheme: str
    intents: tuple[Intent, ...]
    usual: frozenset[Intent] = frozenset()
    asks: tuple[str, ...]
    cues: tuple[str, ...] = ()
    zh: tuple[str, ...]
    en: tuple[str, ...]
    quotes: tuple[_QuoteRef, ...] = ()
    status: Status = Status.ANSWERED
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One prepared answer, its quotes resolved.

    `usual`: the intents to which it is what is said of its scheme, where a question names no more than that.
    """

    id: str
    scheme: str
    intents: frozenset[Intent]
    usual: frozenset[Intent]
    asks: tuple[str, ...]
    cue: re.Pattern[str] | None
    sentences: dict[str, tuple[str, ...]]
    quotes: tuple[Quote, ...]
    parameters: tuple[Parameter, ...]
    status: Status
    suggestions: tuple[str, ...]

    @property
    def priced(self) -> bool:
        """Whether its sentences name an amount of yuan."""
        return any(parameter.unit in (Unit.YUAN, Unit.YUAN_PER_YEAR) for parameter in self.parameters)

    def named_in(self, text: str) -> bool:
        """Whether words of a message name what it is on; names of other places count as 外地."""
        return self.cue is not None and self.cue.search(without_names(text)) is not None

    def rendered(self, language: str, as_of: dt.date) -> tuple[str, ...]:
        """The sentences with their parameters in the notice's own words; one whose parameter does not hold is left out."""
        known = {parameter.key: parameter.at(as_of) for parameter in self.parameters}
        kept: list[str] = []
        for sentence in self.sentences[language]:
            keys = PLACEHOLDER.findall(sentence)
            values = {key: value for key in keys if (value := known[key]) is not None}
            if len(values) == len(set(keys)):
                kept.append(PLACEHOLDER.sub(lambda match: values[match[1]].says.text, sentence))  # noqa: B023
        return tuple(kept)

    def proofs(self, as_of: dt.date) -> tuple[Quote, ...]:
        """The quotes that carry the sentences, those of the parameters included."""
        values = [parameter.at(as_of) for parameter in self.parameters]
        return tuple(dict.fromkeys([*self.quotes, *(value.quote for value in values if value is not None)]))


def load_prepared(corpus: Path, policies: Iterable[Policy], parameters: Iterable[Parameter]) -> tuple[Entry, ...]:
    """The prepared answers of every policy of the corpus.

    Raises:
        CorpusError: an entry is malformed, quotes words that its clause does not hold, or names an unknown parameter.
    """
    by_id = {policy.id: policy for policy in policies}
    by_key = {parameter.key: parameter for parameter in parameters}
    entries: list[Entry] = []
    problems: list[Problem] = []
    for policy in by_id.values():
        path = corpus / policy.id / "answers.yaml"
        if not path.exists():
            continue
        raw = read_yaml(path)
        if not isinstance(raw, list):
            raise CorpusError(Problem(path, None, "not a list of answers", "begin each answer with `- id:`"))
        for item in raw:
            try:
                entries.append(_entry(_EntryFile.model_validate(item), policy, by_id, by_key, path))
            except ValidationError as error:
                name = item.get("id", "?") if isinstance(item, dict) else "?"
                problems += [
                    Problem(path, _line(path, str(name)), f"{name}: {p.what}", p.mend) for p in problems_of(path, error)
                ]
            except CorpusError as error:
                problems += error.problems
    ids = [entry.id for entry in entries]
    twice = {entry for entry in ids if ids.count(entry) > 1}
    problems += [
        Problem(corpus, None, f"answer {entry} stands twice", "give each its own id") for entry in sorted(twice)
    ]
    if problems:
        raise CorpusError(*problems)
    return tuple(entries)


def _entry(
    item: _EntryFile, home: Policy, policies: dict[str, Policy], parameters: dict[str, Parameter], path: Path
) -> Entry:
    problems: list[Problem] = []
    quotes: list[Quote] = []
    for ref in item.quotes:
        policy = policies.get(ref.policy or home.id)
        clause = policy.by_id.get(ref.clause) if policy else None
        quote = clause.find(ref.words) if clause else None
        if quote is None:
            what = f"{item.id}: “{ref.words}” does not stand in {ref.policy or home.id} {ref.clause}"
            problems.append(Problem(path, _line(path, item.id), what, "copy the words from the clause"))
        else:
            quotes.append(quote)
    keys = {key for sentence in (*item.zh, *item.en) for key in PLACEHOLDER.findall(sentence)}
    for key in sorted(keys - set(parameters)):
        problems.append(
            Problem(path, _line(path, item.id), f"{item.id}: no parameter {key}", "use a key of parameters.yaml")
        )
    if problems:
        raise CorpusError(*problems)
    return Entry(
        id=item.id,
        scheme=item.scheme,
        intents=frozenset(item.intents),
        usual=item.usual,
        asks=item.asks,
        cue=re.compile("|".join(item.cues)) if item.cues else None,
        sentences={"zh": item.zh, "en": item.en},
        quotes=tuple(quotes),
        parameters=tuple(parameters[key] for key in sorted(keys)),
        status=item.status,
        suggestions=item.suggestions,
    )


def _line(path: Path, name: str) -> int | None:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.strip() == f"- id: {name}"), None)
