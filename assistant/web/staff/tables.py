"""Small HTML tables and bar charts; everything in them is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

BAR, ROW, LEFT = 340, 26, 150  # pixels: the longest bar, a row, the room for labels


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], caption: str) -> str:
    """A table with a heading.

    Args:
        columns: names.
        rows: values, shown as text.
        caption: what it shows.
    """
    head = "".join(f"<th scope=col>{escape(name)}</th>" for name in columns)
    body = "".join("<tr>" + "".join(f"<td>{escape(_shown(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<h3>{escape(caption)}</h3><div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="sums"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _shown(value: object) -> str:
    if value is None:
        return "—"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def bars(counts: Mapping[str, int], caption: str, nothing: str) -> str:
    """A bar chart as SVG that needs no font of its own, the numbers beside the bars.

    Args:
        counts: label → count, in the order shown.
        caption: what it shows.
        nothing: what is said where there is nothing to show.
    """
    if not any(counts.values()):
        return f"<h3>{escape(caption)}</h3><p>{escape(nothing)}</p>"
    most = max(counts.values())
    rows = "".join(
        f'<text x="{LEFT - 8}" y="{index * ROW + 17}" text-anchor="end">{escape(label)}</text>'
        f'<rect x="{LEFT}" y="{index * ROW + 4}" width="{max(count * BAR // most, 1 if count else 0)}" height="{ROW - 8}" rx="4"/>'
        f'<text x="{LEFT + max(count * BAR // most, 1) + 8}" y="{index * ROW + 17}">{count}</text>'
        for index, (label, count) in enumerate(counts.items())
    )
    height, width = len(counts) * ROW, LEFT + BAR + 60
    return (
        f'<h3>{escape(caption)}</h3><svg class="bars" role="img" viewBox="0 0 {width} {height}" width="{width}">'
        f"<title>{escape(caption)}</title>{rows}</svg>"
    )
