"""What a person asks to be done: one frozen command for each deed."""

# Long because: the deeds of the spine are read side by side; those of a topic live with their topic.
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hubwright.domain.answers.answer import Answer


@dataclass(frozen=True, slots=True)
class Subject:
    """A person a case is about.

    Args:
        id: within the case ("p1").
        name: as given; empty where nobody knows it.
        born: date shape `{"year", "month"?, "day"?, "estimated"?}`, or None.
        unborn: a baby not yet born.
        expected: date shape of the expected date, for an unborn baby.
        pathways: the strands they stand in.
        address: address shape, or None.
        role: who they are in this episode, in words ("brother", "mother").
        known: what else was told by which somebody may be recognised, as far as it was: `other_names`, `sex` ("female",
            "male", "other"), `nhs_number`, `upn`, `telephone` as `{"number", "safe"?, "protected"?}`, and what they
            need: `language`, `interpreter`, `communication`.
    """

    id: str
    name: str
    born: Mapping[str, Any] | None = None
    unborn: bool = False
    expected: Mapping[str, Any] | None = None
    pathways: tuple[str, ...] = ()
    address: Mapping[str, Any] | None = None
    role: str = ""
    known: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receive:
    """A contact arrives by a door.

    Args:
        door: id of the door.
        answers: by question id, as judged well formed or kept as typed.
        hidden: answers typed and then hidden by later ones; for the screener only.
        missing: required questions that stayed open.
        subjects: whom it is about, without ids and pathways.
        referrer: `name`, `organisation`, `role`, `email`, `telephone`, `address` as far as given; `email_safe` and
            `telephone_safe` are "no" where they said that a way is not safe to use.
        what: the concern in the referrer's own words.
        view_of_risk: the referrer's own view, in words.
        danger: an answer says that someone is in danger now.
        verified: False where a limit was passed and a person should look twice.
        received: when the hub received it, UTC.
        language: "en" or "cy": the one the referrer used.
        draft: lookup of the draft it was written in, so that what comes later joins it.
        happened: when a person did this, UTC, where that differs from now: entered afterwards, with the network back.
        look_from: from when the first look counts, UTC, where that is not receipt: for what a hub takes over from
            another system, where somebody looked long ago and has to look again here.
        call: what was said at the telephone beside the answers: `taken_by`, `may_say` ("yes", "no", "ask_first" or ""),
            `other` (words); None where nobody rang.
        original: what arrived, beside what was taken from it: `name`, `media`, `text`, and `left`, the parts of it that
            were not understood; None where somebody filled in a form.
        owner, owner_name: who works on it already, for what is taken over; None for the hub's duty.
    """

    door: str
    answers: Mapping[str, Answer]
    subjects: tuple[Subject, ...]
    referrer: Mapping[str, Any]
    what: str
    received: datetime
    hidden: Mapping[str, Answer] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    view_of_risk: str = ""
    danger: bool = False
    verified: bool = True
    language: str = "en"
    draft: str | None = None
    happened: datetime | None = None
    look_from: datetime | None = None
    call: Mapping[str, Any] | None = None
    original: Mapping[str, Any] | None = None
    owner: str | None = None
    owner_name: str = ""


@dataclass(frozen=True, slots=True)
class AddToContact:
    """The referrer sends more about a contact already sent.

    Args:
        form: id and version of the one that the answers are to; None where it is the contact's own, or there are none.
    """

    contact: str
    answers: Mapping[str, Answer]
    text: str
    received: datetime
    danger: bool = False
    form: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A person has read the contact: the first look.

    Args:
        contact: which one; None for all that the page showed.
        drawn_from: number of the case's entry that the page was drawn from: what came later has not been read.
    """

    contact: str | None = None
    drawn_from: int | None = None


@dataclass(frozen=True, slots=True)
class Assign:
    """Give the case an owner."""

    owner: str
    owner_name: str


@dataclass(frozen=True, slots=True)
class Rate:
    """A person rates a strand, having read what the page showed (`drawn_from` as for `Read`).

    Args:
        scale: one that stands beside the pathway's own; None for its own.
    """

    pathway: str
    tier: str
    reason: str = ""
    drawn_from: int | None = None
    scale: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerLowering:
    """A second person confirms or declines that something is no longer in the first tier."""

    pathway: str
    confirmed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GivenBasis:
    """Why the hub may ask, as the sender confirms it. What is left empty stays as the check set prepared it.

    Args:
        provision: id of a provision of law.
        purpose, necessity, proportionality: in words.
        consent: "given", "refused" or "not_sought", and why.
        told: "told", "not_told" or "exempt", and why they are not told first.
        threshold: what is believed to be met, in words.
        confirmed: the sender read it and stands for it.
    """

    provision: str = ""
    purpose: str = ""
    necessity: str = ""
    proportionality: str = ""
    consent: str = ""
    consent_why: str = ""
    told: str = ""
    told_why: str = ""
    threshold: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask agencies.

    Args:
        pathway: the strand whose rating says which check sets go out.
        sets: check sets; empty means the rating's own bundle.
        agencies: only these of the sets' agencies; empty means all.
        subjects: about whom; empty means everybody in the strand.
        shared: the part of the referral that a worker chose to send along.
        reason: why, when it goes beyond what the rating sends.
        basis: why the hub may ask; None leaves what was prepared, to be confirmed afterwards.
        items: ids of items of information that are sent along, each with its owner's release.
        urgent: somebody must be protected now: nothing that is missing holds it up (law 8).
    """

    pathway: str
    sets: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    shared: str = ""
    reason: str = ""
    basis: GivenBasis | None = None
    items: tuple[str, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class AskAgain:
    """Ask the same questions once more, where somebody's details were put right after the answer.

    Args:
        asks: ids of asks; empty means every one that was answered under earlier details.
    """

    asks: tuple[str, ...] = ()


RETURN_KINDS = (
    "not_known",
    "known_nothing_relevant",
    "shared",
    "held_not_written",
    "not_identified",
    "could_not_search",
)
PASSING_ON = ("ask_first", "hub_only", "to_these", "as_needed")
NATURES = ("fact", "witnessed", "hearsay", "opinion")


@dataclass(frozen=True, slots=True)
class Return:
    """An agency's answer to what it was asked.

    Args:
        ask: id of the ask within the case.
        kind: one of `RETURN_KINDS`.
        text: what is shared.
        speak_to: whom to speak to, for what is held but cannot be written.
        why: why it could not search, or why late.
        searched: the systems that were searched.
        period: the period searched, in words.
        passing_on: one of `PASSING_ON`; `release_to` names the agencies of "to_these".
        searcher: who searched; empty for whoever answers.
        searcher_agency: their agency; empty for the one that was asked.
        system_owner: whose system was searched; empty for the agency that was asked.
        nature: one of `NATURES`; empty for what the agency usually shares.
        sensitivity: id of one of the hub's; empty for what the agency usually says.
        source: where the agency has it from, in words; handling: what to mind when it is used.
        late_why: why it comes after its time; never needed for it to be taken.
        chronology: a dated list, as pasted.
        parts: body of the agency to its own answer: `kind`, `text`, `why`, `speak_to`.
        found: question to what was found beside words (`cases.found`): people, or person to the answer chosen.
        said_by: who said it, when the hub's own worker records a telephone answer; needed then.
        happened: when it was said, UTC, where that differs from now.
    """

    ask: str
    kind: str
    text: str = ""
    speak_to: str = ""
    why: str = ""
    searched: tuple[str, ...] = ()
    period: str = ""
    passing_on: str = "ask_first"
    said_by: str = ""
    happened: datetime | None = None
    searcher: str = ""
    searcher_agency: str = ""
    system_owner: str = ""
    nature: str = ""
    sensitivity: str = ""
    source: str = ""
    handling: str = ""
    release_to: tuple[str, ...] = ()
    late_why: str = ""
    chronology: str = ""
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    found: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """A note on the case.

    Args:
        nature: "fact", "witnessed", "hearsay" or "opinion".
        pathway: the strand it is about; None for the whole case, which a reader of one strand does not see.
    """

    text: str
    nature: str = "fact"
    pathway: str | None = None


@dataclass(frozen=True, slots=True)
class ActNow:
    """Start what protects: from any stage, before anything else is complete (law 8).

    Args:
        what: what is being done, in words; may be empty and completed later.
        route: a protective route, where the hub names one.
        subjects: for whom; empty means everybody.
        drawn_from: as for `Read`.
    """

    what: str = ""
    route: str | None = None
    subjects: tuple[str, ...] = ()
    drawn_from: int | None = None


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Somebody else the case is about; `subject.id` is ignored."""

    subject: Subject
    why: str = ""


THRESHOLDS = ("met", "not_met", "not_known")


@dataclass(frozen=True, slots=True)
class Decide:
    """A named person decides for one person.

    Args:
        subject: id within the case.
        pathway: the strand.
        route: where they go next.
        reasons: why, in the decider's words.
        advice: what advice was given, where the route needs it.
        views: the views of the child or adult, as far as known.
        dissent: who disagreed and why, `agency` to words.
        reason_without: why it is decided without something the workflow asks for first.
        threshold: of `THRESHOLDS`, or "": whether the threshold was found met.
        agency_views: agency to what it thinks should happen.
        way_back: how whoever is still worried comes back; the route's own words where it is empty.
        recommendation: travels to the receiving side.
        tier, tier_reason: rate in the same act, where `tier` is not empty.
        household, household_words: say in the same act who else lives there (`topics.household.POSITIONS`).
        limbs: answer in the same act each limb of an adult's test (`topics.adults.LIMBS`).
        meeting: reference of the meeting at which it is decided, or "".
    """

    subject: str
    pathway: str
    route: str
    reasons: str
    advice: str = ""
    views: str = ""
    dissent: Mapping[str, str] = field(default_factory=dict)
    reason_without: str = ""
    threshold: str = ""
    agency_views: Mapping[str, str] = field(default_factory=dict)
    way_back: str = ""
    recommendation: str = ""
    tier: str = ""
    tier_reason: str = ""
    household: str = ""
    household_words: str = ""
    limbs: Mapping[str, str] = field(default_factory=dict)
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class DecideTogether:
    """One act for several people, each opened and ticked, each with a decision and, where it differs, a reason of their
    own. All of them are recorded, or none.
    """

    decisions: tuple[Decide, ...]


@dataclass(frozen=True, slots=True)
class AnswerRoute:
    """The receiving side accepts the person or returns them with a reason."""

    subject: str
    pathway: str
    accepted: bool
    by: str
    reason: str = ""


TELLING = ("email", "text", "telephone", "post", "in_person", "withheld")


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell the referrer what became of their contact, or record why not.

    Args:
        contact: which contact.
        moment: "acknowledge" or "outcome".
        how: one of `TELLING`.
        words: what was said, or why it is withheld; what is left empty is told in the hub's own words.
        language: of those, "en" or "cy".
        despite: why it goes out although a marker says that the family must not be contacted.
        found: why it goes out although something in it may have to be kept back.
    """

    contact: str
    moment: str
    how: str
    words: str = ""
    language: str = "en"
    despite: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Close:
    """Close the case; only a named person does.

    Args:
        reason: why now.
        reason_without: why it is closed without something the workflow asks for first.
    """

    reason: str
    reason_without: str = ""


@dataclass(frozen=True, slots=True)
class Reopen:
    """Open a closed case again; it keeps one history."""

    reason: str


@dataclass(frozen=True, slots=True)
class Correct:
    """Put something right. Nothing is overwritten: the record shows both.

    Args:
        number: the entry that was wrong.
        text: what is right.
        why: how we know.
        subject: the person whose facts change, with their right facts, or None.
    """

    number: int
    text: str
    why: str
    subject: Subject | None = None


@dataclass(frozen=True, slots=True)
class RaiseAlarm:
    """The worker found a clock past its limit, with nobody told yet."""

    clock: str


@dataclass(frozen=True, slots=True)
class TellRung:
    """The worker told the next rung of an alarm's ladder."""

    alarm: str


@dataclass(frozen=True, slots=True)
class AcknowledgeAlarm:
    """A person takes an alarm on."""

    alarm: str


@dataclass(frozen=True, slots=True)
class MoveClocks:
    """The hub declared a closure: each open clock that it touches gets its new due time."""

    why: str


@dataclass(frozen=True, slots=True)
class TopicCommand:
    """What the commands that live with their topic have in common (`cases.topics`)."""


Command = (
    TopicCommand
    | Receive
    | AddToContact
    | Read
    | Assign
    | Rate
    | AnswerLowering
    | Ask
    | AskAgain
    | Return
    | Note
    | ActNow
    | AddPerson
    | Decide
    | DecideTogether
    | AnswerRoute
    | Tell
    | Close
    | Reopen
    | Correct
    | RaiseAlarm
    | TellRung
    | AcknowledgeAlarm
    | MoveClocks
)
