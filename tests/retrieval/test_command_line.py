"""`assistant index`, `assistant search` and the reports, as an operator runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from helpers import CORPUS
from typer.testing import CliRunner

from assistant.cli import index as index_command
from assistant.cli import search as search_command
from eval import answerable, retrieval
from eval.metrics import area_under_curve, measures

CLAUSES = [
    {"id": "a", "title": "养老办法 第一条", "text": "养老护理员应当在岗方可申请补贴。"},
    {
        "id": "b",
        "title": "养老办法 第二条",
        "text": "补贴每年申请一次,由区就业促进中心受理。",
        "in_force_to": "2023-12-31",
    },
    {"id": "c", "title": "家政办法 第一条", "text": "家政服务人员应当在平台登记。"},
]


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    app = typer.Typer(pretty_exceptions_enable=False)
    index_command.register(app)
    search_command.register(app)
    return app


@pytest.fixture(scope="module")
def folder(app: typer.Typer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    lines = "\n".join(json.dumps(clause, ensure_ascii=False) for clause in CLAUSES)
    (folder / "corpus.jsonl").write_text(lines, encoding="utf-8")
    done = CliRunner().invoke(
        app, ["index", "--corpus", str(folder / "corpus.jsonl"), "--index", str(folder / "index")]
    )
    assert done.exit_code == 0, done.output
    return folder


def test_a_search_as_json_has_both_legs_and_the_probability(app: typer.Typer, folder: Path) -> None:
    words = ["search", "--index", str(folder / "index"), "家政人员去哪登记", "-k", "1", "--json"]
    found = json.loads(CliRunner().invoke(app, words).stdout)
    (hit,) = found["hits"]
    assert hit["id"] == "c" and hit["quote"] == hit["text"][hit["start"] : hit["end"]]
    assert hit["lexical_rank"] == hit["dense_rank"] == 1
    assert 0 < found["answerable"] < 1 and {near["id"] for near in found["near"]} == {"a", "b"}


def test_a_search_as_of_a_day_leaves_out_what_ended(app: typer.Typer, folder: Path) -> None:
    words = ["search", "--index", str(folder / "index"), "补贴每年申请几次", "--as-of", "2024-01-01", "--json"]
    found = json.loads(CliRunner().invoke(app, words).stdout)
    assert "b" not in {hit["id"] for hit in found["hits"]}
    assert {near["id"]: near["excluded"] for near in found["near"]} == {"b": "not_in_force"}


def test_a_search_for_people_names_clause_and_scores(app: typer.Typer, folder: Path) -> None:
    shown = CliRunner().invoke(app, ["search", "--index", str(folder / "index"), "养老办法第一条"]).stdout
    assert "直接指到的条款" in shown and "养老办法 第一条" in shown and "综合" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["search", "--index", "{folder}/none", "补贴"], "assistant index --corpus"),
        (["search", "--index", "{folder}/index", "  "], "问题是空的"),
        (["search", "--index", "{folder}/index", "--model", "no-such", "补贴"], "no-such"),
        (["index", "--corpus", "{folder}/none.jsonl", "--index", "{folder}/x"], "no such file"),
    ],
)
def test_a_fault_is_one_line_and_code_two(app: typer.Typer, folder: Path, words: list[str], said: str) -> None:
    done = CliRunner().invoke(app, [word.format(folder=folder) for word in words])
    assert done.exit_code == 2 and said in done.output and "Traceback" not in done.output


def test_the_retrieval_report_has_every_leg_and_measure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "queries.jsonl").write_text(
        '{"id": 1, "text": "家政登记"}\n{"id": "2", "text": "护理员在岗"}\n', encoding="utf-8"
    )
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n1\tc\t1\n2\ta\t1\n", encoding="utf-8")
    names = [f"--{name}={folder / file}" for name, file in (("corpus", "corpus.jsonl"), ("queries", "queries.jsonl"))]
    code = retrieval.main([*names, f"--qrels={folder / 'qrels.tsv'}", f"--out={folder / 'result.json'}"])
    report = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    assert code == 0 and json.loads(capsys.readouterr().out) == report
    for leg in ("bm25", "dense", "hybrid"):
        assert report[leg] == {"hit@1": 1, "hit@5": 1, "mrr@10": 1, "ndcg@10": 1, "recall@20": 1}


def test_the_answerable_report_has_auc_and_both_errors(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "q.jsonl").write_text(
        '{"id": "1", "text": "家政服务人员登记", "answerable": true}\n{"id": "2", "text": "高考录取分数线", "answerable": false}\n',
        encoding="utf-8",
    )
    assert answerable.main([f"--index={folder / 'index'}", f"--questions={folder / 'q.jsonl'}"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["auc"] == 1 and report["answerable_refused"] == report["unanswerable_answered"] == 0


def test_a_bad_report_file_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.tsv").write_text("1\tc\t1\n2\ta\n", encoding="utf-8")
    names = [
        f"--corpus={folder / 'corpus.jsonl'}",
        f"--queries={folder / 'corpus.jsonl'}",
        f"--qrels={folder / 'bad.tsv'}",
    ]
    assert retrieval.main(names) == 2
    assert "bad.tsv:2: 2 columns" in capsys.readouterr().err


def test_measures_on_a_ranking_worked_out_by_hand() -> None:
    found = measures({"q": ["x", "a", "y", "b"]}, {"q": {"a": 1, "b": 1, "c": 1}, "unlabelled": {"a": 0}})
    ideal = 1 + 0.6309297535714575 + 0.5
    assert found["hit@1"] == 0 and found["hit@5"] == 1 and found["mrr@10"] == 0.5
    assert found["ndcg@10"] == pytest.approx((0.6309297535714575 + 0.43067655807339306) / ideal)
    assert found["recall@20"] == pytest.approx(2 / 3)


def test_the_area_under_the_curve_counts_ties_half() -> None:
    assert area_under_curve([0.9, 0.5], [0.5, 0.1]) == pytest.approx(3.5 / 4)


def test_a_policy_folder_is_indexed_too(app: typer.Typer, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        app, ["index", "--corpus", str(CORPUS / "shanghai-skill-upgrade-base"), "--index", str(tmp_path)]
    )
    assert done.exit_code == 0, done.output
