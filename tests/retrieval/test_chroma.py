"""Chroma embedded and as a server: the same behaviour of both."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import typer
from helpers import CountingEmbedder, plain_corpus
from typer.testing import CliRunner

from assistant.cli import search as search_command
from assistant.retrieval import Embedder, RetrievalError, build_index, open_index
from assistant.retrieval.generation import folder_of, index_id
from assistant.retrieval.store import Store
from assistant.settings import Settings


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = _free_port()
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--host", "127.0.0.1", "--port", str(port)]
    data = tmp_path_factory.mktemp("server")
    process = subprocess.Popen([*command, "--path", str(data)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(300):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(10)


@pytest.fixture(params=["embedded", "server"])
def url(request: pytest.FixtureRequest) -> str | None:
    return str(request.getfixturevalue("server")) if request.param == "server" else None


def test_a_generation_is_a_collection_and_the_one_before_is_kept(tmp_path: Path, url: str | None) -> None:
    embedder = CountingEmbedder()
    built = [build_index(plain_corpus(n), tmp_path, embedder, chroma_url=url) for n in (4, 5, 6)]
    store = Store(tmp_path, index_id(tmp_path), url)
    assert [store.count(one.name) for one in built[1:]] == [5, 6]
    with pytest.raises(RetrievalError, match="no collection"):
        store.count(built[0].name)
    assert open_index(tmp_path, embedder).search("窗口", k=10).hits


def test_it_gives_back_the_vectors_it_was_given(tmp_path: Path, url: str | None) -> None:
    embedder = CountingEmbedder()
    generation = build_index(plain_corpus(50), tmp_path, embedder, chroma_url=url)
    folder = folder_of(tmp_path, generation.name)
    digests = [one.decode() for one in np.load(folder / "digests.npy").tolist()]
    found = Store(tmp_path, index_id(tmp_path), url).vectors(generation.name, digests, embedder.dimension)
    np.testing.assert_allclose(found, np.load(folder / "vectors.npy"), atol=1e-6)


def test_a_replica_without_the_matrix_fetches_it(tmp_path: Path, url: str | None) -> None:
    embedder = CountingEmbedder()
    generation = build_index(plain_corpus(30), tmp_path, embedder, chroma_url=url)
    before = open_index(tmp_path, embedder).search("从事家政服务的人员").hits
    (folder_of(tmp_path, generation.name) / "vectors.npy").unlink()
    after = open_index(tmp_path, embedder, chroma_url=url).search("从事家政服务的人员").hits
    assert [hit.id for hit in after] == [hit.id for hit in before]
    # Chroma gives numbers back that may differ in their last bit.
    assert [hit.score for hit in after] == pytest.approx([hit.score for hit in before], abs=1e-5)


def test_the_command_fetches_the_matrix_from_the_server_it_is_told(
    tmp_path: Path, server: str, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = typer.Typer(pretty_exceptions_enable=False)
    app.callback()(lambda: None)
    search_command.register(app)
    generation = build_index(plain_corpus(4), tmp_path, embedder, chroma_url=server)
    matrix = folder_of(tmp_path, generation.name) / "vectors.npy"
    ask = ["search", "窗口", "--index", str(tmp_path)]
    matrix.unlink()
    assert CliRunner().invoke(app, ask).exit_code == 2
    assert CliRunner().invoke(app, [*ask, "--chroma-url", server]).exit_code == 0 and matrix.exists()
    matrix.unlink()
    monkeypatch.setattr(search_command, "get_settings", lambda: Settings(chroma_url=server))
    assert CliRunner().invoke(app, ask).exit_code == 0 and matrix.exists()


def test_langchain_searches_the_same_collection(tmp_path: Path, url: str | None) -> None:
    embedder = CountingEmbedder()
    generation = build_index(plain_corpus(30), tmp_path, embedder, chroma_url=url)
    chroma = Store(tmp_path, index_id(tmp_path), url).langchain(generation.name, embedder)
    words = plain_corpus(30)[17].text
    (found,) = chroma.similarity_search(words, k=1)
    assert (found.metadata["passage"], found.page_content) == ("p17", words)
    assert chroma.similarity_search(words, k=1, filter={"in_force_to": {"$lt": 1}}) == []


def test_two_indexes_on_one_server_do_not_touch_each_other(tmp_path: Path, server: str) -> None:
    embedder = CountingEmbedder()
    first = build_index(plain_corpus(3), tmp_path / "a", embedder, chroma_url=server)
    for _ in range(3):
        build_index(plain_corpus(4), tmp_path / "b", embedder, chroma_url=server)
    assert Store(tmp_path / "a", index_id(tmp_path / "a"), server).count(first.name) == 3


def test_a_server_that_does_not_answer_is_named_and_the_old_index_serves(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    build_index(plain_corpus(3), tmp_path, embedder)
    with pytest.raises(RetrievalError, match="chroma run"):
        build_index(plain_corpus(5), tmp_path, embedder, chroma_url=f"http://127.0.0.1:{_free_port()}")
    assert len(open_index(tmp_path, embedder).search("窗口", k=9).hits) == 3
