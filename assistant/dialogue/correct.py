"""A correction: what was said before, read again with one piece of it replaced (不是中专是大专; sorry, 19, not 20)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.dialogue.memory import Memory
from assistant.dialogue.understand.reading import Act, Reading, Stated, Subject
from assistant.dialogue.understand.vocabulary import act_words, count_words, people_words
from assistant.language.numerals import Number, find_numbers

# The facts that a number states by what stands around it, so that in a correction, where little does, they are guesses.
GUESSED = frozenset(
    {"trainees", "employed", "retained", "apprentices", "persons", "projects", "years", "contract_months"}
)
DIGITS = re.compile(r"^[\d,.一二三四五六七八九十百千两半]+")
REPLACEABLE = frozenset({"count", "number", "duration"})


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is replaced in an earlier message, and by what."""

    said: str
    start: int
    end: int
    new: str
    at: tuple[int, int]  # where the correction stands in the message

    def mended(self) -> str:
        return self.said[: self.start] + self.new + self.said[self.end :]


def corrected(reading: Reading, memory: Memory, read: Callable[[str], Reading]) -> Reading:
    """The reading with the facts that its correction changes; itself where it corrects nothing that was said.

    Args:
        reading: the message.
        memory: the conversation so far, with the last messages.
        read: reads a message as this one was read.
    """
    piece = (
        next(_named(reading.text, memory.said), None)
        or _of_its_kind(reading, memory.said)
        or next(_other_word(reading, memory.said), None)
    )
    if piece is None:
        return reading
    known = {_content(one) for one in _all(read(piece.said))}
    stated, subjects = _own(reading, piece), reading.subjects
    told = {one.fact for one in (*stated, *(one for subject in subjects for one in subject.facts)) if not one.denied}
    after = read(piece.mended())
    words = _as_typed(reading, piece)

    def changed(one: Stated) -> bool:
        return one.fact not in told and _content(one) not in known

    stated += tuple(replace(one, words=words) for one in after.stated if changed(one))
    for subject in after.subjects:
        if any(changed(one) for one in subject.facts):
            subjects += (Subject(tuple(replace(one, words=words) if changed(one) else one for one in subject.facts)),)
    if (stated, subjects) == (reading.stated, reading.subjects):
        return reading
    return replace(reading, stated=stated, subjects=subjects, act=Act.CORRECT)


def _named(text: str, said: Sequence[str]) -> Iterator[_Piece]:
    """The piece that the message itself says was wrong, in the latest message that holds it."""
    words = act_words()
    for match in (match for regex in words.replaced for match in regex.finditer(text)):
        old, new = words.around.sub("", match["old"].strip()), words.around.sub("", match["new"].strip())
        if not old or not new or _is_person(old) != _is_person(new):
            continue
        whole = re.compile(rf"(?<![\da-z]){re.escape(old)}(?![\da-z])" if old.isascii() else re.escape(old))
        for earlier in reversed(said):
            found = list(whole.finditer(earlier))
            if found:
                yield _Piece(earlier, *found[-1].span(), new, match.span())
        if _is_person(old) and said:
            yield _Piece(said[-1], 0, 0, new, match.span())  # whom nobody named it was the writer's own


def _of_its_kind(reading: Reading, said: Sequence[str]) -> _Piece | None:
    """Where a correction is one number without a word for what it counts: the last one of its kind that was said."""
    numbers = [number for number in find_numbers(reading.text) if number.kind in REPLACEABLE]
    if reading.act is not Act.CORRECT or len(numbers) != 1 or not _guessed(reading):
        return None
    number = numbers[0]
    for earlier in reversed(said):
        similar = [one for one in find_numbers(earlier) if alike(one, number)]
        measured = [one for one in similar if measure(one) == measure(number)]
        if similar:
            last = (measured or similar)[-1]
            new = number.text if measure(number) else number.text + measure(last)
            return _Piece(earlier, last.start, last.end, new, (number.start, number.end))
    return None


def _other_word(reading: Reading, said: Sequence[str]) -> Iterator[_Piece]:
    """Where a correction states no fact but names a word that another of its kind was said for: 她读的是中专."""
    if reading.act is not Act.CORRECT or _all(reading):
        return
    for kind in act_words().kinds:
        meant = list(kind.finditer(reading.text))
        for earlier in reversed(said) if len(meant) == 1 else ():
            found = list(kind.finditer(earlier))
            if found:
                yield _Piece(earlier, *found[-1].span(), meant[0][0], meant[0].span())


def alike(one: Number, other: Number) -> bool:
    """Whether two numbers could stand for one another: both a time, or both a count."""
    return one.kind in REPLACEABLE and (one.kind == "duration") == (other.kind == "duration")


def measure(number: Number) -> str:
    """The measure word of a number: 个人 of 30个人."""
    return DIGITS.sub("", number.text)


def _guessed(reading: Reading) -> bool:
    """Whether a message states nothing but what a number seems to count, with no word that says so."""
    named = any(one.fact in count_words().events and not one.lone for one in reading.stated)
    return not reading.subjects and not named and {one.fact for one in reading.stated} <= GUESSED


def _own(reading: Reading, piece: _Piece) -> tuple[Stated, ...]:
    """What the message states by its own words, without what the number of the correction seemed to count."""
    start, end = piece.at
    return tuple(one for one in reading.stated if one.fact not in GUESSED or not start <= one.start < end)


def _is_person(words: str) -> bool:
    return people_words().mention.fullmatch(words) is not None


def _all(reading: Reading) -> tuple[Stated, ...]:
    return (*reading.stated, *(one for subject in reading.subjects for one in subject.facts))


def _content(one: Stated) -> tuple[object, ...]:
    return one.fact, one.values, one.person, one.denied


def _as_typed(reading: Reading, piece: _Piece) -> str:
    """The words of the new piece as they were typed, else the whole message."""
    found = re.search(re.escape(piece.new), reading.typed, re.IGNORECASE)
    return found[0] if found else reading.typed.strip()
