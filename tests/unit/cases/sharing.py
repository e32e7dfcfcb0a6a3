"""Oakfield with everything that the sharing of information can be drawn with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hubwright.domain.cases import commands as c
from hubwright.domain.cases.entries import Actor
from hubwright.domain.definitions.hub import (
    Body,
    CheckSet,
    Hub,
    Prepared,
    Reason,
    Sensitivity,
    Talking,
)
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.stories import POLICE, Story

from .acts import KIM, asked, rated

HEALTH_LEAD = Actor("u-lou", "Lou Example", "care", frozenset({"worker", "health-lead"}))

PREPARED = Prepared(
    necessity=a_text("Nobody else knows."),
    proportionality=a_text("Only these questions."),
    consent="not_sought",
    consent_why=a_text("Asking could put the child at risk."),
    told="exempt",
)
TALKING = Talking(
    question=a_text("Have you talked to the family?"),
    reasons=(
        Reason("risk", a_text("It could put somebody at risk"), exempt=True),
        Reason("not-reached", a_text("Nobody was reached")),
    ),
    agreement=a_text("Do they agree to help?"),
    wishes=frozenset({"adult"}),
    capacity=frozenset({"adult"}),
)


def sharing_hub(**of_set: Any) -> Hub:
    """Oakfield with a level of sensitivity, bodies of an agency, and its one check set changed."""
    hub = a_hub()
    (core,) = hub.check_sets
    agencies = tuple(
        replace(one, bodies=(Body("gp", a_text("GP")), Body("midwifery", a_text("Midwifery"))))
        if one.id == "health"
        else one
        for one in hub.agencies
    )
    lead = replace(hub.find("roles", "worker"), id="health-lead")
    return replace(
        hub,
        agencies=agencies,
        roles=(*hub.roles, lead),
        check_sets=(replace(core, **of_set),),
        sensitivities=(Sensitivity("health", a_text("Health"), a_text("For few"), frozenset({"health-lead"})),),
        talking=TALKING,
    )


def first_asks(core: CheckSet) -> CheckSet:
    """A set whose agencies are asked only on a whole basis."""
    return replace(core, asks=tuple(replace(one, basis_first=True) for one in core.asks))


def shared(text: str = "Two calls in April.", **parts: Any) -> Story:
    """A case on which the police shared something."""
    story = Story(sharing_hub())
    story.receives(KIM)
    asked(rated(story))
    story.does(POLICE, c.Return("q1", "shared", text=text, **parts))
    return story
