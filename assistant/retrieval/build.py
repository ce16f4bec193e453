"""Building an index: only what changed is embedded, and the new generation is swapped in when it is whole."""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.retrieval import generation as generations
from assistant.retrieval.dense import VECTORS, write_dense
from assistant.retrieval.embed import Embedder
from assistant.retrieval.encode import Clock, Encoder, Report, local_encoder, silent
from assistant.retrieval.errors import RetrievalError
from assistant.retrieval.generation import Generation
from assistant.retrieval.journal import Journal
from assistant.retrieval.lexical import LEXICAL, build_lexical
from assistant.retrieval.passage import Passage, digest
from assistant.retrieval.pieces import Piece, pieces
from assistant.retrieval.reference import document_of, write_references
from assistant.retrieval.settings import RetrievalSettings, default_settings
from assistant.retrieval.store import Store
from assistant.retrieval.table import write_table
from assistant.retrieval.vectors import Vectors


def build_index(
    passages: Sequence[Passage],
    index_dir: Path,
    embedder: Embedder,
    *,
    progress: Report = silent,
    settings: RetrievalSettings | None = None,
    chroma_url: str | None = None,
    encoder: Encoder | None = None,
    source: str = "",
) -> Generation:
    """Build a generation of `passages` and make it the one in use.

    Args:
        passages: the corpus, ids unique.
        index_dir: the index's folder; made if it is not there.
        embedder: the model; with another model than before everything is embedded anew.
        progress: told of each finished batch.
        settings: window and BM25's figures; the product's own by default.
        chroma_url: a `chroma run` server instead of the embedded database.
        encoder: how texts are embedded; in this process by default.
        source: the corpus's name, kept for messages.

    Raises:
        IndexBusy: another process builds in this folder.
        RetrievalError: two passages bear the same id, or the Chroma server does not answer.
    """
    settings = settings or default_settings()
    _refuse_equal_ids(passages)
    with generations.writing(index_dir):
        cut = [pieces(passage, settings.window) for passage in passages]
        texts = {piece.digest: piece.embedded for own in cut for piece in own}
        encode = encoder or local_encoder(embedder, settings.batch)
        with Journal(index_dir, embedder.fingerprint, embedder.dimension) as journal:
            vectors, encoded = _vectors(texts, index_dir, embedder, journal, encode, progress)
            generation = Generation(
                format=generations.FORMAT,
                name=f"{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:6]}",
                source=source,
                model=embedder.name,
                fingerprint=embedder.fingerprint,
                dimension=embedder.dimension,
                corpus=corpus_digest(passages),
                passages=len(passages),
                pieces=len(texts),
                encoded=encoded,
                window=settings.window,
            )
            _Writer(index_dir, settings, chroma_url).write(generation, passages, cut, texts, vectors)
            journal.done()
    return generation


def corpus_digest(passages: Sequence[Passage]) -> str:
    """One digest of everything the passages say; equal for equal corpora only."""
    return digest(*(repr(passage) for passage in passages))


def _refuse_equal_ids(passages: Sequence[Passage]) -> None:
    seen: set[str] = set()
    for passage in passages:
        if passage.id in seen:
            raise RetrievalError(f"passage id {passage.id} is used twice → give each passage its own id")
        seen.add(passage.id)


def _vectors(
    texts: dict[str, str], index_dir: Path, embedder: Embedder, journal: Journal, encode: Encoder, progress: Report
) -> tuple[Vectors, int]:
    """The matrix in the order of `texts`, and how many of its rows had to be embedded."""
    known = _earlier(index_dir, embedder) | journal.read()
    by_text = {text: one for one, text in texts.items() if one not in known}
    clock = Clock(len(by_text), len(texts) - len(by_text), progress)
    encoded = 0
    for block, vectors in encode(list(by_text)):
        digests = [by_text[text] for text in block]
        journal.append(digests, vectors)
        known.update(zip(digests, vectors, strict=True))
        encoded += len(block)
        clock.finished(encoded)
    matrix = np.empty((len(texts), embedder.dimension), dtype=np.float32)
    for row, one in enumerate(texts):
        matrix[row] = known[one]
    return matrix, encoded


def _earlier(index_dir: Path, embedder: Embedder) -> dict[str, Vectors]:
    """Vectors of the last generation, where the same model made them."""
    with contextlib.suppress(RetrievalError, FileNotFoundError):
        generation = generations.latest(index_dir)
        if (generation.fingerprint, generation.dimension) == (embedder.fingerprint, embedder.dimension):
            folder = generations.folder_of(index_dir, generation.name)
            digests = np.load(folder / "digests.npy")
            matrix: Vectors = np.load(folder / VECTORS, mmap_mode="r")
            return {one.decode(): vector for one, vector in zip(digests.tolist(), matrix, strict=True)}
    return {}


@dataclass(frozen=True)
class _Writer:
    """Writes one generation: files, Chroma collection, swap, sweep."""

    index_dir: Path
    settings: RetrievalSettings
    chroma_url: str | None

    def write(
        self,
        generation: Generation,
        passages: Sequence[Passage],
        cut: Sequence[Sequence[Piece]],
        texts: dict[str, str],
        vectors: Vectors,
    ) -> None:
        store = Store(self.index_dir, generations.index_id(self.index_dir), self.chroma_url)
        earlier = self._current_name()
        digests = list(texts)
        with generations.unfinished(self.index_dir, generation.name) as folder:
            write_table(passages, folder)
            write_references(passages, folder)
            documents = [document_of(passage) or passage.id for passage in passages]
            write_dense(cut, documents, digests, vectors, folder, self.settings)
            titled = [f"{passage.title}\n{passage.text}" for passage in passages]
            build_lexical(titled, folder / LEXICAL, k1=self.settings.bm25_k1, b=self.settings.bm25_b)
            store.fill(generation.name, digests, vectors, _places(passages, cut), list(texts.values()))
            (folder / generations.MANIFEST).write_text(generation.model_dump_json(indent=2), encoding="utf-8")
        generations.use(self.index_dir, generation.name)
        kept = tuple(name for name in (earlier, generation.name) if name)
        generations.sweep(self.index_dir, kept)
        store.keep(kept)

    def _current_name(self) -> str:
        try:
            return generations.latest(self.index_dir).name
        except RetrievalError:
            return ""


def _places(passages: Sequence[Passage], cut: Sequence[Sequence[Piece]]) -> list[dict[str, str | int]]:
    """What Chroma keeps beside each vector: the first passage it stands for, its span, and when and where it holds."""
    places: dict[str, dict[str, str | int]] = {}
    for passage, own in zip(passages, cut, strict=True):
        for piece in own:
            places.setdefault(
                piece.digest,
                {
                    "passage": passage.id,
                    "title": passage.title,
                    "start": piece.span.start,
                    "end": piece.span.end,
                    "jurisdiction": passage.jurisdiction,
                    "in_force_from": passage.in_force_from.toordinal() if passage.in_force_from else 0,
                    "in_force_to": passage.in_force_to.toordinal() if passage.in_force_to else dt.date.max.toordinal(),
                },
            )
    return list(places.values())
