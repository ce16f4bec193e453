"""The form in which texts and questions are compared: one width, one case, one script."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """`text` with full-width forms folded and lower-cased; meant for matching, never for showing."""
    return unicodedata.normalize("NFKC", text).lower()
