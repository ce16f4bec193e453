"""Reading any corpus: a policy's folder, a folder of them, or a JSONL file, plain or gzipped."""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.policy.load import load_corpus
from assistant.retrieval.errors import SourceError
from assistant.retrieval.passage import Passage, passages_of


class Line(BaseModel):
    """One line of a JSONL corpus; further fields are left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    id: str
    text: str
    title: str | None = None
    in_force_from: dt.date | None = None
    in_force_to: dt.date | None = None
    jurisdiction: str | None = None
    document_number: str | None = None


def load_passages(path: Path) -> tuple[Passage, ...]:
    """Every passage of a corpus, in its order.

    Args:
        path: a policy folder, a folder of policy folders, or a JSONL file (`.gz` where gzipped).

    Raises:
        SourceError: no such path, or a line that is not what it should be.
        CorpusError: a policy folder that cannot be used.
    """
    if path.is_dir():
        return tuple(passage for policy in load_corpus(path) for passage in passages_of(policy))
    seen: dict[str, int] = {}
    passages: list[Passage] = []
    for number, words in read_lines(path):
        line = _line(path, number, words)
        if line.id in seen:
            raise SourceError(path, number, f"id {line.id} stands on line {seen[line.id]} already", "give it its own")
        if line.in_force_from and line.in_force_to and line.in_force_to < line.in_force_from:
            raise SourceError(path, number, "in_force_to lies before in_force_from", "mend the dates")
        seen[line.id] = number
        passages.append(
            Passage(
                id=line.id,
                policy="",
                clause=line.id,
                title=line.title or "",
                text=line.text,
                document_number=line.document_number or "",
                jurisdiction=line.jurisdiction or "",
                in_force_from=line.in_force_from,
                in_force_to=line.in_force_to,
            )
        )
    if not passages:
        raise SourceError(path, None, "no passage in it", 'one {"id", "text"} a line')
    return tuple(passages)


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a plain or gzipped text with their numbers, blank ones left out.

    Raises:
        SourceError: the file is missing, is not gzip though it is called so, or is not UTF-8.
    """
    number = 0
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8-sig")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8-sig") as lines
        ):
            for number, words in enumerate(lines, 1):
                if words.strip():
                    yield number, words
    except FileNotFoundError:
        raise SourceError(path, None, "no such file", "name a policy folder or a JSONL file") from None
    except (gzip.BadGzipFile, EOFError):
        raise SourceError(path, None, "not a whole gzip file", "gzip it again, or drop the .gz from its name") from None
    except UnicodeDecodeError:
        raise SourceError(path, number + 1, "not UTF-8", "save the file as UTF-8") from None


def _line(path: Path, number: int, words: str) -> Line:
    try:
        return Line.model_validate_json(words)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(place) for place in first["loc"]) or "the line"
        raise SourceError(path, number, f"{field}: {first['msg']}", 'one {"id", "text"} a line') from None
