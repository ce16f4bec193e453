"""People told by a share of a class or by who is left over: 八成上岗, 三成没着落, 走了两个, 其余都就业了."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.dialogue.understand.events import Event, find_events, parts
from assistant.dialogue.understand.reading import Stated
from assistant.dialogue.understand.vocabulary import count_words
from assistant.language.numerals import Number

# What each is told of: those in work are of the class, those who stayed are of those in work.
WHOLE = {"employed": "trainees", "jobless": "trainees", "retained": "employed", "gone": "employed"}
REST = {"jobless": "employed", "gone": "retained"}  # who is left over when these are taken away
APPRENTICES = "apprentices"
NEGATED = ("没", "没有", "未")  # 一个没走: the event is read as its opposite already, and of all


def derive(
    text: str,
    shares: Sequence[Number],
    bound: Mapping[Number, Event],
    found: Sequence[Stated],
    known: Mapping[str, int],
    scheme: str | None,
    lone: Sequence[Number],
) -> list[Stated]:
    """The counts of a message with those that follow from shares and from who is left over.

    Args:
        text: the normalised message.
        shares: the percentages and fractions that tell what some of a class did.
        bound: what each number tells of.
        found: the counts read so far; those that are only taken away (`jobless`, `gone`) are made into who is left.
        known: the head counts known of the subject spoken of.
        scheme: the scheme spoken of.
        lone: numbers that tell nothing by themselves.
    """
    sums = _Sums(dict(known))
    for one in sorted(found, key=lambda one: (one.fact != "trainees", one.fact != "employed", one.start)):
        sums.take(one)
    for number in shares:
        sums.share(text, number, bound[number].role)
    away = [one for one in found if one.fact in REST]
    if scheme == "apprenticeship" or count_words().of_rest.search(text):
        sums.of_rest(away, scheme)
    apart = sum(int(str(one.values[0])) for one in away if one.fact == "gone") + sum(
        int(one.value or 0) for one in lone
    )
    sums.everybody(text, [*bound, *lone], apart - sum(int(str(one.values[0])) for one in found if one.lone))
    return list(sums.told.values())


class _Sums:
    """The counts of one message while they are worked out, over those known before."""

    def __init__(self, known: dict[str, int]) -> None:
        self.known = known
        self.told: dict[str, Stated] = {}

    def of(self, fact: str) -> int | None:
        """How many a count is, as the message tells it, else as it was known; None where only about so many."""
        if fact in self.told:
            one = self.told[fact]
            return int(str(one.values[0])) if not one.rough else None
        return self.known.get(fact)

    def take(self, one: Stated) -> None:
        """A count told by its number, or the rest of its whole where the number is of those who are not in it."""
        if one.fact not in REST:
            self.told[one.fact] = one
            return
        self._put(REST[one.fact], one, self.of(WHOLE[one.fact]), int(str(one.values[0])), rough=one.rough)

    def _put(self, fact: str, said: Stated, whole: int | None, less: int, *, rough: bool = False) -> None:
        if fact not in self.told and whole is not None and 0 <= less <= whole:
            self.told[fact] = Stated(
                fact, (whole - less,), said.words, said.start, said.end, certain=not rough, rough=rough
            )

    def share(self, text: str, number: Number, role: str) -> None:
        """A share of a class, where it makes a whole number of people."""
        whole = self.of(WHOLE.get(role, ""))
        if whole is None or number.value is None or count_words().bound.search(text[: number.start]):
            return
        people = number.value * whole
        said = Stated(role, (0,), number.text, number.start, number.end)
        if number.exact and people.denominator == 1:
            self._put(REST.get(role, role), said, whole, int(people if role in REST else whole - people))

    def of_rest(self, away: Sequence[Stated], scheme: str | None) -> None:
        """A class reckoned with those who are left in it: 走了俩,按剩下的人再算."""
        fact = APPRENTICES if scheme == "apprenticeship" else "trainees"
        whole = self.of(fact)
        for one in away:
            if whole is not None and one.fact == "gone" and "retained" not in self.told:
                self.told.pop(fact, None)
                self._put(fact, one, whole, int(str(one.values[0])), rough=one.rough)

    def everybody(self, text: str, numbers: Sequence[Number], apart: int) -> None:
        """Clauses without a number that tell of all, of none or of the others: 全都上岗了, 一个没走, 其余的都就业了.

        `apart` are the people of the class of whom something else is told.
        """
        words, events = count_words(), find_events(text)
        for start, end in parts(text):
            part = text[start:end]
            inside = [one for one in events if start <= one.start and one.end <= end and one.role in WHOLE]
            if not inside or any(start <= one.start < end for one in numbers) or words.required.search(part):
                continue
            for event in inside:
                self._all_of(text[start : event.start], event, text[start : event.end].strip(), apart)

    def _all_of(self, before: str, event: Event, said: str, apart: int) -> None:
        words, whole = count_words(), self.of(WHOLE[event.role])
        fact = REST.get(event.role, event.role)
        told = Stated(fact, (0,), said, event.end - len(said), event.end)
        everybody, nobody = (whole or 0, 0) if event.role in REST else (0, whole or 0)
        none = words.none.search(before)
        if words.others.search(before):
            if apart and event.role == "employed":
                self._put(fact, told, whole, apart)
        elif none and not none[0].endswith(NEGATED):
            self._put(fact, told, whole, nobody)
        elif none or words.all.search(before):
            self._put(fact, told, whole, everybody)
