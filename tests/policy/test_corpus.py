"""The corpus in the repository: verbatim, complete, each clause once."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from assistant.policy.check import check_policy, plain
from assistant.policy.load import load_corpus, load_policy
from assistant.policy.model import PartKind
from assistant.policy.parameters import load_parameters

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
NOTICE = CORPUS / "shanghai-key-industry-skills"
TEN = ["(一)", "(二)", "(三)", "(四)", "(五)", "(六)", "(七)", "(八)", "(九)", "(十)"]


def test_the_notice_has_its_ten_clauses_once_each() -> None:
    assert [clause.id for clause in load_policy(NOTICE).numbered] == TEN


def test_every_clause_stands_in_the_source_and_the_source_is_the_pinned_one() -> None:
    for policy in load_corpus(CORPUS):
        assert check_policy(CORPUS / policy.id, policy) == ()


def test_the_source_in_the_repository_is_the_document_that_was_handed_over() -> None:
    given = ROOT.parent / "shared" / "policy" / "source-notice.txt"
    if not given.exists():
        pytest.skip(f"the handed-over document is not beside this clone ({given})")
    assert (NOTICE / "source.txt").read_bytes() == given.read_bytes()


def test_nothing_of_the_source_is_left_out() -> None:
    """Every sentence of the source stands in some clause, but for headings and the repeated summaries' emphasis."""
    policy = load_policy(NOTICE)
    kept = plain("".join(clause.text for clause in policy.clauses)).replace("\t", "")
    for block in (NOTICE / "source.txt").read_text(encoding="utf-8").split("\n\n"):
        for sentence in plain(block).split("。"):
            bare = sentence
            for clause_id in TEN:
                bare = bare.removeprefix(clause_id)
            heading = (
                bare in plain("".join(clause.section for clause in policy.clauses))
                or bare == policy.manifest.source.name
            )
            # A page break cuts one sentence in two; each half still stands.
            assert heading or bare in kept, sentence


def test_parts_tile_their_clause() -> None:
    for policy in load_corpus(CORPUS):
        for clause in policy.clauses:
            assert [clause.text[part.start : part.end] for part in clause.parts] == [part.text for part in clause.parts]


def test_the_catalogue_is_a_table_of_seventeen_with_unique_codes() -> None:
    policy = load_policy(NOTICE)
    assert len(policy.occupations) == 17
    assert len({one.code for one in policy.occupations}) == 17
    assert PartKind.TABLE in {part.kind for part in policy.by_id["(一)"].parts}


def test_every_parameter_is_read_from_words_of_its_clause() -> None:
    for policy in load_corpus(CORPUS):
        for parameter in load_parameters(CORPUS / policy.id, policy):
            for value in parameter.values:
                assert policy.by_id[value.quote.clause].text[value.says.start : value.says.end] == value.says.text
                assert value.says.text in value.quote.text


def test_the_notices_own_example_checks_the_reading_of_the_uplift() -> None:
    """2500 × 130% = 3250 stands in (一); the derived factor must give the same."""
    notice = load_policy(NOTICE)
    base = load_policy(CORPUS / "shanghai-skill-upgrade-base")
    uplift = {p.key: p for p in load_parameters(NOTICE, notice)}["skill_upgrade.uplift"].values[0].value
    level_3 = {p.key: p for p in load_parameters(CORPUS / base.id, base)}["skill_upgrade.base.level_3"].values[0].value
    assert "2500×130%=3250元" in notice.by_id["(一)"].text
    assert level_3 == 2500
    assert isinstance(level_3, Decimal) and isinstance(uplift, Fraction)
    assert Fraction(level_3) * uplift == 3250
