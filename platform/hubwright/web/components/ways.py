"""Ways on, back and through."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.web.components.parts import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """An act and its object ("Send what I have now"); with `href`, a link that looks like one.

    Args:
        name, value: what is posted when this button is the one pressed.
        type: "submit", "button" or "reset".
        start: the arrow of a first step.
        once: hold back a second press; None leaves it out. (Deeds are repeat-safe without it.)
    """

    text: Words
    href: str = ""
    name: str = ""
    value: str = ""
    type: str = "submit"
    classes: str = ""
    id: str = ""
    disabled: bool = False
    start: bool = False
    once: bool | None = None


@dataclass(frozen=True, slots=True)
class BackLink:
    """The way back. `text` None for the usual word."""

    href: str = "#"
    text: Words | None = None
    classes: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of a breadcrumb; without `href` it is this page."""

    text: Words
    href: str = ""


@dataclass(frozen=True, slots=True)
class Breadcrumbs:
    """Where this page stands."""

    items: tuple[Crumb, ...]
    classes: str = ""
    collapse_on_mobile: bool = False
    label: Words | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """To the page before or after; `label` says what is there, `text` None for the usual words."""

    href: str
    text: Words | None = None
    label: Words = ""


@dataclass(frozen=True, slots=True)
class PageLink:
    """One page of many; an `ellipsis` stands for those left out.

    Args:
        aria_label: None for "Page" and the number.
    """

    number: int | str = ""
    href: str = ""
    current: bool = False
    ellipsis: bool = False
    aria_label: Words | None = None


@dataclass(frozen=True, slots=True)
class Pagination:
    """The way through many pages."""

    items: tuple[PageLink, ...] = ()
    previous: Step | None = None
    next: Step | None = None
    label: Words | None = None
    classes: str = ""

    @property
    def block(self) -> bool:
        """Whether only the neighbours are shown, one under the other."""
        return not self.items and bool(self.previous or self.next)
