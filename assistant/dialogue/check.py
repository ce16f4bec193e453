"""One check over everything that an operator can edit: policies, parameters, terms and prepared answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from assistant.dialogue.prepared import load_prepared
from assistant.dialogue.understand.lexicon import TermFile
from assistant.language.normalise import normalise
from assistant.policy.check import check_policy
from assistant.policy.errors import CorpusError, Problem
from assistant.policy.load import load_policy, problems_of, read_yaml
from assistant.policy.model import Policy
from assistant.policy.parameters import Parameter, load_parameters
from assistant.subsidy import load_rulebook


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked, and every problem that was found."""

    policies: int
    clauses: int
    parameters: int
    answers: int
    problems: tuple[Problem, ...]


def check_corpus(corpus: Path) -> Report:
    """Check every policy folder below `corpus`; faults are collected, not raised."""
    problems: list[Problem] = []
    policies: list[Policy] = []
    parameters: list[Parameter] = []
    folders = (
        [corpus] if (corpus / "manifest.yaml").exists() else sorted(p.parent for p in corpus.glob("*/manifest.yaml"))
    )
    if not folders:
        problems.append(Problem(corpus, None, "no policy folder here", "name a folder that holds a manifest.yaml"))
    for folder in folders:
        try:
            policy = load_policy(folder)
            policies.append(policy)
            problems += check_policy(folder, policy)
            problems += check_terms(folder, policy)
            parameters += load_parameters(folder, policy)
        except CorpusError as error:
            problems += error.problems
    answers = 0
    if not problems:
        try:
            load_rulebook(corpus)
            answers = len(load_prepared(corpus, policies, parameters))
        except CorpusError as error:
            problems += error.problems
    clauses = sum(len(policy.clauses) for policy in policies)
    return Report(len(policies), clauses, len(parameters), answers, tuple(problems))


def check_terms(folder: Path, policy: Policy) -> tuple[Problem, ...]:
    """The aliases of a policy: known occupations only, and no word under two heads unless it is said to be ambiguous."""
    path = folder / "terms.yaml"
    if not path.exists():
        return ()
    try:
        terms = TermFile.model_validate(read_yaml(path))
    except ValidationError as error:
        return problems_of(path, error)
    problems: list[Problem] = []
    names = {occupation.name for occupation in policy.occupations} | set(terms.outside)
    meant = [one for block in terms.ambiguous for one in block.may_be]
    meant += [one for block in terms.trades for one in block.are]
    for name in [*terms.occupations, *meant]:
        if names and name not in names:
            problems.append(
                Problem(path, None, f"“{name}” is not in the catalogue", "mend its name, or move it to outside")
            )
    heads: dict[str, set[str]] = defaultdict(set)
    for head, word in _heads(terms):
        heads[normalise(word).text.lower()].add(head)
    for word, owners in heads.items():
        if len(owners) > 1:
            mend = "keep one, or list it under ambiguous"
            problems.append(Problem(path, None, f"“{word}” stands under {'、'.join(sorted(owners))}", mend))
    return tuple(problems)


def _heads(terms: TermFile) -> Iterator[tuple[str, str]]:
    for group in (terms.occupations, terms.outside, terms.schemes):
        for head, words in group.items():
            yield from ((head, word) for word in words)
    for block in terms.ambiguous:
        yield from (("ambiguous", word) for word in block.words)
