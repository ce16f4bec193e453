"""What is kept of conversations: every turn as it was answered, what people said of it, and answers they shared."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from enum import StrEnum
from importlib.metadata import version

from sqlalchemy import Engine, Select, delete, select, update
from sqlalchemy.orm import Session

from assistant.dialogue.answer import Answer, Status
from assistant.language.privacy import mask
from assistant.storage.moments import now
from assistant.storage.tables import ItemRow, SharedRow, TurnRow

LONGEST_COMMENT = 500
SHARED_FOR = dt.timedelta(days=90)
REFUSED = frozenset({Status.NOT_IN_POLICY, Status.ERROR})


class Kind(StrEnum):
    """Why an item is in the queue."""

    REFUSED = "refused"
    REPORTED = "reported"
    LIKED = "liked"


class Reason(StrEnum):
    """What somebody found wrong with an answer."""

    WRONG_NUMBER = "wrong_number"
    WRONG_CITATION = "wrong_citation"
    OFF_TOPIC = "off_topic"
    UNCLEAR = "unclear"
    OTHER = "other"


class Records:
    """The record of turns and what was said of them; safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def turn(self, conversation: str, number: int, question: str, answer: Answer) -> str:
        """Keep a turn; one that was refused goes into the queue of staff.

        Args:
            conversation: its opaque id.
            number: of the turn, from 0; a turn answered anew takes the place of the one before.
            question: is masked once more before it is written.
            answer: as it was shown.

        Returns:
            The id of the turn.
        """
        row = TurnRow(
            id=uuid.uuid4().hex,
            conversation=conversation,
            number=number,
            as_of=answer.as_of,
            status=answer.status,
            scheme=answer.schemes[0] if answer.schemes else "",
            verdict=answer.verdict,
            unproved=answer.unproved,
            total_ms=answer.timings_ms.get("total", 0.0),
            version=version("shanghai-policy-assistant"),
            question=mask(question).text,
            answer=answer.model_dump_json(),
        )
        with Session(self._engine) as session, session.begin():
            old = select(TurnRow.id).where(TurnRow.conversation == conversation, TurnRow.number >= number)
            session.execute(delete(ItemRow).where(ItemRow.turn_id.in_(old)))
            session.execute(delete(TurnRow).where(TurnRow.conversation == conversation, TurnRow.number >= number))
            session.add(row)
            if answer.status in REFUSED:
                session.add(ItemRow(id=uuid.uuid4().hex, turn=row, kind=Kind.REFUSED))
            return row.id

    def liked(self, conversation: str) -> None:
        """The last answer of a conversation helped."""
        self._said_of_last(conversation, Kind.LIKED, "", "")

    def reported(self, conversation: str, reason: Reason, comment: str) -> None:
        """Something is wrong with the last answer of a conversation; the comment is masked and cut to 500 characters."""
        self._said_of_last(conversation, Kind.REPORTED, reason, mask(comment[:LONGEST_COMMENT]).text)

    def _said_of_last(self, conversation: str, kind: Kind, reason: str, comment: str) -> None:
        with Session(self._engine) as session, session.begin():
            row = session.scalars(_turns(conversation)).first()
            if row is not None:
                session.add(ItemRow(id=uuid.uuid4().hex, turn=row, kind=kind, reason=reason, comment=comment))

    def last(self, conversation: str) -> Answer | None:
        """The last answer of a conversation, if any is kept."""
        with Session(self._engine) as session:
            row = session.scalars(_turns(conversation)).first()
            return Answer.model_validate_json(row.answer) if row is not None else None

    def share(self, answer: Answer) -> str:
        """Keep an answer for whoever has its name; gives the name.

        Args:
            answer: without the person's words (`web.export.shareable`).
        """
        token = secrets.token_urlsafe(16)
        with Session(self._engine) as session, session.begin():
            session.add(SharedRow(token=token, answer=answer.model_dump_json(), expires=now() + SHARED_FOR))
        return token

    def shared(self, token: str) -> Answer | None:
        """The answer of this name; None where there is none or its time is over."""
        with Session(self._engine) as session:
            row = session.get(SharedRow, token)
            return Answer.model_validate_json(row.answer) if row is not None and row.expires > now() else None

    def forget(self, conversation: str) -> None:
        """Take the person's questions out of a conversation's turns; what was answered stays for the statistics."""
        with Session(self._engine) as session, session.begin():
            reported = select(ItemRow.turn_id).where(ItemRow.kind == Kind.REPORTED)
            session.execute(
                update(TurnRow)
                .where(TurnRow.conversation == conversation, TurnRow.id.not_in(reported))
                .values(question="", answer="{}")
            )

    def forget_older_than(self, days: int) -> int:
        """Remove the turns, items and shared answers of more than so many days ago; gives how many turns went."""
        before = now() - dt.timedelta(days=days)
        with Session(self._engine) as session, session.begin():
            old = select(TurnRow.id).where(TurnRow.at < before)
            session.execute(delete(ItemRow).where(ItemRow.turn_id.in_(old)))
            session.execute(delete(SharedRow).where(SharedRow.expires < now()))
            return len(session.scalars(delete(TurnRow).where(TurnRow.at < before).returning(TurnRow.id)).all())


def _turns(conversation: str) -> Select[TurnRow]:
    """The last turn of a conversation."""
    return select(TurnRow).where(TurnRow.conversation == conversation).order_by(TurnRow.number.desc()).limit(1)
