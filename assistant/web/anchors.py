"""The way from a number to its proof: the id of the proof in the evidence of its turn, and the link that leads there."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode


def proof_anchor(turn: int, proof: str) -> str:
    """The id that the evidence of a turn (from 0) gives to one of its proofs (`c1`, `s0`, `u0`, `d0`)."""
    return f"p{turn}-{proof}"


def number_link(number: str, anchor: str, title: str) -> str:
    """A number that shows its proof when it is touched."""
    return f'<a class="n" href="#{anchor}" title="{escape(title)}">{escape(number)}</a>'


def text_link(policy: str, clause: str, start: int, end: int) -> str:
    """Where the page of the text shows a clause with the characters `start:end` marked."""
    return f"/policy?{urlencode({'policy': policy, 'clause': clause, 'start': start, 'end': end})}#quote"
