"""Whether a turn is about another subject than the policy's: by its words, or by what it is nearest to."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.memory import Memory
from assistant.dialogue.thresholds import thresholds
from assistant.dialogue.understand.exemplars import Near
from assistant.dialogue.understand.reading import Hit, Reading
from assistant.dialogue.understand.subjects import CERTAIN
from assistant.dialogue.ways import ways


def other_place(reading: Reading) -> bool:
    """Whether a turn asks what holds in another city: it alone is named, or held against this one."""
    if reading.place is None:
        return False
    return not reading.own_place or ways().words.between_places.search(reading.text) is not None


def other_subject(reading: Reading, memory: Memory, near: Sequence[Near]) -> Hit | None:
    """The other subject that a turn is about, or None.

    Args:
        reading: the message as understood.
        memory: the conversation with this message taken up.
        near: the exemplars nearest to the message, best first.
    """
    words, word = ways().words, reading.other_subject
    if reading.other_asked is not None:
        return word if reading.other_asked else None
    if word is not None and word.score >= CERTAIN and not words.beside.search(reading.text):
        return word
    if word is not None and words.beside.search(reading.text) and words.own_money.search(reading.text):
        return None  # 领失业金期间考证可以领补贴吗
    asked = words.question.search(reading.text) or words.request.search(reading.text)
    if reading.stated and not reading.asks and not asked:
        return None  # facts told before any question: 外卖员,自己交的灵活就业社保
    graded_only = all(one.fact == "level" for subject in reading.subjects for one in subject.facts)
    if reading.schemes or not graded_only:  # 高级技师居转户要几年 names no certificate
        return _beside_a_term(reading, memory, near)
    own = bool(reading.stated) and words.subsidy.search(reading.text) is not None
    follows = own and bool(memory.last_intents)  # and me? I am out of work, the same certificate
    if follows or words.counts_as.search(reading.text):
        return None
    if word is not None:
        return None if _answer_is_nearer(word, reading, near) else word
    told = bool(reading.stated) and not reading.asks  # facts for the question before
    goes_on = bool(memory.last_intents) and (told or reading.elliptic)
    return None if own or goes_on else _nearest_subject(near)


def _beside_a_term(reading: Reading, memory: Memory, near: Sequence[Near]) -> Hit | None:
    """Another subject beside a term of the policy, in a message that speaks of no subsidy: 护理员工作服去哪里买."""
    words = ways().words
    if words.subsidy.search(reading.text):
        return None
    if reading.other_subject is not None:
        return reading.other_subject
    opens = not memory.last_intents and not reading.schemes and not words.money.search(reading.text)
    return _nearest_subject(near) if opens else None


def _answer_is_nearer(subject: Hit, reading: Reading, near: Sequence[Near]) -> bool:
    """Whether a prepared answer is so near that a word of another subject does not count.

    It counts all the same where the examples of that subject are near too and nothing speaks of subsidies.
    """
    label, limits = f"subject:{subject.id}", thresholds()
    agreed = any(one.label == label and one.score >= limits.clear_subject for one in near)
    if agreed and not ways().words.subsidy.search(reading.text):
        return False
    return bool(near) and near[0].label.startswith("entry:") and near[0].score >= limits.entry_over_subject


def _nearest_subject(near: Sequence[Near]) -> Hit | None:
    """The other subject that a message is nearest to: very near, or nearer by far than any prepared answer."""
    if not near or not near[0].label.startswith("subject:"):
        return None
    limits, first = thresholds(), near[0]
    entry = next((one.score for one in near if one.label.startswith("entry:")), 0.0)
    clear = first.score >= limits.clear_subject and first.score - entry >= limits.subject_margin
    if first.score >= limits.other_subject or clear:
        return Hit(first.label.removeprefix("subject:"), first.text, first.score)
    return None
