"""A piece of an agency's own information, and the hub's request to pass it on: only its owner's people answer here."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.act_on_case import act_on_case
from hubwright.domain.access import ReleaseView, release_view
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.topics.items import AnswerRelease
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.components import Choice, Field
from hubwright.web.language import say, text
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.agreements_shown import unheld
from hubwright.web.work.asked import Values, Wrong, any_of, line, one_of


def do(visit: Visit, ref: str, item: str) -> Response:
    """Show the piece and what is asked, or take the owner's answer."""
    seen = _seen(visit, ref, item)
    if request.method == "GET":
        return _page(visit, seen)
    released = request.form.get("released", "")
    try:
        _said(released)
        act_on_case(
            visit.house,
            hub=visit.hub.id,
            actor=visit.actor,
            deed=deed_id(),
            case=ref,
            command=AnswerRelease(
                item=item,
                released=released == "yes",
                to=tuple(request.form.getlist("to")),
                reason=request.form.get("reason", ""),
            ),
        )
    except Refusal as refusal:
        return _page(visit, seen, refusal=refusal)
    return make_response(redirect(url_for("partner.release", hub=visit.hub.id, ref=ref, item=item, done="1")))


def _said(released: str) -> None:
    if released not in ("yes", "no"):
        raise Refusal(
            why="It does not say whether it may leave the hub.",
            do="Choose yes or no.",
            code="release_incomplete",
            fields=(("released", "Say whether the hub may pass this on."),),
        )


def _seen(visit: Visit, ref: str, item: str) -> ReleaseView:
    """The piece as its owner sees it.

    Raises:
        NotFound: there is none, or it is another agency's.
    """
    with visit.house.store.reading(visit.hub.id) as reading:
        state = case_of(reading.entries(f"case:{ref}"))
        if state is not None:
            found = [contact_of(reading.entries(f"contact:{one}")) for one in state.contacts]
            view = release_view(state, item, visit.reader, visit.now, [one for one in found if one is not None])
            if view is not None:
                return view
    raise NotFound("There is no such piece of information.")


def _fields(visit: Visit, seen: ReleaseView, values: Values, wrong: Wrong) -> list[Field]:
    others = [one for one in visit.hub.agencies if one.id != seen.item.owner]
    wanted = seen.asked["to"] if seen.asked else ()
    to = any_of(
        "to",
        say("To whom?"),
        [Choice(value=one.id, text=text(one.name)) for one in others],
        values,
        wrong,
        hint=say("Tick nobody where it may go to whoever needs it to protect somebody."),
        chosen=wanted,
    )
    answers = [
        Choice(value="yes", text=say("Yes"), reveal=(to,)),
        Choice(value="no", text=say("No")),
    ]
    return [
        one_of("released", say("May the hub pass this on?"), answers, values, wrong),
        line("reason", say("Why not, or what to mind"), values, wrong),
    ]


def _page(visit: Visit, seen: ReleaseView, *, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    fields = _fields(visit, seen, request.form, wrong)
    names = {one.id: text(one.name) for one in visit.hub.agencies}
    body = render_template(
        "work/release.html",
        chrome=work_chrome(visit, current="checks"),
        title=say("May the hub pass this on?"),
        heading=say("May the hub pass this on?"),
        seen=seen,
        names=names,
        reference=f"{seen.case_ref}-{seen.item.id}",
        fields_of_answer=fields,
        errors=summary(refusal, wrong, fields),
        done=request.args.get("done", ""),
        leans=unheld(visit, seen.check_sets, {seen.item.owner, *(seen.asked["to"] if seen.asked else ())}),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)
