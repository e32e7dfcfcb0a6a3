"""Components of case work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hubwright.web.chrome import Link
from hubwright.web.components.parts import Words
from hubwright.web.components.ways import Button

SHAPES = ("square", "triangle", "circle", "diamond", "bar", "cross")


@dataclass(frozen=True, slots=True)
class TierBadge:
    """A rating as a shape, a word and a colour; the word is always there.

    Args:
        label: the hub's word; for a thing not yet rated, the words for that.
        colour: "#rrggbb".
        symbol: one of `SHAPES`; "" for no shape (not yet rated).
        note: more about it ("provisional"), or "".
    """

    label: Words
    colour: str = "#ffffff"
    symbol: str = ""
    note: Words = ""


@dataclass(frozen=True, slots=True)
class ClockFace:
    """A due time.

    Args:
        what: what is due ("decision").
        due: when.
        now: when the page is drawn.
        how: how it was worked out, or "".
        stopped: what stopped it ("decided at 4:50 pm"); nothing is due any more.
    """

    what: Words
    due: datetime
    now: datetime
    how: Words = ""
    stopped: Words = ""

    @property
    def late(self) -> bool:
        """Whether the due time has passed and nothing stopped the clock."""
        return not self.stopped and self.now > self.due

    @property
    def soon(self) -> bool:
        """Whether less than an hour is left."""
        return not self.stopped and not self.late and (self.due - self.now).total_seconds() < 3600


@dataclass(frozen=True, slots=True)
class AgencyMark:
    """An agency that was asked.

    Args:
        state: "replied", "part" or "waiting".
    """

    name: Words
    state: str


@dataclass(frozen=True, slots=True)
class NextAct:
    """What must happen next, by when, by whom: the bar that stays in sight.

    Args:
        what: the act in words.
        clock: by when, or None.
        who: whose it is, or "".
        act: the way to do it, or None.
    """

    what: Words
    clock: ClockFace | None = None
    who: Words = ""
    act: Button | None = None


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One entry of a story.

    Args:
        text: what happened: words, or `Markup` for more than a line.
        by: who, or "".
    """

    title: Words
    at: datetime
    text: Words = ""
    by: Words = ""
    classes: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A story, newest first, in the order given."""

    items: tuple[TimelineItem, ...]
    heading_level: int = 2
    classes: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """A short mark; `classes` gives the colour ("moj-badge--red"), which is never the only sign."""

    text: Words
    classes: str = ""


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """What is filtered by now; each link's `href` takes that one away."""

    heading: Words
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """A list's filter; the form that holds it and its fields are the page's.

    Args:
        selected: what is filtered by now.
        clear: where all filters are taken away.
    """

    heading: Words
    submit: Words
    selected_heading: Words = ""
    selected: tuple[FilterGroup, ...] = ()
    clear: Link | None = None


@dataclass(frozen=True, slots=True)
class NavigationSection:
    """Links under one heading, "" for none."""

    links: tuple[Link, ...]
    heading: Words = ""
    heading_level: int = 4


@dataclass(frozen=True, slots=True)
class SideNavigation:
    """Links down the side."""

    sections: tuple[NavigationSection, ...]
    label: Words


@dataclass(frozen=True, slots=True)
class SubNavigation:
    """The tabs of one thing, each a page of its own."""

    links: tuple[Link, ...]
    label: Words


@dataclass(frozen=True, slots=True)
class Alert:
    """A message in the page's flow.

    Args:
        variant: "information", "success", "warning" or "error".
        title: what it is about; shown as a heading when there is `text`.
    """

    title: Words
    text: Words = ""
    variant: str = "information"
    heading_level: int = 2
    role: str = "region"


@dataclass(frozen=True, slots=True)
class PageHeader:
    """The heading of a page with what can be done from it."""

    heading: Words
    actions: tuple[Button, ...] = ()
    heading_level: int = 1
    heading_classes: str = "govuk-heading-l"


@dataclass(frozen=True, slots=True)
class IdentityBar:
    """Whom or what the page is about, always in sight at the top; `tier` beside it."""

    title: Words
    tier: TierBadge | None = None
    reference: str = ""
    actions: tuple[Button, ...] = ()
