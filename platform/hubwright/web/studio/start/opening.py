"""Opening the hub to referrals: the check list, what is written to it, test messages, and the acts themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import Response, make_response, redirect, request, url_for

from hubwright.actions.house import Seated
from hubwright.actions.opening import (
    close_to_referrals,
    open_to_referrals,
    opening_steps,
    send_test_messages,
    settle_step,
)
from hubwright.actions.train_hub import train_hub
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs.opening import OPEN, WRITTEN, Step
from hubwright.domain.training import training_id
from hubwright.web.language import gettext, mark, say, text
from hubwright.web.studio.desk import Desk, desk
from hubwright.web.studio.frame import page
from hubwright.web.times import day
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id
from hubwright.web.work.asked import line, words

ASKED: Mapping[str, tuple[str, str]] = {
    "sharing_agreement": (
        mark("The agreement to share information"), mark("Its reference, and where the signed copy lies")),
    "impact_assessment": (mark("The data protection impact assessment"), mark("Its reference and its date")),
    "privacy_page": (mark("The privacy notice stands on the public pages"), ""),
    "rota_filled": (mark("Somebody is on duty at every hour of the next fourteen days"), ""),
    "number_rung": (mark("The number for the other hours was rung, at such an hour"), mark("When, and who answered")),
    "messages_opened": (mark("Every agency has opened a test message"), ""),
    "contacts_read": (mark("One test contact of each kind was read by a person in the hub for training"), ""),
    "first_signature": (mark("Somebody signs that the hub may open"), mark("Name and post")),
    "second_signature": (mark("Somebody of another agency signs too"), mark("Name, post and agency")),
}  # fmt: skip


def show(visit: Visit) -> Response:
    """The list; a press writes a step down, sends the test messages, makes the hub for training or opens."""
    found = desk(visit)
    if request.method == "GET":
        return _page(found)
    try:
        _done(visit, request.form.get("act", ""))
    except Refusal as refusal:
        return _page(found, refusal)
    return make_response(redirect(url_for("studio.opening", hub=visit.hub.id, done="1")))


def _done(visit: Visit, act: str) -> None:
    house, hub, actor = visit.house, visit.hub.id, visit.actor
    if act == "open":
        open_to_referrals(house, hub=hub, actor=actor, deed=deed_id(), why=request.form.get("why", ""))
    elif act == "close":
        close_to_referrals(house, hub=hub, actor=actor, deed=deed_id(), why=request.form.get("close", ""))
    elif act == "messages":
        send_test_messages(house, hub=hub, actor=actor, deed=deed_id(), base_url=visit.base_url)
    elif act == "train":
        train_hub(house, hub=hub, actor=actor)
    else:
        settle_step(house, hub=hub, actor=actor, deed=deed_id(), step=act, said=request.form.get(act, ""))


def _page(found: Desk, refusal: Refusal | None = None) -> Response:
    visit = found.visit
    here = Seated(state=visit.state, hub=visit.hub, revision=visit.revision, reader=visit.reader)
    wrong = dict(refusal.fields) if refusal else {}
    steps: list[tuple[Step, str, str, str]] = []
    for one in opening_steps(visit.house, here):
        name, asked = ASKED[one.id]
        steps.append((one, say(name), say(asked) if asked else "", _lacks(visit, one)))
    fields = {one.id: line(one.id, asked, request.form, wrong) for one, _, asked, _ in steps if one.id in WRITTEN}
    why = words("why", say("Why does it open without what is missing, and who answers for that?"), request.form, wrong,
                rows=2)  # fmt: skip
    close = words("close", say("Why does it take no more referrals?"), request.form, wrong, rows=2,
                  hint=say("It stands on record. The public pages say whom to ring instead."))  # fmt: skip
    state = visit.hub.local.state
    return page(
        found,
        "studio/start/opening.html",
        current="start",
        title=say("Open to referrals"),
        refusal=refusal,
        fields=[close] if state == OPEN else [*fields.values(), why],
        steps=steps,
        asked=fields,
        why=why,
        close=close,
        missing=sum(not one.done for one, *_ in steps),
        setting=visit.state.setting,
        state=state,
        training=url_for("public.hub", hub=training_id(visit.hub.id)),
    )


def _lacks(visit: Visit, step: Step) -> str:
    """What a step that is looked at still lacks, in words."""
    names = {one.id: str(text(one.name)) for one in visit.hub.agencies}
    names |= {one.id: str(text(one.name)) for one in visit.hub.kinds}
    if step.id == "privacy_page":
        return gettext("It is not written yet.") if step.missing else ""
    shown = [
        str(day(date.fromisoformat(one))) if step.id == "rota_filled" else names.get(one, one) for one in step.missing
    ]
    return gettext("Missing: %(what)s", what=", ".join(shown)) if shown else ""
