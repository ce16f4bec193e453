"""`assistant schema`: the JSON schema of an answer."""

from __future__ import annotations

import json

import typer

from assistant.dialogue.answer import Answer


def register(app: typer.Typer) -> None:
    """Add `schema`."""
    app.command("schema", help="打印答案的 JSON Schema。")(schema)


def schema() -> None:
    """Print the schema of `Answer`, as `ask --json` and the HTTP API give it."""
    print(json.dumps(Answer.model_json_schema(), ensure_ascii=False, indent=2))
