"""What was measured, as Markdown: printed, and kept in docs/figures/bench.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.timing import Times


@dataclass
class Section:
    """One table of figures under a heading.

    Args:
        title: of the section.
        words: what was done, before the table.
        columns: heads of the table.
        rows: one for each figure; the first cell is its name.
        after: sentences below the table: ratios, and whether an aim was met.
    """

    title: str
    words: str
    columns: Sequence[str]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    def add(self, name: str, *cells: str) -> None:
        """One more figure."""
        self.rows.append((name, *cells))

    def markdown(self) -> str:
        """The section as Markdown."""
        head = [f"## {self.title}", "", self.words, "", _line(self.columns), _line(["---"] * len(self.columns))]
        body = [_line(row) for row in self.rows]
        after = ["", *(f"- {sentence}" for sentence in self.after)] if self.after else []
        return "\n".join([*head, *body, *after, ""])


def milliseconds(value: float) -> str:
    """A time with as many figures as mean something."""
    if value >= 100:
        return f"{value:,.0f} ms"
    if value >= 1:
        return f"{value:.2f} ms"
    return f"{value * 1000:.1f} µs"


def spread(times: Times) -> tuple[str, str]:
    """Median and 95th percentile."""
    return milliseconds(times.median), milliseconds(times.p95)


def aim(name: str, ours: Times, theirs: Times, least: float) -> str:
    """A ratio of speeds, and whether it reaches the aim.

    Args:
        ours, theirs: of the same alternation.
        least: how many times as fast as theirs ours is to be.
    """
    ratio = theirs.median / ours.median
    verdict = "met" if ratio >= least else "NOT met"
    return f"{name}: {ratio:.2f} times as fast as (a); aim at least {least:g}: {verdict}."


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
