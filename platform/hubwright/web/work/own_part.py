"""A partner's own part in a case: the votes it is asked for, what it challenges, and concerns it tags."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.act_on_case import act_on_case
from hubwright.domain.access.own_part import OwnPart, own_part
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Command
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.topics.challenging import ClimbChallenge, RaiseChallenge, SettleChallenge
from hubwright.domain.cases.topics.concerns import TagConcern
from hubwright.domain.cases.topics.voting import CastVote
from hubwright.domain.cases.written import instant
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import NotFound, Refusal
from hubwright.domain.texts import Text
from hubwright.web.components import Choice, ClockFace, Field, Radios, Textarea
from hubwright.web.language import plain, say, text
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values, Wrong, one_of, words
from hubwright.web.work.topics import challenging, concerns
from hubwright.web.work.topics.cards import Shown, card
from hubwright.web.work.words import clock_name


@dataclass(frozen=True, slots=True)
class Act:
    """One form of the page.

    Args:
        id: what is posted as `act`.
        about: the thing it is about, posted too.
        heading, button: words.
        fields: its questions.
        clock: by when, or None.
    """

    id: str
    about: str
    heading: str
    button: str
    fields: list[Field]
    clock: ClockFace | None = None


def do(visit: Visit, ref: str) -> Response:
    """Show an agency its own part, or take what it says."""
    seen, hub = _seen(visit, ref)
    if request.method == "GET":
        return _page(visit, hub, seen)
    try:
        command = _command(request.form, visit)
        act_on_case(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), case=ref, command=command)
    except Refusal as refusal:
        return _page(visit, hub, seen, refusal=refusal)
    return make_response(redirect(url_for("work.own_part", hub=visit.hub.id, ref=ref, done="1")))


def _seen(visit: Visit, ref: str) -> tuple[OwnPart, Hub]:
    """The agency's part, and the definitions that the case is pinned to.

    Raises:
        NotFound: there is no such case, or this agency has no part in it.
    """
    with visit.house.store.reading(visit.hub.id) as reading:
        state = case_of(reading.entries(f"case:{ref}"))
        if state is None:
            raise NotFound("There is no such case.")
        found = [contact_of(reading.entries(f"contact:{one}")) for one in state.contacts]
        part = own_part(state, visit.reader, visit.now, [one for one in found if one is not None])
        if part is None:
            raise NotFound("There is no such case.")
        return part, visit.pinned(reading, state.revision)


_COMMANDS: Mapping[str, Callable[[Values], Command]] = {
    "vote": lambda form: CastVote(form.get("about", ""), form.get("says", ""), form.get("words", "")),
    "climb": lambda form: ClimbChallenge(form.get("about", ""), form.get("words", "")),
    "settle": lambda form: SettleChallenge(form.get("about", ""), form.get("words", "")),
    "tag": lambda form: TagConcern(form.get("concern", ""), form.get("words", "")),
    "challenge": lambda form: RaiseChallenge(form.get("about_what", ""), form.get("words", "")),
}


def _command(form: Values, visit: Visit) -> Command:
    made = _COMMANDS.get(form.get("act", ""))
    if made is None:
        raise Refusal(
            why="This page had lost its place.", do="What you typed is kept: press the button again.", code="no_deed"
        )
    return made(form)


def _page(visit: Visit, hub: Hub, seen: OwnPart, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    typed = request.form
    acts = [_filled(one, typed, wrong, visit) for one in _acts(visit, hub, seen)]
    tried = next((one for one in acts if (one.id, one.about) == (typed.get("act"), typed.get("about", ""))), None)
    names = {agency.id: text(agency.name) for agency in hub.agencies}
    body = render_template(
        "work/own_part.html",
        chrome=work_chrome(visit, current="checks"),
        title=say("Your agency and this case"),
        heading=say("Your agency and this case"),
        seen=seen,
        agency=names.get(visit.actor.agency or "", ""),
        acts=acts,
        challenges=[_challenge(one, names, hub) for one in seen.challenges],
        tags=[plain(text(Text(one.name["en"], one.name.get("cy")))) for one in seen.tags],
        errors=summary(refusal, wrong, tried.fields if tried else []),
        done=request.args.get("done", ""),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _challenge(one: Any, names: Mapping[str, str], hub: Hub) -> Shown:
    return card(say(challenging.ABOUT[one.about]), challenging.said_rows(one, names, hub=hub, whole=False))


@dataclass(frozen=True, slots=True)
class _Drawn:
    id: str
    about: str
    heading: str
    button: str
    fields: Callable[[Values, Wrong], list[Field]]
    due: Any = None


def _filled(one: _Drawn, typed: Values, wrong: Wrong, visit: Visit) -> Act:
    """The form with what was typed into it, where it was this one that was sent."""
    mine = (typed.get("act"), typed.get("about", "")) == (one.id, one.about)
    clock = ClockFace(what=clock_name("vote"), due=one.due, now=visit.now) if one.due else None
    fields = one.fields(typed if mine else Values(), wrong if mine else {})
    own = [_of_its_own(field, f"{one.id}{one.about}") for field in fields]
    return Act(one.id, one.about, one.heading, one.button, own, clock)


def _of_its_own(field: Field, act: str) -> Field:
    """The question with ids of its own: several forms of one page ask things of the same name."""
    if isinstance(field, Radios):
        return replace(field, id_prefix=f"{act}-{field.name}")
    return replace(field, id=f"{act}-{field.name}") if isinstance(field, Textarea) else field


def _acts(visit: Visit, hub: Hub, seen: OwnPart) -> list[_Drawn]:
    """What this agency may do here: vote first, then go on with its challenges, then begin something."""
    found: list[_Drawn] = []
    agency = visit.actor.agency or ""
    for ballot in seen.ballots:
        if ballot.concluded is None:
            asked = plain(text(Text(ballot.question["en"], ballot.question.get("cy"))))
            given = ballot.votes.get(agency, {})
            found.append(
                _Drawn("vote", ballot.id, asked, say("Send this answer"), _voting(given), due=instant(ballot.due))
            )
    last = len(hub.challenge.levels) - 1 if hub.challenge else 0
    for one in seen.challenges:
        if one.state == "settled":
            continue
        if one.level < last and (one.state == "answered" or one.due <= visit.now):
            found.append(_Drawn("climb", one.id, say("Take it to the next level"), say("Take it further"), _going_on))
        found.append(_Drawn("settle", one.id, say("It is settled"), say("Let it rest"), _resting))
    if hub.challenge:
        found.append(
            _Drawn("challenge", "", say("Challenge a rating or decision"), say("Put it on record"), challenging.about)
        )
    if hub.concerns:
        found.append(
            _Drawn(
                "tag", "", say("Tag a concern"), say("Tag it"),
                lambda values, wrong: concerns.questions(hub, values, wrong),
            )
        )  # fmt: skip
    return found


def _voting(given: Mapping[str, Any]) -> Callable[[Values, Wrong], list[Field]]:
    def fields(values: Values, wrong: Wrong) -> list[Field]:
        options = [Choice(value="yes", text=say("Yes")), Choice(value="no", text=say("No"))]
        return [
            one_of("says", say("What does your agency say?"), options, values, wrong, chosen=given.get("says", "")),
            words("words", say("Why?"), values, wrong, rows=3, given=given.get("words", "")),
        ]

    return fields


def _going_on(values: Values, wrong: Wrong) -> list[Field]:
    return [words("words", say("What is still disagreed with?"), values, wrong, rows=3)]


def _resting(values: Values, wrong: Wrong) -> list[Field]:
    return [words("words", say("In which words, if any?"), values, wrong, rows=2)]
