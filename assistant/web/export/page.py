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
from assistant.web.export.words import export_words
from assistant.web.language import home, preferred
from assistant.web.plain import plain_page

TOKEN = re.compile(r"[A-Za-z0-9_-]{16,43}")


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
    return plain_page(words.language, words.title, f'{body}<p class="soft">{escape(sheet.note)}</p>{way}')


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
    return HTMLResponse(plain_page(words.language, words.gone_title, body), status_code=404)
