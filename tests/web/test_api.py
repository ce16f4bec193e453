"""The HTTP API and what every answer of the server carries."""

from __future__ import annotations

import socket
import subprocess
import sys

import httpx

from assistant.dialogue.answer import Answer


def test_an_answer_over_http_is_the_same_typed_answer(address: str) -> None:
    first = httpx.post(f"{address}/api/ask", json={"message": "人工智能训练师三级能拿多少"}).json()
    answer = Answer.model_validate(first["answer"])
    assert "3250" in {amount.yuan for amount in answer.amounts}
    again = httpx.post(f"{address}/api/ask", json={"message": "我在职", "conversation": first["conversation"]}).json()
    assert "2600" in {amount["yuan"] for amount in again["answer"]["amounts"]}


def test_a_malformed_request_is_refused_without_a_traceback(address: str) -> None:
    for body in ({}, {"message": 3}, {"message": "x", "conversation": "../../etc"}, {"message": "x", "other": 1}):
        response = httpx.post(f"{address}/api/ask", json=body)
        assert response.status_code == 422
        assert "Traceback" not in response.text


def test_pages_carry_the_headers_that_keep_them_to_this_host(address: str) -> None:
    for path in ("/", "/healthz"):
        headers = httpx.get(f"{address}{path}").headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_a_port_in_use_is_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "assistant.cli.main", "serve", "--port", port],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert port in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_phone_can_install_the_page_under_its_own_name(address: str) -> None:
    described = httpx.get(f"{address}/manifest.json").json()
    assert described["name"] == "上海技能人才补贴问答"
    assert described["start_url"] == "/"
    icon = httpx.get(f"{address}{described['icons'][0]['src']}")
    assert icon.headers["content-type"].startswith("image/svg+xml")
