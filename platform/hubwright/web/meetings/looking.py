"""A meeting as one visitor sees it, with what they may know of each case on its agenda."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hubwright.domain.access.meetings import RUNS, meeting_view
from hubwright.domain.access.pack import Pack, pack_view
from hubwright.domain.access.records import record_for
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.recording import records_of
from hubwright.domain.definitions.drawn.meetings import MeetingType
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import NotFound
from hubwright.domain.meetings import MeetingState, meeting_of
from hubwright.domain.meetings.quorum import missing
from hubwright.loading.reference_data import called
from hubwright.ports import Reading
from hubwright.web.language import text
from hubwright.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Meet:
    """A meeting on a page.

    Args:
        visit: whose.
        hub: the definitions that the meeting is pinned to.
        state: the meeting, cut down to what may be seen.
        packs: case reference to what this visitor may see of it.
        records: case reference to ids of the records of this meeting that this visitor may read.
    """

    visit: Visit
    hub: Hub
    state: MeetingState
    packs: Mapping[str, Pack]
    records: Mapping[str, tuple[str, ...]]

    @property
    def type(self) -> MeetingType:
        """The type of the meeting."""
        drawn: MeetingType = self.hub.find("meeting_types", self.state.type)
        return drawn

    @property
    def runs(self) -> bool:
        """Whether this visitor runs meetings."""
        return any(self.visit.reader.may(one) for one in RUNS)

    def agencies(self) -> Mapping[str, str]:
        """Agency ids to the hub's words."""
        return {one.id: str(text(one.name)) for one in self.hub.agencies}

    def lacking(self) -> list[str]:
        """Those whom the type asks for and who are not there, in words."""
        agencies = self.agencies()
        at = self.state.ended or self.visit.now
        return [
            " / ".join(agencies.get(one, one) for one in part.agencies) or qualification_said(part.qualification or "")
            for part in missing(self.type, self.state.people.values(), at)
        ]


def meet(visit: Visit, ref: str) -> Meet:
    """What the visitor sees of a meeting.

    Raises:
        NotFound: there is none, or they may not know that there is.
    """
    with visit.house.store.reading(visit.hub.id) as reading:
        state = meeting_of(reading.entries(f"meeting:{ref}"))
        if state is None or not state.type:
            raise NotFound("There is no such meeting.")
        cases = {one.case: case_of(reading.entries(f"case:{one.case}")) for one in state.matters.values()}
        known = {case: found for case, found in cases.items() if found is not None}
        view = meeting_view(state, visit.reader, visit.now, known)
        if view is None:
            raise NotFound("There is no such meeting.")
        packs = {one.case: _pack(visit, reading, known[one.case], ref) for one in view.matters.values()}
        records = {one.case: _records(visit, reading, known[one.case], ref) for one in view.matters.values()}
        hub = visit.pinned(reading, state.revision)
    return Meet(visit, hub, view, {case: pack for case, pack in packs.items() if pack is not None}, records)


def qualification_said(id: str) -> str:
    """A qualification as people read it: "social_worker" is "Registered social worker"."""
    return called().get(id) or id.replace("_", " ").replace("-", " ").capitalize()


def _records(visit: Visit, reading: Reading, case: CaseState, meeting: str) -> tuple[str, ...]:
    own = [id for id, one in records_of(case).items() if one.meeting == meeting]
    if not own:
        return ()
    contacts = [found for one in case.contacts if (found := contact_of(reading.entries(f"contact:{one}"))) is not None]
    return tuple(id for id in own if record_for(id, case, contacts, visit.reader, visit.now) is not None)


def _pack(visit: Visit, reading: Reading, case: CaseState, meeting: str) -> Pack | None:
    found = (contact_of(reading.entries(f"contact:{one}")) for one in case.contacts)
    return pack_view(case, [one for one in found if one is not None], meeting, visit.reader, visit.now)
