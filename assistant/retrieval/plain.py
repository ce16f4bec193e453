"""The form in which texts and questions are compared: one width, one case, one script."""

from __future__ import annotations

from assistant.language.normalise import normalise


def plain(text: str) -> str:
    """`text` half-width, simplified and lower-cased; meant for matching, never for showing."""
    return normalise(text).text.lower()
