"""What a message asks: the intent of each of its parts, by cue words."""

from __future__ import annotations

import re

from assistant.dialogue.understand.reading import Ask, Intent
from assistant.dialogue.understand.vocabulary import intent_words

CLAUSE_NAME = re.compile(
    r"第\s*[(（]?([一二三四五六七八九十]+|\d+)[)）]?\s*(?:条|款)|[(（]([一二三四五六七八九十]+)[)）]|(?:clause|article|section)\s*\(?(\d+)"
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
    return tuple(dict.fromkeys(found))


def find_asks(text: str) -> tuple[Ask, ...]:
    """The asks of a normalised message in order, the same one perhaps twice; parts without a cue ask nothing.

    One part (between punctuation) asks one thing: the first intent of the data's order that has a cue in it.
    """
    words = intent_words()
    asks: list[Ask] = []
    parts = _listed(_parts(text, words.separators))
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
