"""The web application: the API and the pages in one FastAPI app, with the headers that keep them to this host."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

# Gradio reads this when it is imported; without it a page would report to another host.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr
from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse
from sqlalchemy import Engine

from assistant.dialogue.assistant import Assistant
from assistant.settings import Settings
from assistant.storage import Accounts, Queue, Records, Switch, open_database
from assistant.web.api import api_router
from assistant.web.calculator import build_calculator
from assistant.web.conversation import build_conversation, starter_questions
from assistant.web.export import share_router
from assistant.web.gatekeeper import Gatekeeper
from assistant.web.headers import headers_for
from assistant.web.kept import Kept
from assistant.web.language import LANGUAGES, add_languages, home
from assistant.web.library import library_router
from assistant.web.limiter import Limiter
from assistant.web.lost import add_lost
from assistant.web.shell import add_shell
from assistant.web.staff import Desk, build_staff, door_router, guard, member
from assistant.web.theme import page_theme
from assistant.web.words import page_words

GRADIO_PAGES = {f"{home(one)}{page}": one for one in LANGUAGES for page in ("/", "/calculator/")} | {"/staff/": "zh"}
TRIES = "5/15minutes"  # of one name at the door of staff
WIDGET = Path(__file__).with_name("widget.js")
ICON = Path(__file__).with_name("icon.svg")


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """The application over an opened assistant.

    Raises:
        DatabaseError: the database of the settings cannot be opened.
    """
    app = FastAPI(title="Policy assistant", docs_url=None, redoc_url=None)
    add_shell(app, GRADIO_PAGES)
    add_languages(app)
    add_lost(app)
    headers = headers_for(settings.embed_origins)

    @app.middleware("http")
    async def add_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    database = open_database(settings.database_url, settings.data)
    records = Records(database)
    records.forget_older_than(settings.keep_days)
    kept = Kept(assistant, records)
    gatekeeper = Gatekeeper(Limiter(settings.rate, settings.rate_store), Switch(database).reason_off)
    app.include_router(api_router(assistant, gatekeeper, kept))
    app.include_router(share_router(records.shared))
    app.include_router(
        library_router(tuple(assistant.engine.policies.values()), assistant.engine.rulebook, settings.today)
    )
    app.add_api_route("/widget.js", widget, include_in_schema=False)
    app.add_api_route("/manifest.json", manifest, include_in_schema=False)
    app.add_api_route("/icon.svg", icon, include_in_schema=False)
    mount_staff(app, assistant, database, settings)
    for language in reversed(
        LANGUAGES
    ):  # the Chinese conversation is at the root, which would take what comes after it
        start = home(language)
        for path in (f"{start}/calculator", *([start] if start else ())):
            app.add_api_route(path, with_slash, include_in_schema=False)
        mounted(app, build_calculator(assistant.engine.rulebook, settings.today, language), f"{start}/calculator")
        starters = starter_questions(settings.corpus, language)
        page = build_conversation(assistant, gatekeeper, kept, starters, language)
        page.queue(default_concurrency_limit=8, max_size=256)
        mounted(app, page, start or "/")
    return app


def with_slash(request: Request) -> RedirectResponse:
    """The address as people type it, with whatever case it names."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request.url.path}/{query}", status_code=307)


def manifest() -> JSONResponse:
    """What a phone needs to install the page; Gradio's own names itself."""
    words = page_words()
    described = {
        "name": words.title,
        "short_name": words.title[-4:],
        "lang": "zh-CN",
        "start_url": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#1f6662",
        "icons": [{"src": "/icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }
    return JSONResponse(described, media_type="application/manifest+json")


def icon() -> FileResponse:
    """The icon of the page."""
    return FileResponse(ICON, media_type="image/svg+xml")


def widget() -> FileResponse:
    """The script that puts the conversation on another site; whom it may be framed by, the headers say."""
    return FileResponse(WIDGET, media_type="text/javascript")


def mount_staff(app: FastAPI, assistant: Assistant, database: Engine, settings: Settings) -> None:
    """The pages of staff; nothing under /staff is answered without a login."""
    accounts = Accounts(database)
    guard(app, accounts)
    app.include_router(door_router(accounts, Limiter(TRIES, settings.rate_store)))
    queue = Queue(database, settings.data / "cases.yaml")
    desk = Desk(assistant, queue, Switch(database), accounts, settings.today)
    mounted(app, build_staff(desk), "/staff", auth=lambda request: member(request, accounts))


def mounted(app: FastAPI, page: gr.Blocks, path: str, auth: Callable[[Request], str | None] | None = None) -> FastAPI:
    """A Gradio page in the look of this application, with the defaults changed that would leave the host or tell too much."""
    return gr.mount_gradio_app(
        app,
        page,
        path=path,
        theme=page_theme(),
        favicon_path=str(ICON) if path == "/" else None,  # Gradio takes one for the root only
        footer_links=[],
        run_history=False,
        show_error=False,
        enable_monitoring=False,
        pwa=True,
        auth_dependency=auth,
    )
