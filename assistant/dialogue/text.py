"""The text of an answer: its sentences, a line for each group of one role, then the words that prove them."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.answer import Answer, Citation
from assistant.yaml_file import read_data


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: int
    cut: str
    source: dict[str, str]
    several: dict[str, str]
    not_in_force: dict[str, str]
    between: dict[str, str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    path = Path(__file__).with_suffix(".yaml")
    return _Words.model_validate(read_data(path))


@dataclass(frozen=True, slots=True)
class Basis:
    """What one clause gives to an answer: its label, whether it holds, and the quotes, none within another."""

    label: str
    in_force: bool
    quotes: tuple[str, ...]


def render_text(answer: Answer) -> str:
    """What the person reads: the sentences, one line a group of one role, then a line of quotes for each clause."""
    between = _words().between[_language(answer)]
    groups = itertools.groupby(answer.sentences, key=lambda sentence: sentence.role)
    lines = [between.join(sentence.text for sentence in group) for _, group in groups]
    sources = [_source(basis, _language(answer)) for basis in basis_of(answer)]
    return "\n".join([*lines, "", *sources] if sources else lines)


def basis_of(answer: Answer) -> tuple[Basis, ...]:
    """The clauses that the sentences rest on as they are first used, those of the notice before those of the base rules."""
    clauses: dict[tuple[str, str], list[Citation]] = {}
    for citation in _used(answer):
        clauses.setdefault((citation.policy, citation.clause), []).append(citation)
    return tuple(
        Basis(cited[0].label, cited[0].in_force, tuple(one.quote for one in _outermost(cited)))
        for cited in sorted(clauses.values(), key=lambda cited: cited[0].reference)
    )


def _outermost(cited: list[Citation]) -> list[Citation]:
    """The quotes of one clause that do not lie within another of them, each span once, in the clause's order."""
    spans = {(one.start, one.end): one for one in cited}
    outer = [
        span
        for span in spans
        if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in spans)
    ]
    return [spans[span] for span in sorted(outer)]


def shorten(quote: str) -> str:
    """A quote as the text shows it: whole sentences up to the limit of `text.yaml`, a longer one up to a comma."""
    limit = _words().limit
    if len(quote) <= limit:
        return quote
    for ends in ("。;!?\n", ",、"):
        places = [match.end() for match in re.finditer(rf"[{ends}]", quote[:limit])]
        if places:
            return quote[: places[-1]].rstrip() + _words().cut
    return quote[:limit] + _words().cut


def _language(answer: Answer) -> str:
    return answer.language if answer.language in _words().source else "zh"


def _used(answer: Answer) -> list[Citation]:
    """The citations that the sentences carry, directly or through a step, in the order of the list."""
    used: set[int] = set()
    for proof in itertools.chain.from_iterable(sentence.proofs for sentence in answer.sentences):
        if proof.startswith("c"):
            used.add(int(proof[1:]))
        elif proof.startswith("s"):
            used.update(answer.steps[int(proof[1:])].citations)
    return [citation for index, citation in enumerate(answer.citations) if index in used]


def _source(basis: Basis, language: str) -> str:
    words = _words()
    quotes = words.several[language].join(" ".join(shorten(quote).split()) for quote in basis.quotes)
    line = words.source[language].format(label=basis.label, quote=quotes)
    return line if basis.in_force else line + words.not_in_force[language]
