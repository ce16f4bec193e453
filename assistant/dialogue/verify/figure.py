"""A figure, and when one proves another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `kind` says what it counts, `value` is in the kind's own unit, `measure` the character after it.

    Dates are of kind `date` with `parts` (year, month, day), 0 where a part is not said.
    """

    kind: str
    value: Fraction
    start: int
    end: int
    measure: str = ""
    parts: tuple[int, int, int] = (0, 0, 0)
    article: bool = False


PLAIN = "plain"
PHONE = "phone"  # a public number, read only where the words say that it is one
MEETS_PLAIN = frozenset({PLAIN, "money", "ratio", "people", "times", "age", "hours"})


def same(claim: Figure, proof: Figure) -> bool:
    """Whether `proof` carries `claim`: the same value, of a kind that can be the same thing."""
    if claim.kind == "date" or proof.kind == "date":
        if claim.kind != proof.kind:
            return False
        return all(one in (0, other) for one, other in zip(claim.parts, proof.parts, strict=True))
    if claim.kind != proof.kind:
        plain = PLAIN in (claim.kind, proof.kind)
        if not (plain and claim.kind in MEETS_PLAIN and proof.kind in MEETS_PLAIN):
            return False
    return claim.value == proof.value


def unproved(claims: Iterable[Figure], proofs: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures of a claim that no proof carries.

    一 before a thing (一个, 一份) is an article, unless the proofs count such things themselves.
    """
    known = tuple(proofs)
    counted = {proof.measure for proof in known if not proof.article}
    return tuple(
        claim
        for claim in claims
        if not (claim.article and claim.measure not in counted)
        and claim.kind != PHONE
        and not any(same(claim, proof) for proof in known)
    )
