"""One look at one case: what this reader may see of it, or a page that says there is no such case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hubwright.actions.house import context_for
from hubwright.domain.access import CaseView, Line, case_view, record
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.definitions.form import Form
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
        drawings: contact to the definitions that it is pinned to itself, where those are not the case's: it was joined.
        record: the entries, said as far as they may see them, newest first.
        context: what a deed of theirs would be decided with, to show what is open to them.
    """

    visit: Visit
    hub: Hub
    view: CaseView
    record: tuple[Line, ...]
    context: Context
    drawings: Mapping[str, Hub] = field(default_factory=dict)

    @property
    def case(self) -> CaseState:
        """The case, cut down to what may be seen."""
        return self.view.case

    @property
    def forms(self) -> Mapping[tuple[str, int], Form]:
        """The forms in which the contacts of the case were written."""
        return {**{use: form for hub in self.drawings.values() for use, form in hub.forms.items()}, **self.hub.forms}

    def drawing_of(self, contact: ContactState) -> Hub:
        """The definitions that a contact is pinned to."""
        return self.drawings.get(contact.ref, self.hub)

    def another(self, ref: str) -> Look | None:
        """Another case of this hub as the same reader sees it, or None where there is none for them; it is on record
        that they looked."""
        try:
            other = look(self.visit, ref)
        except NotFound:
            return None
        self.visit.house.store.note_read(
            self.visit.hub.id,
            user=self.visit.actor.id,
            at=self.visit.now,
            what="case",
            reference=ref,
            purpose="seen",
        )
        return other

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
        drawings = {one.ref: visit.pinned(reading, one.revision) for one in contacts if one.revision != state.revision}
    forms = {**{use: form for one in drawings.values() for use, form in one.forms.items()}, **hub.forms}
    view = case_view(state, contacts, forms, visit.reader, visit.now)
    if view is None:
        raise NotFound("There is no such case.")
    return Look(
        visit=visit,
        hub=hub,
        view=view,
        record=tuple(reversed(record(entries, contacts, visit.reader, visit.now))),
        context=context_for(visit.house, hub, state.revision, visit.actor, visit.reader, visit.calendars, visit.now),
        drawings=drawings,
    )
