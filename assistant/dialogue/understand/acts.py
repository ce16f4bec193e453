"""What a turn does in the conversation: yes, no, a correction, a return, a new start."""

from __future__ import annotations

from assistant.dialogue.understand.reading import Act
from assistant.dialogue.understand.vocabulary import act_words

TRIM = " ,。;!?~…."


def find_script(text: str) -> bool | None:
    """Whether a normalised message asks for answers in traditional characters; None where it says nothing of it."""
    words = act_words()
    if words.to_traditional.search(text):
        return True
    return False if words.to_simplified.search(text) else None


def find_act(text: str) -> Act | None:
    """The act of a normalised message; a short word counts only where it is the whole message."""
    words = act_words()
    whole = text.strip(TRIM)
    for act, regex in words.whole.items():
        if regex.fullmatch(whole):
            return Act(act)
    if words.not_correct.search(text):
        return None
    return next((Act(act) for act, regex in words.anywhere.items() if regex.search(text)), None)


def opening_act(text: str) -> Act | None:
    """Yes or no as the first word of a message that goes on: 没有,今年头一次."""
    found = (act for act, regex in act_words().opening.items() if regex.match(text))
    return next((Act(act) for act in found), None)
