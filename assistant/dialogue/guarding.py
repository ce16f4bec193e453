"""What is settled before any policy question: guards, another city, another subject, small talk."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.memory import Memory
from assistant.dialogue.outside import other_place, other_subject
from assistant.dialogue.thresholds import thresholds
from assistant.dialogue.understand.exemplars import Near
from assistant.dialogue.understand.reading import Act, Ask, Hit, Intent, Reading
from assistant.dialogue.ways import IDLE, SUMS, Task, Way, ways

TALK = frozenset({"thanks", "bye", "who_are_you", "small_talk"})  # said beside facts too
TROUBLED = frozenset({"hardship", "low_spirits"})  # told with facts of oneself, but asking nothing


def gate(reading: Reading, memory: Memory, near: Sequence[Near]) -> Task | None:
    """The fixed reply that a turn gets instead of an answer from the policy, or None.

    Args:
        reading: the message as understood.
        memory: the conversation with this message taken up.
        near: the exemplars nearest to the message, best first.
    """
    whole = Ask(Intent.OTHER, text=reading.text)
    hit = _guard(reading, near)
    if hit is not None:
        return Task(Way.REPLY, whole, reply=hit.id, hit=hit)
    if reading.act is Act.RESTART:
        return Task(Way.REPLY, whole, reply="restart")
    if other_place(reading):
        return Task(Way.REPLY, whole, reply="elsewhere", hit=reading.place)
    other = other_subject(reading, memory, near)
    if other is not None:
        return Task(Way.REPLY, whole, reply="out_of_scope", hit=other)
    return _social(reading, memory, near, whole)


def small_talk(near: Sequence[Near]) -> Hit | None:
    """The kind of small talk whose example the message is nearest to, or None."""
    hit, limits = _nearest(near, ways().social), thresholds()
    if hit is None:
        return None
    ahead = hit.score - _nearest_answer(near)
    if hit.id in TROUBLED and hit.score >= limits.troubled and ahead >= 0:
        return hit
    clear = hit.score >= limits.clear_social and ahead >= limits.social_margin
    return hit if hit.score >= limits.social or clear else None


def _guard(reading: Reading, near: Sequence[Near]) -> Hit | None:
    asks = _asks_of_policy(reading) or bool(reading.subjects)  # a certificate is spoken of
    # 不晓得呀 answers, 我老婆是收银员,她考的呢 goes on: neither is near to anything by itself.
    goes_on = reading.act in (Act.YES, Act.NO, Act.UNSURE, Act.NEITHER) or (reading.elliptic and bool(reading.stated))
    margin = thresholds().guard_beside if asks else thresholds().guard_margin
    hit = reading.guard or (None if goes_on else _resembled(near, margin))
    if hit is None or hit.id not in ways().guards:
        return None
    sums = bool({ask.intent for ask in reading.asks} & SUMS) and bool(reading.subjects)
    return None if (hit.id in ways().yielding and asks) or (hit.id in ways().yielding_to_sums and sums) else hit


def _resembled(near: Sequence[Near], margin: float) -> Hit | None:
    """The guard whose example the message is nearest to: very near, or nearer by a margin than any prepared answer."""
    hit, limits = _nearest(near, ways().guards), thresholds()
    if hit is None:
        return None
    clear = hit.score >= limits.clear_guard and hit.score - _nearest_answer(near) >= margin
    return hit if hit.score >= limits.guard or clear else None


def _nearest(near: Sequence[Near], guards: Sequence[str]) -> Hit | None:
    label = near[0].label.removeprefix("guard:") if near else ""
    return Hit(label, near[0].text, near[0].score) if label in guards else None


def _nearest_answer(near: Sequence[Near]) -> float:
    return next((one.score for one in near if one.label.startswith("entry:")), 0.0)


def _asks_of_policy(reading: Reading) -> bool:
    """Whether a message asks something of the policy in so many words, be it angry or worried beside."""
    asks = {ask.intent for ask in reading.asks}
    return bool(asks - IDLE) or bool(asks and (reading.subjects or reading.schemes))


def _social(reading: Reading, memory: Memory, near: Sequence[Near], whole: Ask) -> Task | None:
    hit = reading.guard if reading.guard and reading.guard.id in ways().social else small_talk(near)
    of_policy = reading.subjects or reading.schemes or (reading.elliptic and reading.people)
    if hit is not None and reading.act not in (Act.UNSURE, Act.NEITHER) and not of_policy:
        asks = {ask.intent for ask in reading.asks} - IDLE
        goes_on = hit.id == "thanks" and bool(reading.stated or reading.people)
        talk = hit.id in TALK and not asks and not goes_on
        troubled = hit.id in TROUBLED and not reading.asks and not memory.last_intents
        if talk or troubled or not (asks or reading.stated or reading.act):
            return Task(Way.REPLY, whole, reply=hit.id, hit=hit)
    return None if reading.text.strip() else Task(Way.REPLY, whole, reply="empty")
