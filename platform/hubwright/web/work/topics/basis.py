"""Why the hub shared or asked, on the page of a case: what still has to be confirmed stands first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from markupsafe import Markup

from hubwright.domain.cases.commands import GivenBasis
from hubwright.domain.cases.topics.basis import CONFIDENCE, Basis, ConfirmBasis, RecordBasis, bases
from hubwright.reference.provisions import provision_name
from hubwright.web.components import Choice, Field
from hubwright.web.language import mark, plain, say
from hubwright.web.work.agreements_shown import agreements_said, unheld
from hubwright.web.work.asked import Values, Wrong, any_of, line, listed, one_of, words
from hubwright.web.work.deed import Deed
from hubwright.web.work.deed_forms import pathway_choice, pathway_of
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.topics.topic import Panel, WorkTopic
from hubwright.web.work.words import CONSENTS, TOLDS

_BASES: Mapping[str, str] = {
    "consent": mark("Consent"),
    "statute": mark("The law requires or allows it"),
    "public_interest": mark("An overriding public interest"),
}
_GIVEN = tuple(name for name in GivenBasis.__dataclass_fields__ if name != "confirmed")


@dataclass(frozen=True, slots=True)
class Shown:
    """One basis as the page shows it."""

    id: str
    title: str
    who: str
    words: tuple[tuple[str, str], ...]
    confirmed_by: str
    href: str


def _show(seen: Look) -> list[Shown] | None:
    found = sorted(bases(seen.case), key=lambda one: (bool(one.confirmed_by), -one.number))
    return [_shown(one, seen) for one in found] or None


def _shown(one: Basis, seen: Look) -> Shown:
    names = seen.agencies()
    to = ", ".join(names.get(id, id) for id in one.body.get("agencies", ())) or one.body.get("receiver", "")
    people = [seen.case.subjects[id] for id in one.body["subjects"] if id in seen.case.subjects]
    may = seen.may("case.ask", one.pathway)
    return Shown(
        id=one.id,
        title=say("Shared with %(who)s", who=to) if one.body["sharing"] else say("Not shared with %(who)s", who=to),
        who=", ".join(str(name_of(person, seen)) for person in people),
        words=(
            *((said, value) for said, value in _words(one.body) if value),
            *((say("Agreements"), said) for said in agreements_said(one.body.get("agreements", ()), seen.visit)),
        ),
        confirmed_by=one.confirmed_by,
        href=url_for("work.act", hub=seen.visit.hub.id, ref=seen.case.ref, deed="confirm-basis", about=one.id)
        if may and not one.confirmed_by
        else "",
    )


def _words(body: Mapping[str, Any]) -> list[tuple[str, str]]:
    provision = provision_name(body["provision"]).get("en", body["provision"])
    consent = plain(say(CONSENTS[body["consent"]])) if body["consent"] in CONSENTS else ""
    told = plain(say(TOLDS[body["told"]])) if body["told"] in TOLDS else ""
    return [
        (say("Provision of law"), provision),
        (say("What for"), body["purpose"]),
        (say("Why it is needed"), body["necessity"]),
        (say("Why it is no more than needed"), body["proportionality"]),
        (say("Agreement"), ". ".join(part for part in (consent, body["consent_why"]) if part)),
        (say("Told first"), ". ".join(part for part in (told, body["told_why"]) if part)),
        (say("What is believed to be met"), body.get("threshold", "")),
        (say("What was shared"), body.get("categories", "")),
        (say("What may be done with it"), body.get("handling", "")),
        (say("Whose advice was taken"), body.get("advice", "")),
        (say("Guidance"), body.get("guidance", "")),
    ]


def _ground(seen: Look, values: Values, wrong: Wrong, given: Mapping[str, Any]) -> list[Field]:
    """The questions of a basis, with what is known in them."""
    known = dict.fromkeys(id for one in seen.hub.check_sets for id in (one.basis, *one.other_bases))
    provisions = [(id, provision_name(id).get("en", id)) for id in known]
    consent = [Choice(value=id, text=say(said)) for id, said in CONSENTS.items()]
    told = [Choice(value=id, text=say(said)) for id, said in TOLDS.items()]
    values = values.copy()
    values.setdefault("provision", given.get("provision", ""))
    return [
        listed("provision", say("Provision of law"), provisions, values, wrong),
        words("purpose", say("What for"), values, wrong, rows=2, given=given.get("purpose", "")),
        words("necessity", say("Why it is needed"), values, wrong, rows=2, given=given.get("necessity", "")),
        words(
            "proportionality", say("Why it is no more than needed"), values, wrong, rows=2,
            given=given.get("proportionality", ""),
        ),
        one_of(
            "consent", say("Was agreement to the sharing sought?"), consent, values, wrong,
            chosen=given.get("consent", ""),
        ),
        line("consent_why", say("If not, why not"), values, wrong, given=given.get("consent_why", "")),
        one_of("told", say("Are they told before it is shared?"), told, values, wrong, chosen=given.get("told", "")),
        line("told_why", say("If they are not told first, why not"), values, wrong, given=given.get("told_why", "")),
        line("threshold", say("What is believed to be met"), values, wrong, given=given.get("threshold", "")),
    ]  # fmt: skip


def _given(form: Values) -> GivenBasis:
    return GivenBasis(confirmed=True, **{name: form.get(name, "") for name in _GIVEN})


def _confirming(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    waiting = [one for one in bases(seen.case) if not one.confirmed_by]
    chosen = next((one for one in waiting if one.id == values.get("about")), waiting[0] if waiting else None)
    options = [(one.id, str(plain(_shown(one, seen).title))) for one in waiting]
    return [
        listed("about", say("Which one?"), options, values, wrong),
        *_ground(seen, values, wrong, chosen.body if chosen else {}),
    ]


def _confirm(form: Values, seen: Look) -> ConfirmBasis:
    return ConfirmBasis(form.get("about", ""), _given(form))


def _recording(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    pathway = pathway_of(seen, values)
    in_strand = [one for one in seen.case.subjects.values() if pathway in one.pathways]
    shared = [Choice(value="yes", text=say("It is shared")), Choice(value="no", text=say("It is not shared"))]
    lifts = [Choice(value=id, text=say(said)) for id, said in _BASES.items()]
    return [
        *pathway_choice(seen, values, wrong),
        one_of("sharing", say("Is it shared?"), shared, values, wrong, chosen="yes"),
        line("receiver", say("With whom?"), values, wrong),
        any_of(
            "subjects", say("About whom?"), [Choice(value=one.id, text=name_of(one, seen)) for one in in_strand],
            values, wrong, chosen=[one.id for one in in_strand],
        ),
        line("categories", say("What is shared, or asked for?"), values, wrong),
        *_ground(seen, values, wrong, {}),
        one_of("confidence", say("What lifts the duty of confidence?"), lifts, values, wrong),
        line("handling", say("What may be done with it?"), values, wrong),
        line("advice", say("Whose advice was taken?"), values, wrong),
        line("guidance", say("Which guidance, and of what date?"), values, wrong),
    ]  # fmt: skip


def _record(form: Values, seen: Look) -> RecordBasis:
    confidence = form.get("confidence", "")
    return RecordBasis(
        pathway=pathway_of(seen, form),
        basis=_given(form),
        sharing=form.get("sharing") != "no",
        receiver=form.get("receiver", ""),
        subjects=tuple(form.getlist("subjects")),
        categories=form.get("categories", ""),
        confidence=confidence if confidence in CONFIDENCE else "?",
        handling=form.get("handling", ""),
        advice=form.get("advice", ""),
        guidance=form.get("guidance", ""),
    )


def _unconfirmed(seen: Look) -> bool:
    return any(not one.confirmed_by for one in bases(seen.case))


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    names = seen.agencies()
    said = []
    for one in body.get("bases", ()):
        to = ", ".join(names.get(id, id) for id in one.get("agencies", ())) or one.get("receiver", "")
        said += agreements_said(one.get("agreements", ()), seen.visit)
        said.append(f"{provision_name(one['provision']).get('en', '')} ({to})")
    return said


def _nothing_waits(seen: Look) -> str:
    said = [say("It never holds up protection. What goes out first is confirmed here afterwards.")]
    waiting = [one.body for one in bases(seen.case) if not one.confirmed_by]
    sets = {id for body in waiting for id in body.get("sets", ())}
    agencies = {id for body in waiting for id in body.get("agencies", ())}
    return Markup(" ").join([*said, *unheld(seen.visit, sets, agencies)])


TOPIC: WorkTopic = WorkTopic(
    deeds={
        "confirm-basis": Deed(
            mark("Confirm why we may ask"), mark("I stand for this"), _confirming, _confirm,
            intro=_nothing_waits, permission="case.ask", offered=_unconfirmed,
        ),
        "record-basis": Deed(
            mark("Record why something is shared, or not"), mark("Record this"), _recording, _record,
            group="record", permission="case.ask",
        ),
    },
    entries={
        "case.basis_recorded": mark("Why it was shared"),
        "case.basis_confirmed": mark("Confirmed why we may ask"),
    },
    lines={"case.basis_recorded": _line},
    panels=(Panel("basis", mark("Why we may share"), "story", "basis.html", _show),),
)  # fmt: skip
