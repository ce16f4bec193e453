"""The folder of an index: finished generations side by side, and one small file that names the one in use.

A generation is written under a passing name, brought to the disk, renamed, and only then named in `CURRENT`, which
is itself replaced in one step. Whoever is killed at any moment leaves the old generation in use. The one before the
current is kept, so that a reader who has just read its name still finds it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.retrieval.embed import Embedder
from assistant.retrieval.errors import IndexBusy, IndexDamaged, IndexMismatch, IndexMissing

FORMAT = 3
CURRENT = "CURRENT"
MANIFEST = "generation.json"
UNFINISHED = ".unfinished"
_GENERATIONS = "generations"


class Generation(BaseModel):
    """What a finished generation says of itself.

    Attributes:
        name: of its folder and of its Chroma collection.
        corpus: digest of all its passages; equal corpora give equal digests.
        encoded: pieces that had to be embedded for it; the rest came from the generation before.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    name: str
    source: str
    model: str
    fingerprint: str
    dimension: int
    corpus: str
    passages: int
    pieces: int
    encoded: int
    window: int


def index_id(index_dir: Path) -> str:
    """A name for this index that no other has, made at its first use."""
    file = index_dir / "id"
    if not file.exists():
        write_whole(file, uuid.uuid4().hex[:12])
    return file.read_text(encoding="utf-8").strip()


def folder_of(index_dir: Path, name: str) -> Path:
    """Where a generation of this name stands."""
    return index_dir / _GENERATIONS / name


def current(index_dir: Path) -> Generation:
    """The generation in use.

    Raises:
        IndexMissing: none was ever finished here.
        IndexDamaged: its manifest is gone, unreadable or of another format.
    """
    generation = latest(index_dir)
    if generation.format != FORMAT:
        manifest = folder_of(index_dir, generation.name) / MANIFEST
        raise IndexDamaged(manifest, f"format {generation.format}, this program reads {FORMAT}", index_dir)
    return generation


def latest(index_dir: Path) -> Generation:
    """The generation last finished, of whatever format: its vectors serve the next build even where it cannot be searched.

    Raises:
        IndexMissing: none was ever finished here.
        IndexDamaged: its manifest is gone or unreadable.
    """
    try:
        name = (index_dir / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise IndexMissing(index_dir) from None
    manifest = folder_of(index_dir, name) / MANIFEST
    try:
        return Generation.model_validate_json(manifest.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise IndexDamaged(manifest, "is missing", index_dir) from None
    except ValidationError:
        raise IndexDamaged(manifest, "is of another format", index_dir) from None


def refuse_other_model(index_dir: Path, generation: Generation, embedder: Embedder) -> None:
    """Make sure that a generation was built with this model.

    Raises:
        IndexMismatch: it was built with another model, dimension or prompts.
    """
    if generation.model != embedder.name:
        raise IndexMismatch(index_dir, "model", generation.model, embedder.name, embedder.name)
    if generation.dimension != embedder.dimension:
        built, asked = f"{generation.dimension}", f"{embedder.dimension}"
        raise IndexMismatch(index_dir, "dimension", built, asked, embedder.name)
    if generation.fingerprint != embedder.fingerprint:
        raise IndexMismatch(index_dir, "prompts", generation.fingerprint, embedder.fingerprint, embedder.name)


@contextlib.contextmanager
def writing(index_dir: Path) -> Iterator[None]:
    """Hold the folder for one writer; the system frees it when the process ends, however it ends.

    Raises:
        IndexBusy: another process holds it.
    """
    index_dir.mkdir(parents=True, exist_ok=True)
    with (index_dir / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise IndexBusy(index_dir) from None
        yield


@contextlib.contextmanager
def unfinished(index_dir: Path, name: str) -> Iterator[Path]:
    """A folder to write a generation into; leaving without an error finishes it, an error takes it away."""
    folder = folder_of(index_dir, name + UNFINISHED)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            _sync(file)
    _sync(folder)
    folder.rename(folder_of(index_dir, name))
    _sync(folder.parent)


def use(index_dir: Path, name: str) -> None:
    """Make a finished generation the one in use."""
    write_whole(index_dir / CURRENT, name)


def sweep(index_dir: Path, kept: tuple[str, ...]) -> None:
    """Remove every generation, finished or not, but those named."""
    for folder in (index_dir / _GENERATIONS).iterdir():
        if folder.name not in kept:
            shutil.rmtree(folder)


def write_whole(file: Path, text: str) -> None:
    """Write a small file so that a reader sees the old words or the new ones, never half of them."""
    passing = file.with_name(f"{file.name}.{os.getpid()}")
    passing.write_text(text, encoding="utf-8")
    _sync(passing)
    passing.replace(file)
    _sync(file.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
