"""The index's life: what is embedded again, what a killed builder leaves, who may read meanwhile."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from helpers import CountingEmbedder, passage, plain_corpus

from assistant.retrieval import (
    IndexBusy,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    RetrievalError,
    build_index,
    open_index,
)
from assistant.retrieval.encode import Progress
from assistant.retrieval.generation import current, folder_of, writing
from assistant.retrieval.vectors import Vectors

HERE = Path(__file__).parent


def test_an_unchanged_clause_is_never_embedded_again(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    corpus = plain_corpus(30)
    assert build_index(corpus, tmp_path, embedder).encoded == 30
    embedder.encoded.clear()
    changed = [*corpus[:10], passage("p10", "新的第十条,改了内容。"), *corpus[12:], passage("new", "完全新增的一条。")]
    generation = build_index(changed, tmp_path, embedder)
    assert len(embedder.encoded) == generation.encoded == 2
    assert {hit.id for hit in open_index(tmp_path, embedder).search("完全新增的一条", k=1).hits} == {"new"}


def test_another_model_embeds_everything_anew(tmp_path: Path) -> None:
    build_index(plain_corpus(5), tmp_path, CountingEmbedder())
    assert build_index(plain_corpus(5), tmp_path, CountingEmbedder("other")).encoded == 5


def test_an_index_of_an_older_format_is_named_and_its_vectors_serve_the_next_build(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    built = build_index(plain_corpus(5), tmp_path, embedder)
    manifest = tmp_path / "generations" / built.name / "generation.json"
    manifest.write_text(built.model_copy(update={"format": built.format - 1}).model_dump_json(), encoding="utf-8")
    with pytest.raises(IndexDamaged, match=r"format \d+, this program reads \d+ .*assistant index"):
        open_index(tmp_path, embedder)
    assert build_index(plain_corpus(5), tmp_path, embedder).encoded == 0
    assert open_index(tmp_path, embedder).search("窗口", k=1).hits


def test_equal_texts_are_embedded_once(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    build_index([passage("a", "同一句话。"), passage("b", "同一句话。")], tmp_path, embedder)
    assert len(embedder.encoded) == 1


def test_a_missing_index_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="assistant index --corpus"):
        open_index(tmp_path, CountingEmbedder())


@pytest.mark.parametrize("other", [CountingEmbedder("other"), CountingEmbedder("counting", 32)])
def test_a_mismatch_names_both_sides_and_the_command(tmp_path: Path, other: CountingEmbedder) -> None:
    build_index(plain_corpus(3), tmp_path, CountingEmbedder())
    with pytest.raises(IndexMismatch, match=r"assistant index --corpus PATH --index .* --model"):
        open_index(tmp_path, other)


def test_a_lost_file_is_named_and_mended_without_embedding(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    generation = build_index(plain_corpus(3), tmp_path, embedder)
    (folder_of(tmp_path, generation.name) / "generation.json").unlink()
    with pytest.raises(IndexDamaged, match=r"generation\.json"):
        open_index(tmp_path, embedder)
    build_index(plain_corpus(3), tmp_path, embedder)
    assert open_index(tmp_path, embedder).search("窗口").hits


def test_two_writers_do_not_meet(tmp_path: Path) -> None:
    with writing(tmp_path), pytest.raises(IndexBusy):
        build_index(plain_corpus(2), tmp_path, CountingEmbedder())


def test_equal_ids_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(RetrievalError, match="twice"):
        build_index([passage("same", "一"), passage("same", "二")], tmp_path, CountingEmbedder())


def test_an_interrupted_build_goes_on_where_it_stopped(tmp_path: Path) -> None:
    class Stops(CountingEmbedder):
        def encode_documents(self, texts: Sequence[str]) -> Vectors:
            if len(self.encoded) >= 64:
                raise KeyboardInterrupt
            return super().encode_documents(texts)

    with pytest.raises(KeyboardInterrupt):
        build_index(plain_corpus(100), tmp_path, Stops())
    embedder = CountingEmbedder()
    build_index(plain_corpus(100), tmp_path, embedder)
    assert len(embedder.encoded) == 36


def test_a_record_cut_off_by_a_crash_is_dropped(tmp_path: Path) -> None:
    test_an_interrupted_build_goes_on_where_it_stopped(tmp_path / "whole")
    folder = tmp_path / "torn"
    script = f"import helpers; from assistant.retrieval import build_index; from pathlib import Path\n{_SLOW}"
    builder = _start(script, folder)
    _wait(lambda: any(file.stat().st_size > 3000 for file in folder.glob("*.journal")))
    _kill(builder)
    journal = next(folder.glob("*.journal"))
    journal.write_bytes(journal.read_bytes()[:-7])
    assert build_index(plain_corpus(400), folder, CountingEmbedder()).passages == 400


def test_progress_says_how_much_is_left(tmp_path: Path) -> None:
    seen: list[Progress] = []
    build_index(plain_corpus(100), tmp_path, CountingEmbedder(), progress=seen.append)
    assert [one.done for one in seen] == [0, 32, 64, 96, 100]
    assert seen[0].seconds_left is None and seen[-1].seconds_left == 0


_SLOW = """
import sys, time
class Slow(helpers.CountingEmbedder):
    def encode_documents(self, texts):
        time.sleep(0.02)
        return super().encode_documents(texts)
build_index(helpers.plain_corpus(400), Path(sys.argv[1]), Slow())
"""


def _start(script: str, folder: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": f"{HERE}{os.pathsep}{HERE.parents[1]}"}
    return subprocess.Popen([sys.executable, "-c", script, str(folder)], env=environment, stderr=subprocess.DEVNULL)


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


def _wait(ready: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "the builder did not come so far"
        time.sleep(0.005)


@pytest.mark.parametrize("moment", ["embedding", "files", "chroma", "swap"])
def test_a_builder_killed_at_any_moment_leaves_the_old_index_serving(tmp_path: Path, moment: str) -> None:
    embedder = CountingEmbedder()
    old = build_index(plain_corpus(20), tmp_path, embedder)
    script = f"""
import helpers, os, signal, sys
from pathlib import Path
from assistant.retrieval import build, build_index, generation, store
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
if {moment!r} == "embedding": helpers.CountingEmbedder.encode_documents = die
if {moment!r} == "files": build.build_lexical = die
if {moment!r} == "chroma": store.Store.fill = die
if {moment!r} == "swap": generation.use = die
build_index(helpers.plain_corpus(20, start=50), Path(sys.argv[1]), helpers.CountingEmbedder())
"""
    killed = _start(script, tmp_path)
    assert killed.wait(60) == -signal.SIGKILL
    assert current(tmp_path).name == old.name
    assert open_index(tmp_path, embedder).search("窗口", k=20).hits[0].id in {f"p{n}" for n in range(20)}
    renewed = build_index(plain_corpus(20, start=50), tmp_path, embedder)
    assert current(tmp_path).name == renewed.name
    assert not list((tmp_path / "generations").glob("*.unfinished"))


def _read_until(folder: str, stop: Event, failures: Queue[list[str]]) -> None:
    embedder = CountingEmbedder()
    searcher = open_index(Path(folder), embedder)
    while not stop.is_set():
        searcher = searcher.fresh()
        hits = searcher.search("从事养老护理的人员申领补贴", k=5).hits
        if len(hits) != 5 or len({hit.id for hit in hits}) != 5:
            failures.put([hit.id for hit in hits])


def test_two_processes_read_while_one_writes(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    build_index(plain_corpus(60), tmp_path, embedder)
    context = multiprocessing.get_context("spawn")
    stop, failures = context.Event(), context.Queue()
    readers = [context.Process(target=_read_until, args=(str(tmp_path), stop, failures)) for _ in range(2)]
    for reader in readers:
        reader.start()
    for round_ in range(5):
        build_index(plain_corpus(60, start=round_ * 7), tmp_path, embedder)
    stop.set()
    for reader in readers:
        reader.join(30)
    assert failures.empty() and [reader.exitcode for reader in readers] == [0, 0]


def test_a_reader_keeps_its_generation_after_it_was_swept(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    build_index(plain_corpus(10), tmp_path, embedder)
    reader = open_index(tmp_path, embedder)
    for start in (1, 2, 3):
        build_index(plain_corpus(10, start=start), tmp_path, embedder)
    assert {hit.id for hit in reader.search("窗口", k=10).hits} == {f"p{n}" for n in range(10)}
    assert {hit.id for hit in reader.fresh().search("窗口", k=10).hits} == {f"p{n}" for n in range(3, 13)}
