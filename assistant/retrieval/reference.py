"""Places that people name outright: 第(三)条, 《…》第十二条, 职业编码 4-10-01-05, a 文号. They need no search."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.retrieval.passage import Passage
from assistant.retrieval.plain import plain
from assistant.yaml_file import read_data

_FILE = "references.json"
_LONGEST_TITLE = 60


class Naming(StrEnum):
    """What became of a place named in a question."""

    NONE = "none"
    FOUND = "found"
    ABSENT = "absent"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Named:
    """The passages a question names, in the corpus's order, and whether what it names is there at all."""

    naming: Naming
    rows: tuple[int, ...] = ()


class Patterns(BaseModel):
    """The expressions of `references.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    digits: dict[str, int]
    units: dict[str, int]
    article: str
    item: str
    point: str
    title: str
    occupation: str
    document_number: str
    state_prefix: str
    most_without_title: int

    @cached_property
    def numbers(self) -> dict[str, re.Pattern[str]]:
        """The ways to number a clause, by the kind of number."""
        return {"article": re.compile(self.article), "item": re.compile(self.item), "point": re.compile(self.point)}

    def key(self, kind: str, found: re.Match[str]) -> str:
        """The number found, as it is stored: `article:12`, `article:12.1`, `item:3`."""
        branch = found.groupdict().get("branch")
        kind = "item" if kind == "point" else kind
        return f"{kind}:{self.value(found['number'])}" + (f".{self.value(branch)}" if branch else "")

    def value(self, words: str) -> int:
        """The number that Chinese or Arabic numerals say: 一百零一 is 101, 一二 is 12."""
        if words.isdecimal() and words.isascii():
            return int(words)
        if not any(word in self.units for word in words):
            return int("".join(str(self._digit(word)) for word in words))
        total, digit = 0, 0
        for word in words:
            if word in self.units:
                total += (digit or 1) * self.units[word]
                digit = 0
            else:
                digit = self._digit(word)
        return total + digit

    def _digit(self, word: str) -> int:
        return self.digits[word] if word in self.digits else int(word)


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """The expressions that the product ships with."""
    return Patterns.model_validate(read_data(Path(__file__).with_name("references.yaml")))


class _Stored(BaseModel):
    """Rows of passages by what names them."""

    titles: dict[str, list[int]]
    numbers: dict[str, list[int]]
    identifiers: dict[str, list[int]]


def write_references(passages: Sequence[Passage], folder: Path) -> None:
    """Write what each passage can be named by into the folder of a generation."""
    stored = _Stored(titles={}, numbers={}, identifiers={})
    for row, passage in enumerate(passages):
        title, key = _place(passage)
        for name in {_name(word) for word in (title, *passage.also_known_as)} - {""}:
            stored.titles.setdefault(name, []).append(row)
        if key:
            stored.numbers.setdefault(key, []).append(row)
        for identifier in set(_identifiers(plain(f"{passage.document_number}\n{passage.title}\n{passage.text}"))):
            stored.identifiers.setdefault(identifier, []).append(row)
    (folder / _FILE).write_text(json.dumps(stored.model_dump(), ensure_ascii=False), encoding="utf-8")


def document_of(passage: Passage) -> str:
    """The document that a passage belongs to, read from its title where it is not given; empty where there is none."""
    return passage.policy or _place(passage)[0]


def _place(passage: Passage) -> tuple[str, str]:
    """The document a passage belongs to and its number in it, read from its clause, its title or its first words."""
    title = plain(passage.title)
    for kind in ("article", "item"):
        pattern = patterns().numbers[kind]
        own = pattern.fullmatch(plain(passage.clause)) or pattern.match(plain(passage.text).lstrip())
        named = list(pattern.finditer(title))
        if named and (passage.document == "" or not own):
            return passage.document or title[: named[-1].start()].strip(), patterns().key(kind, named[-1])
        if own:
            return passage.document or title, patterns().key(kind, own)
    return passage.document or title, ""


def _identifiers(text: str) -> Iterator[str]:
    yield from re.findall(patterns().occupation, text)
    for found in re.finditer(patterns().document_number, text):
        yield f"{found['year']}-{int(found['number'])}"


def _name(title: str) -> str:
    return re.sub(r"[\s《》]+", "", plain(title)).removeprefix(patterns().state_prefix)


class References:
    """The namings of a generation, opened for reading.

    Args:
        folder: as `write_references` wrote it.
    """

    def __init__(self, folder: Path) -> None:
        self._stored = _Stored.model_validate_json((folder / _FILE).read_text(encoding="utf-8"))

    def named(self, question: str) -> Named:
        """The passages that a question names outright.

        A number without a title counts where few passages bear it; a title without a number is left to the search.
        """
        text = plain(question)
        identified = [self._stored.identifiers.get(one, []) for one in dict.fromkeys(_identifiers(text))]
        if identified:
            rows = tuple(dict.fromkeys(row for own in identified for row in own))
            return Named(Naming.FOUND if rows else Naming.ABSENT, rows)
        namings = [self._numbered(text, kind, found) for kind, found in _numbers(text)]
        rows = tuple(dict.fromkeys(row for named in namings for row in named.rows))
        if rows:
            return Named(Naming.FOUND, rows)
        return Named(namings[0].naming) if namings else Named(Naming.NONE)

    def _numbered(self, text: str, kind: str, found: re.Match[str]) -> Named:
        key = patterns().key(kind, found)
        rows = set(self._stored.numbers.get(key, []))
        if kind == "article" and not any(number.startswith("article:") for number in self._stored.numbers):
            rows = set(self._stored.numbers.get(key.replace("article:", "item:"), []))
        document = self._document(text[: found.start()])
        if document is None:
            return Named(Naming.ABSENT)
        if document:
            rows &= document
        elif len(rows) > patterns().most_without_title:
            return Named(Naming.AMBIGUOUS)
        return Named(Naming.FOUND if rows else Naming.ABSENT, tuple(sorted(rows)))

    def _document(self, before: str) -> set[int] | None:
        """Rows of the document named just before a number; empty where none is named, None where it is unknown."""
        titles = list(re.finditer(patterns().title, before))
        if titles:
            return self._titled(_name(titles[-1]["title"])) or None
        words = _name(before[-_LONGEST_TITLE:])
        for start in range(len(words) - 1):
            if words[start:] in self._stored.titles:
                return set(self._stored.titles[words[start:]])
        return set()

    def _titled(self, name: str) -> set[int]:
        if name in self._stored.titles:
            return set(self._stored.titles[name])
        holding = [title for title in self._stored.titles if name in title]
        return {row for title in holding for row in self._stored.titles[title]}


def _numbers(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    taken: list[tuple[int, int]] = []
    for kind, pattern in patterns().numbers.items():
        for found in pattern.finditer(text):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append(found.span())
                yield kind, found
