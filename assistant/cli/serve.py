"""`assistant serve`: the pages and the HTTP API on one address."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from assistant.cli.errors import fail
from assistant.cli.resources import opened
from assistant.settings import get_settings


def register(app: typer.Typer) -> None:
    """Add `serve`."""
    app.command("serve", help="打开对话页面和接口。")(serve)


def serve(
    host: Annotated[str | None, typer.Option("--host", help="监听的地址,默认只在本机。")] = None,
    port: Annotated[int | None, typer.Option("--port", help="端口,默认 7860。")] = None,
) -> None:
    """Serve until interrupted."""
    settings = get_settings()
    address, number = host or settings.host, port or settings.port
    _check_free(address, number)
    import uvicorn

    from assistant.storage import DatabaseError
    from assistant.web.app import create_app

    with opened(keep=True) as assistant:
        assistant.warm()
        try:
            app = create_app(assistant, settings)
        except DatabaseError as error:
            fail(str(error))
        print(f"页面已打开:http://{address}:{number}  (Ctrl-C 结束)", flush=True)
        uvicorn.run(app, host=address, port=number, log_level="warning")


def _check_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            fail(f"{host}:{port} 不能使用({error.strerror})。换一个端口:assistant serve --port {port + 1}")
