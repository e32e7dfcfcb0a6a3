"""Where a contact belongs, as a case page shows it: proposals, what ends otherwise than with a decision, joining,
passing on. Who owns it stands beside each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from hubwright.domain.cases.state import LinkedContact
from hubwright.domain.cases.topics import ending, joining, looking_up, passing
from hubwright.domain.clocks.london import local
from hubwright.web.components import Choice, Field, Row, SummaryList
from hubwright.web.language import gettext, mark, say, text
from hubwright.web.typed_lines import lines
from hubwright.web.work.asked import line, listed, one_of, words
from hubwright.web.work.deed import Deed, Values, Wrong
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.topics.topic import Panel, WorkTopic
from hubwright.web.work.words import TELLING

ENDS = {
    "advice": mark("Advice"),
    "reply": mark("Reply"),
    "noted": mark("Noted"),
    ending.PASSED_ON: mark("Another council has it"),
    ending.ELSEWHERE: mark("Not for the hub, passed on"),
}
KNOWN = {"yes": mark("Yes"), "no": mark("No"), "cannot_tell": mark("I cannot tell")}
HERE = {"yes": mark("Yes"), "no": mark("No"), "not_known": mark("Nobody knows")}
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


def _ways_of_telling(contact: LinkedContact | None) -> Iterator[Choice]:
    for id, said in TELLING.items():
        unsafe = contact is not None and (
            id in contact.not_by or (id == "email" and not contact.by_email) or (id == "text" and not contact.by_text)
        )
        if not unsafe:
            yield Choice(value=id, text=say(said))


def _one(seen: Look) -> LinkedContact | None:
    """The contact that an ending is about: the first that has none yet."""
    ended = {one.contact for one in ending.endings_of(seen.case)}
    return next((one for one in seen.case.contacts.values() if one.ref not in ended), None)


def _contact(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """Which contact, where there are several that have not ended."""
    ended = {one.contact for one in ending.endings_of(seen.case)}
    left = [one for one in seen.case.contacts.values() if one.ref not in ended]
    if len(left) < 2:
        return []
    options = [Choice(value=one.ref, text=one.ref) for one in left]
    return [one_of("contact", say("Which contact?"), options, values, wrong, chosen=left[0].ref)]


def _chosen(form: Values, seen: Look) -> str:
    one = _one(seen)
    return form.get("contact", "") or (one.ref if one else "")


def _telling(seen: Look, values: Values, wrong: Wrong, *, silent: bool) -> list[Field]:
    """How whoever asked heard it; nobody need be told where nobody waits for it."""
    nobody = [Choice(value="", text=say("Nobody waits to hear"))] if silent else []
    ways = [*nobody, *_ways_of_telling(_one(seen))]
    why = words(
        "why_withheld", say("Why are they not told?"), values, wrong, rows=2, hint=say("Only for the last one.")
    )
    return [one_of("how", say("How did whoever asked hear it?"), ways, values, wrong), why]


def _concluding(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    what = ending.ends_with(seen.case, seen.context)
    silent = what in ("noted", ending.PASSED_ON)
    return [
        *_contact(seen, values, wrong),
        words("words", say("What was advised, answered or noted?"), values, wrong, rows=6),
        *_telling(seen, values, wrong, silent=silent),
    ]


def _conclude(form: Values, seen: Look) -> ending.Conclude:
    return ending.Conclude(
        _chosen(form, seen), form.get("words", ""), form.get("how", ""), form.get("why_withheld", "")
    )


def _concludes(seen: Look) -> bool:
    return seen.case.closed is None and ending.ends_with(seen.case, seen.context) != ending.DECIDED


def _what_it_does(seen: Look) -> str:
    return say("It is an outcome in itself: recording it closes the case. It can be opened again.")


def _elsewhere(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    places = [
        Choice(value=one.id, text=text(one.name), hint=text(one.to) if one.to else "") for one in seen.hub.elsewhere
    ]
    return [
        *_contact(seen, values, wrong),
        one_of("where", say("Where does it belong?"), places, values, wrong),
        words("words", say("What was passed on, and to whom?"), values, wrong),
        *_telling(seen, values, wrong, silent=True),
    ]


def _pass_elsewhere(form: Values, seen: Look) -> ending.PassElsewhere:
    return ending.PassElsewhere(
        _chosen(form, seen),
        form.get("where", ""),
        form.get("words", ""),
        form.get("how", ""),
        form.get("why_withheld", ""),
    )


def _untouched(seen: Look) -> bool:
    case = seen.case
    return case.closed is None and not (case.decisions or case.actions or case.waiting())


def _may_be_elsewhere(seen: Look) -> bool:
    return bool(seen.hub.elsewhere) and _untouched(seen)


def _kinds(seen: Look) -> list[Choice]:
    return [
        Choice(value=one.id, text=text(one.name))
        for one in seen.hub.kinds
        if one.id != seen.case.kind and set(seen.case.pathways) <= set(one.pathways)
    ]


def _taking_as(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return [
        one_of("kind", say("What is it in truth?"), _kinds(seen), values, wrong),
        words("why", say("Why?"), values, wrong, rows=3),
    ]


def _take_as(form: Values, seen: Look) -> ending.TakeAs:
    return ending.TakeAs(form.get("kind", ""), form.get("why", ""))


def _other_kinds(seen: Look) -> bool:
    return seen.case.closed is None and bool(_kinds(seen))


def _looking_up(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    found = looking_up.looked_up(seen.case)
    known = [Choice(value=id, text=say(said)) for id, said in KNOWN.items()]
    here = [Choice(value=id, text=say(said)) for id, said in HERE.items()]
    return [
        one_of(
            "known",
            say("Are they known already to the services that work with this hub?"),
            known,
            values,
            wrong,
            chosen=found.known if found else "",
        ),
        one_of(
            "found_here",
            say("Is anybody it is about in this area now, wherever they live?"),
            here,
            values,
            wrong,
            chosen=found.found_here if found else "",
        ),
        words("words", say("Where did you look, and who knows them?"), values, wrong, rows=3),
    ]


def _look_up(form: Values, seen: Look) -> looking_up.LookUp:
    return looking_up.LookUp(form.get("known", ""), form.get("found_here", ""), form.get("words", ""))


def _passing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    neighbours = [(one.id, text(one.name)) for one in seen.hub.local.places if not one.served]
    proposed = next((one.place.id for one in _proposed(seen) if one.place), "")
    chosen = values.copy()
    chosen.setdefault("place", proposed)
    here = [Choice(value=id, text=say(said)) for id, said in HERE.items()]
    found = looking_up.looked_up(seen.case)
    return [
        *([listed("place", say("Which council?"), neighbours, chosen, wrong)] if neighbours else []),
        line("to", say("Or another one"), values, wrong, hint=say("Its name and the team, as they call themselves.")),
        words("why", say("Why is it theirs, and how was it handed over?"), values, wrong),
        one_of(
            "found_here",
            say("Is anybody it is about in this area now, wherever they live?"),
            here,
            values,
            wrong,
            chosen=found.found_here if found else "",
        ),
        words("done_first", say("What was done here first for whoever is here?"), values, wrong, rows=3),
    ]


def _pass_on(form: Values, seen: Look) -> passing.PassOn:
    return passing.PassOn(
        form.get("place", ""),
        form.get("to", ""),
        form.get("why", ""),
        form.get("found_here", ""),
        form.get("done_first", ""),
    )


def _owned_until_then(seen: Look) -> str:
    return say(
        "The hub goes on owning it until they say that they have it. Whoever is found here is acted on here first."
    )


def _may_pass_on(seen: Look) -> bool:
    return seen.case.closed is None and bool(seen.case.contacts) and passing.unconfirmed(seen.case) is None


def _answering_passing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    answers = [Choice(value="yes", text=say("They have it")), Choice(value="no", text=say("They give it back"))]
    return [
        one_of("accepted", say("What did they say?"), answers, values, wrong, chosen="yes"),
        line("by", say("Who said so?"), values, wrong, hint=say("Name, post and how to reach them.")),
        words("reason", say("Why do they give it back?"), values, wrong, rows=3),
    ]


def _answer_passing(form: Values, seen: Look) -> passing.AnswerPassing:
    waiting = passing.unconfirmed(seen.case)
    return passing.AnswerPassing(
        waiting.id if waiting else "", form.get("accepted") == "yes", form.get("by", ""), form.get("reason", "")
    )


def _joining(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """The other case's reference, and for each person here who they are there.

    Who is on the other case stands on its own page: here an id is given as that page shows it, or that they are new.
    """
    return [
        line(
            "case",
            say("Reference of the open case"),
            values,
            wrong,
            hint=say("Eight letters and digits. Look it up on the queue or with the people of this case."),
        ),
        *_who_is_who(seen, values, wrong),
        words("why", say("Why is it about the same?"), values, wrong, rows=3),
    ]


def _who_is_who(seen: Look, values: Values, wrong: Wrong) -> Iterator[Field]:
    there = _people_there(seen, values)
    for subject in seen.case.subjects.values():
        if not (subject.name or subject.unborn or subject.role):
            continue
        options = [Choice(value=id, text=gettext("The same as %(name)s there", name=name)) for id, name in there]
        new = Choice(value="", text=say("Not on that case yet: add them"))
        yield one_of(
            f"same-{subject.id}",
            gettext("Who is %(name)s?", name=name_of(subject, seen)),
            [*options, new],
            values,
            wrong,
            hint="" if there else say("Once the reference is given, this page shows who is on that case."),
        )


def _people_there(seen: Look, values: Values) -> list[tuple[str, str]]:
    """The people of the other case whom this reader may see there."""
    ref = values.get("case", "").strip().upper()
    if not ref or ref == seen.case.ref:
        return []
    other = seen.another(ref)
    if other is None:
        return []
    return [(one.id, str(name_of(one, other))) for one in other.case.subjects.values()]


def _join(form: Values, seen: Look) -> joining.JoinTo:
    """Where nobody could be offered yet, that somebody is new is not an answer but a box that was never filled."""
    offered = bool(_people_there(seen, form))
    typed = {id: form.get(f"same-{id}") for id in seen.case.subjects}
    same = {id: other for id, other in typed.items() if other or (other is not None and offered)}
    return joining.JoinTo(form.get("case", "").strip().upper(), form.get("why", ""), same)


def _read_it_first(seen: Look) -> str:
    return say(
        "Two people who tell of the same stay two contacts, each heard on their own. This case is closed as joined; "
        "the owner of the other case, or who manages them, has to take the new contact on."
    )


def _may_join(seen: Look) -> bool:
    return _untouched(seen) and bool(seen.case.contacts)


def _answering_offer(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    offers = [(one.contact, one.contact) for one in joining.open_offers(seen.case)]
    answers = [
        Choice(value="yes", text=say("I take it on")),
        Choice(value="no", text=say("I give it back to the hub")),
    ]
    which = [listed("contact", say("Which contact?"), offers, values, wrong)] if len(offers) > 1 else []
    return [
        *which,
        one_of("accepted", say("What do you say?"), answers, values, wrong, chosen="yes"),
        words("reason", say("Why not?"), values, wrong, rows=3),
    ]


def _answer_offer(form: Values, seen: Look) -> joining.AnswerOffer:
    offers = joining.open_offers(seen.case)
    only = offers[0].contact if len(offers) == 1 else ""
    return joining.AnswerOffer(form.get("contact", only), form.get("accepted") == "yes", form.get("reason", ""))


def _proposed(seen: Look) -> tuple[looking_up.Proposed, ...]:
    if seen.case.closed is not None or not _untouched(seen):
        return ()
    return looking_up.proposed(seen.case, seen.hub, local(seen.visit.now).date())


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
    shown = _proposed(seen)
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
        (say("Known already"), say(KNOWN[found.known]) if found.known else ""),
        (say("Here now"), say(HERE[found.found_here]) if found.found_here else ""),
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
    return [str(say(ENDS.get(body.get("what", ""), ""))), where]


def _line_taken_as(body: Mapping[str, Any], seen: Look) -> list[str]:
    return [next((str(text(one.name)) for one in seen.hub.kinds if one.id == body.get("kind")), "")]


def _line_looked_up(body: Mapping[str, Any], seen: Look) -> list[str]:
    known, here = body.get("known"), body.get("found_here")
    return [
        gettext("Known already: %(answer)s", answer=say(KNOWN[known])) if known in KNOWN else "",
        gettext("Here now: %(answer)s", answer=say(HERE[here])) if here in HERE else "",
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
            _concluding,
            _conclude,
            intro=_what_it_does,
            group="decide",
            permission="case.close",
            offered=_concludes,
        ),
        "to-another-council": Deed(
            mark("Pass on to another council"),
            mark("Pass it on"),
            _passing,
            _pass_on,
            intro=_owned_until_then,
            group="decide",
            permission="case.assign",
            offered=_may_pass_on,
        ),
        "council-said": Deed(
            mark("Record what the other council said"),
            mark("Record their answer"),
            _answering_passing,
            _answer_passing,
            permission="case.note",
        ),
        "join": Deed(
            mark("Join to an open case"),
            mark("Join it to that case"),
            _joining,
            _join,
            intro=_read_it_first,
            group="record",
            permission="case.assign",
            offered=_may_join,
        ),
        "take-it-on": Deed(mark("Take on the new contact"), mark("Record this"), _answering_offer, _answer_offer),
        "take-as": Deed(
            mark("Take it as another kind"),
            mark("Take it as this"),
            _taking_as,
            _take_as,
            group="record",
            permission="case.rate",
            offered=_other_kinds,
        ),
        "pass-elsewhere": Deed(
            mark("Pass on what is not for the hub"),
            mark("Record it and close"),
            _elsewhere,
            _pass_elsewhere,
            group="record",
            permission="case.close",
            offered=_may_be_elsewhere,
        ),
        "look-up": Deed(
            mark("Say whether they are known"), mark("Record this"), _looking_up, _look_up, permission="case.note"
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
