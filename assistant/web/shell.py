"""The HTML around a Gradio page: our style and script before the first paint, and no word of the framework about itself.

Given as `head`, style and script would arrive with Gradio's own script only; the page would be painted bare first. What
Gradio says of itself for link previews names its own picture on another host.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import lru_cache
from html import escape
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse

from assistant.web.language import HTML_LANG, home
from assistant.web.words import PageWords, page_words

HERE = Path(__file__).parent
STYLE, SCRIPT = HERE / "page.css", HERE / "page.js"
ADVERTISEMENT = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>')
CHARSET, BODY = '<meta charset="utf-8" />', "<gradio-app"
SPOKEN = (
    "question_by",
    "answer_by",
    "talk_by",
    "speak",
    "speaking",
    "speak_refused",
    "speak_silent",
    "speak_failed",
    "notice",
    "line_down",
    "busy",
    "close",
)
HASHED = re.compile(r"/assets/[^/]+-[\w-]{8}\.(?:js|css)$")


def add_shell(app: FastAPI, languages: dict[str, str]) -> None:
    """Rewrite the HTML of the Gradio pages, and let their hashed files be kept by the browser.

    Args:
        app: the application, before its pages are mounted.
        languages: the address of each page with its language.
    """

    @app.middleware("http")
    async def wrap(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        path = request.url.path
        if response.status_code == 200 and HASHED.search(path):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        language = languages.get(path)
        if language is None or response.status_code != 200:
            return response
        wrapped = HTMLResponse(shelled(await _text(response), language))
        wrapped.raw_headers += [pair for pair in response.raw_headers if not pair[0].startswith(b"content-")]
        return wrapped


def shelled(html: str, language: str) -> str:
    """The HTML of a Gradio page as this application serves it.

    Args:
        html: as Gradio made it.
        language: of the page.
    """
    words = page_words(language)
    html = ADVERTISEMENT.sub("", html).replace('lang="en"', f'lang="{HTML_LANG[language]}"', 1)
    about = f'<meta name="description" content="{escape(words.lead)}"><meta name="theme-color" content="#1f6662">'
    html = html.replace(CHARSET, f"{CHARSET}{about}{_head(language)}", 1)
    late = f'<span class="late">{escape(words.opening_late)} <a href="{home(language)}/policy">{escape(words.nav_text)}</a></span>'
    waiting = f'<p id="opening" role="status">{escape(words.opening)}{late}</p>{_without_script(words)}'
    return html.replace(BODY, f"{waiting}{BODY}", 1)


def _without_script(words: PageWords) -> str:
    return f"<noscript><style>#opening {{ display: none; }}</style><p>{escape(words.no_script)}</p></noscript>"


@lru_cache(maxsize=2)
def _head(language: str) -> str:
    words = page_words(language)
    told = json.dumps({name: getattr(words, name) for name in SPOKEN}, ensure_ascii=False).replace("<", "\\u003c")
    style, script = (path.read_text(encoding="utf-8") for path in (STYLE, SCRIPT))
    return f'<style id="look">{style}</style><script id="words" type="application/json">{told}</script><script>{script}</script>'


async def _text(response: Response) -> str:
    pieces: AsyncIterator[bytes | str] = response.body_iterator  # type: ignore[attr-defined]
    whole = b"".join([piece if isinstance(piece, bytes) else piece.encode() async for piece in pieces])
    return whole.decode("utf-8")
