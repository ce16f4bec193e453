"""One question in many wordings: any occupation, level and group beside each other give the sum of the rules."""

from __future__ import annotations

import itertools
import random
import uuid
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from assistant.dialogue.assistant import Assistant

DRAWN = 200
UPLIFT = Decimal("1.3")


class Naming(BaseModel):
    """`naming.yaml`."""

    occupations: dict[str, bool]
    levels: dict[str, int]
    bases: dict[int, Decimal]
    groups: dict[str, int]
    questions: list[str]
    frames: list[str]
    certificates: list[str]


NAMING = Naming.model_validate(yaml.safe_load(Path(__file__).with_name("naming.yaml").read_text(encoding="utf-8")))


def _drawn() -> list[tuple[str, Decimal, Decimal]]:
    """Questions with the standard and the sum that they ask for, the same ones in every run."""
    every = itertools.product(
        NAMING.occupations, NAMING.levels, NAMING.groups, NAMING.questions, NAMING.frames, NAMING.certificates
    )
    drawn = random.Random(20241204).sample(list(every), DRAWN)
    asked = []
    for occupation, level, group, question, frame, certificate in drawn:
        named = certificate.format(occupation=occupation, level=level)
        raised = UPLIFT if NAMING.occupations[occupation] else Decimal(1)
        standard = NAMING.bases[NAMING.levels[level]] * raised
        text = frame.format(certificate=named, group=group, question=question)
        asked.append((text, standard, standard * NAMING.groups[group] / 100))
    return asked


@pytest.mark.parametrize(("text", "standard", "paid"), _drawn())
def test_the_sum_does_not_hang_on_the_wording(
    assistant: Assistant, text: str, standard: Decimal, paid: Decimal
) -> None:
    answer = assistant.reply(text, uuid.uuid4().hex)
    given = {str(amount.kind): Decimal(amount.yuan) for amount in answer.amounts}
    assert (given.get("standard"), given.get("amount")) == (standard, paid), answer.text
