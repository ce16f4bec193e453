"""The sentences that look across assessments, kept as data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.policy.load import read_yaml
from assistant.subsidy.assessment import AmountKind, Verdict


class Across(BaseModel):
    """`wording/across.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    verdicts: Mapping[Verdict, str]
    kinds: Mapping[AmountKind, str]
    change: Mapping[str, str]
    compare: Mapping[str, str]
    yearly: Mapping[str, str]


ACROSS = Across.model_validate(read_yaml(Path(__file__).with_name("wording") / "across.yaml"))
