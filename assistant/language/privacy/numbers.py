"""Identity cards, passports and other documents, bank cards.

Checksums: GB 11643 (ISO 7064 MOD 11-2) for identity cards, Luhn (ISO/IEC 7812-1) for bank cards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import luhn
from stdnum.cn import ric

from assistant.language.privacy.words import digits_of, privacy_words

Span = tuple[int, int]

ID_NUMBER = re.compile(
    r"(?<!\d)[1-8]\d{5}(?:[ ./-]?\d){11}[ ./-]?[\dxX](?!\d)|(?<!\d)[1-8](?:[ -]?\d){16}[ -]?[\dxX](?!\d)"
)
OLD_ID_NUMBER = re.compile(r"(?<!\d)[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)")
DATED = re.compile(r"[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dxX]")
PASSPORT = re.compile(
    r"(?<![A-Za-z0-9])(?:[EGDSPHKegdsphk]\d{8}|[Ee][A-Za-z]\d{7}|[HMChmc]\d{8}(?:\d{2})?|[CWcw]\d{8})(?![A-Za-z0-9])"
)
NUMBER_BEHIND = r"[\s:：,是为no.]{0,4}(?P<number>[A-Za-z]{0,4}[\d*xX](?:(?:[ -](?=\d{3}))?[\dA-Za-z*]){4,22})"
NATIONAL = "62"
CARD = re.compile(r"(?<![\d.])(?:\d{13,19}|\d{4}(?:[ -]\d{4}){2,3}(?:[ -]\d{1,4})?|\d{6} \d{13})(?!\d)")


def id_numbers(text: str) -> Iterator[Span]:
    """Identity card numbers of 18 and 15 digits, and whatever stands behind the word for one.

    A mistyped number is still somebody's: where the checksum fails, the form of the birth date is enough.
    """
    for shown in privacy_words().spelled_out(text):
        for match in ID_NUMBER.finditer(shown):
            digits = digits_of(match[0])
            if ric.is_valid(digits.upper()) or DATED.fullmatch(digits):
                yield match.span()
        yield from (match.span() for match in OLD_ID_NUMBER.finditer(shown))
        yield from _announced(shown, privacy_words().id_announce)


def documents(text: str) -> Iterator[Span]:
    """Passports and travel permits by their form; other documents by the word before the number."""
    yield from (match.span() for match in PASSPORT.finditer(text))
    for shown in privacy_words().spelled_out(text):
        yield from _announced(shown, privacy_words().document_announce)
        permit = re.compile(
            r"(?:台胞证|通行证|回乡证|护照|居住证|passport|permit)[\s:：,是为]{0,3}(?P<number>[A-Za-z]{0,2}\d{7,10}(?:\([A-Z]\))?)",
            re.I,
        )
        yield from (match.span("number") for match in permit.finditer(shown))


def _announced(text: str, announce: str) -> Iterator[Span]:
    for match in re.finditer(rf"(?i:{announce}){NUMBER_BEHIND}", text):
        if sum(char.isdigit() for char in match["number"]) >= 5 and not privacy_words().is_amount(text, match.end()):
            yield match.span("number")


def cards(text: str) -> Iterator[Span]:
    """Bank card numbers; a list of round sums (4550 3900 3250 2600) is none."""
    for shown in privacy_words().spelled_out(text):
        for match in CARD.finditer(shown):
            digits = digits_of(match[0])
            groups = re.split(r"[ -]", match[0])
            sums = len(groups) > 1 and all(group.endswith("0") for group in groups)
            plausible = 13 <= len(digits) <= 19 and len(set(digits)) > 2 and not sums
            # A mistyped card of the national network, whose numbers begin with 62, is still somebody's.
            card = luhn.is_valid(digits) or (len(digits) >= 16 and digits.startswith(NATIONAL))
            if plausible and card and not privacy_words().is_amount(shown, match.end()):
                yield match.span()
