"""A wrong address and a fault of ours: people get a page with a way on in their language, programs their JSON."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.web.lost import add_lost

PERSON = {"accept": "text/html,application/xhtml+xml", "accept-language": "zh-CN"}


@pytest.mark.parametrize("path", ["/nonsense", "/calculator/nonsense", "/policy/nonsense"])
def test_a_wrong_address_leads_back_to_the_conversation(address: str, path: str) -> None:
    answer = httpx.get(f"{address}{path}", headers=PERSON)
    assert answer.status_code == 404
    assert "没有这个页面" in answer.text
    assert 'href="/"' in answer.text
    assert "content-security-policy" in answer.headers


def test_an_english_address_is_answered_in_english(address: str) -> None:
    answer = httpx.get(f"{address}/en/nonsense", headers=PERSON)
    assert "There is no such page" in answer.text
    assert 'href="/en/"' in answer.text


def test_a_program_keeps_its_json(address: str) -> None:
    answer = httpx.get(f"{address}/nonsense", headers={"accept": "application/json"})
    assert answer.status_code == 404
    assert answer.json() == {"detail": "Not Found"}


def test_a_fault_is_told_in_plain_words_without_its_trace() -> None:
    app = FastAPI()
    add_lost(app)

    @app.get("/")
    def fails() -> None:
        raise RuntimeError("secret path")

    client = TestClient(app, raise_server_exceptions=False)
    for headers in (PERSON, {"accept": "*/*"}):
        answer = client.get("/", headers=headers)
        assert answer.status_code == 500
        assert "12333" in answer.text
        assert "secret" not in answer.text
    assert "Something went wrong" in client.get("/", headers=PERSON | {"accept-language": "en"}).text
