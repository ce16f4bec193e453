"""`assistant`: the same answers for a terminal. One module a command; this one puts them together."""

from __future__ import annotations

import importlib
import os

import typer

from assistant.cli.errors import fail
from assistant.policy.errors import CorpusError

COMMANDS = ("ask", "calc", "search", "check", "index", "serve", "explain", "numbers", "doctor", "schema")

app = typer.Typer(
    name="assistant",
    help="上海重点产业技能人才补贴:问政策、算金额、查条款。每个数字都有出处。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line; a fault that a person can mend is one clear line and exit code 2."""
    # A model hub must never be asked, and the libraries' own chatter is not the answer.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    for name in COMMANDS:
        importlib.import_module(f"assistant.cli.{name}").register(app)
    try:
        app()
    except CorpusError as error:
        fail("政策文件有问题,不能使用:", *(str(problem) for problem in error.problems))


if __name__ == "__main__":
    main()
