"""What a page of questions is drawn from: single questions, groups of boxes, words between them, and lists of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from hubwright.web.components import Button, Field, Fieldset, SummaryList


@dataclass(frozen=True, slots=True)
class One:
    """One component."""

    kind: ClassVar[str] = "one"
    field: Field


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question whose markup was put together from what the macros once made."""

    kind: ClassVar[str] = "drawn"
    html: Markup


@dataclass(frozen=True, slots=True)
class Group:
    """A question of several boxes.

    Args:
        key: its id, to which the list of errors links.
        fields: its boxes.
    """

    kind: ClassVar[str] = "group"
    key: str
    fieldset: Fieldset
    fields: tuple[Field, ...]
    hint: str = ""
    error: str = ""

    @property
    def describers(self) -> str:
        """The value of the group's `aria-describedby`."""
        return " ".join(
            part
            for part in (f"{self.key}-hint" if self.hint else "", f"{self.key}-error" if self.error else "")
            if part
        )


@dataclass(frozen=True, slots=True)
class Content:
    """Words between the questions.

    Args:
        shown_as: "text", "inset", "warning" or "details".
    """

    kind: ClassVar[str] = "content"
    title: str
    body: str
    shown_as: str = "text"


@dataclass(frozen=True, slots=True)
class Rows:
    """The people named so far, with the way to add another.

    Args:
        lists: one for each row, or empty.
        empty: what is said when there is none.
        add: the button, or None when there is no room for more.
        fields: the boxes that say that nobody is known.
    """

    kind: ClassVar[str] = "rows"
    key: str
    legend: str
    lists: tuple[SummaryList, ...]
    empty: str
    add: Button | None
    fields: tuple[Field, ...] = ()
    hint: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """The files handed in so far, with the way to add one.

    Args:
        given: of each its name, why it was not taken or "", and the button that removes it.
        chooser: None when there is no room for more.
        add: hands in what was chosen and stays on the page.
        fields: the boxes that say that nobody knows.
    """

    kind: ClassVar[str] = "files"
    given: tuple[tuple[str, str, Button], ...]
    chooser: Field | None
    legend: str
    add: Button | None
    fields: tuple[Field, ...] = ()


Block = One | Drawn | Group | Content | Rows | Files
