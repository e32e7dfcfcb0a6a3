"""What one topic of casework shows: its deeds, its panels on the case page, and its lines of the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hubwright.web.work.deed import Deed
from hubwright.web.work.look import Look

# Where a panel may stand: above everything, with the people, in the story before what was said or after it, or beside
# the acts.
PLACES = ("top", "who", "story", "after", "now", "acts")


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the case page.

    Args:
        id: its anchor; a panel of the story is also listed in the page's own table of contents.
        title: its heading.
        place: of `PLACES`.
        template: below `templates/work/topics/`; it gets `panel` (what `show` gave), `seen` and `case`.
        show: what it shows, or None where there is nothing to show.
    """

    id: str
    title: str
    place: str
    template: str
    show: Callable[[Look], Any | None]


@dataclass(frozen=True, slots=True)
class WorkTopic:
    """One topic as pages show it.

    Args:
        deeds: address below the case (`cases/<ref>/<deed>`) to the deed; see `deed.Deed`.
        entries: type of entry to what a line of the record is called.
        lines: type of entry to the words of its line, beyond what `text`, `reason` and the like say.
        panels: parts of the case page.
        clocks: first part of a clock's id ("return") to what it is about.
        alarms: why an alarm was raised, in words.
        next: the next act, when the topic has one that comes before the others: (deed, words) or None.
    """

    deeds: Mapping[str, Deed] = field(default_factory=dict)
    entries: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, Callable[[Mapping[str, Any], Look], list[str]]] = field(default_factory=dict)
    panels: tuple[Panel, ...] = ()
    clocks: Mapping[str, str] = field(default_factory=dict)
    alarms: Mapping[str, str] = field(default_factory=dict)
    next: Callable[[Look], tuple[str, str] | None] | None = None
