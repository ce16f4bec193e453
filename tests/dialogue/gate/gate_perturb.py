"""Altered sentences: a figure replaced by another one that nothing proves, in any spelling."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

from gate_answers import sentences
from gate_spelling import chinese, number_spellings, ratio_spellings

from assistant.dialogue.answer import Answer, Sentence
from assistant.dialogue.verify.figure import Figure, same
from assistant.dialogue.verify.figures import canonical, read_figures
from assistant.dialogue.verify.proofs import Proofs

UNITS = {
    "money": "元",
    "people": "人",
    "times": "次",
    "months": "个月",
    "days": "天",
    "hours": "小时",
    "age": "岁",
    "level": "级",
}


def altered(seed: int, language: str = "zh", rounds: int = 1) -> Iterator[tuple[str, Sentence, Answer]]:
    """Each figure of each sentence, replaced by wrong ones of its kind in every spelling there is."""
    rng = random.Random(seed)
    for sentence, answer in sentences(language):
        known = (*(Proofs(answer).of(sentence.proofs) or ()), *read_figures(sentence.text))
        text = canonical(sentence.text)
        for figure in read_figures(sentence.text):
            for _ in range(rounds):
                for spelling in _wrong(figure, known, rng):
                    yield text[: figure.start] + spelling + text[figure.end :], sentence, answer


def _wrong(figure: Figure, known: tuple[Figure, ...], rng: random.Random) -> Iterator[str]:
    if figure.kind == "date":
        yield from _dates(figure, known, rng)
    elif figure.kind == "clause":
        yield from (f"({chinese(one)})" for one in rng.sample(range(1, 40), 3) if _is_new(figure, Fraction(one), known))
        yield from (
            f"第{chinese(one)}条" for one in rng.sample(range(1, 40), 3) if _is_new(figure, Fraction(one), known)
        )
    elif figure.kind == "level":
        yield from (
            f"{HAN_OR_ARABIC[rng.randrange(2)](one)}级" for one in range(1, 10) if _is_new(figure, Fraction(one), known)
        )
    elif figure.kind == "ratio":
        value = _other(figure, known, rng)
        yield from (f"{spelling}" for spelling in ratio_spellings(value))
    elif figure.kind != "code":
        value = _other(figure, known, rng)
        unit = UNITS.get(figure.kind, "")
        yield from (spelling + unit for spelling in number_spellings(value))


HAN_OR_ARABIC = (chinese, str)


def _dates(figure: Figure, known: tuple[Figure, ...], rng: random.Random) -> Iterator[str]:
    year, month, day = figure.parts
    for _ in range(20):
        parts = (year + rng.randint(-3, 3), rng.randint(1, 12), rng.randint(1, 28))
        new = Figure("date", Fraction(0), 0, 0, parts=parts)
        if parts != (year, month, day) and not any(same(new, one) for one in known):
            y, m, d = parts
            yield f"{y}年{m}月{d}日"
            yield f"{y}-{m:02}-{d:02}"
            yield "".join("零一二三四五六七八九"[int(char)] for char in str(y)) + f"年{chinese(m)}月{chinese(d)}日"
            return


def _other(figure: Figure, known: tuple[Figure, ...], rng: random.Random) -> Fraction:
    """A value of the same kind that none of the proofs carries."""
    value = figure.value
    while True:
        steps = (Fraction(1), Fraction(rng.randint(1, 50)), Fraction(rng.randint(1, 9) * 100))
        grain = Fraction(1, 100) if figure.kind == "ratio" else Fraction(1)
        candidates = [value + rng.choice(steps) * grain, abs(value - rng.choice(steps) * grain), value * 10, value * 2]
        candidates += [value / 10 if figure.kind == "ratio" else value * 100, value + 5 * grain]
        new = rng.choice(candidates)
        if new > 0 and _is_new(figure, new, known):
            return new


def _is_new(figure: Figure, value: Fraction, known: tuple[Figure, ...]) -> bool:
    return not any(same(Figure(figure.kind, value, 0, 0), one) for one in known)
