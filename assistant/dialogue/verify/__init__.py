"""The gate: nothing unproved is shown. `verify` checks finished answers, `gate` the sentences of a model."""

from assistant.dialogue.text import render_text
from assistant.dialogue.verify.check import ClauseSource, unproved_figures, verify

__all__ = ["ClauseSource", "render_text", "unproved_figures", "verify"]
