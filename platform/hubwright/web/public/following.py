"""What became of a contact, as far as its sender may know: how far it is, and its outcome once they were told."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import NotFound
from hubwright.ports import Reading
from hubwright.web.language import mark, say, text
from hubwright.web.visit import Visit

STEPS = {
    "sent": mark("Sent, not read yet"),
    "read": mark("Read by a person"),
    "working": mark("Being worked on"),
    "decided": mark("Decided"),
}


@dataclass(frozen=True, slots=True)
class Followed:
    """A contact as its sender follows it.

    Args:
        step: of `STEPS`.
        outcome: what it came to, in the hub's words, where they have been told and may hear it; "" otherwise.
        may_challenge: the hub lets a referrer challenge, and there is a decision to challenge.
    """

    contact: ContactState
    step: str
    outcome: str
    may_challenge: bool

    @property
    def said(self) -> str:
        """How far it is, in words."""
        return say(STEPS[self.step])


def follow(visit: Visit, reading: Reading, reference: str) -> Followed:
    """What the sender of a contact may know of it.

    Raises:
        NotFound: there is no such contact.
    """
    contact = contact_of(reading.entries(f"contact:{reference}"))
    case = case_of(reading.entries(f"case:{contact.case}")) if contact and contact.case else None
    if contact is None:
        raise NotFound("There is no such contact in this hub.")
    hub = visit.pinned(reading, case.revision if case else contact.revision)
    decided = case is not None and bool(case.subjects) and not case.undecided()
    return Followed(
        contact=contact,
        step=_step(contact, case, decided=decided),
        outcome=_outcome(case, contact, hub) if case is not None and decided else "",
        may_challenge=case is not None and bool(case.ratings or case.decisions) and _challenged(hub),
    )


def _step(contact: ContactState, case: CaseState | None, *, decided: bool) -> str:
    linked = case.contacts.get(contact.ref) if case is not None else None
    if case is None or linked is None or not linked.read:
        return "sent"
    if decided:
        return "decided"
    return "working" if case.ratings or case.checks else "read"


def _challenged(hub: Hub) -> bool:
    return hub.challenge is not None and hub.challenge.referrers


def _outcome(case: CaseState, contact: ContactState, hub: Hub) -> str:
    """The outcomes that they may hear, each once; nothing before a person has told them, or where it is withheld."""
    if contact.told is None:
        return ""
    pairs = ((one.id, pathway) for one in case.subjects.values() for pathway in one.pathways)
    routes = dict.fromkeys(decision.route for pair in pairs if (decision := case.decision(*pair)) is not None)
    drawn = [hub.find("routes", id) for id in routes]
    heard = [text(one.name) for one in drawn if one.hears == "outcome"]
    if any(one.hears == "ended" for one in drawn):
        heard.append(say("It was decided. What was decided stays with the hub."))
    return "; ".join(heard)
