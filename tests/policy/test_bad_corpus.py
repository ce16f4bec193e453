"""A broken policy folder is refused with the file, the fault and the mend; nothing half-read is used."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.dialogue.check import check_corpus
from assistant.policy.errors import CorpusError
from assistant.policy.load import load_corpus, load_policy
from assistant.policy.parameters import load_parameters

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
NOTICE = "shanghai-key-industry-skills"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CORPUS, tmp_path / "corpus"))


def _replace(file: str, old: str, new: str) -> Callable[[Path], None]:
    def change(corpus: Path) -> None:
        path = corpus / NOTICE / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


FAULTS = [
    ("a retyped word in a clause", _replace("policy.md", "应当在岗", "应该在岗"), "does not stand in source.txt"),
    ("a clause twice", _replace("policy.md", "### (十)", "### (九)"), "stands twice"),
    ("an unknown part", _replace("policy.md", "#### 表格", "#### 附表"), "unknown part"),
    ("a changed source", _replace("source.txt", "30%", "35%"), "pins"),
    (
        "a quote that is not verbatim",
        _replace("parameters.yaml", "补贴标准上调30%", "补贴标准提高30%"),
        "does not stand in (一)",
    ),
    (
        "a number outside its quote",
        _replace("parameters.yaml", "says: 30%", "says: 40%"),
        "does not stand in its quote",
    ),
    ("a misspelt field", _replace("parameters.yaml", "    - since:", "    - sinse:"), "sinse"),
    ("a misspelt key", _replace("parameters.yaml", "skill_upgrade.uplift:", "skill_upgrade.uplfit:"), "uplfit"),
    ("a reading that gives another unit", _replace("parameters.yaml", "read: raise", "read: amount"), "cannot give"),
    (
        "a value before its clause",
        _replace("parameters.yaml", "since: 2025-01-01", "since: 2024-12-31"),
        "its clause only from",
    ),
    ("a code twice", _replace("occupations.csv", "6-12-01-00", "4-08-05-04"), "stands twice"),
    ("a code that is none", _replace("occupations.csv", "6-12-01-00", "6-12-01"), "a code like"),
    (
        "dates upside down",
        _replace("manifest.yaml", "in_force_from: 2024-12-04", "in_force_from: 2024-12-01"),
        "before it was published",
    ),
    ("a topic of no clause", _replace("manifest.yaml", "  (九):", "  (十一):"), "is not in policy.md"),
    ("not YAML", _replace("manifest.yaml", "issuers: [", "issuers: [["), "not YAML"),
    (
        "an alias of two occupations",
        _replace("terms.yaml", "occupations:", "occupations:\n  药物检验员: [护工]"),
        "stands",
    ),
]


@pytest.mark.parametrize(("change", "message"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_named(corpus: Path, change: Callable[[Path], None], message: str) -> None:
    change(corpus)
    problems = check_corpus(corpus).problems
    assert any(message in str(problem) for problem in problems), [str(problem) for problem in problems]
    assert all(problem.mend for problem in problems)


def test_the_corpus_in_the_repository_is_sound() -> None:
    assert check_corpus(CORPUS).problems == ()


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no policy folder"):
        load_corpus(tmp_path)


def test_every_fault_of_a_file_is_reported_at_once(corpus: Path) -> None:
    path = corpus / NOTICE / "parameters.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("元", "圆"), encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        load_parameters(corpus / NOTICE, load_policy(corpus / NOTICE))
    assert len(caught.value.problems) > 3
