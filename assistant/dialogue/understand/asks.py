"""What a message asks: the intent of each of its parts, by cue words."""

from __future__ import annotations

import itertools
import re

from assistant.dialogue.understand.reading import Ask, Intent
from assistant.dialogue.understand.vocabulary import intent_words

CLAUSE_NAME = re.compile(
    r"第\s*[(（]?([一二三四五六七八九十]+|\d+)[)）]?\s*(?:条|款)|^([一二三四五六七八九十]+)(?:条|款)|[(（]([一二三四五六七八九十]+)[)）]|(?:clause|article|section)\s*\(?(\d+)"
)
DIGITS = "零一二三四五六七八九十"


def clause_ids(text: str) -> tuple[str, ...]:
    """The clauses that a text names, as their ids: 第三条, （三）, clause 3 → (三)."""
    found: list[str] = []
    for match in CLAUSE_NAME.finditer(text):
        name = next(group for group in match.groups() if group)
        if name.isdigit() and 1 <= int(name) <= 10:
            name = DIGITS[int(name)]
        found.append(f"({name})")
    found += [f"({DIGITS[10 - back]})" for back, name in enumerate(intent_words().from_end) if name.search(text)]
    return tuple(dict.fromkeys(found))


def clause_beside(text: str, shown: tuple[str, ...]) -> str | None:
    """The clause before or after the one shown last, where a text asks for it: 下一条呢."""
    words = intent_words()
    step = 1 if words.next_clause.search(text) else -1 if words.clause_before.search(text) else 0
    last = shown[-1].strip("()") if shown else ""
    number = DIGITS.index(last) + step if last and last in DIGITS and step else 0
    return f"({DIGITS[number]})" if 1 <= number <= 10 else None


def find_asks(text: str) -> tuple[Ask, ...]:
    """The asks of a normalised message in order, the same one perhaps twice; parts without a cue ask nothing.

    One part (between punctuation) asks one thing: the first intent of the data's order that has a cue in it. Where several
    things are asked in one breath (能拿多少去哪里办), each question word opens a part of its own.
    """
    words = intent_words()
    asks: list[Ask] = []
    parts = [piece for part in _listed(_parts(text, words.separators)) for piece in _one_breath(part)]
    for part in parts if len(parts) == 1 else [one for one in parts if not words.invites.search(one)]:
        found = [block.id for block in words.intents if block.cues.search(part)]
        if found[:1] == [Intent.CLAUSE] and len(found) > 1 and words.by_clause.search(part):
            found = found[1:]
        intent = next(iter(found), None)
        if intent is None:
            continue
        clauses = clause_ids(part) if intent is Intent.CLAUSE else ()
        ask = Ask(intent, None, clauses, part)
        asks.append(ask)
    return tuple(asks)


def _listed(parts: list[str]) -> list[str]:
    """Parts that list several questions with 、 are cut there: 标准几钿、发证后多久申请."""
    cut: list[str] = []
    for part in parts:
        pieces = [piece for piece in part.split("、") if piece.strip()]
        asking = [any(block.cues.search(piece) for block in intent_words().intents) for piece in pieces]
        cut += pieces if len(pieces) > 1 and all(asking) else [part]
    return cut


def _one_breath(part: str) -> list[str]:
    """The questions that a part asks without punctuation: 有多少好拿 去哪里弄, 能拿多少去哪里办."""
    pieces = [piece for piece in intent_words().pauses.split(part) if piece.strip()]
    intents = [_cued(piece) for piece in pieces]
    if len(set(intents) - {None}) < 2:
        return _run_on(part)
    cut = [""]
    for piece, intent in zip(pieces, intents, strict=True):  # what is only told goes with the question that follows it
        cut[-1] = f"{cut[-1]} {piece}".strip()
        if intent is not None:
            cut.append("")
    told = cut.pop()
    cut[-1] = f"{cut[-1]} {told}".strip()
    return [one for piece in cut for one in _run_on(piece)]


def _cued(piece: str) -> Intent | None:
    return next((block.id for block in intent_words().intents if block.cues.search(piece)), None)


def _run_on(part: str) -> list[str]:
    """A part cut where a second thing is asked in it, each with a question word of its own."""
    words = intent_words()
    found: list[tuple[int, int]] = []
    for block in words.intents:
        if block.id not in words.run_on:
            continue
        spans = (match.span() for match in block.cues.finditer(part) if words.asking.search(match[0]))
        span = next((one for one in spans if all(one[1] <= start or end <= one[0] for start, end in found)), None)
        if span is not None:
            found.append(span)
    cuts = [0, *(start for start, _ in sorted(found)[1:]), len(part)]
    return [part[start:end].strip() for start, end in itertools.pairwise(cuts)]


def _parts(text: str, separators: re.Pattern[str]) -> list[str]:
    """The parts of a message, each with the question mark that closes it."""
    parts: list[str] = []
    start = 0
    for match in separators.finditer(text):
        end = match.end() if match[0] in "?!" else match.start()
        parts.append(text[start:end])
        start = match.end() if match[0] in ",。;!?\n." else match.start()
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]
