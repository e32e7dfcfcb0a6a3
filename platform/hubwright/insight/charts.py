"""Small charts as SVG, written by hand: no library draws better a line with its range than these few shapes.

They read in black and white: what differs differs in height, dash or label, never in colour alone. Each has a title and
a description, and stands beside a table with the same figures, which is what a reader of a screen uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, log10
from typing import Final

WIDTH: Final = 640
_LEFT: Final = 56
_RIGHT: Final = 12
_TOP: Final = 12
_BOTTOM: Final = 40
_LABELS: Final = 168
_BAR: Final = 28
_TEXT: Final = 'font-family="sans-serif" font-size="13" fill="#000"'
_WHISKER: Final = 'stroke="#000" stroke-width="2"'
_AXIS: Final = 'stroke="#000" stroke-width="1"'


@dataclass(frozen=True, slots=True)
class Ranged:
    """One figure with its range."""

    label: str
    low: float
    middle: float
    high: float


def band(id: str, title: str, description: str, points: Sequence[Ranged], *, across: str, up: str) -> str:
    """A line over time within its range.

    Args:
        id: unique on the page.
        title, description: for who cannot see it.
        points: in order; the label of some stands below.
        across, up: what the two directions are.
    """
    height = 240
    top = _top([one.high for one in points])
    wide, tall = WIDTH - _LEFT - _RIGHT, height - _TOP - _BOTTOM
    step = wide / max(len(points) - 1, 1)

    def at(index: int, value: float) -> str:
        return f"{_LEFT + index * step:.1f},{_TOP + tall * (1 - value / top):.1f}"

    upper = [at(index, one.high) for index, one in enumerate(points)]
    lower = [at(index, one.low) for index, one in enumerate(points)]
    area = " ".join([*upper, *reversed(lower)])
    middle = " ".join(at(index, one.middle) for index, one in enumerate(points))
    every = max(1, ceil(len(points) / 10))
    shapes = [
        f'<polygon points="{area}" fill="#d4d4d4" stroke="#6b6b6b" stroke-dasharray="3 3"/>',
        f'<polyline points="{middle}" fill="none" stroke="#000" stroke-width="2.5"/>',
        f'<path d="M{_LEFT},{_TOP}V{_TOP + tall}H{WIDTH - _RIGHT}" fill="none" {_AXIS}/>',
        *(_text(_LEFT - 6, _TOP + tall * (1 - part) + 4, f"{top * part:g}", "end") for part in (0, 0.5, 1)),
        *(
            _text(_LEFT + index * step, _TOP + tall + 16, one.label, "middle")
            for index, one in enumerate(points)
            if index % every == 0
        ),
        _text(_LEFT + wide / 2, height - 6, across, "middle"),
        _text(14, _TOP + tall / 2, up, "middle", f' transform="rotate(-90 14 {_TOP + tall / 2:.0f})"'),
    ]
    return _framed(id, title, description, height, shapes)


def bars(id: str, title: str, description: str, figures: Sequence[Ranged], *, most: float, unit: str = "") -> str:
    """Bars from the left, each with a whisker over its range and its figure beside it.

    Args:
        id: unique on the page.
        title, description: for who cannot see it.
        figures: from top to bottom.
        most: where the scale ends; values are in the same measure.
        unit: put behind each figure ("%").
    """
    height = _TOP + _BAR * len(figures) + 8
    wide = WIDTH - _LABELS - 64
    shapes = []
    for index, one in enumerate(figures):
        y = _TOP + index * _BAR
        low, middle, high = (wide * min(max(value, 0.0), most) / most for value in (one.low, one.middle, one.high))
        ends = f"M{_LABELS + low:.1f},{y + 8}v10M{_LABELS + high:.1f},{y + 8}v10"
        shapes += [
            _text(_LABELS - 8, y + 17, _short(one.label), "end"),
            f'<rect x="{_LABELS}" y="{y + 4}" width="{middle:.1f}" height="{_BAR - 10}" fill="#b1b4b6" {_AXIS}/>',
            f'<path d="M{_LABELS + low:.1f},{y + 13}H{_LABELS + high:.1f}{ends}" fill="none" {_WHISKER}/>',
            _text(_LABELS + max(middle, high) + 6, y + 17, f"{one.middle:g}{unit}", "start"),
        ]
    shapes.append(f'<path d="M{_LABELS},{_TOP}V{height - 8}" fill="none" {_AXIS}/>')
    return _framed(id, title, description, height, shapes)


def _text(x: float, y: float, words: str, anchor: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {_TEXT}{more}>{escape(words)}</text>'


def _framed(id: str, title: str, description: str, height: float, shapes: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" role="img" '
        f'aria-labelledby="{id}-title {id}-desc" class="chart">'
        f'<title id="{id}-title">{escape(title)}</title><desc id="{id}-desc">{escape(description)}</desc>'
        f"{''.join(shapes)}</svg>"
    )


def _short(label: str) -> str:
    return label if len(label) <= 24 else label[:23] + "\N{HORIZONTAL ELLIPSIS}"


def _top(values: Sequence[float]) -> float:
    """A round number that nothing lies above."""
    most = max([1.0, *values])
    unit = 10.0 ** int(log10(most))
    return next(unit * part for part in (1, 2, 2.5, 5, 10) if unit * part >= most)
