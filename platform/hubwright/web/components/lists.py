"""Lists and tables."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.web.components.parts import Words


@dataclass(frozen=True, slots=True)
class Action:
    """What can be done with a row; `hidden` says to a screen reader what it is done to ("your name")."""

    text: Words
    href: str
    hidden: Words = ""
    classes: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: what it is, what it says, what can be done with it."""

    key: Words
    value: Words
    actions: tuple[Action, ...] = ()
    classes: str = ""
    key_classes: str = ""
    value_classes: str = ""
    actions_classes: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A frame with a title around a summary list."""

    title: Words = ""
    heading_level: int = 2
    actions: tuple[Action, ...] = ()
    classes: str = ""
    title_classes: str = ""
    actions_classes: str = ""


@dataclass(frozen=True, slots=True)
class SummaryList:
    """Facts, one under the other."""

    rows: tuple[Row, ...]
    card: Card | None = None
    classes: str = ""

    @property
    def acts(self) -> bool:
        """Whether any row has something to do."""
        return any(row.actions for row in self.rows)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `format` "numeric" sets it to the right; `sort_by` is what a sortable table sorts it by."""

    text: Words
    format: str = ""
    classes: str = ""
    colspan: int | None = None
    rowspan: int | None = None
    sort_by: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column.

    Args:
        sorted: for a sortable table: "ascending", "descending", "none", or "" for a column that cannot be sorted.
    """

    text: Words
    format: str = ""
    classes: str = ""
    colspan: int | None = None
    rowspan: int | None = None
    sorted: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows and columns.

    Args:
        caption: what the table shows.
        first_is_header: the first cell names its row.
        sortable: a script lets readers sort the rows shown; sorting of all rows is the page's own matter.
    """

    rows: tuple[tuple[Cell, ...], ...]
    head: tuple[Column, ...] = ()
    caption: Words = ""
    caption_classes: str = ""
    first_is_header: bool = False
    classes: str = ""
    sortable: bool = False
