"""The list of what is wrong on a page, which stands above everything else."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.web.components.parts import Words


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """One thing that is wrong.

    Args:
        href: "#" and the id of the first input it is about (a date's day, a group's first choice); "" for no link.
    """

    text: Words
    href: str = ""


@dataclass(frozen=True, slots=True)
class ErrorSummary:
    """Everything that is wrong on the page, each with a link to its question.

    Args:
        title: None for the usual "There is a problem".
        autofocus: None leaves it to the script, which moves the focus here.
    """

    errors: tuple[ErrorLink, ...]
    title: Words | None = None
    description: Words = ""
    classes: str = ""
    autofocus: bool | None = None
