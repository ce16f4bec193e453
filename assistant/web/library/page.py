"""`GET /policy` and `GET /en/policy`: the text with an anchor a clause, search, a chosen day, the catalogue and the numbers of the rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from assistant.policy.model import Policy, PolicyKind, Quote
from assistant.subsidy import Rulebook
from assistant.web.bar import elder_button, page_links
from assistant.web.english import worded
from assistant.web.language import HTML_LANG, LANGUAGES, home, language_of
from assistant.web.library.view import PolicyView, view_parameters, view_policy
from assistant.web.library.words import library_words
from assistant.web.words import page_words

HERE = Path(__file__).parent
Text = Annotated[str, Query(max_length=60)]


@dataclass(frozen=True, slots=True)
class Found:
    """A clause that holds the words searched for."""

    anchor: str
    name: str
    count: int


def library_router(policies: Sequence[Policy], rulebook: Rulebook, today: Callable[[], dt.date]) -> APIRouter:
    """The page of the text.

    Args:
        policies: all of the corpus; notices are shown before references.
        rulebook: its dated numbers.
        today: the day for which validity is told where none is chosen.
    """
    ordered = sorted(policies, key=lambda policy: policy.manifest.kind is PolicyKind.REFERENCE)
    template = Environment(loader=FileSystemLoader(HERE), autoescape=True).get_template("policy.html")
    style, script = ((HERE / name).read_text(encoding="utf-8") for name in ("policy.css", "policy.js"))
    router = APIRouter()

    def page(
        request: Request,
        q: Text = "",
        as_of: Text = "",
        policy: Text = "",
        clause: Text = "",
        start: int = 0,
        end: int = 0,
    ) -> HTMLResponse:
        language, problems = language_of(request.url.path), []
        words = library_words(language)
        day = _day(as_of) if as_of else today()
        if day is None:
            problems.append(words.bad_date)
            day = today()
        quote = _quote(ordered, policy, clause, start, end)
        if clause and quote is None and end:
            problems.append(words.bad_quote)
        query = q.strip()
        shown = [view_policy(one, day, query, quote, words) for one in ordered]
        found = _found(shown) if query else ()
        return HTMLResponse(
            template.render(
                w=words,
                html_lang=HTML_LANG[language],
                home=home(language),
                links=Markup(page_links("text", language)),
                elder=Markup(elder_button(language)),
                pages=page_words(language).nav,
                style=style,
                script=script,
                policies=shown,
                as_of=day.isoformat(),
                query=query,
                found=found,
                found_line=(words.found if found else words.not_found).format(query=query),
                occupations=[
                    (one.row, one.code, worded(one.name, language)) for one_of in ordered for one in one_of.occupations
                ],
                parameters=view_parameters(rulebook, day, words),
                problem=" ".join(problems),
            )
        )

    for one in LANGUAGES:
        router.add_api_route(f"{home(one)}/policy", page, methods=["GET"])
    return router


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _quote(policies: Sequence[Policy], policy: str, clause: str, start: int, end: int) -> Quote | None:
    known = next((one.by_id.get(clause) for one in policies if one.id == policy), None)
    return known.quote(start, end) if known is not None and 0 <= start < end <= len(known.text) else None


def _found(policies: Sequence[PolicyView]) -> tuple[Found, ...]:
    return tuple(
        Found(clause.anchor, f"{policy.short}{clause.id}", clause.hits)
        for policy in policies
        for clause in policy.clauses
        if clause.hits
    )
