"""The door to the pages of staff: login, logout, and nobody in without one, on any address under /staff."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from html import escape
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, FastAPI, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from assistant.storage import Accounts
from assistant.web.limiter import Limiter
from assistant.web.staff.words import staff_words

COOKIE = "staff"
ROOT, LOGIN = "/staff", "/staff/login"
STYLE = (
    ":root{color-scheme:light dark}body{font:17px/1.7 system-ui,'PingFang SC','Noto Sans CJK SC',sans-serif;max-width:24rem;"
    "margin:12vh auto;padding:0 18px}label{display:block;margin:14px 0 0}input,button{font:inherit;width:100%;padding:9px 12px;"
    "border-radius:12px;border:1px solid #a8a29e;box-sizing:border-box}button{margin-top:20px;background:#1f6662;color:#fff;"
    "border:0;cursor:pointer}a{color:#1f6662}.problem{color:#a2372c}body{background:#fff;color:#1c1917}@media(prefers-color-scheme:dark){body{background:#0c0a09;color:#f5f5f4}.problem{color:#f0a59c}a{color:#8cc5c0}}"
)


def guard(app: FastAPI, accounts: Accounts) -> None:
    """Refuse whatever lies under /staff to everybody without a login; pages lead to it, interfaces say 401.

    Args:
        app: the application, before its pages are mounted.
        accounts: whose logins count.
    """

    @app.middleware("http")
    async def check(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        path = request.url.path
        inside = path == ROOT or path.startswith(f"{ROOT}/")
        if not inside or path == LOGIN or member(request, accounts) is not None:
            return await call_next(request)
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            return RedirectResponse(LOGIN, status_code=303)
        return JSONResponse({"detail": staff_words().not_logged_in}, status_code=401)


def member(request: Request, accounts: Accounts) -> str | None:
    """The member of staff who sends a request, by the cookie of the login; None for everybody else."""
    return accounts.who(request.cookies.get(COOKIE))


def door_router(accounts: Accounts, tries: Limiter) -> APIRouter:
    """`GET` and `POST /staff/login`, `POST /staff/logout`.

    Args:
        accounts: names and passwords.
        tries: how often a name may be tried.
    """
    router = APIRouter()

    @router.get(LOGIN)
    def form() -> HTMLResponse:
        return _page("" if accounts.any() else staff_words().no_account)

    @router.post(LOGIN)
    def log_in(
        request: Request, name: Annotated[str, Form(max_length=60)], password: Annotated[str, Form(max_length=200)]
    ) -> Response:
        _same_origin(request)
        if not tries.allows(name):
            return _page(staff_words().slow_down, 429)
        token = accounts.log_in(name, password)
        if token is None:
            return _page(staff_words().wrong, 403)
        inside = RedirectResponse(ROOT + "/", status_code=303)
        secure = request.url.scheme == "https"
        inside.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=secure, path=ROOT, max_age=8 * 3600)
        return inside

    @router.post("/staff/logout")
    def log_out(request: Request) -> Response:
        _same_origin(request)
        accounts.log_out(request.cookies.get(COOKIE))
        outside = RedirectResponse(LOGIN, status_code=303)
        outside.delete_cookie(COOKIE, path=ROOT)
        return outside

    return router


def _same_origin(request: Request) -> None:
    """A form of another site is refused; the cookie is not sent with it either (SameSite=Strict)."""
    origin = request.headers.get("origin")
    if origin is not None and origin != "null" and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, staff_words().not_logged_in)


def _page(problem: str, status: int = 200) -> HTMLResponse:
    words = staff_words()
    told = f'<p role="alert" class="problem">{escape(problem)}</p>' if problem else ""
    return HTMLResponse(
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="robots" content="noindex">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{words.login}</title>'
        f'<link rel="icon" href="data:,"><style>{STYLE}</style></head><body><main><h1>{words.title}</h1>{told}'
        f'<form method="post" action="{LOGIN}"><label>{words.name}<input name="name" required autocomplete="username"></label>'
        f'<label>{words.password}<input name="password" type="password" required autocomplete="current-password"></label>'
        f'<button>{words.login}</button></form><p><a href="/">{words.back}</a></p></main></body></html>',
        status_code=status,
    )
