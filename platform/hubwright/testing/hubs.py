"""A small fictional hub, drawn in memory: Oakfield. Two pathways, three ratings, three agencies."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hubwright.domain.access import PERMISSIONS
from hubwright.domain.definitions.drawn.meetings import STRATEGY
from hubwright.domain.definitions.form import Form, Page, Question
from hubwright.domain.definitions.hub import (
    Agency,
    AgendaRule,
    Ask,
    Brand,
    CalendarRule,
    CheckQuestion,
    CheckSet,
    ClockRule,
    Decider,
    Door,
    DutyPost,
    Hub,
    Invited,
    Kind,
    Ladder,
    Letter,
    Local,
    MeetingType,
    MinutePart,
    Pathway,
    QuorumPart,
    Role,
    Route,
    Rung,
    Scale,
    Tier,
)
from hubwright.domain.definitions.workflow import Stage, Transition, Workflow
from hubwright.domain.texts import Text

_WEEK = ("mon", "tue", "wed", "thu", "fri")
_FORM = ("worry", 1)
_FLOW = ("rate-ask-decide", 1)
_ABOVE = {"case.restrict", "case.break_glass", "audit.read", "audit.restricted", "audit.review"}
_WORKER = frozenset(PERMISSIONS) - _ABOVE - {"check.answer", "hub.live", "hub.configure", "seat.manage"}


def a_text(words: str) -> Text:
    """English words."""
    return Text(words)


def a_form() -> Form:
    """Four questions on one page."""
    questions = (
        Question("who", "short_text", a_text("Who are you worried about?"), meaning="subject.name"),
        Question("what", "long_text", a_text("What worries you?"), meaning="concern.what"),
        Question("email", "email", a_text("Your e-mail address"), meaning="referrer.email"),
        Question("home", "address", a_text("Where do they live?"), sensitivity="protected"),
    )
    return Form(
        id=_FORM[0],
        version=_FORM[1],
        name=a_text("Tell us"),
        owner="Hub manager",
        pages=(Page("all", a_text("All"), questions),),
        enough=("who", "what", "email"),
    )


def a_workflow() -> Workflow:
    """New, rated, asking, decided, closed; closing needs a decision for each and feedback."""
    stages = tuple(
        Stage(id, a_text(id.title()), standing)
        for id, standing in (
            ("new", "new"),
            ("rated", "working"),
            ("asking", "waiting"),
            ("decided", "decided"),
            ("closed", "closed"),
        )
    )
    anywhere = ("new", "rated", "asking", "decided")
    transitions = (
        Transition("rate", "rate", ("new",), "rated"),
        Transition("ask", "ask", ("new", "rated", "decided"), "asking"),
        Transition(
            "decide", "decide", ("new", "rated", "asking"), "decided", needs=("rating", "returns"), or_reason=True
        ),
        Transition("again", "decide", ("decided",), "decided"),
        Transition("act-now", "act_now", (*anywhere, "closed"), "decided"),
        Transition("close", "close", anywhere, "closed", needs=("decision_for_each", "accepted", "feedback")),
        Transition("reopen", "reopen", ("closed",), "rated"),
    )
    return Workflow(_FLOW[0], _FLOW[1], a_text("Rate, ask, decide"), "Hub manager", stages, transitions)


def _clocks() -> tuple[ClockRule, ...]:
    return (
        ClockRule("look", a_text("First look"), 1, "working_hour", "office", starts="received", ladder="climb"),
        ClockRule("hear", a_text("Acknowledge"), 1, "working_day", "office", starts="received"),
        ClockRule("now", a_text("Urgent decision"), 4, "elapsed_hour", "office", "runs", "received", ladder="climb"),
        ClockRule("day", a_text("Decision in a day"), 1, "working_day", "office", starts="received"),
        ClockRule("reply", a_text("Return"), 2, "working_hour", "office"),
        ClockRule("tell", a_text("Feedback"), 5, "working_day", "office"),
    )


def _tiers() -> tuple[Tier, ...]:
    decides = {"child": "manager", "adult": "manager"}
    return (
        Tier(
            "urgent", a_text("Urgent"), "#b10e1e", "square", a_text("Harm is likely now"),
            decision_clock="now", return_clock="reply", checks=("core",), deciders=decides,
        ),
        Tier(
            "soon", a_text("Soon"), "#b58840", "triangle", a_text("Needs a response soon"),
            decision_clock="day", return_clock="reply", checks=("core",), deciders=decides,
        ),
        Tier(
            "reply", a_text("Reply only"), "#1d70b8", "circle", a_text("A question to answer"),
            deciders=decides, routes=("advice",), counted=False,
        ),
    )  # fmt: skip


def _pathways() -> tuple[Pathway, ...]:
    common: dict[str, Any] = {"workflow": _FLOW, "decider": "manager", "scale": "scale"}
    return (
        Pathway("child", a_text("Children"), a_text("child"), "child", until_age=18, unborn=True, **common),
        Pathway("adult", a_text("Adults"), a_text("adult"), "adult", from_age=18, **common),
    )


def _routes() -> tuple[Route, ...]:
    both = frozenset({"child", "adult"})
    return (
        Route("assess", a_text("Assessment"), "assessment", both, a_text("Social work team"), accept_clock="day"),
        Route("advice", a_text("Advice"), "advice", both, needs_advice=True),
        Route("protect", a_text("Protect now"), "section_47", both, protective=True),
    )


def _meeting_types() -> tuple[MeetingType, ...]:
    """A daily meeting over what was rated today, and a strategy discussion with the three whom the law names."""
    invited = (Invited("care"), Invited("police"), Invited("health"))
    parts = (
        MinutePart("known", a_text("What is known"), "information", "person", needed=True),
        MinutePart("risk", a_text("Risk"), "risk", "person", needed=True),
        MinutePart("told", a_text("Who tells the family what"), "told"),
    )
    return (
        MeetingType(
            "daily", a_text("Daily meeting"), "hub_meeting", ("in_person", "video", "telephone"),
            agenda=AgendaRule("today", tiers=("urgent", "soon")), invited=invited, quorum=(QuorumPart("care"),),
            minutes=(MinutePart("changed", a_text("What has changed"), "changed"),), minutes_each=5,
            allocates=True,
        ),
        MeetingType(
            "strategy", a_text("Strategy discussion"), STRATEGY, ("in_person", "video", "telephone"),
            pathways=("child",), invited=invited, chairs=("worker", "manager"), minutes=parts,
            quorum=(
                QuorumPart("care", qualification="social_worker", law=True),
                QuorumPart("police", law=True),
                QuorumPart("health", law=True),
            ),
            not_quorate_tells="climb", statement=a_text("What is said here stays here."),
            circulation=("care", "police", "health"),
        ),
    )  # fmt: skip


def a_hub(**changes: Any) -> Hub:
    """Oakfield, with any of its parts replaced.

    Args:
        changes: fields of `Hub` to put in the place of Oakfield's own.
    """
    question = CheckQuestion("known", a_text("What do you know?"))
    hub = Hub(
        id="oakfield",
        name=a_text("Oakfield hub"),
        owner="Hub manager",
        languages=("en", "cy"),
        calendar="office",
        agencies=(
            Agency("care", a_text("Social care"), "co_located"),
            Agency("police", a_text("Police"), "co_located"),
            Agency("health", a_text("Health"), "virtual"),
        ),
        roles=(
            Role("worker", a_text("Screener"), frozenset(_WORKER)),
            Role("manager", a_text("Hub manager"), frozenset(PERMISSIONS) - {"check.answer"}),
            Role("partner", a_text("Partner"), frozenset({"check.answer", "meeting.attend"})),
            Role("adults-only", a_text("Adults' worker"), frozenset(_WORKER), frozenset({"adult"})),
        ),
        calendars=(CalendarRule("office", a_text("Office hours"), dict.fromkeys(_WEEK, (("09:00", "17:00"),))),),
        clocks=_clocks(),
        ladders=(
            Ladder(
                "climb",
                a_text("Climb"),
                (Rung("duty", ("email", "screen"), 0), Rung("role", ("email",), 15, role="manager")),
            ),
        ),
        scales=(Scale("scale", a_text("Ratings"), _tiers()),),
        pathways=_pathways(),
        kinds=(
            Kind("referral", a_text("Referral"), "look", "climb", ("child", "adult"), "hear", "tell"),
        ),
        doors=(Door("anyone", a_text("I am worried"), a_text("Anyone"), "referral", _FORM, "public"),),
        check_sets=(
            CheckSet(
                "core", a_text("Core checks"), "ca1989-s47", a_text("To protect"),
                (Ask("police", (question,)), Ask("health", (question,))),
            ),
        ),
        deciders=(Decider("manager", a_text("Hub manager"), frozenset({"manager"}), "social_worker"),),
        routes=_routes(),
        meeting_types=_meeting_types(),
        letters=(
            Letter("ack", "acknowledge", a_text("{{hub}}: we have it"), a_text("Your reference is {{reference}}.")),
            Letter("told", "outcome", a_text("{{hub}}: what happened"), a_text("Look here: {{link}}")),
            Letter("asked", "ask", a_text("{{hub}} asks"), a_text("{{reference}}: {{link}}")),
            Letter("alarm", "alarm", a_text("{{hub}}: unread"), a_text("{{reference}}: {{link}}")),
            Letter("meets", "meeting", a_text("{{hub}}: a meeting"), a_text("{{reference}}: {{link}}")),
        ),
        local=Local(
            nation="england",
            state="open",
            councils=(a_text("Oakfield Council"),),
            areas=a_text("Oakfield"),
            duty=(
                DutyPost("open", a_text("Duty desk"), "01632 960001", ("duty@oakfield.example",)),
                DutyPost("closed", a_text("Night duty"), "01632 960002", ("night@oakfield.example",)),
            ),
            brand=Brand("#1d3557"),
            mailboxes={"police": "police@oakfield.example", "health": "health@oakfield.example"},
            role_mailboxes={"manager": ("manager@oakfield.example",)},
        ),
        forms={_FORM: a_form()},
        workflows={_FLOW: a_workflow()},
    )  # fmt: skip
    return replace(hub, **changes)
