"""Which language a page is in: its address says so. Whoever comes without a choice is led by the browser's languages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

LANGUAGES = ("zh", "en")
HTML_LANG = {"zh": "zh-CN", "en": "en"}
COOKIE = "lang"  # holds a choice that was made, nothing of the person
PAGES = ("/", "/calculator", "/calculator/", "/policy")  # as they are addressed in Chinese
ENGLISH = "/en"
YEAR = 365 * 24 * 3600


def home(language: str) -> str:
    """What the addresses of a language begin with."""
    return ENGLISH if language == "en" else ""


def language_of(path: str) -> str:
    """The language of an address."""
    return _split(path)[0]


def add_languages(app: FastAPI) -> None:
    """Lead visitors of the pages to their language: the one they choose (`?lang=`), chose before, or their browser's.

    Args:
        app: the application, before its pages are mounted.
    """

    @app.middleware("http")
    async def lead(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        here, page = _split(request.url.path)
        if request.method not in ("GET", "HEAD") or page not in PAGES:
            return await call_next(request)
        chosen = request.query_params.get(COOKIE, "")
        wanted = chosen if chosen in LANGUAGES else preferred(request) if here == "zh" else here
        response: Response
        if wanted == here and chosen not in LANGUAGES:
            response = await call_next(request)
        else:
            response = RedirectResponse(_address(request, page, wanted), status_code=307)
        if chosen in LANGUAGES:
            response.set_cookie(COOKIE, chosen, max_age=YEAR, samesite="lax", httponly=True)
        response.headers.append("Vary", "Accept-Language, Cookie")
        return response


def preferred(request: Request) -> str:
    """The language that was chosen before, else the first of the browser's that the pages speak, else Chinese."""
    chosen = request.cookies.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    return next((one for one in _accepted(request.headers.get("accept-language", "")) if one in LANGUAGES), "zh")


def _accepted(header: str) -> list[str]:
    """The languages of an `Accept-Language` header without their regions, the most wanted first."""
    weighed: list[tuple[float, str]] = []
    for entry in header.lower().split(","):
        name, _, weight = entry.strip().partition(";q=")
        try:
            weighed.append((-float(weight or 1), name.split("-")[0]))
        except ValueError:
            continue
    return [name for _, name in sorted(weighed, key=lambda one: one[0])]


def _split(path: str) -> tuple[str, str]:
    """The language of an address, and the same address in Chinese."""
    if path == ENGLISH or path.startswith(f"{ENGLISH}/"):
        return "en", path.removeprefix(ENGLISH) or "/"
    return "zh", path


def _address(request: Request, page: str, language: str) -> str:
    query = [(name, text) for name, text in request.query_params.multi_items() if name != COOKIE]
    return f"{home(language)}{page}{'?' if query else ''}{urlencode(query)}"
