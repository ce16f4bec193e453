"""A message that takes back a number of its own, read as if it had been said right at once: 就业24,不对,23."""

from __future__ import annotations

from assistant.dialogue.correct import alike, measure
from assistant.dialogue.understand.vocabulary import act_words
from assistant.language.normalise import normalise
from assistant.language.numerals import find_numbers


def put_right(message: str) -> str:
    """The message with the number that it takes back replaced by the right one; itself where it takes none back.

    Args:
        message: as it came, personal data masked.
    """
    text = normalise(message).text
    turn = act_words().own_correction.search(text.lower())
    if turn is None:
        return message
    before, after = text[: turn.start()], text[turn.end() :]
    right = next((one for one in find_numbers(after.lower()) if one.start == 0), None)
    wrong = [one for one in find_numbers(before.lower()) if right is not None and alike(one, right)]
    if right is None or not wrong:
        return message
    same = [one for one in wrong if measure(one) == measure(right)] or wrong
    meant = right.text if measure(right) else right.text + measure(same[-1])
    return before[: same[-1].start] + meant + before[same[-1].end :] + after[right.end :]
