"""What an ask is about: the schemes it concerns, the clause just shown, the list gone through, a claim made before."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.choose import MOST_ASKED
from assistant.dialogue.follow import weak_scheme
from assistant.dialogue.memory import Memory
from assistant.dialogue.topics import SCHEME_OF_FACT
from assistant.dialogue.understand.reading import Ask, Intent, Reading
from assistant.dialogue.understand.schema import COMPANY
from assistant.dialogue.ways import GENERAL_OF, ways
from assistant.subsidy import SCHEMES


def known_facts(memory: Memory) -> set[str]:
    """The names of what is known of the subjects spoken of now."""
    return {name for topic in memory.focused() for name in memory.facts_of(topic)}


def schemes_of(ask: Ask, reading: Reading, memory: Memory) -> tuple[str, ...]:
    """The schemes that an ask concerns: named ones, those of the facts stated, else those spoken of."""
    if ask.scheme is not None:
        return (ask.scheme,)
    named = [scheme for scheme in reading.schemes if scheme not in GENERAL_OF]
    if ask.intent is Intent.WHICH and not named and _which_of_talk(reading, memory):
        return (memory.last_scheme,) if memory.last_scheme else ()
    if ask.intent in GENERAL_OF.values() and not (named and ask.intent is Intent.WHICH):
        return (next(scheme for scheme, intent in GENERAL_OF.items() if intent is ask.intent),)
    if COMPANY in reading.people and any(scheme not in ways().personal for scheme in named):
        return tuple(scheme for scheme in dict.fromkeys(named) if scheme not in ways().personal)
    implied = [SCHEME_OF_FACT[one.fact] for subject in reading.subjects for one in subject.facts[:1]]
    implied += [SCHEME_OF_FACT[one.fact] for one in reading.stated if one.fact in SCHEME_OF_FACT]
    heads = {one.fact for subject in reading.subjects for one in subject.facts}
    graded = heads == {"level"} and bool(ways().graded & set(named))
    if named and "skill_upgrade" not in named and (graded or not heads):
        implied = [scheme for scheme in implied if scheme != "skill_upgrade"]
    theirs = [
        scheme for scheme in implied if scheme in ways().personal
    ]  # in the order in which the certificates are named
    found = tuple(
        dict.fromkeys([*(scheme for scheme in named if scheme not in ways().personal), *theirs, *named, *implied])
    )
    if ask.intent is Intent.COMPARE and found and ways().words.compared_with.search(reading.text):
        found = tuple(dict.fromkeys([*((memory.last_scheme,) if memory.last_scheme in SCHEMES else ()), *found]))
    if found:
        return found
    focused = tuple(dict.fromkeys(topic.scheme for topic in memory.focused() if topic.scheme))
    own = memory.last_scheme if memory.last_scheme in ways().personal else None
    fallback = own or weak_scheme(reading) or memory.last_scheme
    return focused or ((fallback,) if fallback else ())


def _which_of_talk(reading: Reading, memory: Memory) -> bool:
    """Whether "which ones" goes on about a scheme spoken of that is not the one of the catalogue."""
    own = memory.last_scheme in SCHEMES and memory.last_scheme != MOST_ASKED
    return own and not reading.subjects and ways().words.of_catalogue.search(reading.text) is None


def of_clause(ask: Ask, reading: Reading, memory: Memory) -> Ask:
    """The ask with the clause just shown, where it is asked what stands in it."""
    shown = memory.last_clauses if ways().words.this_clause.search(reading.text) else ()
    return replace(ask, clauses=shown)


def once_more(ask: Ask, reading: Reading, memory: Memory) -> bool:
    """Whether somebody who claimed already asks to claim again, and the rules for people in work do not decide it."""
    claimed = any(one.fact == "claimed_this_year" and True in one.values for one in reading.stated)
    before = ways().words.claimed_before.search(reading.text) and "level" not in known_facts(memory)
    in_work = any(
        "in_work" in memory.facts_of(topic)["status"].values
        for topic in memory.focused()
        if "status" in memory.facts_of(topic)
    )
    return ask.intent is Intent.MAY and (bool(before) or (claimed and not in_work))


def goes_through_list(ask: Ask, reading: Reading, memory: Memory) -> bool:
    """Whether an occupation is asked for after the list was spoken of, and no money: 数控车工算不算."""
    listed = memory.last_scheme == "catalogue" or Intent.IN_CATALOGUE in memory.last_intents
    named = any(one.fact == "occupation" for subject in reading.subjects for one in subject.facts)
    money = ways().words.money.search(reading.text) is not None
    return listed and named and not (reading.stated or money) and ask.intent is Intent.MAY
