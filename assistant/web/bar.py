"""What stands above every page: its title, the way to the other pages, and the switch to large type."""

from __future__ import annotations

from html import escape

from assistant.web.words import page_words

PAGES = {"talk": "/", "calculator": "/calculator/", "text": "/policy"}


def both(name: str) -> str:
    """Plain words of `wording.yaml` in both languages; the style sheet shows the browser's."""
    return "".join(
        f'<span lang="{language}" class="w-{language}">{escape(str(getattr(page_words(language), name)))}</span>'
        for language in ("zh", "en")
    )


def page_bar(here: str, title: str | None = None, lead: str | None = None) -> str:
    """The header of a page.

    Args:
        here: which of `PAGES` this is.
        title, lead: HTML that is escaped already; by default those of the conversation.
    """
    links = "".join(
        f'<a href="{address}"{" aria-current=page" if name == here else ""}>{both(f"nav_{name}")}</a>'
        for name, address in PAGES.items()
    )
    return (
        f'<a class="skip" href="#{"question" if here == "talk" else "result"}">{both("skip")}</a>'
        f'<header class="top"><nav aria-label="{page_words().nav}">{links}'
        f'<button type="button" id="elder" aria-pressed="false">'
        f'<span class="off">{both("elder")}</span><span class="on">{both("elder_off")}</span></button></nav>'
        f"<h1>{title or both('title')}</h1><p>{lead or both('lead')}</p></header>"
    )
