"""What the people of a message did (joined, found work, stayed, went), and which number tells of which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.dialogue.understand.vocabulary import count_words
from assistant.language.numerals import Number

PART_END = re.compile(r"[,。;!?\n、]|(?<=[a-z)])\.(?= |$)|(?<=[\u4e00-\u9fff\d]) (?=[\u4e00-\u9fff\d])")
FIGURE = re.compile(r"[\d一二两三四五六七八九十,。;!?]")
UNREAD = 24  # what it costs to leave a number without an event; one that costs more to reach is none of its clause
WEAK = 6  # a word for who the people are counts less than one for what they did
ACROSS = 20  # an event beyond another number belongs to that one
BEHIND = 2  # words between an event and a number after it weigh more than those between a number and its verb
LATIN = 2.5  # letters that say as much as one character
OPPOSITE = {"employed": "jobless", "jobless": "employed", "retained": "gone", "gone": "retained"}
MOST = 6  # numbers in one clause that are weighed against each other; there are never more of people


@dataclass(frozen=True, slots=True)
class Event:
    """What a clause tells of people: a count's name, or `jobless` (found no work) or `gone` (left their work)."""

    role: str
    start: int
    end: int
    weak: bool = False


def find_events(text: str) -> list[Event]:
    """Every event of a normalised message, by its place; a negation makes it its opposite."""
    words = count_words()
    found = [Event("jobless", *match.span()) for match in words.jobless.finditer(text)]
    for role, told in words.events.items():
        for regex, weak in ((told.strong, False), (told.weak, True)):
            matches = regex.finditer(text) if regex is not None else ()
            found += [Event(role, *match.span(), weak) for match in matches if match.end() > match.start()]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Event] = []
    for one in found:
        if not any(other.start <= one.start and one.end <= other.end for other in kept):
            kept.append(_told(text, one, kept))
    return [_lasting(text, one, after) for one, after in zip(kept, [*kept[1:], None], strict=False)]


def _lasting(text: str, event: Event, after: Event | None) -> Event:
    """Work that lasted as its clause goes on is that of those who stayed: 就业满6个月仍在沪."""
    goes_on = after is not None and after.role == "retained" and FIGURE.search(text[event.end : after.start]) is None
    if event.role == "employed" and (count_words().lasted.match(text, event.end) or (goes_on and not event.weak)):
        return replace(event, role="retained")
    return event


def _told(text: str, event: Event, before: Sequence[Event]) -> Event:
    """The event as its clause tells it: not found work, still in work, not stayed, not gone."""
    words, part = count_words(), text[part_start(text, event.start) : event.start]
    opposite = OPPOSITE.get(event.role)
    if opposite is None:
        return event
    aside = words.aside.search(part)
    if words.not_.search(part) or (aside and words.not_.search(part[: aside.start()])):
        return Event(opposite, event.start, event.end)
    if event.role == "employed" and words.elsewhere.search(part):
        return Event("jobless", event.start, event.end)
    stays = words.still.search(part) or any(
        one.role == "retained" and not PART_END.search(text[one.end : event.start]) for one in before
    )
    return Event("retained", event.start, event.end) if event.role == "employed" and stays else event


def part_start(text: str, position: int) -> int:
    """Where the part of the sentence begins in which a place stands."""
    return max((match.end() for match in PART_END.finditer(text, 0, position)), default=0)


def bind(text: str, numbers: Sequence[Number], events: Sequence[Event]) -> dict[Number, Event]:
    """The event of each number that has one: the cheapest way of giving each event to one number of its part."""
    bound: dict[Number, Event] = {}
    ends = [match.start() for match in PART_END.finditer(text) if not _within(match.start(), numbers)] + [len(text)]
    start, waiting = 0, list[Event]()
    for end in ends:
        inside = [one for one in numbers if start <= one.start and one.end <= end][:MOST]
        told = [one for one in events if start <= one.start and one.end <= end]
        cost = {
            number: {event: spent for event in told if (spent := _cost(text, number, event, inside)) < UNREAD}
            for number in inside
        }
        bound |= _cheapest(inside, cost, frozenset())[1]
        if (
            waiting
            and len(inside) == 1
            and not told
            and count_words().joins.fullmatch(text[start : inside[0].start].strip(",、 "))
        ):
            bound[inside[0]] = waiting[-1]  # 半年里找到工作的,一共32个
        waiting = told if not inside else []
        start = end
    return bound


def _within(position: int, numbers: Sequence[Number]) -> bool:
    return any(one.start < position < one.end for one in numbers)


def _cost(text: str, number: Number, event: Event, others: Sequence[Number]) -> float:
    """How far an event is from being told of a number."""
    weak = WEAK if event.weak else 0
    if event.start < number.end and number.start < event.end:
        return weak
    before = event.end <= number.start
    start, end = (event.end, number.start) if before else (number.end, event.start)
    gap = text[start:end]
    across = sum(start <= other.start and other.end <= end for other in others)
    if before and count_words().joins.fullmatch(gap):
        return weak
    length = len(gap.encode("ascii", "ignore")) / LATIN + sum(not char.isascii() for char in gap)
    return weak + across * ACROSS + length * (BEHIND if before else 1)


def _cheapest(
    numbers: Sequence[Number], cost: Mapping[Number, Mapping[Event, float]], used: frozenset[Event]
) -> tuple[float, dict[Number, Event]]:
    """The cheapest events for all numbers, each event for one number only."""
    if not numbers:
        return 0.0, {}
    number, rest = numbers[0], numbers[1:]
    spent, chosen = _cheapest(rest, cost, used)
    best = (spent + UNREAD, chosen)
    for event, own in cost[number].items():
        if event not in used:
            spent, chosen = _cheapest(rest, cost, used | {event})
            if own + spent < best[0]:
                best = (own + spent, {**chosen, number: event})
    return best


def parts(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a message: from one comma or full stop to the next."""
    start = 0
    for match in PART_END.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)
