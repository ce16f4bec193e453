"""The HTTP API: the same typed answer as everywhere else, and a sign of life."""

from __future__ import annotations

import datetime as dt
import uuid

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field

from assistant.dialogue.answer import Answer
from assistant.dialogue.assistant import Assistant
from assistant.web.gatekeeper import Gatekeeper
from assistant.web.kept import Kept


class Question(BaseModel):
    """What is sent: a message, and the conversation it belongs to."""

    model_config = ConfigDict(extra="forbid")

    message: str = Field(max_length=20_000)
    conversation: str | None = Field(default=None, max_length=64, pattern=r"^[A-Za-z0-9-]+$")
    as_of: dt.date | None = None


class Reply(BaseModel):
    """What comes back: the conversation's id, to go on with, and the answer."""

    conversation: str
    answer: Answer


class Health(BaseModel):
    """Whether the service answers."""

    status: str = "ok"


def api_router(assistant: Assistant, gatekeeper: Gatekeeper, kept: Kept) -> APIRouter:
    """`POST /api/ask` and `GET /healthz` over an assistant."""
    router = APIRouter()

    @router.post("/api/ask")
    def ask(question: Question, request: Request) -> Reply:
        refusal = gatekeeper.refusal(request.client.host if request.client else "")
        if refusal is not None:
            raise HTTPException(refusal.status, refusal.text)
        conversation = question.conversation or uuid.uuid4().hex
        answer = assistant.reply(question.message, conversation, as_of=question.as_of)
        kept.answered(conversation, answer)
        return Reply(conversation=conversation, answer=answer)

    @router.get("/healthz")
    def health() -> Health:
        return Health()

    return router
