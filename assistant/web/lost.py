"""A way on for whoever follows a wrong address or meets a fault: a page in their language, not a line of JSON."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from html import escape

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from assistant.web.language import home, language_of, preferred
from assistant.web.plain import plain_page
from assistant.web.words import page_words

LOG = structlog.get_logger("assistant.web")


def add_lost(app: FastAPI) -> None:
    """Answer people who look for a page that is not there, or whose page fails; programs keep their JSON.

    Args:
        app: the application, before its pages are mounted.
    """

    @app.middleware("http")
    async def lead_on(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        told = response.headers.get("content-type", "").startswith("text/html")
        if response.status_code != 404 or told or not _is_person(request):
            return response
        words = page_words(_language(request))
        return _page(request, words.lost_title, words.lost, 404)

    async def broken(request: Request, error: Exception) -> Response:
        LOG.error("page failed", kind=type(error).__name__, path=request.url.path)
        words = page_words(_language(request))
        if not _is_person(request):
            return JSONResponse({"detail": words.failed}, status_code=500)
        return _page(request, words.broken_title, words.failed, 500)

    app.add_exception_handler(Exception, broken)


def _is_person(request: Request) -> bool:
    return request.method == "GET" and "text/html" in request.headers.get("accept", "")


def _page(request: Request, title: str, told: str, status: int) -> HTMLResponse:
    language = _language(request)
    words = page_words(language)
    links = f'<nav><a href="{home(language)}/">{escape(words.nav_talk)}</a><a href="{home(language)}/policy">{escape(words.nav_text)}</a></nav>'
    body = f"<h1>{escape(title)}</h1><p>{escape(told)}</p>{links}"
    return HTMLResponse(plain_page(language, title, body), status_code=status)


def _language(request: Request) -> str:
    """What an address that names a language names, else the person's own."""
    return "en" if language_of(request.url.path) == "en" else preferred(request)
