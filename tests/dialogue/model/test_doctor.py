"""`assistant doctor` says in plain words what works and what to mend, and never shows a traceback."""

from __future__ import annotations

import pytest
import typer
from model_scripts import Honest
from model_server import Turn, serving
from typer.testing import CliRunner

from assistant.cli.doctor import register
from assistant.settings import get_settings


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch):
    app = typer.Typer()
    register(app)

    def _run(url: str | None, *arguments: str) -> tuple[int, str]:
        if url:
            monkeypatch.setenv("ASSISTANT_MODEL", "openai:scripted")
            monkeypatch.setenv("ASSISTANT_MODEL_BASE_URL", url)
        get_settings.cache_clear()
        result = CliRunner().invoke(app, list(arguments))
        get_settings.cache_clear()
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.output

    return _run


def test_without_a_model_all_is_well(run) -> None:
    code, output = run(None)
    assert code == 0
    assert "ASSISTANT_MODEL" in output


def test_a_working_model(run) -> None:
    honest = Honest()

    def script(system: str, user: str) -> Turn:
        return honest(system, user) if "sentences" in system else Turn(['{"intent": "amount", "facts": []}'])

    with serving(script) as (url, server):
        code, output = run(url, "--show-model-traffic")
    assert code == 0
    assert "366" in output
    assert all(request.decode() in output for request in server.requests)


@pytest.mark.parametrize(("status", "word"), [(401, "密钥"), (404, "模型名"), (429, "额度"), (500, "日志")])
def test_a_broken_model_is_told_with_what_to_do(run, status: int, word: str) -> None:
    with serving(lambda system, user: Turn(status=status)) as (url, _):
        code, output = run(url)
    assert code == 2
    assert word in output


def test_nobody_listens(run) -> None:
    code, output = run("http://127.0.0.1:9/v1")
    assert code == 2
    assert "ASSISTANT_MODEL_BASE_URL" in output
