"""How most panels look: a card for each thing, with what may be done with it, and what may be begun below."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from hubwright.web.components import Card, Row, SummaryList
from hubwright.web.components.parts import Words
from hubwright.web.typed_lines import lines
from hubwright.web.work.look import Look

TEMPLATE = "cards.html"
NARROW = "narrow.html"
"""The same where there is little room: with the people, and beside the acts."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a deed."""

    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing of a panel.

    Args:
        rows: what it holds.
        ways: what this reader may do with it.
    """

    rows: SummaryList
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """A panel of cards.

    Args:
        cards: the things, in order.
        ways: what may be begun.
        said: a sentence above them, or "".
        warns: the sentence is a warning.
    """

    cards: tuple[Shown, ...] = ()
    ways: tuple[Way, ...] = ()
    said: str = ""
    warns: bool = False


def card(title: Words, rows: list[tuple[Words, Words]], *ways: Way) -> Shown:
    """One thing under its title; what is empty is left out."""
    filled = tuple(Row(key, lines(value)) for key, value in rows if value)
    return Shown(SummaryList(rows=filled, card=Card(title=title, heading_level=3)), ways)


def way(seen: Look, deed: str, words: str, *, about: str = "", pathway: str = "") -> Way:
    """The link to a deed on this case, about one of its things."""
    # A part that is None is left out of the address.
    here = url_for(
        "work.act",
        hub=seen.visit.hub.id,
        ref=seen.case.ref,
        deed=deed,
        about=about or None,
        pathway=pathway or None,
    )
    return Way(here, words)
