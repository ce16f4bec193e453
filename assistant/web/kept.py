"""What the public pages keep of answers and of what people say of them."""

from __future__ import annotations

from assistant.dialogue.answer import Answer
from assistant.dialogue.assistant import Assistant
from assistant.storage import Reason, Records
from assistant.web.export import shareable


class Kept:
    """The record behind the conversation page and the interface."""

    def __init__(self, assistant: Assistant, records: Records) -> None:
        self._assistant = assistant
        self._records = records

    def answered(self, thread: str, answer: Answer) -> None:
        """Keep the last turn of a conversation as it was shown."""
        turns = self._assistant.turns(thread)
        if turns:
            self._records.turn(thread, len(turns) - 1, turns[-1].question, answer)

    def share(self, thread: str) -> str | None:
        """The path of a page with the last answer and none of the person's words; None where nothing was answered."""
        answer = self._records.last(thread)
        return f"/share/{self._records.share(shareable(answer))}" if answer is not None else None

    def liked(self, thread: str) -> None:
        """The last answer helped."""
        self._records.liked(thread)

    def reported(self, thread: str, reason: str, comment: str) -> None:
        """Something is wrong with the last answer."""
        self._records.reported(thread, Reason(reason), comment)

    def forget(self, thread: str) -> None:
        """The conversation was started over: its words go."""
        self._records.forget(thread)
