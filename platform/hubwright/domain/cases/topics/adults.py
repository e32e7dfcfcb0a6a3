"""What is particular to an adult: each limb of the test for an enquiry, who is caused to enquire and by when, an
advocate, the outcomes they want and whether they were met, and where the harm comes from.

The three limbs are those of section 42(1) of the Care Act 2014 (England): needs for care and support; abuse or neglect,
or the risk of it; unable to protect themselves because of those needs. Each is yes, no or not yet known.
"""

# Long because: six small deeds about one adult share one state.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.changes import with_person
from hubwright.domain.cases.commands import Subject, TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.owing import owed_clocks
from hubwright.domain.cases.decide.stages import opened_again
from hubwright.domain.cases.decide.starting import clock, fact, known_pathway, met, numbered
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.cases.written import instant, person
from hubwright.domain.errors import Refusal

LIMBS = ("needs", "harm", "unable")
SAID = ("yes", "no", "not_known")
ENQUIRIES = ("section_42", "other_enquiry")
ADVOCATE = ("not_needed", "family_or_friend", "advocate", "needed_not_found", "not_known")
RISK = ("removed", "reduced", "remained", "not_known")
MET = ("fully", "partly", "not_met", "not_asked", "not_known")
NATURES = ("person", "organisation", "place", "not_known")
_MOST = 60


@dataclass(frozen=True, slots=True)
class AnswerLimbs(TopicCommand):
    """Answer each limb; `words` say on what it rests."""

    subject: str
    pathway: str
    limbs: Mapping[str, str]
    words: str = ""


@dataclass(frozen=True, slots=True)
class HearAdult(TopicCommand):
    """What the adult wants to come of it, and who speaks for them where they cannot."""

    subject: str
    pathway: str
    wanted: str
    advocate: str = "not_known"
    advocate_name: str = ""


@dataclass(frozen=True, slots=True)
class CauseEnquiry(TopicCommand):
    """Make, or cause somebody to make, an enquiry.

    Args:
        kind: of `ENQUIRIES`.
        who: who makes it.
        agency: id of their agency, or "".
        words: what they are to find out.
    """

    subject: str
    pathway: str
    kind: str
    who: str
    agency: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ReportEnquiry(TopicCommand):
    """What an enquiry found, what became of the risk, and whether the outcomes that were wanted were met."""

    subject: str
    pathway: str
    found: str
    risk: str
    met: str


@dataclass(frozen=True, slots=True)
class NameSource(TopicCommand):
    """Where the harm comes from: a person, an organisation or a place, for whom of the case.

    Args:
        nature: of `NATURES`.
        subjects: ids; empty for everybody in the strand.
    """

    pathway: str
    nature: str
    name: str
    subjects: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class AddResidents(TopicCommand):
    """Several people of one place whose names nobody knows yet; each has an outcome of their own.

    Args:
        count: how many.
        role: who they are ("resident of Example House").
    """

    pathway: str
    count: int
    role: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Enquiry:
    """One enquiry; `reported` is None until it is."""

    kind: str
    who: str
    agency: str
    words: str
    by: str
    at: datetime
    due: datetime | None = None
    found: str = ""
    risk: str = ""
    met: str = ""
    reported: datetime | None = None


@dataclass(frozen=True, slots=True)
class Adult:
    """What is known of one adult; a limb that nobody has answered is not yet known."""

    limbs: Mapping[str, str] = field(default_factory=dict)
    limbs_words: str = ""
    tested_by: str = ""
    tested: datetime | None = None
    wanted: str = ""
    advocate: str = ""
    advocate_name: str = ""
    enquiries: tuple[Enquiry, ...] = ()

    def limb(self, id: str) -> str:
        """What was said of a limb."""
        return self.limbs.get(id, "not_known")


@dataclass(frozen=True, slots=True)
class Source:
    """Where harm comes from."""

    pathway: str
    nature: str
    name: str
    subjects: tuple[str, ...]
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """All of it: adults by (subject, pathway), and the sources of harm."""

    adults: Mapping[tuple[str, str], Adult] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()


def known(state: CaseState) -> Kept:
    """What the case holds of its adults."""
    found: Kept = kept(state, TOPIC.name, Kept())
    return found


def adult(state: CaseState, subject: str, pathway: str) -> Adult:
    """What is known of one adult."""
    return known(state).adults.get((subject, pathway), Adult())


def _person(state: CaseState, subject: str, pathway: str, context: Context, permission: str = "case.note") -> None:
    known_pathway(state, pathway)
    context.require(permission, pathway)
    found = state.subjects.get(subject)
    if found is None or pathway not in found.pathways or context.hub.find("pathways", pathway).stands_for != "adult":
        raise Refusal(
            why="This is about an adult on an adults' pathway.",
            do="Choose one of the people shown.",
            code="no_person",
            fields=(("subject", "Choose one of the people shown."),),
        )


def _complete(wrong: list[tuple[str, str]], why: str, code: str) -> None:
    if wrong:
        raise Refusal(why=why, do=wrong[0][1], code=code, fields=tuple(wrong))


def answer_limbs(state: CaseState, command: AnswerLimbs, context: Context) -> list[Fact]:
    """Put the answer to each limb on record."""
    _person(state, command.subject, command.pathway, context)
    wrong = [
        (f"limb_{limb}", "Choose yes, no, or not yet known.") for limb in LIMBS if command.limbs.get(limb) not in SAID
    ]
    _complete(wrong, "Not every limb is answered.", "limbs_missing")
    body = {
        "subject": command.subject,
        "pathway": command.pathway,
        "limbs": {limb: command.limbs[limb] for limb in LIMBS},
        "words": command.words.strip(),
    }
    return [fact(state, "case.adult_tested", body, context)]


def hear(state: CaseState, command: HearAdult, context: Context) -> list[Fact]:
    """Put on record what the adult wants, and who speaks for them."""
    _person(state, command.subject, command.pathway, context)
    wrong = [] if command.advocate in ADVOCATE else [("advocate", "Choose who speaks for them, or not known.")]
    if not command.wanted.strip() and command.advocate == "not_known":
        wrong.append(("wanted", "Write what they want, or that they were not asked and why."))
    _complete(wrong, "It does not say yet what the adult wants.", "wanted_missing")
    body = {
        "subject": command.subject,
        "pathway": command.pathway,
        "wanted": command.wanted.strip(),
        "advocate": command.advocate,
        "advocate_name": command.advocate_name.strip(),
    }
    return [fact(state, "case.adult_heard", body, context)]


def cause(state: CaseState, command: CauseEnquiry, context: Context) -> list[Fact]:
    """Cause an enquiry: who makes it, of which kind, and by when where the pathway names a time."""
    _person(state, command.subject, command.pathway, context, "case.decide")
    wrong = []
    if command.kind not in ENQUIRIES:
        wrong.append(("kind", "Say which kind of enquiry it is."))
    if not command.who.strip():
        wrong.append(("who", "Say who makes it."))
    if command.agency and command.agency not in {one.id for one in context.hub.agencies}:
        wrong.append(("agency", "Choose from the agencies shown."))
    _complete(wrong, "The enquiry is not complete.", "enquiry_missing")
    rule = context.hub.find("pathways", command.pathway).enquiry_clock
    id = f"enquiry:{command.subject}:{command.pathway}"
    began = [clock(id, rule, context, received=context.now, pathway=command.pathway)] if rule else []
    body = {
        "subject": command.subject,
        "pathway": command.pathway,
        "kind": command.kind,
        "who": command.who.strip(),
        "agency": command.agency,
        "words": command.words.strip(),
        "due": began[0]["due"] if began else None,
        "clocks": began,
    }
    return [fact(state, "case.enquiry_caused", body, context)]


def report(state: CaseState, command: ReportEnquiry, context: Context) -> list[Fact]:
    """Put on record what the newest enquiry found."""
    _person(state, command.subject, command.pathway, context)
    if not adult(state, command.subject, command.pathway).enquiries:
        raise Refusal(why="No enquiry was caused for this adult.", do="Cause it first.", code="no_enquiry")
    wrong = []
    if not command.found.strip():
        wrong.append(("found", "Write what was found."))
    if command.risk not in RISK:
        wrong.append(("risk", "Say what became of the risk, or not known."))
    if command.met not in MET:
        wrong.append(("met", "Say whether the outcomes they wanted were met, or not known."))
    _complete(wrong, "The report is not complete.", "report_missing")
    body = {
        "subject": command.subject,
        "pathway": command.pathway,
        "found": command.found.strip(),
        "risk": command.risk,
        "outcomes": command.met,
        **met(state, [f"enquiry:{command.subject}:{command.pathway}"]),
    }
    return [fact(state, "case.enquiry_reported", body, context)]


def name_source(state: CaseState, command: NameSource, context: Context) -> list[Fact]:
    """Put on record where the harm comes from; alleged, for this episode."""
    known_pathway(state, command.pathway)
    context.require("case.note", command.pathway)
    wrong = []
    if command.nature not in NATURES:
        wrong.append(("nature", "Say whether it is a person, an organisation or a place, or not known."))
    elif command.nature != "not_known" and not command.name.strip():
        wrong.append(("name", "Name them, or say who or what it is."))
    if set(command.subjects) - set(state.subjects):
        wrong.append(("subjects", "Choose from the people shown."))
    _complete(wrong, "It does not say where the harm comes from.", "source_missing")
    body = {
        "pathway": command.pathway,
        "nature": command.nature,
        "name": command.name.strip(),
        "subjects": list(dict.fromkeys(command.subjects)),
        "words": command.words.strip(),
    }
    return [fact(state, "case.source_named", body, context)]


def add_residents(state: CaseState, command: AddResidents, context: Context) -> list[Fact]:
    """Add so many people without names, each an entry and an outcome of their own."""
    known_pathway(state, command.pathway)
    context.require("case.note", command.pathway)
    wrong = []
    if not 1 <= command.count <= _MOST:
        wrong.append(("count", f"Write a number from 1 to {_MOST}."))
    if not command.role.strip():
        wrong.append(("role", "Say who they are, and where."))
    _complete(wrong, "It does not say who is added.", "residents_missing")
    facts, now = [], state
    for number in range(1, command.count + 1):
        one = Subject(
            id=numbered("p", now.subjects),
            name="",
            role=f"{command.role.strip()} {number}",
            pathways=(command.pathway,),
        )
        after = replace(with_person(now, one, context.now), closed=None)
        body = {"subject": person(one), "why": command.why.strip(), "clocks": owed_clocks(after, context)}
        if number == 1:
            body |= opened_again(now, after, "add_person", context)
        else:
            # The first one's entry started what is owed to all of them.
            body["clocks"] = []
        facts.append(fact(state, "case.person_added", body, context))
        now = after
    return facts


def _with(state: CaseState, key: tuple[str, str], one: Adult) -> CaseState:
    held = known(state)
    return replace(state, topics=keeping(state, TOPIC.name, replace(held, adults={**held.adults, key: one})))


def _key(body: Mapping[str, Any]) -> tuple[str, str]:
    return (body["subject"], body["pathway"])


def _tested(state: CaseState, entry: Entry) -> CaseState:
    one = replace(
        adult(state, *_key(entry.body)),
        limbs=entry.body["limbs"],
        limbs_words=entry.body["words"],
        tested_by=entry.actor_name,
        tested=entry.happened,
    )
    return _with(state, _key(entry.body), one)


def _heard(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    one = replace(
        adult(state, *_key(body)),
        wanted=body["wanted"],
        advocate=body["advocate"],
        advocate_name=body["advocate_name"],
    )
    return _with(state, _key(body), one)


def _caused(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    enquiry = Enquiry(
        kind=body["kind"],
        who=body["who"],
        agency=body["agency"],
        words=body["words"],
        by=entry.actor_name,
        at=entry.happened,
        due=instant(body["due"]) if body["due"] else None,
    )
    before = adult(state, *_key(body))
    return _with(state, _key(body), replace(before, enquiries=(*before.enquiries, enquiry)))


def _reported(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    before = adult(state, *_key(body))
    if not before.enquiries:
        return state
    *earlier, last = before.enquiries
    done = replace(last, found=body["found"], risk=body["risk"], met=body["outcomes"], reported=entry.happened)
    return _with(state, _key(body), replace(before, enquiries=(*earlier, done)))


def _sourced(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    one = Source(
        pathway=body["pathway"],
        nature=body["nature"],
        name=body["name"],
        subjects=tuple(body["subjects"]),
        words=body["words"],
        by=entry.actor_name,
        at=entry.happened,
    )
    held = known(state)
    return replace(state, topics=keeping(state, TOPIC.name, replace(held, sources=(*held.sources, one))))


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    if body["pathway"] not in telling.seeing.seen:
        return None
    left_out = ("clocks", "met", "alarms", "stage")
    said = telling.keep(body, *(key for key in body if key not in left_out))
    return {**said, "clocks": telling.clocks(body.get("clocks", ()))}


def _cut(value: Kept, seeing: Seeing, state: CaseState) -> Kept:
    return Kept(
        adults={key: _cut_adult(one, seeing) for key, one in value.adults.items() if key[1] in seeing.seen},
        sources=tuple(
            replace(one, name=seeing.text(one.name), words=seeing.text(one.words))
            for one in value.sources
            if one.pathway in seeing.seen
        ),
    )


def _cut_adult(one: Adult, seeing: Seeing) -> Adult:
    enquiries = tuple(
        replace(it, who=seeing.text(it.who), words=seeing.text(it.words), found=seeing.text(it.found))
        for it in one.enquiries
    )
    return replace(
        one,
        limbs_words=seeing.text(one.limbs_words),
        wanted=seeing.text(one.wanted),
        advocate_name=seeing.text(one.advocate_name),
        enquiries=enquiries,
    )


_TYPES = ("case.adult_tested", "case.adult_heard", "case.enquiry_caused", "case.enquiry_reported", "case.source_named")

TOPIC = Topic(
    name="adults",
    deeds={
        AnswerLimbs: answer_limbs,
        HearAdult: hear,
        CauseEnquiry: cause,
        ReportEnquiry: report,
        NameSource: name_source,
        AddResidents: add_residents,
    },
    steps={
        "case.adult_tested": _tested,
        "case.adult_heard": _heard,
        "case.enquiry_caused": _caused,
        "case.enquiry_reported": _reported,
        "case.source_named": _sourced,
    },
    tells=dict.fromkeys(_TYPES, _tell),
    cut=_cut,
    reads={
        AnswerLimbs: frozenset({"case.adult_tested"}),
        CauseEnquiry: frozenset({"case.enquiry_caused"}),
        ReportEnquiry: frozenset({"case.enquiry_caused", "case.enquiry_reported"}),
        AddResidents: frozenset({"case.person_added"}),
    },
)
