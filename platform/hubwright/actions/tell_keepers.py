"""Tell the keeper of a sealed record that a case may be about their person; whoever works on the case learns nothing.

It is looked for by the background work after the deed, so that neither the time a page takes nor what it answers says
whether there was anything to be found.
"""

from __future__ import annotations

from hubwright.actions.find_people import Within, matches
from hubwright.actions.house import House
from hubwright.actions.keep_people import act_on_person
from hubwright.domain.access.scope import Everything, OneOf
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.entries import WORKER
from hubwright.domain.people.commands import TellKeeper
from hubwright.domain.people.matching import SAME_PERSON, Proposal, somebody
from hubwright.domain.people.state import STREAM
from hubwright.domain.people.stream import person_of
from hubwright.ports import Reading, Work

JOB = "keepers"
# A name alone wakes nobody: a keeper who is told of every namesake reads none of it.
_WAKES = ("strong", "likely")


def look_later(house: House, work: Work, case: str) -> None:
    """Have the background work look whether a case is about somebody whose record is sealed.

    Args:
        house: for a fresh id.
        work: the deed by which the case got or changed its people.
        case: its reference.
    """
    keepers = _keepers(work)
    if work.rows("person_row", scope=keepers, limit=1):
        work.put("outbox", id=house.ids.token(), kind=JOB, run_at=work.now, payload={"case": case})


def tell_keepers(house: House, *, hub: str, case: str) -> int:
    """Put on the sealed records what this case may have to do with them, once for each; how many were told.

    Args:
        house: the ports.
        hub: id of the hub.
        case: reference of the case.
    """
    with house.store.work(hub, WORKER, deed="", now=house.now()) as work:
        state = case_of(work.entries(f"case:{case}"))
        if state is None or not state.subjects:
            return 0
        keepers = _keepers(work)
        people = {one.id: somebody(one) for one in state.subjects.values()}
        found = matches(work, people, Within(keepers, keepers, keepers), case=case)
        clock = work.hub_at(state.revision).find("kinds", state.kind).first_look
        waking = [one for one in found if _wakes(one) and not _told(work, one, case)]
    for one in waking:
        command = TellKeeper(
            case=case, subject=one.subject, reasons=one.likeness.reasons, clock=clock, received=state.received
        )
        person = one.candidate.person
        deed = f"keeper:{person}:{case}:{one.subject}"
        act_on_person(house, hub=hub, actor=WORKER, deed=deed, person=person, command=command)
    return len(waking)


def _wakes(proposal: Proposal) -> bool:
    likeness = proposal.likeness
    return bool(proposal.candidate.person) and likeness.of == SAME_PERSON and likeness.strength in _WAKES


def _told(reading: Reading, proposal: Proposal, case: str) -> bool:
    """Whether the keeper was told of this before, or has said who it is."""
    state = person_of(reading.entries(f"{STREAM}:{proposal.candidate.person}"))
    mention = (case, proposal.subject)
    return state is None or mention in state.matches or mention in state.mentions


def _keepers(reading: Reading) -> OneOf:
    """Rows of sealed records only: those that name a keeper."""
    rows = reading.rows("seat_row", scope=Everything())
    return OneOf("keeper", frozenset(row["user_id"] for row in rows))
