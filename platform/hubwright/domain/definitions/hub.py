"""The drawing of a hub: how one area works, as published, and the local facts that live beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hubwright.domain.definitions.form import Form
from hubwright.domain.definitions.workflow import Workflow
from hubwright.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Agency:
    """An organisation's part in the hub.

    Args:
        mode: "co_located", "virtual", "part_time", "on_call", "weekly", "sessional", "single_contact" or "rotational".
        fte: full-time equivalents as a decimal string, or None where nobody has said.
        calendar: the calendar of its own hours, or None for the hub's.
    """

    id: str
    name: Text
    mode: str
    fte: str | None = None
    calendar: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """What a seat may do.

    Args:
        permissions: names from `domain.access.PERMISSIONS`.
        pathways: limits case permissions to these pathways; empty means all.
    """

    id: str
    name: Text
    permissions: frozenset[str]
    pathways: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CalendarRule:
    """Opening hours by weekday, in the hub's own time.

    Args:
        hours: weekday ("mon" ... "sun") to pairs of "HH:MM"; a missing day is closed.
        bank_holidays: closed on the nation's bank holidays.
    """

    id: str
    name: Text
    hours: Mapping[str, tuple[tuple[str, str], ...]]
    bank_holidays: bool = True


@dataclass(frozen=True, slots=True)
class ClockRule:
    """How a due time is worked out.

    Args:
        amount: how many units.
        unit: "elapsed_hour", "working_hour", "working_day" or "calendar_day".
        calendar: whose hours and days count.
        out_of_hours: "runs" (through the night), "waits" (a start outside hours counts from the next opening).
        starts: "received" (from when the hub received the contact) or "deed" (from the deed that starts it).
        ladder: who is told when it is missed, or None.
        counted: it counts in timeliness.
    """

    id: str
    name: Text
    amount: int
    unit: str
    calendar: str
    out_of_hours: str = "waits"
    starts: str = "deed"
    ladder: str | None = None
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder.

    Args:
        who: "duty" (the duty holder of that hour) or "role".
        role: the role, when `who` is "role".
        by: channels, of "email" and "screen".
        after: minutes since the rung before (since the alarm, for the first).
    """

    who: str
    by: tuple[str, ...]
    after: int
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """Who is told, in which order, until a person acknowledges. The last rung repeats."""

    id: str
    name: Text
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class Tier:
    """A rating and the bundle of behaviour it causes.

    Args:
        colour: "#rrggbb"; never the only sign.
        symbol: "square", "triangle", "circle", "diamond", "bar" or "cross".
        means: what it means, in the hub's words; the lowest never reads as safe.
        decision_clock, return_clock, meeting_clock: ids of clocks or None.
        checks: ids of the check sets it sends; empty skips checks.
        meeting: id of a meeting type, or None.
        deciders: ids of deciders, by pathway.
        routes: ids of the routes a decision may take; empty means all of the pathway.
        counted: it counts in timeliness.
    """

    id: str
    label: Text
    colour: str
    symbol: str
    means: Text
    decision_clock: str | None = None
    return_clock: str | None = None
    meeting_clock: str | None = None
    checks: tuple[str, ...] = ()
    meeting: str | None = None
    deciders: Mapping[str, str] = field(default_factory=dict)
    routes: tuple[str, ...] = ()
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Scale:
    """An ordered set of tiers, most urgent first."""

    id: str
    name: Text
    tiers: tuple[Tier, ...]
    lowering_needs_reason: bool = True


@dataclass(frozen=True, slots=True)
class CheckQuestion:
    """One thing an agency is asked about named people."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Ask:
    """What one agency is asked; its own clock wins over the tier's."""

    agency: str
    questions: tuple[CheckQuestion, ...]
    clock: str | None = None


@dataclass(frozen=True, slots=True)
class CheckSet:
    """A bundle of questions to agencies, with the lawful basis prepared for it.

    Args:
        basis: id of a provision in the dated reference data.
        purpose: why the hub asks and the agency may answer.
    """

    id: str
    name: Text
    basis: str
    purpose: Text
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Decider:
    """Who may decide: a seat with one of these roles and, where named, this qualification."""

    id: str
    name: Text
    roles: frozenset[str]
    qualification: str | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """Where a person goes next.

    Args:
        meaning: from the vocabulary of outcomes ("early_help", "section_47", "no_further_action", ...).
        pathways: for whom it is open.
        to: the receiving body in words, or None when nobody receives.
        accept_clock: by when it must be accepted, or None.
        needs_advice: the advice that was given must be recorded.
        protective: an act that protects now; it may be started from any stage and nothing delays it (law 8).
    """

    id: str
    name: Text
    meaning: str
    pathways: frozenset[str]
    to: Text | None = None
    accept_clock: str | None = None
    needs_advice: bool = False
    protective: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice's wording; it carries a reference and a link, never case content.

    Args:
        moment: "acknowledge", "outcome", "ask", "alarm", "draft_kept" or "draft_ending".
        subject, body: with merge fields `{{reference}}`, `{{link}}`, `{{hub}}`, `{{telephone}}`, `{{due}}` only.
    """

    id: str
    moment: str
    subject: Text
    body: Text


@dataclass(frozen=True, slots=True)
class Pathway:
    """One kind of subject and the way the hub works for them.

    Args:
        subject: what a subject is called ("child", "adult").
        stands_for: "child" or "adult": which law's floors hold.
        until_age: below this age in whole years, or None.
        unborn: takes unborn babies.
        workflow: id and version.
        scale: the scale it is rated on, or None where the hub does not rate.
        decider: who decides where no rating says otherwise.
        decision_clock: the clock of a decision where no rating says otherwise, or None.
        checks: the check sets that may be sent where no rating says otherwise.
    """

    id: str
    name: Text
    subject: Text
    stands_for: str
    workflow: tuple[str, int]
    decider: str
    scale: str | None = None
    decision_clock: str | None = None
    checks: tuple[str, ...] = ()
    from_age: int | None = None
    until_age: int | None = None
    unborn: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of contact.

    Args:
        first_look: the clock from receipt within which a person must have read it.
        acknowledge: the clock within which the referrer hears, or None.
        pathways: which strands it may open.
        counted: it counts in timeliness.
    """

    id: str
    name: Text
    first_look: str
    first_look_ladder: str
    pathways: tuple[str, ...]
    acknowledge: str | None = None
    feedback: str | None = None
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Door:
    """A way in for one kind of referrer, in their own words. `form` is (id, version); the URL is `refer/<form id>`."""

    id: str
    name: Text
    hint: Text
    kind: str
    form: tuple[str, int]
    source: str


@dataclass(frozen=True, slots=True)
class DutyPost:
    """Who answers, when the hub is open or closed (live).

    Args:
        when: "open" or "closed".
        name: of the post.
        telephone: the public's number for those hours.
        emails: where alarms for the duty holder go.
    """

    when: str
    name: Text
    telephone: str
    emails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brand:
    """The hub's own look: colours as "#rrggbb"."""

    colour: str
    text: str = "#ffffff"


@dataclass(frozen=True, slots=True)
class Local:
    """What belongs to one place and never travels in a template. All of it is live.

    Args:
        nation: "england", "wales", "scotland" or "northern_ireland": whose bank holidays hold.
        state: "not_yet_open", "open" or "closed".
        mailboxes: agency id to the address that its checks are announced to.
        role_mailboxes: role id to the addresses that alarms for it go to.
        closures: extra closed days, "YYYY-MM-DD".
        pages: texts of the public pages by slug: "accessibility", "privacy", "complaints".
    """

    nation: str
    state: str
    councils: tuple[Text, ...]
    areas: Text
    duty: tuple[DutyPost, ...]
    brand: Brand
    mailboxes: Mapping[str, str] = field(default_factory=dict)
    role_mailboxes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    closures: tuple[str, ...] = ()
    pages: Mapping[str, Text] = field(default_factory=dict)
    data_protection_contact: str = ""


@dataclass(frozen=True, slots=True)
class Hub:
    """One partnership's front door, whole: shareable parts, local facts and the documents it uses.

    Args:
        unchecked: languages whose words no speaker has checked; English is shown beside them.
    """

    id: str
    name: Text
    owner: str
    languages: tuple[str, ...]
    calendar: str
    agencies: tuple[Agency, ...]
    roles: tuple[Role, ...]
    calendars: tuple[CalendarRule, ...]
    clocks: tuple[ClockRule, ...]
    ladders: tuple[Ladder, ...]
    scales: tuple[Scale, ...]
    pathways: tuple[Pathway, ...]
    kinds: tuple[Kind, ...]
    doors: tuple[Door, ...]
    check_sets: tuple[CheckSet, ...]
    deciders: tuple[Decider, ...]
    routes: tuple[Route, ...]
    letters: tuple[Letter, ...]
    local: Local
    forms: Mapping[tuple[str, int], Form]
    workflows: Mapping[tuple[str, int], Workflow]
    draft_days: int = 28
    glossary: Mapping[str, Text] = field(default_factory=dict)
    note: str = ""
    unchecked: tuple[str, ...] = ()

    def find(self, part: str, id: str) -> Any:
        """The element with this id in one of the hub's lists, `part` being its name ("clocks").

        Raises:
            KeyError: there is none.
        """
        for element in getattr(self, part):
            if element.id == id:
                return element
        raise KeyError(f"{part}/{id}")
