"""What the entries of a stream add up to: the case and the contact as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import Subject


@dataclass(frozen=True, slots=True)
class ClockState:
    """One clock of a case.

    Args:
        id: within the case ("decision:child").
        rule: id of the clock's definition.
        starts, due: UTC.
        steps: how the due time was worked out, as `domain.clocks` recorded it.
        state: "running", "met", "late" (met after its time) or "replaced" (by a later run of the same clock, or by
            closing; missed as well where `ended` lies after `due`).
        pathway: the strand it belongs to, or None for the whole case.
        calendar: the one it is counted in where that is not its rule's: an agency's own hours.
        counted: its rule counts in timeliness.
        warns: when somebody is told that its time comes, or None.
    """

    id: str
    rule: str
    starts: datetime
    due: datetime
    steps: tuple[Mapping[str, Any], ...]
    state: str = "running"
    pathway: str | None = None
    ended: datetime | None = None
    calendar: str | None = None
    counted: bool = True
    warns: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """An act by a person: the tier, with its place on the scale at the time (0 is most urgent).

    Args:
        user: id of who rated, since a second person has to be somebody else.
        beside: on a scale that stands beside the pathway's own (a second rating, level of need).
        provisional: it lowers the first tier, which a second person has to confirm.
        confirmed: what the second person said: None until they have.
        answer: who they are, and their words.
    """

    pathway: str
    scale: str
    tier: str
    position: int
    reason: str
    by: str
    agency: str | None
    at: datetime
    number: int
    counted: bool = True
    user: str = ""
    beside: bool = False
    provisional: bool = False
    confirmed: bool | None = None
    answer: Mapping[str, str] = field(default_factory=dict)

    @property
    def waits(self) -> bool:
        """Whether a second person has still to confirm it."""
        return self.provisional and self.confirmed is None


@dataclass(frozen=True, slots=True)
class CheckState:
    """One question to one agency, and its return.

    Args:
        state: "waiting" or "answered".
        questions: id to text, as asked.
        answer: the return's body with who and when, or None.
        earlier: returns that a later one replaced; nothing is lost.
        outdated: answered under details that were put right later; `asked_again` is the ask that repeats it.
        again: id of the ask that this one repeats, or "".
        shown_from: place on the scale (0 is most urgent) from which what it shares may be shown; None for always.
        remind: minutes before the limit at which the agency is reminded, the earliest first; `reminded` of them it was.
        purpose: why, where the sender put it in other words than the check set.
        items: what other agencies let go along with it, as sent.
    """

    ask: str
    set: str
    agency: str
    pathway: str
    questions: Mapping[str, Any]
    subjects: tuple[str, ...]
    shared: str
    basis: str
    asked: datetime
    asked_by: str
    clock: str | None
    state: str = "waiting"
    answer: Mapping[str, Any] | None = None
    earlier: tuple[Mapping[str, Any], ...] = ()
    outdated: bool = False
    asked_again: str = ""
    again: str = ""
    shown_from: int | None = None
    remind: tuple[int, ...] = ()
    reminded: int = 0
    purpose: str = ""
    items: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what for whom and why.

    Args:
        user: id of who decided, for telling them what came later.
        threshold: of `commands.THRESHOLDS`, or "".
        agency_views: agency to what it thought should happen; `dissent` is who disagreed with what was decided.
        votes: agency to "yes", "no" or "silent", where a vote was taken first.
        limbs: the adult's test as it stood then.
        way_back: {"en", "cy"}: how whoever is still worried comes back.
        handover: it is to be entered in the council's case system.
        without, reason_without: what it was decided without, and why.
        meeting: reference of the meeting at which it was decided, or "".
    """

    subject: str
    pathway: str
    route: str
    meaning: str
    reasons: str
    advice: str
    views: str
    dissent: Mapping[str, str]
    by: str
    agency: str | None
    at: datetime
    number: int
    accepted: bool | None = None
    answer: str = ""
    protective: bool = False
    user: str = ""
    threshold: str = ""
    agency_views: Mapping[str, str] = field(default_factory=dict)
    votes: Mapping[str, str] = field(default_factory=dict)
    limbs: Mapping[str, str] = field(default_factory=dict)
    way_back: Mapping[str, str | None] = field(default_factory=dict)
    recommendation: str = ""
    handover: bool = False
    without: tuple[str, ...] = ()
    reason_without: str = ""
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A voice that rises until a person acknowledges it."""

    id: str
    why: str
    ladder: str
    raised: datetime
    clock: str | None = None
    told: int = 0
    last_told: datetime | None = None
    next: datetime | None = None
    acknowledged: datetime | None = None
    acknowledged_by: str = ""


@dataclass(frozen=True, slots=True)
class LinkedContact:
    """A contact on a case, as far as the case needs to know it.

    Args:
        arrived: number of the entry with which it, or the last addition to it, arrived.
        seen: the strands whose readers have read it; it is `read` once that is all of them.
        told: heard the outcome, or it is withheld with a reason.
        can_be_told: the referrer left some way to reach them that is safe to use.
        by_email: they left an e-mail address and did not say that it is unsafe.
        by_text: they left the number of a mobile telephone and did not say that it is unsafe.
        not_by: ways of telling that they said are not safe.
    """

    ref: str
    kind: str
    source: str
    received: datetime
    arrived: int = 1
    seen: frozenset[str] = frozenset()
    read: bool = False
    acknowledged: bool = False
    told: bool = False
    can_be_told: bool = True
    by_email: bool = False
    by_text: bool = False
    not_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseState:
    """A case, made of its entries.

    Args:
        workflow: id and version of the one it follows: that of the strand it was opened with first.
        counted: its kind counts in timeliness.
        owed: (subject, pathway) to when a decision for them was first owed: from receipt, from when they were added, or
            from when the receiving side returned them.
        come_late: asks answered after the case was closed and not looked at since, to the entry's number.
        suggestions: what the rules of scales suggested when a contact arrived or grew, as the entry wrote it.
        topics: what each of `cases.topics` keeps of its own, by its name; read through the topic's own function.
        passed_on: (subject, pathway) pairs that another pathway has accepted: no decision is owed there any more.
        awaiting: topics that have something for a person to look at, closed or not.
        destroyed: number of each entry whose payload was lawfully destroyed, and under what and when.
    """

    ref: str
    revision: str
    kind: str
    received: datetime
    stage: str
    standing: str
    head: int
    pathways: tuple[str, ...]
    workflow: tuple[str, int]
    contacts: Mapping[str, LinkedContact]
    subjects: Mapping[str, Subject]
    what: str = ""
    view_of_risk: str = ""
    danger: bool = False
    counted: bool = True
    clocks: Mapping[str, ClockState] = field(default_factory=dict)
    ratings: tuple[Rating, ...] = ()
    checks: Mapping[str, CheckState] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    alarms: Mapping[str, Alarm] = field(default_factory=dict)
    actions: tuple[Mapping[str, Any], ...] = ()
    owner: str | None = None
    owner_name: str = ""
    closed: datetime | None = None
    updated: datetime | None = None
    owed: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
    come_late: Mapping[str, int] = field(default_factory=dict)
    suggestions: tuple[Mapping[str, Any], ...] = ()
    topics: Mapping[str, Any] = field(default_factory=dict)
    awaiting: frozenset[str] = frozenset()
    passed_on: frozenset[tuple[str, str]] = frozenset()
    destroyed: tuple[tuple[int, str], ...] = ()

    @property
    def stream(self) -> str:
        """The stream this case lives in."""
        return f"case:{self.ref}"

    def rating(self, pathway: str) -> Rating | None:
        """The rating that holds for a strand, or None before the first; a lowering that was declined never held."""
        held = (one for one in reversed(self.ratings) if _rates(one, pathway))
        return next((one for one in held if one.confirmed is not False), None)

    def strictest(self, pathway: str) -> Rating | None:
        """The rating whose clock runs: the one that holds, or, while a second person has not confirmed it, the one
        before it (law 8).
        """
        held = [one for one in self.ratings if _rates(one, pathway) and one.confirmed is not False]
        return next((one for one in reversed(held) if not one.waits), None)

    def rating_on(self, pathway: str, scale: str) -> Rating | None:
        """The rating of a strand on a certain scale, of those that stand beside its own too."""
        on = (one for one in reversed(self.ratings) if (one.pathway, one.scale) == (pathway, scale))
        return next((one for one in on if one.confirmed is not False), None)

    def decision(self, subject: str, pathway: str) -> Decision | None:
        """The decision that holds for a person in a strand, or None."""
        return next(
            (one for one in reversed(self.decisions) if (one.subject, one.pathway) == (subject, pathway)),
            None,
        )

    def undecided(self, pathway: str | None = None) -> tuple[tuple[str, str], ...]:
        """(subject, pathway) pairs nobody has decided for, or whose receiving side returned them."""
        pairs = []
        for subject in self.subjects.values():
            for strand in subject.pathways:
                decision = self.decision(subject.id, strand)
                if (subject.id, strand) in self.passed_on:
                    continue
                if pathway in (None, strand) and (decision is None or decision.accepted is False):
                    pairs.append((subject.id, strand))
        return tuple(pairs)

    def owed_since(self, pathway: str) -> datetime | None:
        """Since when somebody in the strand has waited for a decision, or None when nobody waits."""
        return min((self.owed[pair] for pair in self.undecided(pathway)), default=None)

    def waiting(self, pathway: str | None = None) -> tuple[CheckState, ...]:
        """The asks without a return."""
        return tuple(
            check for check in self.checks.values() if check.state == "waiting" and pathway in (None, check.pathway)
        )

    def running(self) -> tuple[ClockState, ...]:
        """The clocks that run, the one that is due first standing first."""
        return tuple(
            sorted((clock for clock in self.clocks.values() if clock.state == "running"), key=lambda clock: clock.due)
        )

    @property
    def unread(self) -> bool:
        """Whether something that arrived has not been read by a person."""
        return bool(self.come_late) or any(not contact.read for contact in self.contacts.values())

    def unread_in(self, pathway: str) -> bool:
        """Whether something that arrived has not been read by a person of this strand."""
        return any(self.checks[ask].pathway == pathway for ask in self.come_late) or any(
            not contact.read and pathway not in contact.seen for contact in self.contacts.values()
        )

    @property
    def alarmed(self) -> bool:
        """Whether an alarm has not been taken on by anybody."""
        return any(alarm.acknowledged is None for alarm in self.alarms.values())

    @property
    def danger_waits(self) -> bool:
        """Whether somebody is said to be in danger now, and nobody has taken that on."""
        return any(alarm.why == "danger" and alarm.acknowledged is None for alarm in self.alarms.values())

    @property
    def settled(self) -> bool:
        """Closed, with nothing on it that a person still has to look at."""
        return self.closed is not None and not (self.unread or self.alarmed or self.running() or self.awaiting)


def _rates(rating: Rating, pathway: str) -> bool:
    return rating.pathway == pathway and not rating.beside


@dataclass(frozen=True, slots=True)
class ContactState:
    """A contact, made of its entries; what arrived first is never changed by what came later.

    Args:
        case: the one that works on it now.
        form: id and version; ("", 0) where there was none.
        call, original: as in `commands.Receive`.
        joined: each time it was joined to another case: `case`, `from`, `by`, `at`.
        acknowledged, told: when the referrer in truth heard; a withheld outcome is in `telling` only.
        claims: who follows it from their own membership: `user`, `agency`, whether `shared` with that agency, `at`.
        destroyed: as for a case.
    """

    ref: str
    case: str
    revision: str
    kind: str
    door: str
    source: str
    form: tuple[str, int]
    received: datetime
    head: int
    answers: Mapping[str, Any]
    hidden: Mapping[str, Any]
    missing: tuple[str, ...]
    referrer: Mapping[str, Any]
    what: str
    view_of_risk: str
    danger: bool
    verified: bool
    language: str
    draft: str | None
    call: Mapping[str, Any] | None = None
    original: Mapping[str, Any] | None = None
    joined: tuple[Mapping[str, Any], ...] = ()
    additions: tuple[Mapping[str, Any], ...] = ()
    acknowledged: datetime | None = None
    told: datetime | None = None
    telling: tuple[Mapping[str, Any], ...] = ()
    destroyed: tuple[tuple[int, str], ...] = ()
    claims: tuple[Mapping[str, Any], ...] = ()

    @property
    def stream(self) -> str:
        """The stream this contact lives in."""
        return f"contact:{self.ref}"


def written_in(contact: ContactState, addition: Mapping[str, Any]) -> tuple[str, int]:
    """The form that an addition's answers are to: what somebody writes after a call has one, and the call has none."""
    form = addition.get("form")
    return (form["id"], form["version"]) if form else contact.form
