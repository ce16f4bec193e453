"""What stands above every page: its title, the way to the other pages, the other language, and the switch to large type."""

from __future__ import annotations

from html import escape

from assistant.web.language import HTML_LANG, LANGUAGES, home
from assistant.web.words import page_words

PAGES = {"talk": "/", "calculator": "/calculator/", "text": "/policy"}


def page_links(here: str, language: str) -> str:
    """The links to the pages of a language, this one marked, and to this page in the other language."""
    words = page_words(language)
    names = {"talk": words.nav_talk, "calculator": words.nav_calculator, "text": words.nav_text}
    links = "".join(
        f'<a href="{home(language)}{address}"{" aria-current=page" if name == here else ""}>{escape(names[name])}</a>'
        for name, address in PAGES.items()
    )
    return f"{links}{language_link(PAGES[here], language)}"


def language_link(address: str, language: str) -> str:
    """The same page in the other language; the choice is remembered."""
    other = next(one for one in LANGUAGES if one != language)
    tag = HTML_LANG[other]
    return (
        f'<a class="tongue" href="{home(language)}{address}?lang={other}" lang="{tag}" hreflang="{tag}">'
        f"{escape(page_words(other).own_name)}</a>"
    )


def elder_button(language: str) -> str:
    """The switch to large type and back."""
    words = page_words(language)
    return (
        '<button type="button" id="elder" aria-pressed="false">'
        f'<span class="off">{escape(words.elder)}</span><span class="on">{escape(words.elder_off)}</span></button>'
    )


def page_bar(here: str, language: str, title: str = "", lead: str = "") -> str:
    """The header of a page.

    Args:
        here: which of `PAGES` this is.
        language: of the page.
        title, lead: plain text; by default those of the conversation.
    """
    words = page_words(language)
    return (
        f'<a class="skip" href="#{"question" if here == "talk" else "result"}">{escape(words.skip)}</a>'
        f'<header class="top"><nav aria-label="{escape(words.nav)}">{page_links(here, language)}'
        f"{elder_button(language)}</nav>"
        f"<h1>{escape(title or words.title)}</h1><p>{escape(lead or words.lead)}</p></header>"
    )
