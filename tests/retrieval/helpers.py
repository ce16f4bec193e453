"""Corpora and an embedder for tests of the index's life, where the meaning of a vector does not matter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.retrieval import Embedder, Passage
from assistant.retrieval.tokens import tokens
from assistant.retrieval.vectors import Vectors, normalised

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
SHARED = ROOT / ".." / "shared" / "data"


class CountingEmbedder(Embedder):
    """Pairs of characters thrown into 64 places: a real, if simple, embedding that counts what it is asked to do."""

    def __init__(self, name: str = "counting", dimension: int = 64) -> None:
        super().__init__(name, name)
        self._size = dimension
        self.encoded: list[str] = []

    @property
    def dimension(self) -> int:
        return self._size

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(texts)

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return self._vectors(texts)

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        rows = np.full((len(texts), self._size), 0.01, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for code in tokens(text):
                row[code % 9973 % self._size] += 1
        return normalised(rows)


def passage(
    name: str,
    text: str,
    title: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
    place: str = "",
) -> Passage:
    """A passage of a JSONL corpus."""
    return Passage(
        id=name,
        policy="",
        clause=name,
        title=title,
        text=text,
        jurisdiction=place,
        in_force_from=since,
        in_force_to=until,
    )


def plain_corpus(count: int, start: int = 0) -> list[Passage]:
    """Clauses that differ in a few words each."""
    trades = ("养老护理", "家政服务", "集成电路", "生物医药", "人工智能", "电子商务", "船舶修造")
    acts = ("申领补贴", "参加培训", "办理登记", "提交材料", "签订合同", "变更地址")
    return [
        passage(f"p{n}", f"从事{trades[n % 7]}的人员{acts[n % 6]}的,应当在第{n}号窗口于{n % 28 + 1}日内办理。")
        for n in range(start, start + count)
    ]
