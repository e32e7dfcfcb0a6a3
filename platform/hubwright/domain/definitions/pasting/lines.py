"""What was pasted, line by line, as somebody sees it."""

from __future__ import annotations


def lines_of(text: str) -> list[str]:
    """What is pasted, line by line, without the marks that nobody sees and that no definition may hold."""
    return ["".join(_as_seen(mark) for mark in one) for one in text.splitlines()]


def _as_seen(mark: str) -> str:
    if mark.isprintable() or mark == "\t":
        return mark
    return " " if mark.isspace() else ""
