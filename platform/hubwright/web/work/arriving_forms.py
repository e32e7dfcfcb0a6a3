"""The questions about where a contact belongs and what ends it, and the commands their answers make."""

from __future__ import annotations

from collections.abc import Iterator

from hubwright.domain.cases.state import LinkedContact
from hubwright.domain.cases.topics import ending, joining, looking_up, passing
from hubwright.domain.clocks.london import local
from hubwright.web.components import Choice, Field
from hubwright.web.language import gettext, mark, say, text
from hubwright.web.work.asked import line, listed, one_of, words
from hubwright.web.work.deed import Values, Wrong
from hubwright.web.work.found_shown import found
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.words import TELLING

KNOWN = {"yes": mark("Yes"), "no": mark("No"), "cannot_tell": mark("I cannot tell")}
HERE = {"yes": mark("Yes"), "no": mark("No"), "not_known": mark("Nobody knows")}


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


def concluding(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """What was advised, answered or noted, and how whoever asked heard it."""
    what = ending.ends_with(seen.case, seen.context)
    silent = what in ("noted", ending.PASSED_ON)
    return [
        *_contact(seen, values, wrong),
        words("words", say("What was advised, answered or noted?"), values, wrong, rows=6),
        *_telling(seen, values, wrong, silent=silent),
        *found(values, wrong),
    ]


def conclude(form: Values, seen: Look) -> ending.Conclude:
    """The command of an ending."""
    return ending.Conclude(
        _chosen(form, seen),
        form.get("words", ""),
        form.get("how", ""),
        form.get("why_withheld", ""),
        found=form.get("found", ""),
    )


def concludes(seen: Look) -> bool:
    """Whether the case ends with something else than a decision."""
    return seen.case.closed is None and ending.ends_with(seen.case, seen.context) != ending.DECIDED


def what_it_does(seen: Look) -> str:
    """What recording it does."""
    return say("It is an outcome in itself: recording it closes the case. It can be opened again.")


def elsewhere(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """Where it belongs, and what was passed on."""
    places = [
        Choice(value=one.id, text=text(one.name), hint=text(one.to) if one.to else "") for one in seen.hub.elsewhere
    ]
    return [
        *_contact(seen, values, wrong),
        one_of("where", say("Where does it belong?"), places, values, wrong),
        words("words", say("What was passed on, and to whom?"), values, wrong),
        *_telling(seen, values, wrong, silent=True),
        *found(values, wrong),
    ]


def pass_elsewhere(form: Values, seen: Look) -> ending.PassElsewhere:
    """The command of passing on what is not for the hub."""
    return ending.PassElsewhere(
        _chosen(form, seen),
        form.get("where", ""),
        form.get("words", ""),
        form.get("how", ""),
        form.get("why_withheld", ""),
        found=form.get("found", ""),
    )


def _untouched(seen: Look) -> bool:
    case = seen.case
    return case.closed is None and not (case.decisions or case.actions or case.waiting())


def may_be_elsewhere(seen: Look) -> bool:
    """Whether nothing has begun that only a decision ends."""
    return bool(seen.hub.elsewhere) and _untouched(seen)


def _kinds(seen: Look) -> list[Choice]:
    return [
        Choice(value=one.id, text=text(one.name))
        for one in seen.hub.kinds
        if one.id != seen.case.kind and set(seen.case.pathways) <= set(one.pathways)
    ]


def taking_as(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """What it is in truth, and why."""
    return [
        one_of("kind", say("What is it in truth?"), _kinds(seen), values, wrong),
        words("why", say("Why?"), values, wrong, rows=3),
    ]


def take_as(form: Values, seen: Look) -> ending.TakeAs:
    """The command of taking it as another kind."""
    return ending.TakeAs(form.get("kind", ""), form.get("why", ""))


def other_kinds(seen: Look) -> bool:
    """Whether there is another kind that it could be."""
    return seen.case.closed is None and bool(_kinds(seen))


def finding_out(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """Whether they are known, whether they are here, and who knows them."""
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


def look_up(form: Values, seen: Look) -> looking_up.LookUp:
    """The command of what was found out."""
    return looking_up.LookUp(form.get("known", ""), form.get("found_here", ""), form.get("words", ""))


def passing_on(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """To which council, why, and what was done here first."""
    neighbours = [(one.id, text(one.name)) for one in seen.hub.local.places if not one.served]
    theirs = next((one.place.id for one in proposed(seen) if one.place), "")
    chosen = values.copy()
    chosen.setdefault("place", theirs)
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


def pass_on(form: Values, seen: Look) -> passing.PassOn:
    """The command of passing it on to another council."""
    return passing.PassOn(
        form.get("place", ""),
        form.get("to", ""),
        form.get("why", ""),
        form.get("found_here", ""),
        form.get("done_first", ""),
    )


def owned_until_then(seen: Look) -> str:
    """Who has it until the other council confirms."""
    return say(
        "The hub goes on owning it until they say that they have it. Whoever is found here is acted on here first."
    )


def may_pass_on(seen: Look) -> bool:
    """Whether it is open and passed on to nobody yet."""
    return seen.case.closed is None and bool(seen.case.contacts) and passing.unconfirmed(seen.case) is None


def answering_passing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """What the other council said."""
    answers = [Choice(value="yes", text=say("They have it")), Choice(value="no", text=say("They give it back"))]
    return [
        one_of("accepted", say("What did they say?"), answers, values, wrong, chosen="yes"),
        line("by", say("Who said so?"), values, wrong, hint=say("Name, post and how to reach them.")),
        words("reason", say("Why do they give it back?"), values, wrong, rows=3),
    ]


def answer_passing(form: Values, seen: Look) -> passing.AnswerPassing:
    """The command of their answer."""
    waiting = passing.unconfirmed(seen.case)
    return passing.AnswerPassing(
        waiting.id if waiting else "", form.get("accepted") == "yes", form.get("by", ""), form.get("reason", "")
    )


def joining_to(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
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


def join(form: Values, seen: Look) -> joining.JoinTo:
    """Where nobody could be offered yet, that somebody is new is not an answer but a box that was never filled."""
    offered = bool(_people_there(seen, form))
    typed = {id: form.get(f"same-{id}") for id in seen.case.subjects}
    same = {id: other for id, other in typed.items() if other or (other is not None and offered)}
    return joining.JoinTo(form.get("case", "").strip().upper(), form.get("why", ""), same)


def read_it_first(seen: Look) -> str:
    """What becomes of both cases."""
    return say(
        "Two people who tell of the same stay two contacts, each heard on their own. This case is closed as joined; "
        "the owner of the other case, or who manages them, has to take the new contact on."
    )


def may_join(seen: Look) -> bool:
    """Whether no work has begun on it."""
    return _untouched(seen) and bool(seen.case.contacts)


def answering_offer(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """Whether the new contact is taken on."""
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


def answer_offer(form: Values, seen: Look) -> joining.AnswerOffer:
    """The command of that answer."""
    offers = joining.open_offers(seen.case)
    only = offers[0].contact if len(offers) == 1 else ""
    return joining.AnswerOffer(form.get("contact", only), form.get("accepted") == "yes", form.get("reason", ""))


def proposed(seen: Look) -> tuple[looking_up.Proposed, ...]:
    """What is proposed for a case on which no work has begun."""
    if seen.case.closed is not None or not _untouched(seen):
        return ()
    return looking_up.proposed(seen.case, seen.hub, local(seen.visit.now).date())
