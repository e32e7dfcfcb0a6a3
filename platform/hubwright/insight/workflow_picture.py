"""A workflow as a picture: its stages one below another, ways onward on the right, ways back on the left.

Every way that ends at one stage joins one line, so that fifteen stages stay readable; each way carries the number under
which it stands in words beside the picture, which is what a reader of a screen uses. Nothing in it needs colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

_BOX_WIDTH: Final = 240
_BOX_HEIGHT: Final = 68
_STEP: Final = 104
_LANE: Final = 26
_APART: Final = 18
_TOP: Final = 14
_LETTERS: Final = 30
_INK: Final = "#0b0c0c"
_LINE: Final = f'stroke="{_INK}" stroke-width="2" fill="none"'


@dataclass(frozen=True, slots=True)
class Stop:
    """One stage.

    Args:
        name: in words.
        below: what it is to the queue, in words.
        ends: a case that stands there is closed.
        mark: something is wrong with it: in words, shown as "!" and said in the description.
    """

    name: str
    below: str
    ends: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """One way: its number in the list beside the picture, and the places of the two stages."""

    number: int
    source: int
    target: int


@dataclass(frozen=True, slots=True)
class _Line:
    """The ways that end at one stage from one side: where each begins."""

    target: int
    arrows: tuple[Arrow, ...]

    @property
    def first(self) -> int:
        return min(self.target, *(one.source for one in self.arrows))

    @property
    def last(self) -> int:
        return max(self.target, *(one.source for one in self.arrows))


def picture(id: str, title: str, description: str, stops: Sequence[Stop], arrows: Iterable[Arrow]) -> str:
    """The picture as SVG.

    Args:
        id: unique on the page.
        title, description: for who cannot see it.
        stops: the stages in their order.
        arrows: the ways between them; one that stays where it is has no line.
    """
    moving = [one for one in arrows if one.source != one.target]
    straight = [one for one in moving if one.target == one.source + 1]
    onward = _lines([one for one in moving if one.target > one.source + 1])
    back = _lines([one for one in moving if one.target < one.source])
    right, left = _Side(1, onward), _Side(-1, back)
    box = left.width
    width = box + _BOX_WIDTH + right.width
    height = _TOP * 2 + _STEP * max(len(stops) - 1, 0) + _BOX_HEIGHT
    shapes = [
        *(shape for at, stop in enumerate(stops) for shape in _box(stop, box, _y(at))),
        *left.drawn(box),
        *right.drawn(box + _BOX_WIDTH),
        *_down(straight, box + _BOX_WIDTH // 2),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" role="img" '
        f'aria-labelledby="{id}-title {id}-desc"><title id="{id}-title">{escape(title)}</title>'
        f'<desc id="{id}-desc">{escape(description)}</desc>{"".join(shapes)}</svg>'
    )


def _lines(arrows: Iterable[Arrow]) -> list[_Line]:
    by_target: dict[int, list[Arrow]] = {}
    for one in arrows:
        by_target.setdefault(one.target, []).append(one)
    return [_Line(target, tuple(sorted(held, key=_from))) for target, held in sorted(by_target.items())]


def _from(arrow: Arrow) -> tuple[int, int]:
    return arrow.source, arrow.number


def _lanes(lines: Sequence[_Line]) -> dict[int, int]:
    """The target of each line to its lane: short lines inside, and no two that overlap in one."""
    taken: list[list[_Line]] = []
    found: dict[int, int] = {}
    for line in sorted(lines, key=lambda one: (one.last - one.first, one.target)):
        free = (
            at
            for at, held in enumerate(taken)
            if all(line.last < other.first or other.last < line.first for other in held)
        )
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append(line)
        found[line.target] = lane
    return found


def _y(at: int) -> int:
    return _TOP + at * _STEP


class _Side:
    """All lines at one side of the boxes: 1 for the right, -1 for the left."""

    def __init__(self, side: int, lines: Sequence[_Line]) -> None:
        self.side, self.lines, self.lanes = side, lines, _lanes(lines)
        pills = [_wide(numbers) for line in lines for numbers in _by_source(line.arrows).values()]
        self.near = max(pills, default=0) + 14
        self.width = self.near + _LANE * (max(self.lanes.values(), default=-1) + 1) + 6

    def drawn(self, edge: int) -> list[str]:
        """The shapes, the boxes' edge being at `edge`."""
        return [shape for line in self.lines for shape in self._line(line, edge)]

    def _line(self, line: _Line, edge: int) -> list[str]:
        """A stub from each beginning, one way along, and an arrow at its end."""
        along = edge + self.side * (self.near + self.lanes[line.target] * _LANE)
        into = _y(line.target) + 10
        shapes, starts = [], []
        for source, numbers in _by_source(line.arrows).items():
            # Several ways may leave one box at one side: each has a height of its own, below where ways arrive.
            out = _y(source) + 24 + _APART * self._place(source, line.target)
            starts.append(out)
            shapes.append(f'<path d="M{edge},{out}H{along}" {_LINE}/>')
            shapes.append(_numbered(edge + self.side * (3 + _wide(numbers) / 2), out, numbers))
        low, high = min(into, *starts), max(into, *starts)
        tip = f"M{edge + self.side * 9},{into - 5}L{edge},{into}L{edge + self.side * 9},{into + 5}Z"
        return [
            f'<path d="M{along},{low}V{high}" {_LINE}/>',
            *shapes,
            f'<path d="M{along},{into}H{edge}" {_LINE}/>',
            f'<path d="{tip}" fill="{_INK}"/>',
        ]

    def _place(self, source: int, target: int) -> int:
        """Which of the ways that leave a box at this side this is; a fourth stands with the third."""
        leaving = [one.target for one in self.lines if any(arrow.source == source for arrow in one.arrows)]
        return min(sorted(leaving, key=lambda one: self.lanes[one]).index(target), 2)


def _by_source(arrows: Iterable[Arrow]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for one in arrows:
        found.setdefault(one.source, []).append(one.number)
    return found


def _down(arrows: Sequence[Arrow], middle: int) -> list[str]:
    shapes: list[str] = []
    for source, numbers in _by_source(arrows).items():
        start, end = _y(source) + _BOX_HEIGHT, _y(source + 1)
        shapes.append(f'<path d="M{middle},{start}V{end}" {_LINE}/>')
        shapes.append(f'<path d="M{middle - 5},{end - 9}L{middle},{end}L{middle + 5},{end - 9}Z" fill="{_INK}"/>')
        shapes.append(_numbered(middle, (start + end) // 2 - 3, numbers))
    return shapes


def _wide(numbers: Sequence[int]) -> int:
    return 12 + 7 * len(", ".join(map(str, numbers)))


def _numbered(x: float, y: int, numbers: Sequence[int]) -> str:
    said, wide = ", ".join(map(str, numbers)), _wide(numbers)
    return (
        f'<rect x="{x - wide / 2:g}" y="{y - 9}" width="{wide}" height="18" rx="9" fill="#fff" stroke="{_INK}"/>'
        f'<text x="{x:g}" y="{y + 4}" text-anchor="middle" font-size="12" fill="{_INK}">{said}</text>'
    )


def _box(stop: Stop, x: int, y: int) -> list[str]:
    first, second = _in_two(stop.name)
    dash = ' stroke-dasharray="6 3"' if stop.ends else ""
    lines = [(first, 20 if second else 24, 15, "bold")]
    if second:
        lines.append((second, 35, 15, "bold"))
    lines.append((stop.below, 49 if second else 43, 12, "normal"))
    words = "".join(
        f'<text x="{x + _BOX_WIDTH / 2:g}" y="{y + down}" text-anchor="middle" font-size="{size}" '
        f'font-weight="{weight}" fill="{_INK}">{escape(said)}</text>'
        for said, down, size, weight in lines
    )
    mark = (
        f'<circle cx="{x + _BOX_WIDTH - 8}" cy="{y + 8}" r="10" fill="{_INK}"/><text x="{x + _BOX_WIDTH - 8}" '
        f'y="{y + 13}" text-anchor="middle" font-size="14" font-weight="bold" fill="#fff">!</text>'
        if stop.mark
        else ""
    )
    frame = f'<rect x="{x}" y="{y}" width="{_BOX_WIDTH}" height="{_BOX_HEIGHT}" rx="6" fill="#fff" '
    return [f'{frame}stroke="{_INK}" stroke-width="2"{dash}/>', words, mark]


def _in_two(name: str) -> tuple[str, str]:
    """A name on one line or two; the rest of a very long one is left to the list beside the picture."""
    if len(name) <= _LETTERS:
        return name, ""
    cut = name.rfind(" ", 0, _LETTERS + 1)
    cut = cut if cut > 0 else _LETTERS
    rest = name[cut:].strip()
    return name[:cut], rest if len(rest) <= _LETTERS else rest[: _LETTERS - 1] + "\N{HORIZONTAL ELLIPSIS}"
