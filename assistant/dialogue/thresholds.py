"""How near is near enough: `thresholds.yaml`, calibrated on the labelled conversations of `eval/questions`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.yaml_file import read_data


class Thresholds(BaseModel):
    """`thresholds.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    guard: float
    clear_guard: float
    guard_margin: float
    guard_beside: float
    social: float
    clear_social: float
    social_margin: float
    troubled: float
    other_subject: float
    clear_subject: float
    subject_margin: float
    entry_over_subject: float
    entry: float
    alike: float
    entry_thin: float
    thin_lead: float
    entry_alone: float
    entry_unnamed: float
    scheme_bonus: float
    other_scheme: float
    talk_bonus: float
    intent_bonus: float
    cue_bonus: float
    usual_bonus: float
    no_penalty: float
    answerable: float
    near: float


@lru_cache(maxsize=1)
def thresholds() -> Thresholds:
    """The committed thresholds."""
    path = Path(__file__).with_name("thresholds.yaml")
    return Thresholds.model_validate(read_data(path))
