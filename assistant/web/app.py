"""The web application: the API and the pages in one FastAPI app, with the headers that keep them to this host."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable

# Gradio reads this when it is imported; without it a page would report to another host.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr
from fastapi import FastAPI, Request, Response

from assistant.dialogue.assistant import Assistant
from assistant.settings import Settings
from assistant.web.api import api_router
from assistant.web.conversation import build_conversation, starter_questions
from assistant.web.theme import CSS, page_theme

# Gradio's own pages need inline scripts and styles; nothing may be loaded from, or sent to, another host.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "frame-ancestors 'self'; base-uri 'self'; form-action 'self'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Permissions-Policy": "camera=(), geolocation=()",
}


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """The application over an opened assistant."""
    app = FastAPI(title="Policy assistant", docs_url=None, redoc_url=None)

    @app.middleware("http")
    async def add_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    app.include_router(api_router(assistant))
    page = build_conversation(assistant, starter_questions(settings.corpus))
    page.queue(default_concurrency_limit=8, max_size=256)
    return gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=page_theme(),
        css_paths=[CSS],
        footer_links=[],
        run_history=False,
        show_error=False,
        enable_monitoring=False,
        pwa=True,
    )
