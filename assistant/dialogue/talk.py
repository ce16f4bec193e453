"""What the seats of the language model need of it: text in, text out piece by piece, and a record of each call."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from pydantic import BaseModel


class Failure(StrEnum):
    """Why a call gave nothing usable; `doctor` and the log word each."""

    REFUSED = "refused"  # nobody listens, or the line broke
    KEY = "key"  # 401, 403
    MISSING = "missing"  # 404: address or model name
    BUSY = "busy"  # 429
    SERVER = "server"  # 500 and above
    REQUEST = "request"  # another 4xx
    SLOW = "slow"  # a time limit passed
    ENDLESS = "endless"  # more text than any answer needs
    UNREADABLE = "unreadable"  # not the JSON that was asked for
    EMPTY = "empty"
    OPEN = "open"  # the circuit breaker spares the call
    UNKNOWN = "unknown"


class ModelError(Exception):
    """A call that failed; the answer goes on without the model."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(f"{failure}: {detail}" if detail else str(failure))
        self.failure = failure
        self.detail = detail


@dataclass
class Call:
    """What one call cost: milliseconds to the first piece and in all, tokens as the endpoint counted them."""

    seat: str
    attempts: int = 0
    first_ms: float | None = None
    total_ms: float = 0.0
    tokens_in: int | None = None
    tokens_out: int | None = None
    failure: Failure | None = None
    detail: str = ""
    refused: dict[str, int] = field(default_factory=dict)  # fault → sentences or facts that the gate refused


class Talk(Protocol):
    """A model that can be asked."""

    def stream(self, system: str, user: str, shape: type[BaseModel], call: Call) -> Iterator[str]:
        """The reply, piece by piece; what it cost is written into `call`.

        Args:
            system: what the seat is for.
            user: what it is about.
            shape: the object that the reply is to be, as JSON.
            call: is filled in.

        Raises:
            ModelError: at any piece.
        """


Traffic = Callable[[bytes], None]  # is given every request as it leaves: head and body
