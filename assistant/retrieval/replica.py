"""A replica that was given an index without its matrix fetches the vectors from Chroma, once."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from assistant.retrieval import generation as generations
from assistant.retrieval.dense import VECTORS


def restore_vectors(index_dir: Path, chroma_url: str | None) -> None:
    """Write the matrix of the generation in use from its Chroma collection, where it is not there.

    Args:
        index_dir: the index's folder.
        chroma_url: a `chroma run` server; the embedded database where None.

    Raises:
        RetrievalError: the server does not answer, or the collection is gone.
    """
    generation = generations.current(index_dir)
    folder = generations.folder_of(index_dir, generation.name)
    if (folder / VECTORS).exists() or not (folder / "digests.npy").exists():
        return
    from assistant.retrieval.store import Store

    digests = [one.decode() for one in np.load(folder / "digests.npy").tolist()]
    store = Store(index_dir, generations.index_id(index_dir), chroma_url)
    vectors = store.vectors(generation.name, digests, generation.dimension)
    # Several processes may open the index at once: each writes its own file and puts it in place in one step.
    passing = folder / f"{os.getpid()}.npy"
    np.save(passing, vectors)
    passing.replace(folder / VECTORS)
