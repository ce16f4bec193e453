"""`assistant doctor`: ask the configured language model once and say in plain words what works."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.errors import fail
from assistant.dialogue.doctor import examine
from assistant.dialogue.model_words import model_words
from assistant.dialogue.talk import ModelError
from assistant.settings import get_settings


def register(app: typer.Typer) -> None:
    """Add `doctor`."""
    app.command("doctor", help="检查语言模型的设置:连得上吗,用得了吗,要多久。")(doctor)


def doctor(
    show_traffic: Annotated[
        bool, typer.Option("--show-model-traffic", help="把发给模型的每个字节都打印出来(密钥除外)。")
    ] = False,
) -> None:
    """Exit code 0 where no model is set or both seats work, 2 otherwise."""
    settings, words = get_settings(), model_words().doctor
    if not settings.model:
        typer.echo(words["unset"])
        return
    from assistant.dialogue.model import open_talk

    try:
        talk = open_talk(settings, _print_bytes if show_traffic else None)
    except ModelError as error:
        fail(words["unusable"].format(detail=error.detail))
    findings = examine(talk, settings) if talk else ()
    typer.echo(f"{settings.model} {settings.model_base_url or ''}".rstrip())
    for finding in findings:
        typer.echo(f"[{words['good'] if finding.good else words['bad']}] {finding.what}:{finding.words}")
    if not all(finding.good for finding in findings):
        raise SystemExit(2)


def _print_bytes(request: bytes) -> None:
    typer.echo(request.decode("utf-8", "replace"), err=True)
