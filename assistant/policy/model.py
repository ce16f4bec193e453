"""A policy, its clauses and the verbatim quotes that may be cited from them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class PolicyKind(StrEnum):
    """A notice is the text in force itself; a reference is a summary of rules that stand elsewhere."""

    NOTICE = "notice"
    REFERENCE = "reference"


class PartKind(StrEnum):
    """The parts of a clause, in the order a reader meets them."""

    BODY = "body"
    RESTATED = "restated"
    TABLE = "table"
    EXAMPLE = "example"
    NOTE = "note"


class Source(BaseModel):
    """Where the text comes from; `sha256` pins the file kept beside it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    file: str | None = None
    sha256: str | None = None
    url: str | None = None


class Manifest(BaseModel):
    """What `manifest.yaml` says of a policy. Dates are calendar dates of the jurisdiction."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    short_title: str
    kind: PolicyKind
    jurisdiction: str
    issuers: tuple[str, ...]
    published: dt.date
    in_force_from: dt.date
    in_force_to: dt.date | None = None
    in_force_note: str = ""
    caution: str = ""
    document_number: str | None = None
    source: Source
    topics: dict[str, str] = {}
    clauses_in_force: dict[str, dt.date] = {}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a clause; `start` and `end` are offsets into the clause's text."""

    kind: PartKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest unit that is cited by name: (一) … (十), or a named item of a reference.

    `text` is the parts joined; every offset of the system points into it.
    """

    policy: str
    id: str
    section: str
    topic: str
    text: str
    parts: tuple[Part, ...]
    in_force_from: dt.date
    in_force_to: dt.date | None = None

    @property
    def numbered(self) -> bool:
        """Whether the source numbers this clause; an introduction or a closing line is not."""
        return self.id.startswith("(")

    def in_force(self, as_of: dt.date) -> bool:
        """Whether the clause holds on `as_of`, both ends included."""
        return self.in_force_from <= as_of and (self.in_force_to is None or as_of <= self.in_force_to)

    def quote(self, start: int, end: int) -> Quote:
        """The verbatim span `start:end` of this clause.

        Raises:
            ValueError: the span is empty or runs past the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{self.policy} {self.id}: span {start}:{end} of {len(self.text)} characters")
        return Quote(self.policy, self.id, start, end, self.text[start:end])

    def find(self, words: str) -> Quote | None:
        """The first place where `words` stand verbatim, or None."""
        start = self.text.find(words)
        return self.quote(start, start + len(words)) if words and start >= 0 else None

    def sentences(self) -> tuple[Quote, ...]:
        """The clause cut at 。;! and line ends, each piece a quote."""
        pieces = (match.span() for match in re.finditer(r"[^。;!\n]+[。;!]?", self.text))
        return tuple(self.quote(start, end) for start, end in pieces if self.text[start:end].strip())


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """A span of a stored clause: `text` equals the clause's text from `start` to `end`."""

    policy: str
    clause: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Occupation:
    """One row of a catalogue: 序号, 职业编码, 职业工种."""

    row: int
    code: str
    name: str


@dataclass(frozen=True)
class Policy:
    """A loaded and indexed policy folder."""

    manifest: Manifest
    clauses: tuple[Clause, ...]
    occupations: tuple[Occupation, ...] = ()
    by_id: dict[str, Clause] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {clause.id: clause for clause in self.clauses})

    @property
    def id(self) -> str:
        return self.manifest.id

    @property
    def numbered(self) -> tuple[Clause, ...]:
        """The clauses that the source numbers, without introduction and closing."""
        return tuple(clause for clause in self.clauses if clause.numbered)

    def label(self, clause_id: str) -> str:
        """How people name the place: 《…》(三)."""
        return f"《{self.manifest.title}》{clause_id}"
