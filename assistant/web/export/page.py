"""A shared answer as a page of its own, ready to be printed, and as PDF."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from assistant.dialogue.answer import Answer
from assistant.web.export.pdf import answer_pdf
from assistant.web.export.sheet import Sheet, sheet_of
from assistant.web.export.words import ExportWords, export_words
from assistant.web.language import HTML_LANG, home, preferred

TOKEN = re.compile(r"[A-Za-z0-9_-]{16,43}")
STYLE = """
:root { color-scheme: light dark; --ink: #1c2625; --soft: #55605f; --line: #cfd8d6; --accent: #1f6662; --paper: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #eef2f1; --soft: #b3bdbb; --line: #3a4644; --accent: #7fbab5; --paper: #111716; } }
body { font: 17px/1.75 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: var(--ink); background: var(--paper); max-width: 44rem; margin: 0 auto; padding: 24px 18px 60px; }
h1 { font-size: 1.4rem; margin: 0 0 4px; } h2 { font-size: 1.05rem; margin: 28px 0 6px; } p { margin: 0 0 .5em; }
.soft { color: var(--soft); font-size: .92em; } table { border-collapse: collapse; width: 100%; } th, td { text-align: left; border-bottom: 1px solid var(--line); padding: 6px 10px 6px 0; } th { font-weight: 500; }
blockquote { margin: 0 0 14px; padding: 2px 0 2px 12px; border-left: 3px solid var(--accent); } ol { padding-left: 1.4em; }
nav { display: flex; gap: 18px; flex-wrap: wrap; margin: 0 0 20px; } nav a, nav button { font: inherit; color: var(--accent); background: none; border: 0; padding: 6px 0; cursor: pointer; text-decoration: underline; }
@media print { nav { display: none; } body { padding: 0; max-width: none; } blockquote, tr { break-inside: avoid; } }
"""


def print_page(answer: Answer, question: str = "", token: str = "") -> str:
    """The answer as a complete HTML page with everything escaped.

    Args:
        answer: verified.
        question: to be shown above it, if anything.
        token: the name under which it is shared; gives the page a link to the PDF.
    """
    sheet = sheet_of(answer, question)
    words = sheet.words
    pdf = f'<a href="/share/{escape(token)}/pdf">{words.save_pdf}</a>' if token else ""
    bar = f'<nav><button type="button" onclick="window.print()">{words.print}</button>{pdf}<a href="{home(words.language)}/">{words.ask}</a></nav>'
    asked = f"<h2>{words.question}</h2><p>{escape(sheet.question)}</p>" if sheet.question else ""
    told = "".join(f"<p>{escape(sentence)}</p>" for sentence in sheet.sentences)
    shared = (
        f'<p class="soft">{words.shared}{escape(sheet.as_of)}{words.stop}</p>'
        if token
        else f'<p class="soft">{escape(sheet.as_of)}</p>'
    )
    body = f"{bar}<h1>{words.title}</h1>{shared}{asked}<h2>{words.answer}</h2>{told}{_sums(sheet)}{_basis(sheet)}"
    way = f'<p class="soft">{words.hand_off}{words.colon}{escape(sheet.hand_off)}</p>' if sheet.hand_off else ""
    return _page(words, words.title, f'{body}<p class="soft">{escape(sheet.note)}</p>{way}')


def _page(words: ExportWords, title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="{HTML_LANG[words.language]}"><head><meta charset="utf-8"><meta name="robots" content="noindex">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main>{body}</main></body></html>"
    )


def _sums(sheet: Sheet) -> str:
    words = sheet.words
    rows = "".join(
        f"<tr><th scope=row>{escape(name)}</th><td><b>{escape(yuan)}</b></td><td>{escape(formula)}</td></tr>"
        for name, yuan, formula in sheet.amounts
    )
    head = (
        f"<tr><th scope=col>{words.item}</th><th scope=col>{words.amount}</th><th scope=col>{words.formula}</th></tr>"
    )
    table = f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>" if rows else ""
    steps = "".join(f"<li>{escape(step)}</li>" for step in sheet.steps)
    lines = f"<ol>{steps}</ol>" if steps else ""
    return f"<h2>{words.sum}</h2>{table}{lines}" if table or lines else ""


def _basis(sheet: Sheet) -> str:
    quotes = "".join(
        f"<p>{number}. {escape(one.label)}</p><blockquote>{escape(one.quote)}</blockquote>"
        for number, one in enumerate(sheet.basis, 1)
    )
    return f"<h2>{sheet.words.basis}</h2>{quotes}" if quotes else ""


def share_router(shared: Callable[[str], Answer | None]) -> APIRouter:
    """`GET /share/{token}` and `GET /share/{token}/pdf`.

    Args:
        shared: gives the answer of a name, or None.
    """
    router = APIRouter()

    @router.get("/share/{token}")
    def page(token: str, request: Request) -> HTMLResponse:
        answer = shared(token) if TOKEN.fullmatch(token) else None
        return _gone(preferred(request)) if answer is None else HTMLResponse(print_page(answer, token=token))

    @router.get("/share/{token}/pdf")
    def pdf(token: str, request: Request) -> Response:
        answer = shared(token) if TOKEN.fullmatch(token) else None
        if answer is None:
            return _gone(preferred(request))
        return Response(answer_pdf(answer), media_type="application/pdf")

    return router


def _gone(language: str) -> HTMLResponse:
    words = export_words(language)
    body = f'<h1>{words.gone_title}</h1><p>{words.gone}</p><nav><a href="{home(words.language)}/">{words.ask}</a></nav>'
    return HTMLResponse(_page(words, words.gone_title, body), status_code=404)
