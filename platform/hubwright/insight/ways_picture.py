"""Columns of boxes with lines from each column to the next: the ways into a hub, through it, and out of it.

Each box carries the number under which it stands in words beside the picture, which is what a reader of a screen uses.
Nothing in it needs colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

_WIDTH: Final = 250
_HEIGHT: Final = 62
_STEP: Final = 76
_GAP: Final = 150
_TOP: Final = 44
_EDGE: Final = 12
_LETTERS: Final = 28
_INK: Final = "#0b0c0c"
_SOFT: Final = "#505a5f"


@dataclass(frozen=True, slots=True)
class Box:
    """One box.

    Args:
        number: under which it stands in words, as "3"; "" for none.
        name, below: in words; `below` may be "".
        mark: something is amiss with it; in words, shown as "!".
    """

    number: str
    name: str
    below: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and its boxes from the top."""

    heading: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line from a box of a column to a box of the next; both counted from 0."""

    column: int
    source: int
    target: int


def picture(id: str, title: str, description: str, columns: Sequence[Column], lines: Iterable[Line]) -> str:
    """The picture as SVG.

    Args:
        id: unique on the page.
        title, description: for who cannot see it.
        columns: from the left.
        lines: between neighbours.
    """
    most = max((len(one.boxes) for one in columns), default=1)
    width = _EDGE * 2 + _WIDTH * len(columns) + _GAP * (len(columns) - 1)
    height = _TOP + _STEP * max(most, 1)
    tops = [_TOP + (_STEP * (most - len(one.boxes))) // 2 for one in columns]
    shapes = [_line(one, tops) for one in lines]
    for at, column in enumerate(columns):
        left = _left(at)
        shapes.append(_words(left + _WIDTH / 2, 24, column.heading, size=16, bold=True))
        shapes += [_box(box, left, tops[at] + _STEP * row) for row, box in enumerate(column.boxes)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" role="img" '
        f'aria-labelledby="{id}-title {id}-desc"><title id="{id}-title">{escape(title)}</title>'
        f'<desc id="{id}-desc">{escape(description)}</desc>{"".join(shapes)}</svg>'
    )


def _left(column: int) -> int:
    return _EDGE + (_WIDTH + _GAP) * column


def _line(line: Line, tops: Sequence[int]) -> str:
    start, end = _left(line.column) + _WIDTH, _left(line.column + 1)
    first = tops[line.column] + _STEP * line.source + _HEIGHT // 2
    last = tops[line.column + 1] + _STEP * line.target + _HEIGHT // 2
    bend = _GAP // 2
    return (
        f'<path d="M{start},{first}C{start + bend},{first} {end - bend},{last} {end - 8},{last}" '
        f'stroke="{_SOFT}" stroke-width="1.5" fill="none"/>'
        f'<path d="M{end - 9},{last - 4}L{end},{last}L{end - 9},{last + 4}Z" fill="{_SOFT}"/>'
    )


def _box(box: Box, x: int, y: int) -> str:
    named = f"{box.number}. {box.name}" if box.number else box.name
    lines = _cut(named)
    down = 38 - 9 * len(lines) - (8 if box.below else 0)
    words = [_words(x + _WIDTH / 2, y + down + 17 * at, one, bold=True) for at, one in enumerate(lines)]
    if box.below:
        words.append(_words(x + _WIDTH / 2, y + down + 17 * len(lines), _short(box.below, _LETTERS + 8), size=12))
    mark = (
        f'<circle cx="{x + _WIDTH - 6}" cy="{y + 6}" r="10" fill="{_INK}"/>'
        f'<text x="{x + _WIDTH - 6}" y="{y + 11}" text-anchor="middle" font-size="14" font-weight="bold" '
        'fill="#fff">!</text>'
        if box.mark
        else ""
    )
    return (
        f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="6" fill="#fff" stroke="{_INK}" '
        f'stroke-width="2"/>{"".join(words)}{mark}'
    )


def _words(x: float, y: float, said: str, *, size: int = 14, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="middle" font-size="{size}"{weight} fill="{_INK}">{escape(said)}</text>'
    )


def _cut(name: str) -> list[str]:
    """A name on one line or two; the rest of a very long one is left to the list beside the picture."""
    if len(name) <= _LETTERS:
        return [name]
    cut = name.rfind(" ", 0, _LETTERS + 1)
    cut = cut if cut > 0 else _LETTERS
    return [name[:cut], _short(name[cut:].strip(), _LETTERS)]


def _short(said: str, most: int) -> str:
    return said if len(said) <= most else said[: most - 1] + "\N{HORIZONTAL ELLIPSIS}"
