"""The gate: nothing unproved is shown. `verify` checks finished answers, `gate` the sentences of a model."""

from assistant.dialogue.text import render_text
from assistant.dialogue.verify.check import ClauseSource, unproved_figures, verify
from assistant.dialogue.verify.links import Link, links

__all__ = ["ClauseSource", "Link", "links", "render_text", "unproved_figures", "verify"]
