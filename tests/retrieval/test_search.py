"""What the search finds in this project's own corpus and in small ones: legs, filters, direct look-ups, offsets."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from helpers import CORPUS, CountingEmbedder, passage, plain_corpus
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.policy.load import load_corpus
from assistant.retrieval import ClauseRetriever, Embedder, Passage, Searcher, build_index, default_settings, open_index
from assistant.retrieval.reference import Naming
from assistant.retrieval.result import Excluded

NOTICE = "shanghai-key-industry-skills#"


def _index(tmp_path: Path, passages: Sequence[Passage]) -> Searcher:
    embedder = CountingEmbedder()
    build_index(passages, tmp_path, embedder)
    return open_index(tmp_path, embedder)


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("保姆没交社保能领补贴吗", "(三)"),
        ("数据标注的证书能补多少", "(二)"),
        ("学徒制一年给多少钱", "(七)"),
        ("定向培訓整班就業率要達到多少", "(四)"),
        ("在职的人每年能申请几次补贴", "(十)"),
    ],
)
def test_lay_questions_find_their_clause(own: Searcher, question: str, clause: str) -> None:
    assert own.search(question, k=1).hits[0].id == NOTICE + clause


@pytest.mark.parametrize("leg", ["lexical", "dense"])
def test_each_leg_alone_finds_something(own: Searcher, leg: str) -> None:
    assert own.leg("企业新型学徒制培训补贴", leg, 1) == [NOTICE + "(七)"]


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("第(三)条说什么", "(三)"),
        ("第三条", "(三)"),
        ("(三)是什么意思", "(三)"),
        ("第3条讲了啥", "(三)"),
        ("《重点产业技能人才培养通知》第十条", "(十)"),
        ("4-10-01-05是什么职业", "(一)"),
    ],
)
def test_a_place_named_outright_leads(own: Searcher, question: str, clause: str) -> None:
    result = own.search(question, k=3)
    assert (result.hits[0].id, result.direct, result.naming) == (NOTICE + clause, True, Naming.FOUND)
    assert result.answerable > 0.9


@pytest.mark.parametrize("question", ["第十五条说什么", "《专利法》第二条", "职业编码9-99-99-99"])
def test_a_place_that_is_not_there_is_said_to_be_absent(own: Searcher, question: str) -> None:
    result = own.search(question)
    assert (result.naming, result.direct) == (Naming.ABSENT, False) and result.answerable < 0.1


@pytest.mark.parametrize("question", ["第三方机构能开发项目吗", "第三批名单", "补贴3000元怎么领"])
def test_what_only_looks_like_a_place_is_searched(own: Searcher, question: str) -> None:
    assert own.search(question).naming is Naming.NONE


def test_articles_of_many_laws_need_their_law(tmp_path: Path) -> None:
    laws = ("中华人民共和国专利法", "中华人民共和国商标法", "公司法", "电子商务法", "劳动合同法")
    searcher = _index(
        tmp_path, [passage(f"{law}{n}", f"这是{law}的内容{n}。", f"{law} 第{n}条") for law in laws for n in "一二"]
    )
    assert searcher.search("专利法第二条怎么写").hits[0].id == "中华人民共和国专利法二"
    assert searcher.search("《商标法》第1条").hits[0].id == "中华人民共和国商标法一"
    assert searcher.search("第一条").naming is Naming.AMBIGUOUS
    assert searcher.search("《公司法》第九条").naming is Naming.ABSENT


def test_a_document_number_is_found_in_any_brackets(tmp_path: Path) -> None:
    texts = [passage("a", "依据沪人社规〔2024〕12号执行。"), passage("b", "依据沪人社规〔2023〕12号执行。")]
    searcher = _index(tmp_path, texts)
    for question in ("沪人社规〔2024〕12号", "沪人社规(2024)12号是什么", "沪人社规[2024]第12号"):
        assert [hit.id for hit in searcher.search(question, k=1).hits] == ["a"]


def test_what_does_not_hold_then_and_there_is_only_near(tmp_path: Path) -> None:
    text = "每人补贴{}元,向所在区提出申请。"
    searcher = _index(
        tmp_path,
        [
            passage("old", text.format(1000), since=dt.date(2020, 1, 1), until=dt.date(2023, 12, 31), place="上海市"),
            passage("now", text.format(2000), since=dt.date(2024, 1, 1), place="上海市"),
            passage("district", text.format(3000), place="上海市浦东新区"),
            passage("other", text.format(4000), place="深圳市"),
            passage("state", text.format(5000), place="全国"),
        ],
    )

    def found(day: str, place: str | None) -> set[str]:
        return {
            hit.id for hit in searcher.search("每人补贴", as_of=dt.date.fromisoformat(day), jurisdiction=place).hits
        }

    assert found("2023-12-31", "上海市") == {"old", "state"}
    assert found("2024-01-01", "上海市") == {"now", "state"}
    assert found("2024-01-01", "上海市浦东新区") == {"now", "district", "state"}
    assert found("2024-01-01", "深圳") == {"other", "state"}
    near = searcher.search("每人补贴", as_of=dt.date(2024, 1, 1), jurisdiction="上海市").near
    reasons = {hit.id: hit.excluded for hit in near}
    assert reasons == {
        "old": Excluded.NOT_IN_FORCE,
        "district": Excluded.ELSEWHERE,
        "other": Excluded.ELSEWHERE,
    }


def test_a_named_clause_that_no_longer_holds_is_not_a_hit(tmp_path: Path) -> None:
    searcher = _index(
        tmp_path, [passage("x", "旧的规定。", "某办法 第三条", until=dt.date(2020, 1, 1)), *plain_corpus(3)]
    )
    result = searcher.search("第三条", as_of=dt.date(2024, 1, 1))
    assert "x" not in {hit.id for hit in result.hits} and not result.direct


def test_a_text_in_two_places_is_one_hit_with_both(tmp_path: Path) -> None:
    same = "职工每年可以申请一次补贴。"
    searcher = _index(tmp_path, [passage("a", same, "甲办法"), passage("b", same, "乙办法"), *plain_corpus(4)])
    hit = searcher.search("乙办法每年申请几次补贴", k=5).hits[0]
    assert set(hit.places) == {"a", "b"}
    assert len({hit.id for hit in searcher.search("补贴", k=10).hits} & {"a", "b"}) == 1


def test_a_sketch_finds_what_the_whole_matrix_finds(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    small = default_settings().model_copy(update={"sketch_from": 10, "sketch_dimension": 32, "shortlist": 100})
    corpus = plain_corpus(400)
    build_index(corpus, tmp_path / "whole", embedder)
    build_index(corpus, tmp_path / "sketch", embedder, settings=small)
    whole, sketch = open_index(tmp_path / "whole", embedder), open_index(tmp_path / "sketch", embedder, small)
    for question in ("养老护理人员在第77号窗口申领补贴", "船舶修造变更地址", "签订合同应当几日内办理"):
        for day in (None, dt.date(2024, 1, 1)):
            left, right = (one.search(question, k=5, as_of=day).hits for one in (whole, sketch))
            assert [hit.score for hit in left] == pytest.approx([hit.score for hit in right], abs=0.02)


def test_threads_get_what_one_thread_gets(own: Searcher) -> None:
    questions = ["保姆没交社保", "学徒制多少钱", "评价项目开发", "一年几次", "第(四)条"] * 8
    alone = [[hit.id for hit in own.search(question).hits] for question in questions]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda question: [hit.id for hit in own.search(question).hits], questions))
    assert alone == together


def test_the_vector_may_come_from_the_caller(own: Searcher, embedder: Embedder) -> None:
    question = "养老护理员要在岗吗"
    given_ = own.search(question, vector=embedder.encode_query(question))
    assert given_.hits == own.search(question).hits


def test_the_retriever_gives_whole_clauses_and_their_spans(own: Searcher) -> None:
    documents = ClauseRetriever(searcher=own, k=2).invoke("数据标注证书补贴标准")
    clauses = {f"{policy.id}#{clause.id}": clause for policy in load_corpus(CORPUS) for clause in policy.clauses}
    for document in documents:
        assert document.page_content == clauses[str(document.id)].text
        assert clauses[str(document.id)].quote(document.metadata["start"], document.metadata["end"]).text
    assert ClauseRetriever(searcher=own, least_answerable=1.0).invoke("数据标注") == []


def test_an_empty_or_foreign_question_is_no_fault(own: Searcher) -> None:
    for question in ("", "???", "🙂", "\0", "the quick brown fox", "的" * 3000):
        result = own.search(question)
        assert 0 <= result.answerable <= 1 and all(
            0 <= hit.start <= hit.end <= len(hit.passage.text) for hit in result.hits
        )


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_search(question: str) -> None:
    result = _shared().search(question)
    assert all(hit.quote == hit.passage.text[hit.start : hit.end] for hit in result.hits)


_SHARED: list[Searcher] = []


def _shared() -> Searcher:
    if not _SHARED:
        _SHARED.append(_index(Path(tempfile.mkdtemp()), plain_corpus(30)))
    return _SHARED[0]
