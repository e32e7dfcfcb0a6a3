"""Oakfield with everything that a hub may have of deciding: scales beside, votes, challenges, a case system."""

from __future__ import annotations

from dataclasses import replace

from hubwright.domain.access import PERMISSIONS
from hubwright.domain.definitions.hub import (
    Challenge,
    Concern,
    Handover,
    Hub,
    Level,
    Role,
    Suggestion,
    Vote,
)
from hubwright.domain.rules import Rule
from hubwright.testing.hubs import a_hub, a_text

SAYS = ("threshold", "views", "agencies", "limbs")


def a_full_hub() -> Hub:
    """Oakfield, where a manager is the second person, police and health vote, and decisions are entered elsewhere."""
    hub = a_hub()
    (scale,) = hub.scales
    decides = {"child": "manager", "adult": "adults-manager"}
    urgent, soon, reply = (replace(one, deciders=decides) for one in scale.tiers)
    bruised = Suggestion(
        "bruise", "worry", Rule("is answered", (Rule("answer", ("what",)),)), "soon", a_text("Something was written.")
    )
    first = replace(
        scale,
        tiers=(replace(urgent, says=SAYS), replace(soon, offers="assess"), reply),
        lowering_top_confirmed_by="manager",
        confirm_clock="day",
        suggestions=(bruised,),
    )
    need = replace(
        scale,
        id="need",
        name=a_text("Level of need"),
        when=a_text("After the meeting"),
        tiers=tuple(replace(one, id=f"n-{one.id}", routes=(), decision_clock=None, checks=()) for one in scale.tiers),
    )
    child, adult = hub.pathways
    manager = replace(hub.deciders[0], vote="escalate", hears=("police", "health"))
    adults_manager = replace(hub.deciders[0], id="adults-manager")
    ways = tuple(replace(one, tells=a_text(f"It went to: {one.name.en}.")) for one in hub.routes)
    assess, advice, protect = ways
    return replace(
        hub,
        scales=(first, need),
        pathways=(
            replace(child, beside=("need",), asks_household=True, assessment_clock="day"),
            replace(adult, enquiry_clock="day", decider="adults-manager"),
        ),
        deciders=(manager, adults_manager),
        routes=(
            replace(assess, takes_recommendation=True),
            replace(advice, meaning="no_further_action", way_back=a_text("Ring us and say the reference.")),
            protect,
        ),
        votes=(
            Vote("escalate", a_text("Escalate"), a_text("Does this go further?"), ("police", "health"), "reply"),
        ),
        challenge=Challenge(
            (
                Level("worker", a_text("The worker"), frozenset({"worker"}), "day"),
                Level("manager", a_text("The manager"), frozenset({"manager"}), "day"),
            )
        ),
        concerns=(Concern("gangs", a_text("Gangs")), Concern("network", a_text("A network"))),
        handover=Handover(a_text("The council's system"), ("copy", "file", "webhook")),
        local=replace(hub.local, handover_url="https://cases.council.example/in"),
        roles=(
            *hub.roles,
            Role("support", a_text("Business support"), frozenset({"case.read", "decision.enter"})),
            Role("everything", a_text("Everything"), frozenset(PERMISSIONS)),
        ),
    )  # fmt: skip
