"""Embeddings from an endpoint of the OpenAI form, which only an operator's setting turns on."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cached_property

import httpx
import numpy as np
from pydantic import BaseModel, ValidationError

from assistant.retrieval.embed import Embedder
from assistant.retrieval.errors import ModelError
from assistant.retrieval.prompts import Prompts
from assistant.retrieval.vectors import Vectors, normalised

BATCH = 64
TRIES = 4
SECONDS = 60.0
PASSING = frozenset({408, 429, 500, 502, 503, 504})


class _Row(BaseModel):
    index: int
    embedding: list[float]


class _Reply(BaseModel):
    data: list[_Row]


class RemoteEmbedder(Embedder):
    """A model behind `POST {endpoint}/embeddings`.

    Args:
        name: the model's name at the endpoint.
        endpoint: address up to and including `/v1`.
        prompts: written before questions and texts.
        api_key: sent as a bearer token where given; never shown in an error.
    """

    def __init__(
        self, name: str, endpoint: str, prompts: Prompts, api_key: str | None = None, cache: int = 256
    ) -> None:
        super().__init__(name, f"{name} {prompts.query}|{prompts.document}", cache)
        self._url = f"{endpoint.rstrip('/')}/embeddings"
        self._prompts = prompts
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client = httpx.Client(timeout=SECONDS, headers=headers)

    @cached_property
    def dimension(self) -> int:
        return int(self.encode_queries(["。"]).shape[1])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode([self._prompts.query + text for text in texts])

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        return self._encode([self._prompts.document + text for text in texts])

    def _encode(self, texts: Sequence[str]) -> Vectors:
        blocks = [self._ask(texts[start : start + BATCH]) for start in range(0, len(texts), BATCH)]
        return normalised(np.concatenate(blocks))

    def _ask(self, texts: Sequence[str]) -> Vectors:
        reply = self._post(texts)
        try:
            rows = sorted(_Reply.model_validate_json(reply.content).data, key=lambda row: row.index)
        except ValidationError:
            raise ModelError(self.name, f"{self._url} does not answer in the OpenAI form", "mend its address") from None
        if len(rows) != len(texts) or len({len(row.embedding) for row in rows}) != 1:
            raise ModelError(self.name, f"{len(rows)} vectors for {len(texts)} texts", "check the endpoint")
        return np.asarray([row.embedding for row in rows], dtype=np.float32)

    def _post(self, texts: Sequence[str]) -> httpx.Response:
        what = ""
        for attempt in range(TRIES):
            if attempt:
                time.sleep(0.25 * 2**attempt)
            try:
                reply = self._client.post(
                    self._url, json={"model": self.name, "input": list(texts), "encoding_format": "float"}
                )
            except httpx.HTTPError as error:
                what = f"{self._url}: {type(error).__name__}"
                continue
            if reply.is_success:
                return reply
            what = f"{self._url} answered {reply.status_code}"
            if reply.status_code not in PASSING:
                break
        raise ModelError(self.name, what, "check the endpoint's address, its key and the model's name")
