"""Addresses: from a number to its proof in the evidence of its turn, to the words of a clause, and links to be copied."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import gradio as gr

from assistant.web.language import home

HOTLINE = "12333"


def proof_anchor(turn: int, proof: str) -> str:
    """The id that the evidence of a turn (from 0) gives to one of its proofs (`c1`, `s0`, `u0`, `d0`)."""
    return f"p{turn}-{proof}"


def number_link(number: str, anchor: str, title: str) -> str:
    """A number that shows its proof when it is touched."""
    return f'<a class="n" href="#{anchor}" title="{escape(title)}">{escape(number)}</a>'


def with_hotline(html: str) -> str:
    """Escaped text in which the hotline can be called by a touch."""
    return html.replace(HOTLINE, f'<a href="tel:{HOTLINE}">{HOTLINE}</a>')


def text_link(policy: str, clause: str, start: int, end: int, language: str = "zh") -> str:
    """Where the page of the text, in a language, shows a clause with the characters `start:end` marked."""
    return (
        f"{home(language)}/policy?{urlencode({'policy': policy, 'clause': clause, 'start': start, 'end': end})}#quote"
    )


def whole_link(path: str, request: gr.Request) -> str:
    """A path of this application as a link that can be copied; the path alone where nobody asks over the network."""
    base = str(request.request.base_url).rstrip("/") if request.request is not None else ""
    return f"{base}{path}"
