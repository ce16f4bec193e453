"""Cutting, tokens and reading: what goes into an index."""

from __future__ import annotations

import datetime as dt
import gzip
import itertools
import json
from pathlib import Path

import pytest
from helpers import CORPUS, passage
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval import SourceError, load_passages
from assistant.retrieval.pieces import pieces, sentences
from assistant.retrieval.reference import patterns
from assistant.retrieval.tokens import question_tokens, tokens

TABLE = "标准如下:\n等级\t标准\n五级\t1500元\n四级\t2000元\n以上标准自发布之日起执行。"


def test_a_table_is_cut_by_row_each_with_its_header() -> None:
    own = pieces(passage("t", TABLE, "某办法 第二条"), 400)
    rows = [piece for piece in own if "\t" in TABLE[piece.span.start : piece.span.end]]
    assert [TABLE[piece.span.start : piece.span.end] for piece in rows] == ["五级\t1500元", "四级\t2000元"]
    assert all(piece.embedded.startswith("某办法 第二条\n等级\t标准\n") for piece in rows)


def test_a_markdown_table_is_a_table_without_its_rule() -> None:
    text = "| 等级 | 标准 |\n| --- | --- |\n| 五级 | 1500 |"
    assert [text[p.span.start : p.span.end] for p in pieces(passage("t", text), 400)] == ["| 五级 | 1500 |"]


def test_a_long_clause_is_cut_between_sentences_with_its_heading() -> None:
    text = "".join(f"第{n}款规定了一件不太长的事情,应当照办。" for n in range(60))
    own = pieces(passage("l", text, "某条例 第九条"), 200)
    assert len(own) > 3
    assert all(piece.embedded.startswith("某条例 第九条\n") and piece.embedded.endswith("。") for piece in own)
    assert all(piece.span.end - piece.span.start <= 200 for piece in own)


@given(st.text(alphabet="补贴标准,。;\n\t| 元abc1", max_size=300), st.integers(50, 120))
def test_pieces_hold_every_word_and_point_into_the_text(text: str, window: int) -> None:
    own = pieces(passage("x", text), window)
    assert own and all(0 <= piece.span.start <= piece.span.end <= len(text) for piece in own)
    if "\t" not in text and "|" not in text:
        held = "".join(text[piece.span.start : piece.span.end] for piece in own)
        assert "".join(held.split()) == "".join(text.split())


@given(st.text(max_size=200))
def test_sentences_do_not_overlap_and_lose_no_letter(text: str) -> None:
    spans = sentences(text)
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
    assert "".join("".join(text[span.start : span.end].split()) for span in spans) == "".join(text.split())


@pytest.mark.parametrize(
    ("left", "right"),
    [("養老護理員", "养老护理员"), ("ABC１２３", "abc123"), ("补贴\u200b标准", "补贴标准")],
)
def test_forms_of_one_text_have_the_same_tokens(left: str, right: str) -> None:
    assert tokens(left) == tokens(right)


def test_a_year_is_one_token_and_punctuation_parts() -> None:
    assert not set(tokens("2024年")) & set(tokens("2025元"))
    assert not set(tokens("养老,护理")) & set(tokens("老护"))


def test_asking_words_are_left_out_unless_nothing_else_is_left() -> None:
    assert question_tokens("补贴标准是多少") == question_tokens("补贴标准是什么")
    assert question_tokens("怎么办") == tokens("怎么办") != []


@pytest.mark.parametrize(
    ("words", "value"), [("十", 10), ("十二", 12), ("一百零一", 101), ("二百", 200), ("37", 37), ("一二", 12)]
)
def test_article_numbers_are_read(words: str, value: int) -> None:
    assert patterns().value(words) == value


def test_the_corpus_becomes_passages_with_the_clauses_own_dates() -> None:
    by_id = {one.id: one for one in load_passages(CORPUS)}
    tenth = by_id["shanghai-key-industry-skills#(十)"]
    assert (tenth.in_force_from, tenth.jurisdiction) == (dt.date(2025, 1, 1), "上海市")


@pytest.mark.parametrize("name", ["corpus.jsonl", "corpus.jsonl.gz"])
def test_jsonl_is_read_plain_and_gzipped(tmp_path: Path, name: str) -> None:
    line = json.dumps(
        {"id": 7, "text": "正文", "title": "题", "in_force_from": "2024-01-01", "more": []}, ensure_ascii=False
    )
    words = f"\ufeff{line}\n\n".encode()
    (tmp_path / name).write_bytes(gzip.compress(words) if name.endswith("gz") else words)
    (one,) = load_passages(tmp_path / name)
    assert (one.id, one.title, one.text, one.in_force_from) == ("7", "题", "正文", dt.date(2024, 1, 1))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no passage"),
        ('{"id": "a"}', "c.jsonl:1: text"),
        ('{"id": "a", "text": "x"}\n{"id": "a", "text": "y"}', "c.jsonl:2: id a stands on line 1"),
        ('{"id": "a", "text": "x"}\nnot json', "c.jsonl:2:"),
        ('{"id": "a", "text": "x", "in_force_from": "2024-13-01"}', "in_force_from"),
        ('{"id": "a", "text": "x", "in_force_from": "2024-02-01", "in_force_to": "2024-01-01"}', "before"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "c.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=said):
        load_passages(tmp_path / "c.jsonl")


def test_bad_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "gbk.jsonl").write_bytes('{"id": "a", "text": "中文"}'.encode("gbk"))
    (tmp_path / "false.jsonl.gz").write_text("{}", encoding="utf-8")
    for name in ("gbk.jsonl", "false.jsonl.gz", "none.jsonl"):
        with pytest.raises(SourceError, match=name):
            load_passages(tmp_path / name)
