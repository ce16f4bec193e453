"""The only module that knows that language models exist: one of any provider, behind time limits and a breaker."""

from __future__ import annotations

import asyncio
import os
import queue
import threading
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import aclosing
from functools import lru_cache
from typing import Any, cast

import httpx
from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import Runnable
from pydantic import BaseModel

from assistant.dialogue.breaker import Breaker
from assistant.dialogue.model_words import model_words
from assistant.dialogue.talk import Call, Failure, ModelError, Traffic
from assistant.settings import Settings

ATTEMPTS = 2
RETRIED = frozenset({Failure.REFUSED, Failure.BUSY, Failure.SERVER, Failure.EMPTY})
OPENAI = "openai"
HIDDEN_HEADERS = frozenset({"authorization", "api-key", "x-api-key", "cookie"})


class ChatTalk:
    """A chat model as the seats use it: bounded in time and length, and spared while the breaker is open."""

    def __init__(self, chat: BaseChatModel, first_seconds: float, whole_seconds: float, breaker: Breaker) -> None:
        self._chat = chat
        self._first = first_seconds
        self._whole = whole_seconds
        self._breaker = breaker
        self._speaks_openai = chat.get_name().endswith("OpenAI")
        self._with_schema = True

    def stream(self, system: str, user: str, shape: type[BaseModel], call: Call) -> Iterator[str]:
        """The reply piece by piece; see `Talk.stream`."""
        started = time.monotonic()
        if not self._breaker.allows():
            call.failure = Failure.OPEN
            raise ModelError(Failure.OPEN)
        try:
            yield from self._with_retry(system, user, shape, call, started)
        except ModelError as error:
            call.failure, call.detail = error.failure, error.detail
            self._breaker.failed()
            raise
        else:
            self._breaker.succeeded()
        finally:
            call.total_ms = round((time.monotonic() - started) * 1000, 3)

    def _with_retry(self, system: str, user: str, shape: type[BaseModel], call: Call, started: float) -> Iterator[str]:
        """One more try where nothing has come yet and the fault may pass, or lies in a schema that is not understood."""
        while True:
            call.attempts += 1
            try:
                yield from self._attempt(_Reply(self._shaped(shape), system, user), call, started)
                return
            except ModelError as error:
                late = time.monotonic() - started >= self._first
                begun = call.first_ms is not None
                unshaped = error.failure is Failure.REQUEST and self._with_schema
                if begun or late or call.attempts >= ATTEMPTS or (error.failure not in RETRIED and not unshaped):
                    raise
                self._with_schema = self._with_schema and not unshaped

    def _shaped(self, shape: type[BaseModel]) -> Runnable[LanguageModelInput, AIMessage]:
        """The model bound to JSON of a shape; servers that know no schemas are asked for any JSON."""
        if not self._speaks_openai:
            return self._chat
        schema = {"name": shape.__name__.strip("_").lower(), "schema": shape.model_json_schema()}
        wanted = {"type": "json_schema", "json_schema": schema} if self._with_schema else {"type": "json_object"}
        return self._chat.bind(response_format=wanted)

    def _attempt(self, reply: _Reply, call: Call, started: float) -> Iterator[str]:
        length = 0
        try:
            while True:
                limit = self._first if call.first_ms is None else self._whole
                piece = reply.next(started + limit - time.monotonic(), call)
                if piece is None:
                    break
                if call.first_ms is None:
                    call.first_ms = round((time.monotonic() - started) * 1000, 3)
                length += len(piece)
                if length > model_words().limits.longest_reply:
                    raise ModelError(Failure.ENDLESS)
                yield piece
        finally:
            reply.stop()
        if not length:
            raise ModelError(Failure.EMPTY)


@lru_cache(maxsize=1)
def _loop() -> asyncio.AbstractEventLoop:
    """The event loop of all calls, in a thread of its own: a call that is late is cancelled and its line closed."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="model", daemon=True).start()
    return loop


class _Reply:
    """A reply that is read in the background, so that a stall of the line cannot stall the answer."""

    def __init__(self, chat: Runnable[LanguageModelInput, AIMessage], system: str, user: str) -> None:
        self._pieces: queue.Queue[AIMessageChunk | None] = queue.Queue()
        self._stopped = False
        messages: list[BaseMessage] = [SystemMessage(system), HumanMessage(user)]
        self._done = asyncio.run_coroutine_threadsafe(self._read(chat, messages), _loop())
        self._done.add_done_callback(lambda _: self._pieces.put(None))

    async def _read(self, chat: Runnable[LanguageModelInput, AIMessage], messages: list[BaseMessage]) -> None:
        # Where data is always there, a cancellation can be lost on its way (asyncio.wait_for of Python 3.11): so each
        # piece asks whether anybody still listens, and the line is closed on leaving.
        async with aclosing(cast(AsyncGenerator[AIMessage], chat.astream(messages))) as chunks:
            async for chunk in chunks:
                if self._stopped:
                    return
                if isinstance(chunk, AIMessageChunk):
                    self._pieces.put(chunk)

    def next(self, seconds: float, call: Call) -> str | None:
        """The next piece of text within `seconds`; None at the end.

        Raises:
            ModelError: too late, or the reply failed.
        """
        deadline = time.monotonic() + seconds
        while True:
            try:
                chunk = self._pieces.get(timeout=max(deadline - time.monotonic(), 0.001))
            except queue.Empty:
                raise ModelError(Failure.SLOW) from None
            if chunk is None:
                error = self._done.exception()
                if error is not None:
                    raise _failed(error) from error
                return None
            if chunk.usage_metadata:
                call.tokens_in = chunk.usage_metadata["input_tokens"]
                call.tokens_out = chunk.usage_metadata["output_tokens"]
            text = chunk.text if isinstance(chunk.text, str) else str(chunk.content)
            if text:
                return text

    def stop(self) -> None:
        """Close the line, if it is still open."""
        self._stopped = True
        self._done.cancel()


def _failed(error: BaseException) -> ModelError:
    """What an error of a provider's library means; most carry the HTTP status."""
    status = getattr(error, "status_code", None)
    detail = f"{type(error).__name__}: {str(error)[:200]}"
    if isinstance(status, int):
        known = {401: Failure.KEY, 403: Failure.KEY, 404: Failure.MISSING, 408: Failure.SLOW, 429: Failure.BUSY}
        return ModelError(known.get(status, Failure.SERVER if status >= 500 else Failure.REQUEST), detail)
    name = type(error).__name__.lower()
    if "timeout" in name:
        return ModelError(Failure.SLOW, detail)
    if "connect" in name or isinstance(error, httpx.TransportError | OSError):
        return ModelError(Failure.REFUSED, detail)
    if "json" in name or "api" in name or "length" in name:
        return ModelError(Failure.UNREADABLE, detail)
    return ModelError(Failure.UNKNOWN, detail)


def open_talk(settings: Settings, traffic: Traffic | None = None, breaker: Breaker | None = None) -> ChatTalk | None:
    """The model that the settings name, or None where they name none. No request is made.

    Args:
        settings: `model` as `provider:name`, and the time limits.
        traffic: is given every request as it leaves, head and body, keys hidden.
        breaker: another breaker than that of `model.yaml`.

    Raises:
        ModelError: the provider's library is missing or refuses the settings.
    """
    if not settings.model:
        return None
    limits = model_words().limits
    try:
        chat = init_chat_model(settings.model, **_options(settings, traffic))
    except (ImportError, ValueError) as error:
        raise ModelError(Failure.UNKNOWN, str(error)) from error
    breaker = breaker or Breaker(limits.breaker_failures, limits.breaker_seconds)
    return ChatTalk(chat, settings.model_first_sentence_seconds, settings.model_whole_answer_seconds, breaker)


def _options(settings: Settings, traffic: Traffic | None) -> dict[str, Any]:
    options: dict[str, Any] = {
        "temperature": model_words().temperature,
        "timeout": settings.model_whole_answer_seconds,
        "max_retries": 0,
    }
    if settings.model_base_url:
        options["base_url"] = settings.model_base_url
    if (settings.model or "").partition(":")[0] == OPENAI:
        options["stream_usage"] = True
        options["http_async_client"] = httpx.AsyncClient(event_hooks={"request": [_shower(traffic)] if traffic else []})
        if settings.model_base_url and not os.environ.get("OPENAI_API_KEY"):
            options["api_key"] = "none"  # servers of one's own ask for no key; the library insists on one
    return options


def _shower(traffic: Traffic) -> Callable[[httpx.Request], Awaitable[None]]:
    """Gives each request to the listener, as it leaves."""

    async def show(request: httpx.Request) -> None:
        head = [f"{request.method} {request.url}"]
        for name, value in request.headers.items():
            head.append(f"{name}: {'(hidden)' if name.lower() in HIDDEN_HEADERS else value}")
        traffic("\n".join(head).encode() + b"\n\n" + await request.aread())

    return show
