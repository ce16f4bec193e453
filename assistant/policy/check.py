"""Proof that a policy's folder is sound: verbatim against its source, dates in order, no code twice."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

from assistant.policy.errors import Problem
from assistant.policy.load import read_text
from assistant.policy.model import PartKind, Policy, PolicyKind

EMPHASIS_AND_BLANKS = re.compile(r"\*\*|\s")


def check_policy(folder: Path, policy: Policy) -> tuple[Problem, ...]:
    """Every fault of a loaded policy; empty if it is sound.

    Args:
        folder: where it was loaded from, for the messages.
        policy: the loaded policy; its quotes and parameters were checked when they were loaded.
    """
    return (*_dates(folder, policy), *_source(folder, policy), *_catalogue(folder, policy))


def plain(text: str) -> str:
    """Text without emphasis marks and white space: a source breaks its lines where its pages break."""
    return EMPHASIS_AND_BLANKS.sub("", text)


def _dates(folder: Path, policy: Policy) -> list[Problem]:
    manifest, path = policy.manifest, folder / "manifest.yaml"
    problems = []
    if manifest.in_force_to is not None and manifest.in_force_to < manifest.in_force_from:
        problems.append(Problem(path, None, "in_force_to lies before in_force_from", "put the dates in order"))
    if manifest.kind is PolicyKind.NOTICE and manifest.in_force_from < manifest.published:
        problems.append(Problem(path, None, "in force before it was published", "check published and in_force_from"))
    for clause in (manifest.topics | manifest.clauses_in_force).keys() - policy.by_id.keys():
        problems.append(Problem(path, None, f"names clause {clause}, which is not in policy.md", "mend its number"))
    for clause, day in manifest.clauses_in_force.items():
        if day < manifest.in_force_from:
            problems.append(Problem(path, None, f"{clause} holds before its policy does", "check clauses_in_force"))
    return problems


def _source(folder: Path, policy: Policy) -> list[Problem]:
    """Every part of a notice stands in the source file, and the source is the one that was pinned."""
    source = policy.manifest.source
    if source.file is None:
        if policy.manifest.kind is PolicyKind.NOTICE:
            return [Problem(folder / "manifest.yaml", None, "a notice without its source file", "name source.file")]
        return []
    path = folder / source.file
    text = read_text(path)
    problems = []
    if source.sha256 != hashlib.sha256(text.encode("utf-8")).hexdigest():
        problems.append(Problem(path, None, "is not the text that the manifest pins", "restore it, or update sha256"))
    whole = plain(text)
    for clause in policy.clauses:
        for part in clause.parts:
            pieces = part.text.split("\n") if part.kind is not PartKind.TABLE else [part.text]
            for piece in pieces:
                if plain(piece) not in whole:
                    what = f"{clause.id}: “{piece[:30]}…” does not stand in {source.file}"
                    problems.append(Problem(folder / "policy.md", None, what, "copy the words from the source"))
    return problems


def _catalogue(folder: Path, policy: Policy) -> list[Problem]:
    """No row, code or name twice, and every row stands in the text."""
    path = folder / "occupations.csv"
    problems = []
    for label, values in (
        ("row", [str(one.row) for one in policy.occupations]),
        ("code", [one.code for one in policy.occupations]),
        ("name", [one.name for one in policy.occupations]),
    ):
        twice = [value for value, count in Counter(values).items() if count > 1]
        problems += [Problem(path, None, f"{label} {value} stands twice", "keep one of them") for value in twice]
    text = "\n".join(clause.text for clause in policy.clauses)
    for one in policy.occupations:
        if f"{one.row}\t{one.code}\t{one.name}" not in text:
            line = one.row + 1
            problems.append(Problem(path, line, f"{one.code} {one.name} is not a row of the text", "mend code or name"))
    return problems
