"""A strategy discussion about three siblings, as its record is made of it: one dissent, one who came late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases import commands as c
from hubwright.domain.cases.commands import Command, Subject
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.actions import AddAction
from hubwright.domain.cases.topics.minuting import NAME, AtMeeting, Line, Version
from hubwright.domain.cases.topics.recording import DraftRecord, Record, RecordVersion, records_of
from hubwright.domain.definitions.hub import Hub, MeetingType, MinutePart, QuorumPart
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.stories import MANAGER, SCREENER, Story

from .acts import KIM, LEE, rated

MEETING = "M7K3Q9M2"
NOOR = Subject("", "Noor Example", born={"year": 2012})
MINUTES = (
    MinutePart("information", a_text("What each agency knows"), "information", needed=True),
    MinutePart("risk", a_text("Risk"), "risk", per="person", needed=True),
    MinutePart("protective", a_text("What protects"), "protective", per="person"),
    MinutePart("views", a_text("The child's views"), "views", per="person", needed=True),
    MinutePart("told", a_text("Who tells the family what"), "told"),
    MinutePart("withheld", a_text("What is not told"), "withheld"),
)
QUORUM = (QuorumPart("care", law=True), QuorumPart("police", law=True), QuorumPart("health", law=True))


def a_meeting_hub(**changes: Any) -> Hub:
    """Oakfield, which holds strategy discussions."""
    kind = MeetingType(
        "strategy",
        a_text("Strategy discussion"),
        "strategy_discussion",
        ("in_person", "video"),
        minutes=MINUTES,
        quorum=QUORUM,
        circulation=("care", "police", "health"),
        record="strategy-record",
    )
    return replace(a_hub(), meeting_types=(replace(kind, **changes),))


class Discussion(Story):
    """A story with a strategy discussion in it. What the minutes say of it is given here, line by line."""

    def __init__(self, hub: Hub | None = None):
        super().__init__(hub or a_meeting_hub())
        self.lines: dict[str, Line] = {}
        self.held: Mapping[str, Any] = {}
        self.began: datetime | None = None

    @property
    def met(self) -> CaseState:
        """The case as it stands, with the meeting on it."""
        state = self.state
        if self.began is None:
            return state
        at = AtMeeting(
            meeting=MEETING,
            type="strategy",
            stands_for="strategy_discussion",
            state="ended" if self.held else "begun",
            starts=self.began,
            called=self.began,
            by=SCREENER.name,
            lines=self.lines,
            held=self.held,
        )
        return replace(state, topics={**state.topics, NAME: {MEETING: at}})

    def does(self, actor: Actor, command: Command) -> CaseState:
        self._record(decide(self.met, command, self.context(actor)), actor)
        return self.met

    def begins(self) -> Discussion:
        self.began = self.now
        return self

    def minutes(
        self, part: str, text: str, subject: str = "", agency: str = "", nature: str = "", also: str = ""
    ) -> Discussion:
        """A line is written; `also` is what somebody else wrote in the same place, where nobody has chosen yet."""
        id = f"l{len(self.lines) + 1}"
        texts = [text, also] if also else [text]
        versions = tuple(Version(one, "Alex Example", SCREENER.id, self.now, 50 + len(self.lines)) for one in texts)
        self.lines[id] = Line(id, MEETING, part, subject, agency, nature, versions)
        return self

    def ends(self, **changes: Any) -> Discussion:
        """It ends; police came when the first child had been decided for, unless said otherwise."""
        assert self.began is not None
        rows = [
            self._came("care", "Sam Example", MANAGER.id, "present", self.began),
            self._came("police", "Pat Example", "u-pat", "remote", changes.pop("police_came", self.began)),
            self._came("health", "Robin Example", "u-robin", "present", self.began),
            {"agency": "", "organisation": "Oak School", "name": "", "state": "no_response", "by": ""},
        ]
        self.held = {
            "began": self.began.isoformat(),
            "ended": self.now.isoformat(),
            "mode": "video",
            "chair": {"name": MANAGER.name, "agency": "care", "user": MANAGER.id},
            "minute_taker": {"name": SCREENER.name, "agency": "care", "user": SCREENER.id},
            "attendance": rows,
            "quorum": {"met": True, "missing": [], "reason": ""},
            **changes,
        }
        return self

    @staticmethod
    def _came(agency: str, name: str, user: str, state: str, came: datetime) -> dict[str, Any]:
        by = "telephone" if state == "remote" else ""
        parts = {"agency": agency, "organisation": "", "name": name, "user": user, "state": state, "by": by}
        return {**parts, "came": came.isoformat(), "left": None}

    def decides(self, subject: str, route: str = "protect", **parts: Any) -> Discussion:
        self.does(MANAGER, c.Decide(subject, "child", route, f"Reasons for {subject}.", meeting=MEETING, **parts))
        return self

    def agrees(self, what: str, subject: str = "") -> Discussion:
        self.does(SCREENER, AddAction("child", what, "Pat Example", agency="police", subject=subject, meeting=MEETING))
        return self

    def drafted(self, *subjects: str, actor: Actor = SCREENER, **parts: Any) -> Record:
        """A record is drafted for these people; everybody where nobody is named."""
        chosen = subjects or tuple(self.state.subjects)
        parts.setdefault("referral", "Bruises were seen.")
        self.does(actor, DraftRecord(MEETING, chosen, **parts))
        return self.record(chosen)

    def record(self, subjects: tuple[str, ...]) -> Record:
        return next(one for one in records_of(self.state).values() if set(one.subjects) == set(subjects))

    @property
    def latest(self) -> RecordVersion:
        """The newest version of the first record."""
        return next(iter(records_of(self.state).values())).latest


def three_siblings(hub: Hub | None = None) -> Discussion:
    """A discussion about three siblings: police join by telephone when the first has been decided for; health disagrees
    about the second.
    """
    tale = Discussion(hub)
    tale.receives(KIM, LEE, NOOR)
    rated(tale)
    tale.later(minutes=30).begins()
    tale.minutes("information", "Called to the address twice.", agency="police", nature="fact")
    tale.minutes("information", "The mother said he fell.", subject="p1", agency="health", nature="hearsay")
    for id in ("p1", "p2", "p3"):
        tale.minutes("risk", f"Risk for {id}.", subject=id)
        tale.minutes("views", f"{id} wants to stay with her aunt.", subject=id)
    tale.minutes("withheld", "Where the aunt lives.")
    tale.later(minutes=10).decides("p1", threshold="met")
    came = tale.later(minutes=5).now
    tale.later(minutes=5).decides("p2", dissent={"health": "An assessment would be enough."})
    tale.decides("p3", "assess").agrees("Medical today", "p1").agrees("Ring the aunt")
    return tale.later(minutes=20).ends(police_came=came)
