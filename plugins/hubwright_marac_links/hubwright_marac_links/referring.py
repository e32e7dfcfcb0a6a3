"""To refer: for whom, on which grounds, and whether they know and agree. A person decides; no number does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from hubwright.api import Asked, Begun, CaseView, Decided, Happened, NotYet, RecordView, Tell

from hubwright_marac_links import asking, days, options, referral
from hubwright_marac_links.options import Options
from hubwright_marac_links.risk import whom_wrong

BORN = "subject.born"
_TOO_YOUNG = (
    "They are under 16, and the forum is for people of 16 and over. Go on with the child's own pathway in this hub "
    "today. If somebody of 16 or over is harmed too, name them here and the child under children."
)


def asks(case: CaseView, chosen: Options) -> tuple[asking.Question, ...]:
    """What is asked of a referral. Visible high risk is a ground only where the hub has a tool of its own."""
    everybody, forum = asking.people(case), options.forum(chosen)
    return asking.drawn(
        (
            asking.one_of("victim", "Who may be harmed?", everybody, f"A {forum} is for people of 16 and over."),
            asking.some_of("alleged", "Who is alleged to have caused harm?", everybody),
            asking.text("alleged-words", "If they are not named above: who is it, as far as that is known?"),
            asking.some_of("children", "Which children live in the household, or are theirs?", everybody),
            asking.some_of("grounds", "On which grounds?", grounds(chosen), "One is enough."),
            asking.text("reasons", "What are your reasons?", "Your own view, in your own words.", long=True),
            asking.one_of("aware", "Does the person who may be harmed know of this referral?", referral.AGREES),
            asking.one_of("agrees", "Do they agree?", referral.AGREES),
            asking.text(
                "without",
                "If they do not know of it or do not agree: why is it referred without?",
                "Say also why they were not asked. The person alleged is never asked and never told.",
                long=True,
            ),
        )
    )


def grounds(chosen: Options) -> dict[str, str]:
    """What can be ticked as a ground here, id to words."""
    return {id: words for id, words in referral.GROUNDS.items() if id != "visible" or options.own_tool(chosen)}


def refer(asked: Asked, chosen: Options) -> Decided | NotYet:
    """Refer, anew or where it was proposed. An earlier referral within the months makes it a repeat by itself."""
    if asked.record and asked.record.state["status"] != referral.PROPOSED:
        return NotYet("This was decided by now.", "Look at the case again.")
    body, today = _said(asked, chosen), days.today(asked.now)
    going_on = _proposed(asked.beside, body["victim"])
    if not asked.record and going_on:
        return NotYet(
            "A referral is proposed for them already.", "Refer that one, or say why not.", {"victim": "See the case."}
        )
    before = referral.earlier(
        body["victim"], body["alleged"], asked.beside, asked.elsewhere, today, options.months(chosen)
    )
    if before and "repeat" not in body["grounds"]:
        body["grounds"].append("repeat")
    wrong = dict(_wrong(asked, body, today))
    if wrong:
        return NotYet("This referral is not complete.", "Fill in what is marked; everything else is kept.", wrong)
    body |= {"referred_on": today.isoformat(), "earlier": before[-1].isoformat() if before else ""}
    role = str(chosen.get("coordinator_role") or "")
    return Decided((Happened("referred", body),), (Tell(role=role),) if role else ())


def _said(asked: Asked, chosen: Options) -> dict[str, Any]:
    everybody = asking.people(asked.case)
    victim = asking.picked(asked, "victim", everybody)
    return {
        "case": asked.case.ref,
        "about": [victim],
        "victim": victim,
        "alleged": asking.ticked(asked, "alleged", everybody),
        "alleged_words": asked.words("alleged-words"),
        "children": asking.ticked(asked, "children", everybody),
        "grounds": asking.ticked(asked, "grounds", grounds(chosen)),
        "reasons": asked.words("reasons"),
        "aware": asking.picked(asked, "aware", referral.AGREES),
        "agrees": asking.picked(asked, "agrees", referral.AGREES),
        "without": asked.words("without"),
        "by": asked.who.name[: asking.SHORT],
    }


def _wrong(asked: Asked, body: dict[str, Any], today: date) -> Iterator[tuple[str, str]]:
    yield from whom_wrong(body["victim"], body["alleged"], needed=not body["alleged_words"]).items()
    whom = asked.case.person(body["victim"])
    if whom and days.surely_under_16(whom.meant.get(BORN), today):
        # S:629-630. A child is not sent away: the hub itself is the way for them.
        yield "victim", _TOO_YOUNG
    if {body["victim"], *body["alleged"]} & set(body["children"]) - {""}:
        yield "children", "Somebody is named here who is named above as well."
    if not body["grounds"]:
        yield "grounds", "Tick a ground. Professional judgement alone is enough."
    if not body["reasons"]:
        yield "reasons", "Write down your reasons."
    for one in ("aware", "agrees"):
        if not body[one]:
            yield one, "Say yes, no, or that they were not asked."
    if (body["aware"], body["agrees"]) != ("yes", "yes") and not body["without"]:
        yield "without", "Say why it is referred without, or ask them first where that is safe."


def not_refer(asked: Asked) -> Decided | NotYet:
    """Say why a referral that was proposed is not made."""
    if asked.record is None or asked.record.state["status"] != referral.PROPOSED:
        return NotYet("This was decided by now.", "Look at the case again.")
    why = asked.words("why-not")
    if not why:
        return NotYet("A reason is missing.", "Write it down.", {"why-not": "Write down why."})
    on = days.today(asked.now).isoformat()
    return Decided((Happened("not_referred", {"why_not": why, "not_referred_on": on}),))


def propose(case: CaseView, person: str, route: str, records: tuple[RecordView, ...], chosen: Options) -> Begun | None:
    """Propose a referral where the hub's route for it was chosen. A person still refers, or says why not.

    Nobody has said yet who is harmed and who is alleged, and a route may be chosen for a child or for either of two
    adults. So until somebody does, the record is about everybody in the case: only who sees them all gets it.
    """
    if not chosen.get("route") or route != chosen["route"]:
        return None
    going_on = (referral.PROPOSED, referral.REFERRED, referral.LISTED)
    if any(one.kind == referral.KIND and one.state["status"] in going_on for one in records):
        return None
    today = days.today(case.now)
    body = {
        "case": case.ref,
        "about": list(dict.fromkeys((person, *(one.id for one in case.people)))),
        "proposed_on": today.isoformat(),
    }
    return Begun(referral.KIND, (Happened("proposed", body),))


def _proposed(records: tuple[RecordView, ...], victim: str) -> bool:
    return any(
        one.kind == referral.KIND and one.state["status"] == referral.PROPOSED and victim in one.state["about"]
        for one in records
    )
