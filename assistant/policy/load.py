"""Reading a policy's folder: `manifest.yaml`, `policy.md` and `occupations.csv`.

`policy.md` holds the text under three kinds of heading: `##` a section of the source, `###` a clause, `####` one of
its parts. A Markdown table is kept as tab-separated rows, as the source prints it.
"""

from __future__ import annotations

import csv
import itertools
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import ValidationError

from assistant.policy.errors import CorpusError, Problem
from assistant.policy.model import Clause, Manifest, Occupation, Part, PartKind, Policy

PART_HEADINGS = {
    "正文": PartKind.BODY,
    "展开": PartKind.RESTATED,
    "表格": PartKind.TABLE,
    "示例": PartKind.EXAMPLE,
    "注": PartKind.NOTE,
}
PART_SEPARATOR = "\n\n"


@dataclass
class _Draft:
    """A clause while its lines are being read."""

    id: str
    section: str
    line: int
    parts: list[tuple[PartKind, list[str]]] = field(default_factory=list)


def load_policy(folder: Path) -> Policy:
    """Read one policy folder.

    Args:
        folder: holds `manifest.yaml` and `policy.md`, and `occupations.csv` where the policy has a catalogue.

    Raises:
        CorpusError: a file is missing or cannot be read as what it should be; names file, line and mend.
    """
    manifest = load_manifest(folder / "manifest.yaml")
    clauses = _clauses(folder / "policy.md", manifest)
    catalogue = folder / "occupations.csv"
    return Policy(manifest, clauses, _occupations(catalogue) if catalogue.exists() else ())


def load_corpus(path: Path) -> tuple[Policy, ...]:
    """Every policy below `path`, which is a policy folder itself or a folder of them, in order of id.

    Raises:
        CorpusError: no policy is there, or one cannot be read, or two bear the same id.
    """
    folders = [path] if (path / "manifest.yaml").exists() else sorted(p.parent for p in path.glob("*/manifest.yaml"))
    if not folders:
        raise CorpusError(Problem(path, None, "no policy folder here", "name a folder that holds a manifest.yaml"))
    policies = [load_policy(folder) for folder in folders]
    ids = [policy.id for policy in policies]
    for policy, folder in zip(policies, folders, strict=True):
        if ids.count(policy.id) > 1:
            raise CorpusError(Problem(folder, None, f"policy id {policy.id} is used twice", "give each its own id"))
    return tuple(sorted(policies, key=lambda policy: policy.id))


def read_text(path: Path) -> str:
    """The file as UTF-8 text; a missing or differently encoded file is a `CorpusError`."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CorpusError(Problem(path, None, "file is missing", "add it, or name another folder")) from None
    except UnicodeDecodeError as error:
        raise CorpusError(Problem(path, None, f"not UTF-8 at byte {error.start}", "save it as UTF-8")) from None


def read_yaml(path: Path) -> object:
    """The parsed YAML file; a syntax error is a `CorpusError` with its line."""
    try:
        return yaml.load(read_text(path), Loader=_UniqueKeys)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise CorpusError(Problem(path, line, f"not YAML: {error.problem}", "mend the syntax")) from None


class _UniqueKeys(yaml.CSafeLoader):
    """A SafeLoader that refuses a key written twice, where plain YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"key {key.value!r} stands twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def problems_of(path: Path, error: ValidationError) -> tuple[Problem, ...]:
    """A pydantic error as problems of `path`, one a field."""
    return tuple(
        Problem(path, None, f"{'.'.join(str(place) for place in item['loc'])}: {item['msg']}", "mend this field")
        for item in error.errors()
    )


def load_manifest(path: Path) -> Manifest:
    """The validated `manifest.yaml`."""
    try:
        return Manifest.model_validate(read_yaml(path))
    except ValidationError as error:
        raise CorpusError(*problems_of(path, error)) from None


def _clauses(path: Path, manifest: Manifest) -> tuple[Clause, ...]:
    drafts = _drafts(path)
    for earlier, later in itertools.pairwise(drafts):
        if later.id in {draft.id for draft in drafts[: drafts.index(earlier) + 1]}:
            raise CorpusError(Problem(path, later.line, f"clause {later.id} stands twice", "keep one of them"))
    if not drafts:
        raise CorpusError(Problem(path, None, "no clause", "give each clause a ### heading with its number"))
    return tuple(_clause(draft, path, manifest) for draft in drafts)


def _drafts(path: Path) -> list[_Draft]:
    drafts: list[_Draft] = []
    section = ""
    for number, line in enumerate(read_text(path).splitlines(), 1):
        heading = re.match(r"(#{1,4}) +(.+)", line)
        if heading is None:
            if line.strip() and drafts and drafts[-1].parts:
                drafts[-1].parts[-1][1].append(line.strip())
            elif line.strip():
                raise CorpusError(Problem(path, number, "text outside a part", "put it under a #### heading"))
            continue
        depth, title = len(heading[1]), heading[2].strip()
        if depth == 2:
            section = title
        # A section without clauses (an introduction, a closing line) holds its part itself and is cited by its name.
        if depth == 3 or (depth == 4 and (not drafts or drafts[-1].section != section)):
            drafts.append(_Draft(title if depth == 3 else section, section, number))
        if depth == 4:
            if title not in PART_HEADINGS:
                known = "、".join(PART_HEADINGS)
                raise CorpusError(Problem(path, number, f"unknown part “{title}”", f"use one of {known}"))
            drafts[-1].parts.append((PART_HEADINGS[title], []))
    return drafts


def _clause(draft: _Draft, path: Path, manifest: Manifest) -> Clause:
    parts: list[Part] = []
    offset = 0
    for kind, lines in draft.parts:
        text = "\n".join(_table_row(line) for line in lines if not re.fullmatch(r"\|[\s:|-]+\|", line))
        if not text:
            raise CorpusError(Problem(path, draft.line, f"an empty part in {draft.id}", "fill it or take it out"))
        parts.append(Part(kind, text, offset, offset + len(text)))
        offset += len(text) + len(PART_SEPARATOR)
    return Clause(
        policy=manifest.id,
        id=draft.id,
        section=draft.section if draft.section != draft.id else "",
        topic=manifest.topics.get(draft.id, ""),
        text=PART_SEPARATOR.join(part.text for part in parts),
        parts=tuple(parts),
        in_force_from=manifest.clauses_in_force.get(draft.id, manifest.in_force_from),
        in_force_to=manifest.in_force_to,
    )


def _table_row(line: str) -> str:
    if not (line.startswith("|") and line.endswith("|")):
        return line
    return "\t".join(cell.strip() for cell in line.strip("|").split("|"))


def _occupations(path: Path) -> tuple[Occupation, ...]:
    rows: list[Occupation] = []
    reader = csv.DictReader(read_text(path).splitlines())
    if reader.fieldnames != ["row", "code", "name"]:
        raise CorpusError(Problem(path, 1, f"columns {reader.fieldnames}", "the columns are row,code,name"))
    for row in reader:
        if not row["row"].isdigit() or not re.fullmatch(r"\d-\d\d-\d\d-\d\d", row["code"]) or not row["name"]:
            raise CorpusError(Problem(path, reader.line_num, f"row {row}", "a number, a code like 4-10-01-05, a name"))
        rows.append(Occupation(int(row["row"]), row["code"], row["name"]))
    return tuple(rows)
