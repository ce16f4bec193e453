"""The queue of staff: what was refused or reported, to be looked at, closed, or made an evaluation case."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import yaml
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from assistant.dialogue.answer import Answer
from assistant.storage.moments import now
from assistant.storage.records import Kind
from assistant.storage.tables import ItemRow, TurnRow


@dataclass(frozen=True, slots=True)
class Item:
    """One entry; `answer` is the snapshot of what was shown, None where the person had it forgotten."""

    id: str
    kind: str
    reason: str
    comment: str
    at: dt.datetime
    question: str
    answer: Answer | None
    conversation: str
    number: int
    closed_by: str
    note: str


class Queue:
    """The open and the closed entries."""

    def __init__(self, engine: Engine, cases: Path) -> None:
        """
        Args:
            engine: the database.
            cases: the file to which evaluation cases are added, for somebody to review.
        """
        self.engine = engine
        self._cases = cases

    def items(self, *, closed: bool = False, kind: Kind | None = None, count: int = 100) -> tuple[Item, ...]:
        """Entries, newest first; words of thanks are none."""
        query = select(ItemRow).where(ItemRow.kind != Kind.LIKED).order_by(ItemRow.at.desc()).limit(count)
        query = query.where(ItemRow.closed_at.is_not(None) if closed else ItemRow.closed_at.is_(None))
        if kind is not None:
            query = query.where(ItemRow.kind == kind)
        with Session(self.engine) as session:
            return tuple(_item(row) for row in session.scalars(query).unique().all())

    def item(self, name: str) -> Item | None:
        """One entry."""
        with Session(self.engine) as session:
            row = session.get(ItemRow, name)
            return _item(row) if row is not None else None

    def close(self, name: str, who: str, note: str) -> bool:
        """Close an entry; False if there is none."""
        with Session(self.engine) as session, session.begin():
            row = session.get(ItemRow, name)
            if row is None:
                return False
            row.closed_at, row.closed_by, row.note = now(), who, note
            return True

    def draft_case(self, name: str) -> str:
        """The conversation up to this entry in the shape of `eval/questions/*.yaml`, what was shown as what is expected.

        A person corrects what is wrong in it; empty where there is no such entry.
        """
        item = self.item(name)
        if item is None or item.answer is None:
            return ""
        with Session(self.engine) as session:
            asked = session.scalars(
                select(TurnRow.question)
                .where(TurnRow.conversation == item.conversation, TurnRow.number <= item.number)
                .order_by(TurnRow.number)
            ).all()
        expected: dict[str, object] = {"status": item.answer.status.value}
        if item.answer.amounts:
            expected["amounts"] = [
                {"scheme": one.scheme, "kind": one.kind, "yuan": one.yuan} for one in item.answer.amounts
            ]
        clauses = list(dict.fromkeys(citation.clause for citation in item.answer.citations if not citation.reference))
        if clauses:
            expected["clauses"] = clauses
        turns: list[dict[str, object]] = [{"say": question} for question in asked[:-1]]
        turns.append({"say": asked[-1] if asked else item.question, "expect": expected})
        case = [{"id": f"staff-{item.id[:8]}", "turns": turns}]
        return yaml.safe_dump(case, allow_unicode=True, sort_keys=False)

    def keep_case(self, name: str, text: str, who: str) -> Path:
        """Add a case, as corrected, to the file of cases, and close the entry.

        Raises:
            ValueError: the text is no YAML list of conversations.
        """
        try:
            found = yaml.safe_load(text)
        except yaml.YAMLError as error:
            raise ValueError(f"不是YAML:{error}") from error
        if not isinstance(found, list) or not all(isinstance(one, dict) and "turns" in one for one in found):
            raise ValueError("要写成一段对话的列表:- id: … 和 turns: …")
        self._cases.parent.mkdir(parents=True, exist_ok=True)
        with self._cases.open("a", encoding="utf-8") as file:
            file.write(yaml.safe_dump(found, allow_unicode=True, sort_keys=False))
        self.close(name, who, "已转成评测用例")
        return self._cases


def _item(row: ItemRow) -> Item:
    return Item(
        id=row.id,
        kind=row.kind,
        reason=row.reason,
        comment=row.comment,
        at=row.at,
        question=row.turn.question,
        answer=Answer.model_validate_json(row.turn.answer) if row.turn.question else None,
        conversation=row.turn.conversation,
        number=row.turn.number,
        closed_by=row.closed_by,
        note=row.note,
    )
