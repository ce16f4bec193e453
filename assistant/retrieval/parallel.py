"""Embedding over several workers with Ray Data, for a corpus that one machine would work on for too long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from assistant.retrieval.encode import Encoder
from assistant.retrieval.errors import RetrievalError
from assistant.retrieval.models import load_embedder
from assistant.retrieval.vectors import Vectors

BLOCK = 64


class _Worker:
    """One worker: loads the model once, then embeds block after block."""

    def __init__(self, model: str, endpoint: str | None, api_key: str | None) -> None:
        self._embedder = load_embedder(model, endpoint=endpoint, api_key=api_key)

    def __call__(self, block: dict[str, npt.NDArray[np.object_]]) -> dict[str, npt.NDArray[np.generic]]:
        texts = [str(text) for text in block["text"]]
        return {"text": np.asarray(texts, dtype=object), "vector": self._embedder.encode_documents(texts)}


def ray_encoder(
    model: str, workers: int, *, endpoint: str | None = None, api_key: str | None = None, block: int = BLOCK
) -> Encoder:
    """Embed with `workers` workers on the Ray cluster that is reachable, or on one started on this machine.

    Args:
        model: as for `load_embedder`; each worker loads its own.
        workers: how many, one core each.
        endpoint, api_key: as for `load_embedder`.
        block: texts handed to a worker at once.

    Raises:
        RetrievalError: Ray is not installed.
    """
    try:
        import ray
    except ImportError:
        raise RetrievalError(
            'Ray is not installed → pip install "shanghai-policy-assistant[ray]", or use --engine local'
        ) from None

    def encode(texts: Sequence[str]) -> Iterator[tuple[Sequence[str], Vectors]]:
        if not texts:
            return
        # One thread of the engine a worker: the workers share the cores, not each core's threads.
        environment = {"env_vars": {"OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}}
        ray.init(ignore_reinit_error=True, include_dashboard=False, log_to_driver=False, runtime_env=environment)
        ray.data.DataContext.get_current().enable_progress_bars = False
        waiting = ray.data.from_items(
            [{"text": text} for text in texts], override_num_blocks=max(workers, len(texts) // block)
        )
        found = waiting.map_batches(
            _Worker,
            fn_constructor_args=(model, endpoint, api_key),
            batch_size=block,
            concurrency=workers,
            num_cpus=1,
        )
        for done in found.iter_batches(batch_size=block):
            yield [str(text) for text in done["text"]], np.stack(list(done["vector"])).astype(np.float32)

    return encode
