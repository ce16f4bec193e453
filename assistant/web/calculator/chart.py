"""Two small charts as SVG of our own: what a sum does while one number of the case changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from assistant.subsidy import FACT_FORMS, FactError, Facts, Rulebook, assess, figures
from assistant.subsidy.assessment import AmountKind
from assistant.web.calculator.words import CalculatorWords

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 520, 240, 66, 34, 16
MOST_POINTS = 57  # beside the jump and the case's own point
RATE = "targeted_training.whole_class_rate"


@dataclass(frozen=True, slots=True)
class Point:
    """One value of the number that changes, with the sum it gives."""

    label: str
    yuan: Decimal
    here: bool


def instalment_points(facts: Facts, rulebook: Rulebook, as_of: dt.date) -> tuple[Point, ...]:
    """The first instalment for nobody in work up to the whole class; at most some sixty points, the jump among them.

    Args:
        facts: a case of targeted training with a class size.
        rulebook, as_of: as for `assess`.
    """
    size = facts.trainees
    if not size or facts.course_place is None:
        return ()
    stride = max(1, -(-size // (MOST_POINTS - 1)))
    counts = {*range(0, size + 1, stride), size} | ({facts.employed} if facts.employed is not None else set())
    jump = _jump(facts, rulebook, as_of, size)
    counts |= {jump - 1, jump} if jump else set()
    points = []
    for count in sorted(one for one in counts if one is not None and 0 <= one <= size):
        yuan = _first(facts, count, rulebook, as_of)
        if yuan is not None:
            points.append(Point(str(count), yuan, count == facts.employed))
    return tuple(points)


def _jump(facts: Facts, rulebook: Rulebook, as_of: dt.date, size: int) -> int | None:
    """The fewest people in work by whom the whole class counts."""
    whole = _first(facts, size, rulebook, as_of)
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _first(facts, middle, rulebook, as_of) == whole else (middle + 1, high)
    return low if whole is not None and low > 0 else None


def _first(facts: Facts, employed: int, rulebook: Rulebook, as_of: dt.date) -> Decimal | None:
    changed = facts.model_copy(update={"employed": employed, "retained": None})
    try:
        found = assess("targeted_training", changed, as_of, rulebook).amount(AmountKind.FIRST_INSTALMENT)
    except FactError:
        return None
    return found.yuan if found is not None else Decimal(0) if employed == 0 else None


def level_points(facts: Facts, rulebook: Rulebook, as_of: dt.date) -> tuple[Point, ...]:
    """The standard of the skill-upgrade subsidy at every level for the case's occupation."""
    points = []
    for choice in FACT_FORMS["level"].choices:
        changed = facts.model_copy(update={"level": choice.value})
        found = assess("skill_upgrade", changed, as_of, rulebook).amount(AmountKind.STANDARD)
        if found is not None:
            points.append(Point(choice.label, found.yuan, choice.value == facts.level))
    return tuple(points)


def chart(
    points: Sequence[Point], title: str, description: str, columns: tuple[str, str], words: CalculatorWords
) -> str:
    """The points as columns with the case's own one marked, and the same as a table.

    Args:
        points: in order.
        title, description: for people and screen readers.
        columns: names of the label and of the sum.
        words: of the page.
    """
    if len(points) < 2:
        return ""
    most = max(point.yuan for point in points) or Decimal(1)
    step = (WIDTH - LEFT - 10) / len(points)
    bars = "".join(_bar(index, point, most, step, len(points), words) for index, point in enumerate(points))
    ticks = "".join(_tick(share, most) for share in (0, 1, 2))
    rows = "".join(
        f"<tr><td>{words.say(point.label)}{f' ({words.here})' if point.here else ''}</td><td>{figures.plain(point.yuan)}</td></tr>"
        for point in points
    )
    return (
        f'<figure class="chart"><svg role="img" viewBox="0 0 {WIDTH} {HEIGHT}"><title>{escape(title)}</title>'
        f"<desc>{escape(description)}</desc>{ticks}{bars}</svg><figcaption>{escape(title)}{words.stop}{escape(description)}</figcaption>"
        f"<details><summary>{words.chart_table}</summary><table class=sums><thead><tr>"
        f"<th scope=col>{escape(columns[0])}</th><th scope=col>{escape(columns[1])}</th></tr></thead><tbody>{rows}</tbody></table></details></figure>"
    )


def _bar(index: int, point: Point, most: Decimal, step: float, count: int, words: CalculatorWords) -> str:
    room = HEIGHT - BOTTOM - TOP
    height = float(point.yuan / most) * room
    left, top = LEFT + index * step, TOP + room - height
    named = point.here or count <= 12 or index in (0, count - 1)
    label = (
        f'<text x="{left + step / 2:.1f}" y="{HEIGHT - 14}" text-anchor="middle">{_short(words.say(point.label))}</text>'
        if named
        else ""
    )
    return (
        f'<rect class="{"here" if point.here else ""}" x="{left + step * 0.1:.1f}" y="{top:.1f}" '
        f'width="{step * 0.8:.1f}" height="{height:.1f}"><title>{words.say(point.label)}: {figures.plain(point.yuan)}</title></rect>{label}'
    )


def _short(label: str) -> str:
    """A level without its other names: 三级/高级工, Level 3 (三级/高级工)."""
    return label.split("/", maxsplit=1)[0].split(" (", maxsplit=1)[0]


def _tick(half: int, most: Decimal) -> str:
    room = HEIGHT - BOTTOM - TOP
    height = TOP + room - room * half / 2
    value = figures.plain((most * half / 2).quantize(Decimal(1)))
    return (
        f'<line x1="{LEFT - 4}" x2="{WIDTH}" y1="{height:.0f}" y2="{height:.0f}"/>'
        f'<text x="{LEFT - 8}" y="{height + 4:.0f}" text-anchor="end">{value}</text>'
    )
