"""What can go wrong with an index, said with the command that mends it."""

from __future__ import annotations

from pathlib import Path


class RetrievalError(Exception):
    """Any fault of this layer that its user can mend."""


class IndexMissing(RetrievalError):
    """There is no finished index in the folder."""

    def __init__(self, index_dir: Path, corpus: str = "PATH") -> None:
        super().__init__(
            f"{index_dir}: no index here → build one with: assistant index --corpus {corpus} --index {index_dir}"
        )


class IndexMismatch(RetrievalError):
    """The index was built with another model, dimension, corpus or format than the one asked for."""

    def __init__(self, index_dir: Path, what: str, built: str, asked: str, model: str = "") -> None:
        option = f" --model {model}" if model else ""
        super().__init__(
            f"{index_dir}: built with {what} {built}, asked for with {asked} → rebuild with: "
            f"assistant index --corpus PATH --index {index_dir}{option}"
        )


class IndexDamaged(RetrievalError):
    """A file of the generation in use is missing or not what its manifest says."""

    def __init__(self, file: Path, what: str, index_dir: Path) -> None:
        super().__init__(
            f"{file}: {what} → rebuild with: assistant index --corpus PATH --index {index_dir} "
            "(unchanged clauses are not embedded again)"
        )


class IndexBusy(RetrievalError):
    """Another process is building into the same folder."""

    def __init__(self, index_dir: Path) -> None:
        super().__init__(
            f"{index_dir}: another process is building this index → wait for it, or name another --index folder"
        )


class SourceError(RetrievalError):
    """A corpus or question file that cannot be read; names file, line and mend."""

    def __init__(self, file: Path, line: int | None, what: str, mend: str) -> None:
        place = f"{file}:{line}" if line else str(file)
        super().__init__(f"{place}: {what} → {mend}")


class ModelError(RetrievalError):
    """The embedding model or endpoint cannot be used."""

    def __init__(self, model: str, what: str, mend: str) -> None:
        super().__init__(f"embedding model {model}: {what} → {mend}")
