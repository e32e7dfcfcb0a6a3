"""Ways in, ways through and ways out, as a hub draws them: kinds, doors, pathways, routes and letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from hubwright.domain.rules import YES_NO, Rule, Type, choice
from hubwright.domain.texts import Text

WHO = ("public", "hub", "import")
"""Who comes in by a door: anybody with a form, a worker who takes a call, or files that arrive in numbers."""

ENDINGS = ("decision", "advice", "reply", "noted")
"""What ends the work on a contact: a decision for each person, or advice, a reply or a note of it, recorded by a
person, which is an outcome in itself."""

PROPOSED = ("pass_on", "join", "not_for_hub")
"""What a worker may be proposed: pass it on to another council, join it to an open case, or pass on what is not for the
hub. A person does it or does not (law 5)."""


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
        checks: the check sets of this pathway: those that go out where nothing is rated, and of a rating's own the
            ones that are for it. Empty means all.
        beside: further scales that are rated beside `scale` and never overwrite it (a second rating, level of need).
        asks_household: before deciding it is said who else lives there: added, left out with a reason, or not known.
        enquiry_clock: by when an enquiry that somebody was caused to make is made, or None.
        assessment_clock: by when an assessment inside the hub is finished, or None.
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
    beside: tuple[str, ...] = ()
    asks_household: bool = False
    enquiry_clock: str | None = None
    assessment_clock: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a worker is proposed where a rule holds, with its reason; it is never done by itself.

    Args:
        when: over `proposal_scope`; None where it could not be read, which `check_hub` reports. Unknown proposes
            nothing and says what to find out.
        act: of `PROPOSED`.
        because: the reason in words.
    """

    id: str
    when: Rule | None
    act: str
    because: Text


def proposal_scope(doors: Iterable[Door]) -> dict[str, Type]:
    """What the rule of a proposal may read of a case, each with its type.

    `known`: somebody it is about is known to the hub's services already, as a worker looked up. `lives_here`: each
    address given lies in a council area that the hub serves. `found_here`: a worker says that they are in the area now.
    `danger`: an answer says that somebody is in danger now. `source`: who it came from.
    """
    sources = dict.fromkeys(door.source for door in doors)
    return {**dict.fromkeys(("known", "lives_here", "found_here", "danger"), YES_NO), "source": choice(sources)}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of contact.

    Args:
        first_look: the clock from receipt within which a person must have read it.
        acknowledge: the clock within which the referrer hears, or None.
        pathways: which strands it may open.
        counted: it counts in timeliness.
        ends_with: of `ENDINGS`. What does not end with a decision starts no decision clock until somebody rates it.
        answer_clock: the clock within which the advice or the reply is given, or None.
        offer_clock: the clock within which the worker of an open case, or their manager, accepts a contact that was
            joined to it; None for that of the first look.
        confirm_clock: the clock within which another council confirms that it has what was passed on to it, or None.
        fresh_decision: the clock within which somebody says whether a decision stands after something came to a closed
            case; None for that of the first look.
        proposals: what a worker is proposed.
        opens: "open", or "restricted" or "sealed" from receipt on, when the holders of `keepers` alone know of it.
        keepers: roles that are named on what opens so.
    """

    id: str
    name: Text
    first_look: str
    first_look_ladder: str
    pathways: tuple[str, ...]
    acknowledge: str | None = None
    feedback: str | None = None
    counted: bool = True
    ends_with: str = "decision"
    answer_clock: str | None = None
    offer_clock: str | None = None
    confirm_clock: str | None = None
    proposals: tuple[Proposal, ...] = ()
    opens: str = "open"
    keepers: tuple[str, ...] = ()
    fresh_decision: str | None = None


@dataclass(frozen=True, slots=True)
class Strand:
    """A pathway that a contact opens where its answers say so, whatever the ages of the people in it.

    Args:
        pathway: one of its kind's. A pathway that a door names here is opened by its rule alone, for everybody whom
            its ages take.
        when: over the answers of the door's form; None where it could not be read, which `check_hub` reports.
    """

    pathway: str
    when: Rule | None


@dataclass(frozen=True, slots=True)
class Door:
    """A way in for one kind of referrer, in their own words.

    Args:
        form: id and version; the address is `refer/<form id>`. At a worker's door it is the form that a caller may
            fill in later, which joins the call. None where there is none.
        source: who comes, in the vocabulary of sources.
        who: of `WHO`.
        opens_on, until: first and last day on which it is open ("YYYY-MM-DD", the hub's own day); None is open.
        strands: pathways that open by what the form's answers say.
        reads: of an import: the label of a line, a column or a field, to what it means; see `cases.taking`.
    """

    id: str
    name: Text
    hint: Text
    kind: str
    form: tuple[str, int] | None
    source: str
    who: str = "public"
    opens_on: str | None = None
    until: str | None = None
    strands: tuple[Strand, ...] = ()
    reads: Mapping[str, str] = field(default_factory=dict)

    @property
    def leads_to(self) -> tuple[str, int]:
        """The form of a door that has one.

        Raises:
            LookupError: it has none.
        """
        if self.form is None:
            raise LookupError(f"The door {self.id!r} leads to no form.")
        return self.form

    def open_on(self, day: date) -> bool:
        """Whether it is open on a day of the hub's own calendar."""
        said = day.isoformat()
        return (self.opens_on is None or self.opens_on <= said) and (self.until is None or said <= self.until)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where enquiries go that are not for the hub; each is passed on and counted.

    Args:
        to: who takes them, in words, or None.
    """

    id: str
    name: Text
    to: Text | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """Where a person goes next.

    Args:
        meaning: from the vocabulary of outcomes ("early_help", "section_47", "no_further_action", ...).
        pathways: for whom it is open.
        to: the receiving body in words, or None when nobody receives.
        accept_clock: by when it must be accepted, or None.
        conference_clock: by when a conference is held once this was decided, counted from the meeting at which it was,
            or None (Working Together: 15 working days from the strategy discussion that began the enquiry).
        needs_advice: the advice that was given must be recorded.
        protective: an act that protects now; it may be started from any stage and nothing delays it (law 8).
        way_back: how whoever is still worried comes back, where nothing further happens; recorded with the decision.
        tells: what a referrer is told of this outcome where nobody writes other words.
        hears: what "my referrals" shows the one who sent it: "outcome" (what it is called), "ended" (that it was
            decided) or "nothing".
        takes_recommendation: a recommendation to the receiving side travels with the decision.
    """

    id: str
    name: Text
    meaning: str
    pathways: frozenset[str]
    to: Text | None = None
    accept_clock: str | None = None
    conference_clock: str | None = None
    needs_advice: bool = False
    protective: bool = False
    way_back: Text | None = None
    tells: Text | None = None
    takes_recommendation: bool = False
    hears: str = "outcome"


@dataclass(frozen=True, slots=True)
class Handover:
    """How a decision reaches the council's own case system, and stays on a list until its reference is known.

    Args:
        system: what that system is called here.
        ways: of "copy" (text to paste), "file" (a download, on record) and "webhook" (sent to `Local.handover_url`).
    """

    system: Text
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A wording of what goes out.

    Without an audience it is a notice, by e-mail or text: a reference and a link, never case content. With one it is
    written for a person (`cases.wording`), lies behind a link and a code or is printed, and may name the outcome.

    Args:
        moment: of those in the schema ("acknowledge", "outcome", "ask", "alarm", "failed", ...).
        subject, body: with the merge fields of a notice (`{{reference}}`, `{{link}}`, `{{hub}}`, `{{telephone}}`,
            `{{due}}`) or of a letter that is written for a person (`cases.wording.FIELDS`).
        audience: "" for a notice; otherwise of `cases.wording.AUDIENCES`.
        meanings: the outcomes that it is for, in the vocabulary of outcomes; empty means any.
        clock: by when it is sent, from the decision; None where it is not owed.
        text: of a notice, the wording of a text message; None where none is sent.
    """

    id: str
    moment: str
    subject: Text
    body: Text
    audience: str = ""
    meanings: tuple[str, ...] = ()
    clock: str | None = None
    text: Text | None = None
