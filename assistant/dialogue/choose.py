"""Which prepared answer fits an ask: by the exemplars it resembles, its cues, and what the talk is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.dialogue.answer import Status
from assistant.dialogue.prepared import Entry
from assistant.dialogue.thresholds import thresholds
from assistant.dialogue.understand.exemplars import Near
from assistant.dialogue.understand.reading import Ask, Intent, Reading
from assistant.dialogue.understand.scope import without_names
from assistant.dialogue.ways import ways
from assistant.subsidy import SCHEMES

MOST_ASKED = "skill_upgrade"  # what people mean who name no scheme
# Asks that "no" answers; a question for a deadline or a condition is not answered by it.
YES_OR_NO = frozenset({Intent.MAY, Intent.AMOUNT, Intent.STANDARD, Intent.OTHER, Intent.FREQUENCY, Intent.IN_CATALOGUE})

# Asks whose words leave no doubt of what is wanted, be the rest of the question like whatever it is.
PLAIN = frozenset(
    {
        Intent.WHERE,
        Intent.WHEN,
        Intent.HOW,
        Intent.WHICH,
        Intent.DOCUMENTS,
        Intent.FREQUENCY,
        Intent.CONTACT,
        Intent.PROCESSING_TIME,
        Intent.PAYEE,
        Intent.VALIDITY,
        Intent.ISSUER,
    }
)


@dataclass(frozen=True, slots=True)
class Talk:
    """What an entry is chosen for.

    Attributes:
        ask: one thing asked.
        scheme: the scheme that it concerns, if one is named or implied.
        spoken_of: the scheme that the turns before were about.
        reading: the whole message.
    """

    ask: Ask
    scheme: str | None
    spoken_of: str | None
    reading: Reading


def choose(entries: Sequence[Entry], talk: Talk, near: Sequence[Near]) -> tuple[Entry | None, float]:
    """The entry that fits best, and how strongly; of several asks in one message each takes an entry of its own intent.

    Args:
        entries: all prepared answers.
        talk: what is asked, and about what.
        near: the exemplars nearest to the ask, best first.
    """
    scores = {one.label.removeprefix("entry:"): one.score for one in near if one.label.startswith("entry:")}
    told = not talk.reading.asks and ways().words.question.search(talk.reading.text) is None
    best: tuple[float, Entry | None] = (0.0, None)
    limits = thresholds()
    text, ask = without_names(talk.reading.text), without_names(talk.ask.text)
    for entry in entries:
        cued = entry.cue is not None and entry.cue.search(text) is not None
        of_ask = cued and entry.cue is not None and entry.cue.search(ask) is not None
        if scores.get(entry.id, 0.0) < limits.alike and not cued:
            continue
        if entry.status is Status.NOT_ELIGIBLE and told:
            continue  # nobody is told no who asked nothing
        fits = talk.ask.intent in entry.intents or cued or scores.get(entry.id, 0) >= limits.entry_over_subject
        if len(talk.reading.asks) > 1 and not fits:
            continue
        strength = (
            scores.get(entry.id, limits.near)
            + _bonus(entry, talk, cued)
            - (limits.cue_bonus / 2 if cued and not of_ask else 0)
        )
        if strength > best[0]:
            best = (strength, entry)
    return best[1], best[0]


def _bonus(entry: Entry, talk: Talk, cued: bool) -> float:
    limits = thresholds()
    wanted = talk.scheme or MOST_ASKED
    named = bool(talk.reading.schemes or talk.reading.subjects)
    bonus = limits.scheme_bonus * (entry.scheme == wanted or entry.scheme not in SCHEMES)
    about = [scheme for scheme in ([talk.ask.scheme] if talk.ask.scheme else talk.reading.schemes) if scheme in SCHEMES]
    bonus -= limits.other_scheme * (bool(about) and entry.scheme in SCHEMES and entry.scheme not in about)
    bonus += limits.talk_bonus * (not named and entry.scheme == talk.spoken_of)
    if talk.ask.intent in entry.intents and talk.ask.intent is not Intent.OTHER:
        bonus += limits.intent_bonus * (2 if talk.ask.intent in PLAIN else 1)
    bonus += limits.cue_bonus * cued
    bonus -= limits.no_penalty * (entry.status is Status.NOT_ELIGIBLE and talk.ask.intent not in YES_OR_NO)
    return bonus
