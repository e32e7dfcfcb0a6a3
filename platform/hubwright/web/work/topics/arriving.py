"""Where a contact belongs, as a case page shows it: proposals, what ends otherwise than with a decision, joining,
passing on. Who owns it stands beside each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from hubwright.domain.cases.topics import ending, joining, looking_up, passing
from hubwright.web.components import Row, SummaryList
from hubwright.web.language import gettext, mark, say, text
from hubwright.web.typed_lines import lines
from hubwright.web.work import arriving_forms as forms
from hubwright.web.work.deed import Deed
from hubwright.web.work.look import Look
from hubwright.web.work.topics.topic import Panel, WorkTopic
from hubwright.web.work.words import TELLING

ENDS = {
    "advice": mark("Advice"),
    "reply": mark("Reply"),
    "noted": mark("Noted"),
    ending.PASSED_ON: mark("Another council has it"),
    ending.ELSEWHERE: mark("Not for the hub, passed on"),
}
FACTS = {
    "known": mark("whether they are known already"),
    "lives_here": mark("where they live"),
    "found_here": mark("whether they are here now"),
    "danger": mark("whether somebody is in danger now"),
    "source": mark("who sent it"),
}
ACTS = {
    "pass_on": ("to-another-council", mark("Pass on to another council")),
    "join": ("join", mark("Join to an open case")),
    "not_for_hub": ("pass-elsewhere", mark("Pass on what is not for the hub")),
}


@dataclass(frozen=True, slots=True)
class Proposals:
    """What is proposed, and what to find out first.

    Args:
        found: what was looked up: rows, or None.
        lines: reason, deed's address and words; or what is missing, with neither.
        look_up: address of the deed, or "".
    """

    found: SummaryList | None
    lines: tuple[tuple[str, str, str], ...]
    look_up: str


def _proposals(seen: Look) -> Proposals | None:
    found = looking_up.looked_up(seen.case)
    shown = forms.proposed(seen)
    wants = {fact for one in shown for fact in one.missing} & {"known", "found_here"}
    if found is None and not shown:
        return None
    may = seen.may("case.note") and seen.case.closed is None
    return Proposals(
        found=SummaryList(tuple(_found_rows(found))) if found else None,
        lines=tuple(_said(one, seen) for one in shown),
        look_up=_address(seen, "look-up") if may and (wants or found) else "",
    )


def _said(one: looking_up.Proposed, seen: Look) -> tuple[str, str, str]:
    because = str(text(one.proposal.because))
    if one.holds:
        deed, said = ACTS[one.proposal.act]
        where = f" {text(one.place.name)}." if one.place else ""
        return f"{because}{where}", _address(seen, deed), say(said)
    missing = ", ".join(str(say(FACTS[fact])) for fact in one.missing)
    return (
        gettext("To find out first: %(missing)s. Then perhaps: %(because)s", because=because, missing=missing),
        "",
        "",
    )


def _found_rows(found: looking_up.LookedUp) -> Iterator[Row]:
    parts = (
        (say("Known already"), say(forms.KNOWN[found.known]) if found.known else ""),
        (say("Here now"), say(forms.HERE[found.found_here]) if found.found_here else ""),
        (say("Who knows them"), found.words),
        (say("Looked up by"), found.by),
    )
    return (Row(key, lines(value)) for key, value in parts if value)


def _address(seen: Look, deed: str) -> str:
    return url_for("work.act", hub=seen.visit.hub.id, ref=seen.case.ref, deed=deed)


@dataclass(frozen=True, slots=True)
class Standing:
    """One sentence on who has a contact now, with the way to change that or to go there."""

    title: str
    words: str
    href: str
    button: str


def _standing(seen: Look) -> list[Standing] | None:
    return list(_standings(seen)) or None


def _standings(seen: Look) -> Iterator[Standing]:
    for offer in joining.open_offers(seen.case):
        title = gettext("A new contact (%(ref)s) was joined to this case.", ref=offer.contact)
        said = say("The hub owns it until the owner of this case, or who manages them, takes it on.")
        if offer.accepted is False:
            title = gettext(
                "%(name)s gave the contact %(ref)s back to the hub.", name=offer.answered_by, ref=offer.contact
            )
            said = f"{offer.reason} {said}"
        yield Standing(title, f"{offer.why} {said}", _address(seen, "take-it-on"), say("Take it on"))
    waiting = passing.unconfirmed(seen.case)
    if waiting is not None:
        title = gettext("Passed on to %(name)s. They have not said yet that they have it.", name=waiting.to)
        said = say("Until they do, the hub owns it.")
        yield Standing(title, said, _address(seen, "council-said"), say("Record what they said"))
    to = joining.joining_of(seen.case).to
    if to:
        there = url_for("work.case", hub=seen.visit.hub.id, ref=to)
        yield Standing(
            gettext("Joined to %(ref)s.", ref=to), joining.joining_of(seen.case).why, there, say("Open that case")
        )


def _endings(seen: Look) -> list[SummaryList] | None:
    return [SummaryList(tuple(_ending_rows(one, seen))) for one in ending.endings_of(seen.case)] or None


def _ending_rows(one: ending.Ending, seen: Look) -> Iterator[Row]:
    where = next((text(place.name) for place in seen.hub.elsewhere if place.id == one.where), "")
    parts = (
        (say("What ended it"), say(ENDS[one.what])),
        (say("Where it went"), where),
        (say("In words"), one.words),
        (say("How they heard"), say(TELLING[one.how]) if one.how in TELLING else ""),
        (say("Recorded by"), one.by),
    )
    return (Row(key, lines(value)) for key, value in parts if value)


def _line_concluded(body: Mapping[str, Any], seen: Look) -> list[str]:
    where = next((str(text(one.name)) for one in seen.hub.elsewhere if one.id == body.get("where")), "")
    return [str(say(ENDS.get(body.get("ending", ""), ""))), where]


def _line_taken_as(body: Mapping[str, Any], seen: Look) -> list[str]:
    return [next((str(text(one.name)) for one in seen.hub.kinds if one.id == body.get("kind")), "")]


def _line_looked_up(body: Mapping[str, Any], seen: Look) -> list[str]:
    known, here = body.get("known"), body.get("found_here")
    return [
        gettext("Known already: %(answer)s", answer=say(forms.KNOWN[known])) if known in forms.KNOWN else "",
        gettext("Here now: %(answer)s", answer=say(forms.HERE[here])) if here in forms.HERE else "",
        str(body.get("words", "")),
    ]


def _line_answered(body: Mapping[str, Any], seen: Look) -> list[str]:
    said = gettext("accepted") if body.get("accepted") else gettext("returned")
    return [f"{said}, {body['by']}" if body.get("by") else said]


TOPIC = WorkTopic(
    deeds={
        "conclude": Deed(
            mark("Record the advice, reply or note"),
            mark("Record it and close"),
            forms.concluding,
            forms.conclude,
            intro=forms.what_it_does,
            group="decide",
            permission="case.close",
            offered=forms.concludes,
        ),
        "to-another-council": Deed(
            mark("Pass on to another council"),
            mark("Pass it on"),
            forms.passing_on,
            forms.pass_on,
            intro=forms.owned_until_then,
            group="decide",
            permission="case.assign",
            offered=forms.may_pass_on,
        ),
        "council-said": Deed(
            mark("Record what the other council said"),
            mark("Record their answer"),
            forms.answering_passing,
            forms.answer_passing,
            permission="case.note",
        ),
        "join": Deed(
            mark("Join to an open case"),
            mark("Join it to that case"),
            forms.joining_to,
            forms.join,
            intro=forms.read_it_first,
            group="record",
            permission="case.assign",
            offered=forms.may_join,
        ),
        "take-it-on": Deed(
            mark("Take on the new contact"), mark("Record this"), forms.answering_offer, forms.answer_offer
        ),
        "take-as": Deed(
            mark("Take it as another kind"),
            mark("Take it as this"),
            forms.taking_as,
            forms.take_as,
            group="record",
            permission="case.rate",
            offered=forms.other_kinds,
        ),
        "pass-elsewhere": Deed(
            mark("Pass on what is not for the hub"),
            mark("Record it and close"),
            forms.elsewhere,
            forms.pass_elsewhere,
            group="record",
            permission="case.close",
            offered=forms.may_be_elsewhere,
        ),
        "look-up": Deed(
            mark("Say whether they are known"),
            mark("Record this"),
            forms.finding_out,
            forms.look_up,
            permission="case.note",
        ),
    },
    entries={
        "case.concluded": mark("Ended without a decision"),
        "case.taken_as": mark("Taken as another kind"),
        "case.passed_on": mark("Passed on to another council"),
        "case.passing_answered": mark("The other council answered"),
        "case.joined_to": mark("Joined to another case"),
        "case.contact_joined": mark("A contact was joined to this case"),
        "case.offer_answered": mark("The joined contact was answered for"),
        "case.looked_up": mark("Looked up"),
    },
    lines={
        "case.concluded": _line_concluded,
        "case.taken_as": _line_taken_as,
        "case.looked_up": _line_looked_up,
        "case.passed_on": lambda body, seen: [str(body.get("to", ""))],
        "case.passing_answered": _line_answered,
        "case.offer_answered": _line_answered,
        "case.joined_to": lambda body, seen: [str(body.get("case", ""))],
        "case.contact_joined": lambda body, seen: [str(body.get("from", ""))],
    },
    panels=(
        Panel("standing", mark("Who has it"), "top", "standing.html", _standing),
        Panel("proposals", mark("Where it may belong"), "who", "proposals.html", _proposals),
        Panel("endings", mark("How it ended"), "story", "endings.html", _endings),
    ),
    clocks={
        "answer": mark("answer to whoever asked"),
        "offer": mark("taking on the joined contact"),
        "confirm": mark("the other council's confirmation"),
    },
)
