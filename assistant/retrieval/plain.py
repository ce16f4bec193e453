"""The form in which texts and questions are compared: one width, one case, one script."""

from __future__ import annotations

from assistant.language.normalise import normalise


class _Folded(dict[int, str]):
    """Each character's normal form, worked out when it is first met; `str.translate` then runs at full speed."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = char if char.isspace() else normalise(char).text.lower()
        return self[code]


_FOLDED = _Folded()


def plain(text: str) -> str:
    """`text` half-width, simplified and lower-cased; meant for matching, never for showing."""
    return text.translate(_FOLDED)
