"""A passage is what is found and cited: one clause of a policy, or one line of a JSONL corpus."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from assistant.policy.model import Clause, Policy


@dataclass(frozen=True, slots=True)
class Span:
    """Offsets into a passage's whole text, end excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable text with where and when it holds.

    Attributes:
        id: unique in its corpus: `policy#clause`, or the id of the JSONL line.
        policy: id of the policy; empty for a line of a JSONL corpus.
        clause: id of the clause within the policy; for a JSONL line its own id.
        title: document and heading, as people name the place.
        text: the whole clause; every offset of a hit points into it.
        document: title of the document the passage belongs to, where known.
        also_known_as: shorter titles that people use for the document.
        document_number: 文号, where known.
        parts: parts of `text` in order; empty means that the text is one part.
        jurisdiction: where it holds; empty means everywhere.
        in_force_from, in_force_to: first and last day on which it holds; None means unbounded.
    """

    id: str
    policy: str
    clause: str
    title: str
    text: str
    document: str = ""
    also_known_as: tuple[str, ...] = ()
    document_number: str = ""
    parts: tuple[Span, ...] = ()
    jurisdiction: str = ""
    in_force_from: dt.date | None = None
    in_force_to: dt.date | None = None


def digest(*words: str) -> str:
    """A short stable digest of texts, 32 hexadecimal digits."""
    sha = hashlib.sha256()
    for word in words:
        sha.update(word.encode())
        sha.update(b"\0")
    return sha.hexdigest()[:32]


def passages_of(policy: Policy) -> tuple[Passage, ...]:
    """The clauses of a loaded policy as passages, in their order."""
    return tuple(_passage(policy, clause) for clause in policy.clauses)


def _passage(policy: Policy, clause: Clause) -> Passage:
    heading = " ".join(dict.fromkeys(words for words in (clause.section, clause.id, clause.topic) if words))
    return Passage(
        id=f"{clause.policy}#{clause.id}",
        policy=clause.policy,
        clause=clause.id,
        title=f"{policy.manifest.title} {heading}".strip(),
        text=clause.text,
        document=policy.manifest.title,
        also_known_as=(policy.manifest.short_title,),
        document_number=policy.manifest.document_number or "",
        parts=tuple(Span(part.start, part.end) for part in clause.parts),
        jurisdiction=policy.manifest.jurisdiction,
        in_force_from=clause.in_force_from,
        in_force_to=clause.in_force_to,
    )
