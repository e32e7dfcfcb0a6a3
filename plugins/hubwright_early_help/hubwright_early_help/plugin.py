"""The plugin: what a hub may choose, what people do, and what the case page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from hubwright.api import (
    FACE,
    Act,
    Asked,
    Begun,
    CaseView,
    Decided,
    Deed,
    Fact,
    Happened,
    Heading,
    Key,
    Kind,
    Notice,
    NotYet,
    Part,
    Permission,
    Plugin,
    RecordView,
    Section,
    Text,
    hookimpl,
)

from hubwright_early_help import asking, offer

OFFERS, ANSWERS = "early_help.offer", "early_help.answer"
DAYS, MONTHS = 5, 6
OPTIONS: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "service": {
            "type": "string",
            "title": "What is the service called?",
            "maxLength": 100,
            "default": "Early help",
        },
        "days": {
            "type": "integer",
            "title": "How many days does it have to answer?",
            "description": "Weekends are counted. Until it accepts, the hub still owns the case.",
            "minimum": 1,
            "maximum": 60,
            "default": DAYS,
        },
        "offered_for": {
            "type": "array",
            "title": "For which ratings is it proposed by itself?",
            "description": "A person still makes the offer, or says why not. Nothing is ever stepped down by itself.",
            "items": {"type": "string", "names": "tiers"},
            "uniqueItems": True,
        },
        "months": {
            "type": "integer",
            "title": "Back within how many months is counted as coming back?",
            "minimum": 1,
            "maximum": 36,
            "default": MONTHS,
        },
    },
}
STATUS: Mapping[str, str] = {
    offer.PROPOSED: "Proposed because of the rating; nobody has made the offer yet",
    offer.OFFERED: "Offered; the hub still owns the case",
    offer.ACCEPTED: "Accepted",
    offer.RETURNED: "Sent back by the service",
    offer.DECLINED: "The family said no; it needs a fresh look",
    offer.REFUSED: "Not offered",
    offer.STEPPED_UP: "Stepped up again",
}


@hookimpl
def describe() -> Plugin:
    """Who the plugin is."""
    return Plugin(
        id="early-help",
        name=Text("Early help"),
        does=Text("Offers a family early help, waits for the service's answer, and takes the family back."),
        version="1.0",
        face=FACE,
        options=OPTIONS,
        permissions=(
            Permission(OFFERS, Text("offer a family early help, and see what became of it")),
            Permission(ANSWERS, Text("record what the early help service answered")),
        ),
        kinds=(
            Kind(
                "offer",
                Text("Offer of early help"),
                OFFERS,
                offer.SCHEMA,
                (Key("case", "case"), Key("status", "status"), Key("due", "due")),
            ),
        ),
        deeds=(
            Deed("offer", Text("Offer early help"), "offer", OFFERS, begins=True, asks=asking.OFFER),
            Deed("make", Text("Make the offer that was proposed"), "offer", OFFERS, asks=asking.OFFER),
            Deed(
                "refuse",
                Text("Do not offer early help"),
                "offer",
                OFFERS,
                asks=(asking.reason("Why is it not right for this family?"),),
            ),
            Deed("accept", Text("Record that the service accepted"), "offer", ANSWERS, asks=(asking.LEAD,)),
            Deed(
                "send_back",
                Text("Record that the service sent it back"),
                "offer",
                ANSWERS,
                asks=(asking.reason("Why did they send it back?"),),
            ),
            Deed(
                "decline",
                Text("Record that the family said no"),
                "offer",
                ANSWERS,
                asks=(asking.reason("What did the family say?"),),
            ),
            Deed(
                "step_up",
                Text("Record that it was stepped up"),
                "offer",
                ANSWERS,
                asks=(asking.reason("What has changed?"),),
            ),
        ),
    )


@hookimpl
def apply(kind: str, state: Mapping[str, Any] | None, entry: Happened) -> Mapping[str, Any]:
    """The offer after an entry."""
    return offer.after(state, entry)


@hookimpl
def decide(asked: Asked, options: Mapping[str, Any]) -> Decided | NotYet:
    """What follows from a deed."""
    status = asked.record.state["status"] if asked.record else ""
    comes_from, does = _DEEDS[asked.deed]
    if status not in comes_from:
        return NotYet(
            f"This stands otherwise by now: {STATUS[status].lower()}." if status else "There is no offer yet.",
            "Look at the case again.",
        )
    return does(asked, options)


def _offer(asked: Asked, options: Mapping[str, Any]) -> Decided | NotYet:
    going_on = next((one for one in asked.beside if one.state["status"] not in offer.ENDED), None)
    if going_on is not None and asked.record is None:
        return NotYet("An offer is going on for this case already.", "Record what became of it first.")
    wrong = dict(_wrong(asked))
    if wrong:
        return NotYet("This offer is not complete.", "Fill in what is marked; everything else is kept.", wrong)
    agreed = _value(asked, "agreed") == "yes"
    today = asked.now.date()
    body = {
        "case": asked.case.ref,
        "for": _names(asked.case),
        "summary": str(_value(asked, "summary")).strip(),
        "consent": "agreed" if agreed else "shared_without",
        "why_without": "" if agreed else str(_value(asked, "without")).strip(),
        "panel": str(_value(asked, "panel") or "").strip()[:200],
        "due": offer.due(today, int(options.get("days", DAYS))).isoformat(),
        "again": _again(asked.beside, today, options),
    }
    return Decided((Happened("offered", body),))


def _wrong(asked: Asked) -> Iterator[tuple[str, str]]:
    if not str(_value(asked, "summary") or "").strip():
        yield "summary", "Say what the service needs to know."
    if asked.answers.get("agreed", {}).get("state", "not_answered") == "not_answered":
        yield "agreed", "Say whether they agree, or that you do not know."
    elif _value(asked, "agreed") != "yes" and not str(_value(asked, "without") or "").strip():
        yield "without", "Say why you may share it without their agreement, or ask them first."


def _ends(entry: str) -> Callable[[Asked, Mapping[str, Any]], Decided | NotYet]:
    def does(asked: Asked, options: Mapping[str, Any]) -> Decided | NotYet:
        reason = str(_value(asked, "reason") or "").strip()
        if not reason:
            return NotYet("A reason is missing.", "Write it down.", {"reason": "Write down why."})
        return Decided((Happened(entry, {"reason": reason, "ended": asked.now.date().isoformat()}),))

    return does


def _accept(asked: Asked, options: Mapping[str, Any]) -> Decided | NotYet:
    lead = str(_value(asked, "lead") or "").strip()
    if not lead:
        return NotYet("Nobody leads for the family yet.", "Say who does.", {"lead": "Say who leads."})
    return Decided((Happened("accepted", {"lead": lead[:400]}),))


_DEEDS: Mapping[str, tuple[tuple[str, ...], Callable[[Asked, Mapping[str, Any]], Decided | NotYet]]] = {
    "offer": (("",), _offer),
    "make": ((offer.PROPOSED,), _offer),
    "refuse": ((offer.PROPOSED,), _ends("refused")),
    "accept": ((offer.OFFERED,), _accept),
    "send_back": ((offer.OFFERED,), _ends("returned")),
    "decline": ((offer.OFFERED, offer.ACCEPTED), _ends("declined")),
    "step_up": ((offer.ACCEPTED,), _ends("stepped_up")),
}


@hookimpl
def rating_made(
    case: CaseView, pathway: str, tier: str, records: tuple[RecordView, ...], options: Mapping[str, Any]
) -> Begun | None:
    """Propose an offer where the hub wants it for this rating: a person makes it or says why not."""
    stands = {one.pathway: one.tier for one in case.strands}
    going_on = any(one.state["status"] not in offer.ENDED for one in records)
    if tier not in options.get("offered_for", ()) or stands.get(pathway) != tier or going_on:
        return None
    again = _again(records, case.now.date(), options)
    return Begun("offer", (Happened("proposed", {"case": case.ref, "for": _names(case), "again": again}),))


@hookimpl
def case_section(case: CaseView, records: tuple[RecordView, ...], options: Mapping[str, Any]) -> Section | None:
    """Where each offer stands, by when the service answers, and what is to be done next."""
    name = str(options.get("service") or "Early help")
    parts: list[Part] = []
    for one in reversed(records):
        parts.append(Heading(f"Offer of {_day(one.begun.date().isoformat())}"))
        parts += _shown(one, case.now.date())
    if all(one.state["status"] in offer.ENDED for one in records):
        parts.append(Act("offer", "Offer early help"))
    return Section(name, tuple(parts))


def _shown(one: RecordView, today: date) -> Iterator[Part]:
    state = one.state
    late = state["status"] == offer.OFFERED and date.fromisoformat(state["due"]) < today
    if late:
        yield Notice(f"The service has not answered; its answer was due on {_day(state['due'])}.", "warning")
    if state["again"]:
        yield Notice("The family comes back to early help within the time that is counted.", "important")
    yield Fact("Now", STATUS[state["status"]])
    if state["status"] == offer.OFFERED and not late:
        yield Fact("Answer due", _day(state["due"]))
    for label, part in (("For", "for"), ("Panel", "panel"), ("Leads for the family", "lead"), ("Reason", "reason")):
        if state.get(part):
            yield Fact(label, str(state[part]))
    for deed, (comes_from, _) in _DEEDS.items():
        if state["status"] in comes_from:
            yield Act(deed, _WORDS[deed], one.ref)


_WORDS: Mapping[str, str] = {
    "make": "Make the offer",
    "refuse": "Do not offer it",
    "accept": "The service accepted",
    "send_back": "The service sent it back",
    "decline": "The family said no",
    "step_up": "It was stepped up",
}


@hookimpl
def well(options: Mapping[str, Any]) -> list[str]:
    """What a schema cannot see of the options."""
    if options.get("offered_for") and not str(options.get("service") or "").strip():
        return ["Early help is proposed for some ratings, and the service has no name."]
    return []


def _value(asked: Asked, question: str) -> Any:
    answer = asked.answers.get(question, {})
    return answer.get("value") if answer.get("state") == "answered" else None


def _names(case: CaseView) -> str:
    return ", ".join(one.name for one in case.people if one.name)[:400]


def _again(records: tuple[RecordView, ...], today: date, options: Mapping[str, Any]) -> bool:
    ended = [
        date.fromisoformat(one.state["ended"])
        for one in records
        if one.state["status"] == offer.STEPPED_UP and one.state.get("ended")
    ]
    return offer.comes_again(ended, today, int(options.get("months", MONTHS)))


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"
