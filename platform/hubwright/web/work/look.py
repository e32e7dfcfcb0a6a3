"""One look at one case: what this reader may see of it, or a page that says there is no such case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hubwright.actions.house import context_for
from hubwright.domain.access import CaseView, Line, case_view, record
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.state import CaseState
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import NotFound
from hubwright.web.language import text
from hubwright.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Look:
    """A case as one reader sees it.

    Args:
        visit: whose.
        hub: the definitions that the case is pinned to.
        view: what they may see.
        record: the entries, said as far as they may see them, newest first.
        context: what a deed of theirs would be decided with, to show what is open to them.
    """

    visit: Visit
    hub: Hub
    view: CaseView
    record: tuple[Line, ...]
    context: Context

    @property
    def case(self) -> CaseState:
        """The case, cut down to what may be seen."""
        return self.view.case

    def may(self, permission: str, pathway: str | None = None) -> bool:
        """Whether the reader may do something here."""
        return self.visit.reader.may(permission, pathway)

    def agencies(self) -> Mapping[str, str]:
        """Agency ids to the hub's words, in the language of the page."""
        return {agency.id: text(agency.name) for agency in self.hub.agencies}


def look(visit: Visit, ref: str) -> Look:
    """What the visitor sees of a case.

    Raises:
        NotFound: there is no such case, or they may not know that there is.
    """
    with visit.house.store.reading(visit.hub.id) as reading:
        entries = reading.entries(f"case:{ref}")
        state = case_of(entries)
        if state is None:
            raise NotFound("There is no such case.")
        hub = visit.pinned(reading, state.revision)
        found = [contact_of(reading.entries(f"contact:{one}")) for one in state.contacts]
    contacts = [one for one in found if one is not None]
    view = case_view(state, contacts, hub.forms, visit.reader, visit.now)
    if view is None:
        raise NotFound("There is no such case.")
    return Look(
        visit=visit,
        hub=hub,
        view=view,
        record=tuple(reversed(record(entries, contacts, visit.reader, visit.now))),
        context=context_for(visit.house, hub, state.revision, visit.actor, visit.reader, visit.calendars, visit.now),
    )
