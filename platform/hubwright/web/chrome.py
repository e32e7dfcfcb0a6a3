"""What stands around a page: whose page it is, in which colours, and the ways out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

DARK = "#000000"
LIGHT = "#ffffff"
READABLE = 4.5
"""Least contrast of text with what is behind it (WCAG 2.2, 1.4.3)."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page.

    Args:
        text: what it is called.
        href: where it leads.
        current: the page is there already.
        count: how many things wait there, or None.
    """

    text: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Emergency:
    """The line that stands first for a referrer: whom to ring.

    Args:
        telephone: the hub's number now, or "" when it has none.
        open: somebody at the hub is answering that number now.
        other_telephone: the number for the other hours, or "".
    """

    telephone: str = ""
    open: bool = False
    other_telephone: str = ""


@dataclass(frozen=True, slots=True)
class Chrome:
    """The surroundings of a page.

    Args:
        name: the hub's own name, as text.
        home: where the name leads.
        colour: the hub's colour, "#rrggbb".
        text_colour: what it wants written on it; black or white is taken instead where that could not be read.
        languages: the codes offered, in order.
        demo: say that nobody reads what is sent.
        training: the page belongs to a hub for training.
        exit_url: where "Leave this page quickly" leads; "" for pages that need no such way out.
        emergency: whom to ring, or None.
        navigation: the places of the hub where work is done, for people who have signed in.
        oversight: the places from which the hub itself is looked after; they stand together, out of the day's way.
        footer: accessibility, privacy, complaints.
        person: who is signed in, with their post.
        sign_out: where the sign-out form is sent.
        reads_until: to whoever looks in for a time: that they read alone, and until when.
    """

    name: str = "Hubwright"
    home: str = "/"
    colour: str = "#1f3b57"
    text_colour: str = LIGHT
    languages: tuple[str, ...] = ("en",)
    demo: bool = False
    training: bool = False
    exit_url: str = ""
    emergency: Emergency | None = None
    navigation: tuple[Link, ...] = ()
    oversight: tuple[Link, ...] = ()
    footer: tuple[Link, ...] = ()
    person: str = ""
    sign_out: str = ""
    reads_until: str = ""

    def __post_init__(self) -> None:
        """Refuses what could not stand in a style sheet."""
        for colour in (self.colour, self.text_colour):
            if not _COLOUR.fullmatch(colour):
                raise ValueError("A colour of a hub's brand is not written as #rrggbb.")

    @property
    def ink(self) -> str:
        """What is written on the hub's colour: its own choice where it can be read, otherwise black or white."""
        return self.text_colour if contrast(self.colour, self.text_colour) >= READABLE else ink_on(self.colour)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance).

    Args:
        one, other: "#rrggbb".
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(colour: str) -> str:
    """Black or white, whichever is easier to read on `colour`."""
    return max((DARK, LIGHT), key=lambda ink: contrast(colour, ink))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
