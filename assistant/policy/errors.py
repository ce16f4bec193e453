"""What can be wrong with a policy's folder, said so that its keeper can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a corpus file: where it stands, what it is and how to mend it."""

    file: Path
    line: int | None
    what: str
    mend: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        return f"{place}: {self.what} → {self.mend}"


class CorpusError(Exception):
    """A corpus folder that cannot be used; carries every problem found, not only the first."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
