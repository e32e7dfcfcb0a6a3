"""The draft as every page of the Studio has it in front of it: loaded once, looked at once, changed in one way."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from threading import Lock
from typing import Any

from flask import current_app, request

from hubwright.actions.drafting import Whole, act_on_draft, current_number, whole
from hubwright.actions.outcome import Done
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.drafting import tree_of
from hubwright.domain.definitions.edits import Edit, Path, find
from hubwright.domain.definitions.plugged import Declared
from hubwright.domain.drafts import STREAM, Change, DraftState, tree_now
from hubwright.domain.errors import NotFound
from hubwright.domain.hubs import HUB_STREAM, HubState
from hubwright.loading.drafting import Drawn
from hubwright.ports import Reading
from hubwright.web.studio.looking import looked_at
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id
from hubwright.web.work.deed_ids import new_deed

_KEPT = 32
_EXTENSION = "hubwright_desks"
_SEEN = "~"
_LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft in front of somebody.

    Args:
        visit: whose.
        whole: the draft with its tree.
        drawn: what can be drawn of it, and what was found.
    """

    visit: Visit
    whole: Whole
    drawn: Drawn

    @property
    def state(self) -> DraftState:
        """The draft, replayed."""
        return self.whole.state

    @property
    def tree(self) -> Mapping[str, Any]:
        """Everything in the draft, by id."""
        return self.whole.tree

    @property
    def plugins(self) -> Declared:
        """The plugins of this installation, by id."""
        return self.visit.house.plugins.declared()

    def at(self, *path: str) -> Any:
        """What stands at a place of the tree.

        Raises:
            NotFound: nothing does: the page is about something that is not in the draft.
        """
        found = find(self.tree, path)
        if found is None or not isinstance(found, dict | list | str | bool | int):
            raise NotFound("There is no such record.")
        return found

    def under(self, *path: str) -> tuple[Any, ...]:
        """What was found at a place and below it."""
        return self.drawn.under(path)


class Desks:
    """Drafts that were loaded and looked at already, by a mark that changes with every entry of theirs."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str, str, date], tuple[Whole, Drawn]] = OrderedDict()
        self._lock = Lock()

    def of(self, reading: Reading, state: HubState, now: datetime, plugins: Declared) -> tuple[Whole, Drawn] | None:
        """The draft of a hub that is open or waits to be published, or None.

        Args:
            state: the hub's own stream, replayed.
            now: UTC; what was found says which days are near.
            plugins: of this installation; they stay while it runs.
        """
        number = current_number(reading)
        if number is None:
            return None
        # What is published, and the facts of the day, are on the hub's own stream.
        key = (reading.hub, reading.mark(f"{STREAM}:{number}"), reading.mark(HUB_STREAM), local(now).date())
        with self._lock:
            if (kept := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return kept
        found = whole(reading, number)
        made = (found, looked_at(found, found.tree, state, now, plugins))
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made


def desk_of(visit: Visit) -> Desk | None:
    """The hub's draft, or None where nobody has begun one."""
    found = latest(visit)
    return None if found is None else replace(found, whole=_as_seen(found.whole))


def latest(visit: Visit) -> Desk | None:
    """The hub's draft as it stands now, whatever a page showed; None where nobody has begun one."""
    desks: Desks = current_app.extensions.setdefault(_EXTENSION, Desks())
    with visit.house.store.reading(visit.hub.id) as reading:
        found = desks.of(reading, visit.state, visit.now, visit.house.plugins.declared())
    return None if found is None else Desk(visit, *found)


def deed_seen(head: int) -> str:
    """A deed id that carries up to which entry of the draft a page was drawn, so that no page forgets to say it."""
    return f"{new_deed()}{_SEEN}{head}"


def _as_seen(found: Whole) -> Whole:
    """The draft as the page showed it that is sent now: edits are made of that, and so name what whoever typed saw."""
    _, mark, number = request.form.get("deed", "").rpartition(_SEEN)
    if not mark or not number.isdecimal() or len(number) > _LONGEST_NUMBER or int(number) >= found.state.head:
        return found
    state = found.state
    base = tree_of(found.base, state.scenarios, state.taken)
    return replace(found, tree=tree_now(base, [one for one in state.changes if one.number <= int(number)]))


def desk(visit: Visit) -> Desk:
    """The hub's draft.

    Raises:
        NotFound: nobody has begun one.
    """
    found = desk_of(visit)
    if found is None:
        raise NotFound("There is no such record.")
    return found


def change(desk: Desk, name: str, edits: Iterable[Edit]) -> Done:
    """Change the draft by what was typed on a page; nothing happens where nothing is different.

    Args:
        desk: as the page showed it, or later: each edit names what it saw.
        name: of the act ("rename").
        edits: all or none.

    Raises:
        Refusal: it is not done yet; "overtaken" where somebody else changed the same thing.
    """
    visit, made = desk.visit, tuple(edits)
    return act_on_draft(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), command=Change(name, made))


def path_of(text: str) -> Path:
    """A place of the tree as a page's address or form carries it: steps with "~" between them."""
    return tuple(text.split("~")) if text else ()


def as_text(path: Path) -> str:
    """A place of the tree for a page's address or form."""
    return "~".join(path)
