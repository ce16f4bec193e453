"""Personal data hidden before anything is stored or sent; amounts, years, levels and codes are left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.language.normalise import normalise
from assistant.language.privacy import contacts, names, numbers, places
from assistant.language.privacy.words import privacy_words

Span = tuple[int, int]

# In this order: what an earlier finder took, a later one leaves.
FINDERS: tuple[tuple[str, Callable[[str], Iterator[Span]]], ...] = (
    ("email", contacts.emails),
    ("id_number", numbers.id_numbers),
    ("document", numbers.documents),
    ("account", contacts.accounts),
    ("mobile", contacts.mobiles),
    ("bank_card", numbers.cards),
    ("landline", contacts.landlines),
    ("plate", places.plates),
    ("address", places.addresses),
    ("name", names.names),
)


@dataclass(frozen=True, slots=True)
class Found:
    """One piece of personal data: its kind and where it stood in the text given; never the data itself."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Masked:
    """The text with personal data replaced by words that say what was there."""

    text: str
    found: tuple[Found, ...]


def mask(text: str) -> Masked:
    """Hide identity, document and card numbers, telephones, accounts, e-mail, addresses, plates and announced names.

    A number is hidden where its checksum, its form or the words before it say what it is; everything else stays as it
    was typed.

    Args:
        text: as typed; full-width digits, invisible characters and figures written as 一三八 are seen through.
    """
    normal = normalise(text)
    taken: list[Found] = []
    for kind, finder in FINDERS:
        for start, end in finder(normal.text):
            first, last = normal.origin(start, end)
            if all(last <= one.start or one.end <= first for one in taken):
                taken.append(Found(kind, first, last))
    taken.sort(key=lambda one: one.start)
    replacements = privacy_words().replacements
    pieces: list[str] = []
    position = 0
    for one in taken:
        pieces += [text[position : one.start], replacements[one.kind]]
        position = one.end
    return Masked("".join([*pieces, text[position:]]), tuple(taken))
