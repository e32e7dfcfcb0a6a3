"""More ways into Oakfield: a call for advice, a request to reply to, reports that arrive in numbers, and neighbours."""

from __future__ import annotations

from dataclasses import replace

from hubwright.domain.definitions.hub import ClockRule, Door, Elsewhere, Hub, Kind, Place, Proposal
from hubwright.domain.rules import Rule, parse
from hubwright.testing.hubs import a_hub, a_text

READS = {
    "Subject": "subject.name",
    "Date of birth": "subject.born",
    "Address": "subject.address",
    "Officer": "referrer.name",
    "Reference": "contact.reference",
    "Received": "contact.received",
    "At risk now": "concern.danger_now",
    "Circumstances": "concern.what",
}


def a_rule(document: object) -> Rule:
    """A rule from its document.

    Raises:
        ValueError: it is none.
    """
    drawn = parse(document, file="", pointer="")
    if not isinstance(drawn, Rule):
        raise ValueError("This is no rule.")  # noqa: TRY004 - of its content, not of its type
    return drawn


def _kinds() -> tuple[Kind, ...]:
    both = ("child", "adult")
    lives_elsewhere = a_rule({"is": [{"answer": ["lives_here"]}, "no"]})
    known = a_rule({"is": [{"answer": ["known"]}, "yes"]})
    return (
        Kind("consultation", a_text("Consultation"), "look", "climb", both, ends_with="advice", answer_clock="advise"),
        Kind("request", a_text("Request"), "look", "climb", both, counted=False, ends_with="reply"),
        Kind("notice", a_text("Notification"), "look", "climb", both, ends_with="noted"),
        Kind(
            "report",
            a_text("Police report"),
            "look",
            "climb",
            both,
            offer_clock="offer",
            confirm_clock="confirm",
            proposals=(
                Proposal("elsewhere", lives_elsewhere, "pass_on", a_text("They live in another council's area.")),
                Proposal("known", known, "join", a_text("A worker of theirs knows them.")),
            ),
        ),
    )


def _doors(hub: Hub) -> tuple[Door, ...]:
    form = hub.doors[0].form
    return (
        Door("call", a_text("A call"), a_text("By telephone"), "referral", form, "professional", who="hub"),
        Door(
            "advice-line",
            a_text("Advice line"),
            a_text("A call for advice"),
            "consultation",
            None,
            "professional",
            who="hub",
        ),
        Door("request", a_text("A request"), a_text("Courts"), "request", None, "court", who="hub"),
        Door(
            "reports",
            a_text("Police reports"),
            a_text("Overnight"),
            "report",
            None,
            "police",
            who="import",
            reads=READS,
        ),
    )


def with_doors(hub: Hub | None = None) -> Hub:
    """Oakfield with these kinds and doors, two councils' places, and somewhere else to pass things on to."""
    hub = hub or a_hub()
    clocks = (
        ClockRule("advise", a_text("Advice"), 4, "working_hour", "office", starts="received", ladder="climb"),
        ClockRule("offer", a_text("Taken on"), 2, "working_hour", "office", ladder="climb"),
        ClockRule("confirm", a_text("Confirmed"), 1, "working_day", "office", ladder="climb"),
    )
    places = (
        Place("oakfield", a_text("Oakfield"), ("ZZ1", "ZZ2")),
        Place("elmfield", a_text("Elmfield Council"), ("ZZ9",), served=False),
    )
    return replace(
        hub,
        clocks=(*hub.clocks, *clocks),
        kinds=(*hub.kinds, *_kinds()),
        doors=(*hub.doors, *_doors(hub)),
        elsewhere=(
            Elsewhere("housing", a_text("Housing repairs"), a_text("The housing office")),
            Elsewhere("noise", a_text("Noise")),
        ),
        local=replace(hub.local, places=places),
    )
