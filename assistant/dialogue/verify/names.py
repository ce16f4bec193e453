"""Names that a model's sentence may not bring in: occupations, groups, places, schemes, offices, papers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.dialogue.verify.figures import canonical
from assistant.dialogue.verify.wording import any_of, wording

LINK = re.compile(
    r"https?:|www\.|[\w.+-]+@[\w-]|\b[\w-]+\.(?:com|cn|net|org|gov|edu|io|top|xyz|info|cc|html?)\b|\]\(|!\["
)
MARKS = re.compile(r"[<>{}\[\]|`#*\\_~^\n\r\t]|[\u0000-\u0008\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
SHORTEST = 2
Label = tuple[int, int, str]  # start, end, name


class Names:
    """The names that are known; a rewording is searched for them once."""

    def __init__(self, known: Iterable[str]) -> None:
        """`known` are names beside those of `gate.yaml`: of the corpus and of places."""
        words = wording().words
        listed = (*known, *words.groups, *words.certificates, *words.schemes, *words.people)
        self._known = any_of(name for name in listed if len(name) >= SHORTEST)

    def new(self, text: str, source: str, labels: Iterable[Label]) -> tuple[str, ...]:
        """The names of `text` (canonical, with its `labels`) that do not stand in `source` (canonical)."""
        found = [name for _, _, name in labels if name.removesuffix("s") not in source]
        bare = wording().no_name.sub(lambda match: "·" * len(match[0]), text)
        found += [match[0] for match in wording().endings.finditer(bare) if match[0] not in source]
        return tuple(dict.fromkeys(found))

    def labels(self, text: str) -> tuple[Label, ...]:
        """Where names stand in `text`."""
        return tuple((match.start(), match.end(), match[0]) for match in self._known.finditer(text))


@lru_cache(maxsize=8)
def names_of(known: frozenset[str]) -> Names:
    """The names, built once for a set of words."""
    return Names(canonical(name) for name in known)


def has_link(text: str) -> bool:
    """Whether `text` holds an address, or marks that a page would read as one."""
    return LINK.search(text.lower()) is not None


def has_marks(text: str) -> bool:
    """Whether `text` holds markup or characters that are not seen; a model's sentence is plain words."""
    return MARKS.search(text) is not None
