"""The words of a policy: its occupations and schemes with what people call them, and the repair of misspelt ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.understand.vocabulary import occupation_words, read
from assistant.language.normalise import normalise
from assistant.language.terms import Lexicon, Term, TermMatch
from assistant.policy.model import Policy

OCCUPATION = "occupation"
AMBIGUOUS = "ambiguous"
OUTSIDE = "outside"
SCHEME = "scheme"


class _Ambiguous(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    words: list[str]
    may_be: list[str]


class _Trade(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    words: list[str]
    are: list[str]


class TermFile(BaseModel):
    """`terms.yaml` of a policy's folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    occupations: dict[str, list[str]] = {}
    graded: dict[str, str] = {}
    ambiguous: list[_Ambiguous] = []
    trades: list[_Trade] = []
    outside: dict[str, list[str]] = {}
    schemes: dict[str, list[str]] = {}


@dataclass(frozen=True, slots=True)
class Named:
    """An occupation or scheme that a message names; more than one value where the word is ambiguous."""

    kind: str
    values: tuple[str, ...]
    start: int
    end: int
    words: str
    surface: str
    exact: bool


class PolicyLexicon:
    """All terms of the corpus; finds them in a message, near misses included."""

    def __init__(self, policies: Iterable[Policy], corpus: Path) -> None:
        terms: list[Term] = []
        policies = tuple(policies)
        self.listed = frozenset(occupation.name for policy in policies for occupation in policy.occupations)
        self._may_be: dict[str, tuple[str, ...]] = {}
        self._trades: dict[str, tuple[str, ...]] = {}
        self._only_so: set[str] = set()  # read as they stand, never misspelt
        for policy in policies:
            terms += [Term(occupation.name, OCCUPATION, occupation.name) for occupation in policy.occupations]
            terms += [Term(occupation.code, OCCUPATION, occupation.name) for occupation in policy.occupations]
            path = corpus / policy.id
            if (path / "terms.yaml").exists():
                terms += self._terms(read("terms.yaml", TermFile, path))
        seen: dict[str, Term] = {}
        for term in terms:
            surface = normalise(term.surface).text.lower()
            seen.setdefault(surface, Term(surface, term.kind, term.value))
        phrase = occupation_words().phrase
        self._lexicon = Lexicon(
            tuple(seen.values()),
            by_sound=lambda term: term.kind in (OCCUPATION, SCHEME) and term.surface not in self._only_so,
            by_shape=lambda term: term.kind == OCCUPATION and not phrase.match(term.surface),
        )

    def _terms(self, file: TermFile) -> list[Term]:
        terms = [Term(word, OCCUPATION, name) for name, words in file.occupations.items() for word in words]
        for block in file.ambiguous:
            for word in block.words:
                key = normalise(word).text.lower()
                self._may_be[key] = tuple(block.may_be)
                terms.append(Term(word, AMBIGUOUS, key))
        self._trades |= {
            normalise(word).text.lower(): tuple(block.are) for block in file.trades for word in block.words
        }
        terms += [Term(word, OUTSIDE, name) for name, words in file.outside.items() for word in [name, *words]]
        terms += self._with_level(file.graded)
        terms += [Term(word, SCHEME, scheme) for scheme, words in file.schemes.items() for word in words]
        return terms

    def _with_level(self, graded: dict[str, str]) -> Iterator[Term]:
        """A word beside each level, for an occupation or for another word that leaves it open."""
        for word, meant in graded.items():
            kind = AMBIGUOUS if meant in self._may_be else OCCUPATION
            for grade in occupation_words().grades:
                for surface in (
                    f"{word}{grade}",
                    f"{word} {grade}",
                    f"{grade}{word}",
                    f"{grade} {word}",
                    f"{grade}的{word}",
                ):
                    self._only_so.add(surface)
                    yield Term(surface, kind, meant)

    def standing(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where terms stand written right in a normalised, lower-case text."""
        return tuple((match.start, match.end) for match in self._lexicon.standing(text))

    def find(self, text: str) -> tuple[Named, ...]:
        """The terms of a normalised, lower-case text, in order of place."""
        return tuple(self._named(match) for match in self._lexicon.find(text))

    def trade(self, text: str) -> tuple[str, ...]:
        """The occupations of the trade that a text names, the longest name first; none where it names no trade."""
        words = sorted((word for word in self._trades if word in text), key=len)
        return self._trades[words[-1]] if words else ()

    def _named(self, match: TermMatch) -> Named:
        term = match.term
        values = self._may_be[term.value] if term.kind == AMBIGUOUS else (term.value,)
        return Named(term.kind, values, match.start, match.end, match.text, term.surface, match.how == "exact")
