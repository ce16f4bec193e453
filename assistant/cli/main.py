"""`assistant`: the same answers for a terminal. One module a command; this one puts them together."""

from __future__ import annotations

import importlib
import logging
import os
import sys
from collections.abc import Sequence

import structlog
import typer

from assistant.cli.errors import fail
from assistant.policy.errors import CorpusError
from assistant.settings import get_settings

COMMANDS = ("ask", "calc", "search", "check", "index", "serve", "staff", "explain", "numbers", "doctor", "schema")
ALSO = {"chat": "ask"}  # commands that stand in another one's module

app = typer.Typer(
    name="assistant",
    help="上海重点产业技能人才补贴:问政策、算金额、查条款。每个数字都有出处。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def several() -> None:
    """Keep the name of a command even where it is the only one loaded."""


def quiet() -> None:
    """Log lines go to standard error and only above the level of the settings: standard output is the answer."""
    level = logging.getLevelNamesMapping().get(get_settings().log_level.upper(), logging.WARNING)
    logging.basicConfig(level=max(level, logging.WARNING), stream=sys.stderr, format="%(message)s")
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )


def needed(words: Sequence[str]) -> tuple[str, ...]:
    """The modules that a command line needs: that of its command alone, or all where it names none."""
    name = next((word for word in words if not word.startswith("-")), "")
    module = ALSO.get(name, name)
    return (module,) if module in COMMANDS else COMMANDS


def main() -> None:
    """Run the command line; a fault that a person can mend is one clear line and exit code 2."""
    # A model hub must never be asked, and the libraries' own chatter is not the answer.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    quiet()
    for name in needed(sys.argv[1:]):
        importlib.import_module(f"assistant.cli.{name}").register(app)
    try:
        app()
    except CorpusError as error:
        fail("政策文件有问题,不能使用:", *(str(problem) for problem in error.problems))


if __name__ == "__main__":
    main()
