"""A short form of many vectors, so that a question is compared in full only with those that come near it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from assistant.retrieval.vectors import Vectors

_ROTATION = "sketch_rotation.npy"
_SKETCH = "sketch.npy"
_SAMPLE = 20000
_BLOCK = 8192


def write_sketch(vectors: Vectors, mean: Vectors, folder: Path, dimension: int) -> None:
    """Write the vectors turned to their principal directions and cut to the first of them.

    Args:
        vectors: all of them, length one.
        mean: what is taken from each before it is turned.
        folder: of the generation.
        dimension: numbers kept of each.
    """
    step = max(1, len(vectors) // _SAMPLE)
    sample = vectors[::step] - mean
    _, directions = np.linalg.eigh(sample.T @ sample)
    rotation = np.ascontiguousarray(directions[:, ::-1][:, :dimension], dtype=np.float32)
    sketch = np.lib.format.open_memmap(
        folder / _SKETCH, mode="w+", dtype=np.float32, shape=(len(vectors), rotation.shape[1])
    )
    for start in range(0, len(vectors), _BLOCK):
        centred = vectors[start : start + _BLOCK] - mean
        lengths = np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), np.finfo(np.float32).tiny)
        sketch[start : start + _BLOCK] = (centred / lengths) @ rotation
    sketch.flush()
    np.save(folder / _ROTATION, rotation)


class Sketch:
    """The short forms of a generation, opened; the file is there only for a large one.

    Args:
        folder: as `write_sketch` wrote it.
    """

    def __init__(self, folder: Path) -> None:
        self._rotation: Vectors = np.load(folder / _ROTATION)
        self._sketch: Vectors = np.load(folder / _SKETCH, mmap_mode="r").view(np.ndarray)

    @staticmethod
    def there(folder: Path) -> bool:
        """Whether the generation has one."""
        return (folder / _SKETCH).exists()

    def scores(self, query: Vectors) -> Vectors:
        """The approximate cosine of every vector with a centred question."""
        scores: Vectors = self._sketch @ (query @ self._rotation)
        return scores
