"""`assistant ask` and `assistant chat`: turns of one conversation, for people or as JSON lines."""

from __future__ import annotations

import datetime as dt
import json
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel, ConfigDict, ValidationError
from rich.console import Console
from rich.progress import track

from assistant.cli.errors import fail
from assistant.cli.render import show_answer
from assistant.cli.resources import opened
from assistant.dialogue.answer import Answer
from assistant.dialogue.assistant import Assistant

AsOf = Annotated[
    dt.datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="按哪一天的政策回答,默认今天。")
]


class Conversation(BaseModel):
    """One line of a batch file."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    id: str
    turns: tuple[str, ...]


def register(app: typer.Typer) -> None:
    """Add `ask` and `chat`."""
    app.command("ask", help="问一句或几句(同一段对话),给出答案、依据和算法。")(ask)
    app.command("chat", help="在终端里对话,输入空行或 Ctrl-D 结束。")(chat)


def ask(
    turns: Annotated[list[str] | None, typer.Argument(help="一句话就是一轮,可写多轮。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="每轮一行 JSON。")] = False,
    batch: Annotated[Path | None, typer.Option("--batch", help="一行一段对话的 JSONL 文件。")] = None,
    as_of: AsOf = None,
    show_traffic: Annotated[bool, typer.Option("--show-model-traffic", help="打印发给语言模型的每个字节。")] = False,
) -> None:
    """Answer turns of one conversation, or a file of conversations."""
    traffic = _print_traffic if show_traffic else None
    day = as_of.date() if as_of else None
    if batch is not None:
        conversations = list(_read_batch(batch))
        with opened(keep=False, traffic=traffic) as assistant:
            _answer_batch(assistant, conversations, day)
        return
    if not turns:
        fail('请在命令后面写上问题,例如:assistant ask "人工智能训练师三级能拿多少"')
    with opened(keep=False, traffic=traffic) as assistant:
        conversation = uuid.uuid4().hex
        for turn in turns:
            answer = assistant.reply(turn, conversation, as_of=day)
            if as_json:
                print(_line(answer), flush=True)
            else:
                show_answer(Console(), turn, answer)


def chat(as_of: AsOf = None) -> None:
    """Answer turn by turn until an empty line or the end of input."""
    day = as_of.date() if as_of else None
    console = Console()
    with opened(keep=False) as assistant:
        conversation = uuid.uuid4().hex
        console.print("请说说您的情况,或直接提问。空行结束。")
        while True:
            try:
                turn = input("> ")
            except (EOFError, KeyboardInterrupt):
                break
            if not turn.strip():
                break
            show_answer(console, turn, assistant.reply(turn, conversation, as_of=day))


def _print_traffic(sent: bytes) -> None:
    """Every byte that leaves for the model, on standard error so that JSON output stays clean."""
    sys.stderr.write(sent.decode("utf-8", errors="replace") + "\n")


def _line(answer: Answer) -> str:
    return json.dumps(answer.model_dump(mode="json"), ensure_ascii=False)


def _read_batch(path: Path) -> Iterator[Conversation]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        fail(f"读不了文件 {path}:{error.strerror}")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield Conversation.model_validate_json(line)
        except ValidationError as error:
            what = error.errors()[0]
            fail(f'{path}:{number} 行不是一段对话({what["msg"]}),每行要写成 {{"id": "…", "turns": ["…"]}}')


def _answer_batch(assistant: Assistant, conversations: list[Conversation], day: dt.date | None) -> None:
    progress = Console(stderr=True)
    for conversation in track(conversations, "回答", console=progress, disable=not sys.stderr.isatty()):
        thread = uuid.uuid4().hex
        answers = [assistant.reply(turn, thread, as_of=day).model_dump(mode="json") for turn in conversation.turns]
        assistant.forget(thread)
        print(json.dumps({"id": conversation.id, "answers": answers}, ensure_ascii=False), flush=True)
