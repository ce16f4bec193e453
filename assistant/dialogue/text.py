"""The text of an answer: its sentences, a line for each group of one role, then the words that prove them."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.dialogue.answer import Answer, Citation


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: int
    cut: str
    source: dict[str, str]
    not_in_force: dict[str, str]
    between: dict[str, str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    path = Path(__file__).with_suffix(".yaml")
    return _Words.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def render_text(answer: Answer) -> str:
    """What the person reads: the sentences, one line a group of one role, then the quotes they rest on."""
    between = _words().between[_language(answer)]
    groups = itertools.groupby(answer.sentences, key=lambda sentence: sentence.role)
    lines = [between.join(sentence.text for sentence in group) for _, group in groups]
    quotes = [_source(citation, _language(answer)) for citation in _used(answer)]
    return "\n".join([*lines, "", *quotes] if quotes else lines)


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


def _source(citation: Citation, language: str) -> str:
    line = _words().source[language].format(label=citation.label, quote=shorten(citation.quote).replace("\n", " "))
    return line if citation.in_force else line + _words().not_in_force[language]
