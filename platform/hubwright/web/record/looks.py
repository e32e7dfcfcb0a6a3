"""A case as it was known at a time, as one reader may see it today, in the shape that every page of a case reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from hubwright.actions.house import context_for
from hubwright.domain.access import as_of_view
from hubwright.domain.cases.apply import case_of
from hubwright.domain.errors import NotFound
from hubwright.web.visit import Visit
from hubwright.web.work.look import Look


def look_as_of(visit: Visit, ref: str, at: datetime) -> Look:
    """What the visitor may see today of a case as its record stood at a time.

    Args:
        visit: whose.
        ref: the case's reference.
        at: UTC. The look's own time is this one, so that what was due then is shown as it stood.

    Raises:
        NotFound: there is no such case, it had not begun by then, or they may not know that there is.
    """
    with visit.house.store.reading(visit.hub.id) as reading:
        entries = reading.entries(f"case:{ref}")
        state = case_of(entries)
        if state is None:
            raise NotFound("There is no such case.")
        hub = visit.pinned(reading, state.revision)
        contacts = [reading.entries(f"contact:{one}") for one in state.contacts]
    found = as_of_view(entries, contacts, hub.forms, visit.reader, visit.now, at)
    if found is None:
        raise NotFound("There is no such case.")
    view, lines = found
    then = replace(visit, now=at)
    context = context_for(visit.house, hub, state.revision, visit.actor, visit.reader, visit.calendars, at)
    return Look(visit=then, hub=hub, view=view, record=tuple(reversed(lines)), context=context)
