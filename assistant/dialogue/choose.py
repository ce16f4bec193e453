"""Which prepared answer fits an ask: by the exemplars it resembles, its cues, and what the talk is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.dialogue.answer import Status
from assistant.dialogue.prepared import Entry
from assistant.dialogue.thresholds import thresholds
from assistant.dialogue.understand.exemplars import Near
from assistant.dialogue.understand.reading import Ask, Intent, Reading
from assistant.dialogue.understand.scope import without_names
from assistant.dialogue.ways import ways
from assistant.subsidy import SCHEMES

MOST_ASKED = "skill_upgrade"  # what people mean who name no scheme
SHORT = 8  # characters of a question that has no room to say of what
EVERYTHING = ("general", "channel")  # schemes of answers that hold for every subsidy
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

    @property
    def leans(self) -> bool:
        """Whether the message goes on about the scheme spoken of without naming it: 这个名单是哪个部门评的."""
        reading = self.reading
        named = reading.schemes or reading.subjects
        short = len(reading.text) <= SHORT or not reading.asks
        points = short or reading.elliptic or ways().words.points_back.search(reading.text)
        return self.spoken_of in SCHEMES and not named and bool(points)

    def usual(self, entry: Entry) -> bool:
        """Whether an entry is what is said to such an ask of the scheme in question, whatever else it resembles.

        What holds of one certificate of a person holds of the other: where to apply, and by when.
        """
        about = self.scheme if self.scheme in SCHEMES else self.spoken_of
        alike = ways().personal if about in ways().personal else {about}
        return about is not None and self.ask.intent in entry.usual and entry.scheme in (*alike, *EVERYTHING)


@dataclass(frozen=True, slots=True)
class Choice:
    """The entry that fits best, if any, how strongly, and by how much more than the next one."""

    entry: Entry | None = None
    strength: float = 0.0
    lead: float = 0.0


def choose(entries: Sequence[Entry], talk: Talk, near: Sequence[Near]) -> Choice:
    """The entry that fits best; of several asks in one message each takes an entry of its own intent.

    Args:
        entries: all prepared answers.
        talk: what is asked, and about what.
        near: the exemplars nearest to the ask, best first.
    """
    scores = {one.label.removeprefix("entry:"): one.score for one in near if one.label.startswith("entry:")}
    told = not talk.reading.asks and ways().words.question.search(talk.reading.text) is None
    best = Choice()
    limits = thresholds()
    text, ask = without_names(talk.reading.text), without_names(talk.ask.text)
    for entry in entries:
        cued = entry.cue is not None and entry.cue.search(text) is not None
        of_ask = cued and entry.cue is not None and entry.cue.search(ask) is not None
        if scores.get(entry.id, 0.0) < limits.alike and not (cued or talk.usual(entry)):
            continue
        if entry.status is Status.NOT_ELIGIBLE and told:
            continue  # nobody is told no who asked nothing
        fits = talk.ask.intent in entry.intents or cued or scores.get(entry.id, 0) >= limits.entry_over_subject
        if len(talk.reading.asks) > 1 and not fits:
            continue
        strength = (
            scores.get(entry.id, limits.near)
            + _bonus(entry, talk, cued)
            + (limits.other_scheme if of_ask and _elsewhere(entry, talk) else 0)
            - (limits.cue_bonus / 2 if cued and not of_ask else 0)
        )
        if strength > best.strength:
            best = Choice(entry, strength, strength - best.strength)
        else:
            best = replace(best, lead=min(best.lead, best.strength - strength))
    return best


def _bonus(entry: Entry, talk: Talk, cued: bool) -> float:
    limits = thresholds()
    wanted = talk.scheme or MOST_ASKED
    named = bool(talk.reading.schemes or talk.reading.subjects)
    bonus = limits.scheme_bonus * (entry.scheme == wanted or entry.scheme not in SCHEMES)
    bonus -= limits.other_scheme * _elsewhere(entry, talk)
    bonus += limits.talk_bonus * (not named and entry.scheme == talk.spoken_of) * (2 if talk.leans else 1)
    bonus -= limits.other_scheme * (talk.leans and entry.scheme in SCHEMES and entry.scheme != talk.spoken_of)
    if talk.ask.intent in entry.intents and talk.ask.intent is not Intent.OTHER:
        bonus += limits.intent_bonus * (2 if talk.ask.intent in PLAIN else 1)
    bonus += limits.cue_bonus * cued + limits.usual_bonus * talk.usual(entry)
    asked_for = talk.ask.intent not in YES_OR_NO or ways().words.requirement.search(talk.ask.text) is not None
    bonus -= limits.no_penalty * (entry.status is Status.NOT_ELIGIBLE and asked_for)
    return bonus


def _elsewhere(entry: Entry, talk: Talk) -> bool:
    """Whether an entry is on another scheme than those that the ask names."""
    about = [scheme for scheme in ([talk.ask.scheme] if talk.ask.scheme else talk.reading.schemes) if scheme in SCHEMES]
    return bool(about) and entry.scheme in SCHEMES and entry.scheme not in about
