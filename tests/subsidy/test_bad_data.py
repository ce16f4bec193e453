"""Data files that must be refused: each of `bad/` spoils one file of the real corpus, and names the words of the refusal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from assistant.policy.errors import CorpusError
from assistant.policy.load import read_yaml
from assistant.subsidy import Rulebook, load_rulebook
from assistant.subsidy.registry import SCHEMES
from assistant.subsidy.wording import load_wording

CORPUS = Path(__file__).parents[2] / "corpus"
BAD = sorted(Path(__file__).with_name("bad").glob("*.yaml"))


class Spoilt(BaseModel):
    model_config = ConfigDict(extra="forbid")

    why: str
    file: str
    replace: dict[str, str]
    says: list[str]


@pytest.mark.parametrize("path", BAD, ids=[path.stem for path in BAD])
def test_spoilt_data_are_refused_with_their_message(path: Path, tmp_path: Path) -> None:
    spoilt = Spoilt.model_validate(read_yaml(path))
    corpus = tmp_path / "corpus"
    shutil.copytree(CORPUS, corpus)
    target = corpus / spoilt.file
    text = target.read_text("utf-8")
    for old, new in spoilt.replace.items():
        assert old in text, f"{old!r} is no longer in {spoilt.file}: this test would prove nothing"
        text = text.replace(old, new)
    target.write_text(text, "utf-8")
    with pytest.raises(CorpusError) as refusal:
        load_rulebook(corpus)
    for words in spoilt.says:
        assert words in str(refusal.value)
    assert "→" in str(refusal.value), "the message must say how to mend it"


def test_the_unspoilt_corpus_loads(tmp_path: Path) -> None:
    shutil.copytree(CORPUS, tmp_path / "corpus")
    assert isinstance(load_rulebook(tmp_path / "corpus"), Rulebook)


def test_a_wording_with_an_unknown_field_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "scheme.yaml"
    path.write_text("title: 试\nconditons: {}\n", "utf-8")
    with pytest.raises(CorpusError, match="conditons"):
        load_wording(path)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_number_in_a_scheme_is_a_declared_parameter(scheme: str) -> None:
    text = SCHEMES[scheme].source.read_text("utf-8")
    assert all(f"{{{key}" not in text or key in SCHEMES[scheme].parameters for key in _keys())


def _keys() -> set[str]:
    return {key for scheme in SCHEMES.values() for key in scheme.parameters}
