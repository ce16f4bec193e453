"""The vectors of the exemplar sentences, kept beside the index so that each sentence is encoded once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval import Embedder

Report = Callable[[int, int], None]
BATCH = 64


def silent(done: int, total: int) -> None:
    """Report nothing."""


def load_vectors(
    folder: Path, texts: Sequence[str], embedder: Embedder, report: Report = silent
) -> NDArray[np.float32]:
    """One unit vector a text, in order; those not kept yet are encoded as queries and kept.

    Args:
        folder: the index's folder; the vectors stand in a file named after the model.
        texts: normalised sentences.
        embedder: the model that also encodes the messages they are compared with.
        report: is told after each batch how many of the new ones are encoded.
    """
    keys = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
    model = hashlib.sha256(f"{embedder.name}/{embedder.dimension}".encode()).hexdigest()[:12]
    path = folder / f"exemplars-{model}.npz"
    known: dict[str, NDArray[np.float32]] = {}
    if path.exists():
        with np.load(path) as kept:
            known = dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        known |= _encoded(missing, embedder, report)
        wanted = {key: known[key] for key in keys}
        folder.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{os.getpid()}.npz")
        np.savez(half, keys=np.array(list(wanted)), vectors=np.stack(list(wanted.values())))
        half.replace(path)
    if not keys:
        return np.zeros((0, embedder.dimension), dtype=np.float32)
    return np.stack([known[key] for key in keys]).astype(np.float32)


def _encoded(texts: Mapping[str, str], embedder: Embedder, report: Report) -> dict[str, NDArray[np.float32]]:
    keys = list(texts)
    found: dict[str, NDArray[np.float32]] = {}
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        found |= dict(zip(batch, embedder.encode_queries([texts[key] for key in batch]), strict=True))
        report(len(found), len(keys))
    return found
