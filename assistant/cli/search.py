"""`assistant search`: what the index finds for a question, with both legs' ranks and scores."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.markup import escape

from assistant.cli.errors import fail
from assistant.settings import get_settings

if TYPE_CHECKING:
    from assistant.retrieval import Hit, SearchResult

AsOf = Annotated[dt.datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="只找这一天有效的条款。")]


class FoundClause(BaseModel):
    """A hit as JSON; `start` and `end` are offsets of `quote` in the whole text of the clause."""

    id: str
    policy: str
    clause: str
    title: str
    quote: str
    start: int
    end: int
    score: float
    lexical_rank: int | None
    lexical_score: float
    dense_rank: int | None
    dense_score: float
    places: tuple[str, ...]
    excluded: str | None
    text: str


class Found(BaseModel):
    """The whole result as JSON; `milliseconds` is what each step took."""

    query: str
    as_of: dt.date | None
    answerable: float
    direct: bool
    naming: str
    hits: tuple[FoundClause, ...]
    near: tuple[FoundClause, ...]
    milliseconds: dict[str, float]


def register(app: typer.Typer) -> None:
    """Add `search`."""
    app.command("search", help="检索条款:两路排名与得分、综合得分、有没有答案的概率、相近条款。")(search)


def search(
    question: Annotated[str, typer.Argument(help="问题,或条款名称,例如 第(三)条。")],
    index_dir: Annotated[Path | None, typer.Option("--index", help="索引文件夹。")] = None,
    as_of: AsOf = None,
    place: Annotated[str | None, typer.Option("--place", help="只找在这个地方适用的条款,例如 上海市。")] = None,
    count: Annotated[int, typer.Option("-k", min=1, help="最多几条。")] = 5,
    model: Annotated[str | None, typer.Option("--model", help="向量模型,与建立索引时相同。")] = None,
    chroma_url: Annotated[str | None, typer.Option("--chroma-url", help="建立索引时用的 Chroma 服务地址。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
) -> None:
    """Search an index; a fault of index or model is one clear line and exit code 2."""
    from assistant.retrieval import RetrievalError, load_embedder, open_index

    settings = get_settings()
    if not question.strip():
        fail("问题是空的:请写出要找的内容。")
    try:
        embedder = load_embedder(model or settings.embedding_model)
        searcher = open_index(index_dir or settings.index, embedder, chroma_url=chroma_url or settings.chroma_url)
        day = as_of.date() if as_of else None
        result = searcher.search(question, k=count, as_of=day, jurisdiction=place)
    except RetrievalError as error:
        fail(str(error))
    if as_json:
        print(json.dumps(_found(question, day, result).model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        _show(Console(file=sys.stdout), result)


def _found(question: str, as_of: dt.date | None, result: SearchResult) -> Found:
    laps = result.timings
    return Found(
        query=question,
        as_of=as_of,
        answerable=result.answerable,
        direct=result.direct,
        naming=result.naming.value,
        hits=tuple(_clause(hit) for hit in result.hits),
        near=tuple(_clause(hit) for hit in result.near),
        milliseconds={"encode": laps.encode, "beyond_encoding": laps.beyond_encoding},
    )


def _clause(hit: Hit) -> FoundClause:
    return FoundClause(
        id=hit.id,
        policy=hit.policy,
        clause=hit.clause,
        title=hit.passage.title,
        quote=hit.quote,
        start=hit.start,
        end=hit.end,
        score=hit.score,
        lexical_rank=hit.lexical_rank,
        lexical_score=hit.lexical_score,
        dense_rank=hit.dense_rank,
        dense_score=hit.dense_score,
        places=hit.places,
        excluded=hit.excluded.value if hit.excluded else None,
        text=hit.passage.text,
    )


def _show(console: Console, result: SearchResult) -> None:
    console.print(f"答案在库中的概率:{result.answerable:.2f}{',直接指到的条款' if result.direct else ''}")
    for number, hit in enumerate(result.hits, 1):
        console.print(f"[bold]{number}. {escape(hit.passage.title or hit.id)}[/bold]  [dim]{escape(hit.id)}[/dim]")
        console.print(f"   {escape(hit.quote.strip())}", highlight=False)
        console.print(f"   [dim]{_scores(hit)}[/dim]")
    if result.near:
        names = "、".join(hit.id + _reason(hit) for hit in result.near)
        console.print(f"[dim]相近:{escape(names)}[/dim]")


def _scores(hit: Hit) -> str:
    lexical = f"字面第 {hit.lexical_rank} 名 {hit.lexical_score:.2f}" if hit.lexical_rank else "字面未进候选"
    dense = (
        f"语义第 {hit.dense_rank} 名 {hit.dense_score:.3f}" if hit.dense_rank else f"语义未进候选 {hit.dense_score:.3f}"
    )
    return f"综合 {hit.score:.3f};{lexical};{dense}"


def _reason(hit: Hit) -> str:
    words = {"not_in_force": "(这一天不适用)", "elsewhere": "(这个地方不适用)"}
    return words.get(hit.excluded.value, "") if hit.excluded else ""
