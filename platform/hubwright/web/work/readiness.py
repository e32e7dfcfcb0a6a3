"""For other days: the forms on paper, the hourly list for when the network is down, and the hub for training."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.lock_lists import lock_lists
from hubwright.actions.train_hub import train_hub
from hubwright.domain.errors import Refusal
from hubwright.domain.training import training_id
from hubwright.jobs.locked_list import SHORTEST, new_lock
from hubwright.web.components import ErrorLink, ErrorSummary, Label, TextInput
from hubwright.web.language import say
from hubwright.web.public.blank import forms_of
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id

_LONGEST = 200


def do(visit: Visit) -> Response:
    """The page, or one of its two acts."""
    if request.method == "GET":
        return _page(visit)
    try:
        if request.form.get("what") == "train":
            train_hub(visit.house, hub=visit.hub.id, actor=visit.actor)
        else:
            _lock(visit)
    except Refusal as refusal:
        return _page(visit, refusal)
    return make_response(redirect(url_for("work.readiness", hub=visit.hub.id, done=request.form.get("what", ""))))


def _lock(visit: Visit) -> None:
    typed, again = request.form.get("passphrase", "")[:_LONGEST], request.form.get("again", "")[:_LONGEST]
    if len(typed.strip()) < SHORTEST:
        raise Refusal(
            why="The passphrase is too short.",
            do="Take several words, at least 12 characters in all.",
            code="passphrase_short",
            fields=(("passphrase", "Take several words, at least 12 characters in all."),),
        )
    if typed != again:
        raise Refusal(
            why="The two passphrases differ.",
            do="Write the same one twice.",
            code="passphrase_differs",
            fields=(("again", "Write the same one twice."),),
        )
    lock_lists(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), lock=new_lock(typed))


def _page(visit: Visit, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    links = tuple(ErrorLink(say(said), f"#{name}") for name, said in wrong.items())

    def secret(name: str, words: str) -> TextInput:
        # What was typed is never sent back: whoever stands behind them would read it.
        return TextInput(
            name=name,
            label=Label(words, "govuk-label--s"),
            type="password",
            error=say(wrong[name]) if name in wrong else "",
            autocomplete="new-password",
            spellcheck=False,
            classes="govuk-input--width-20",
        )

    body = render_template(
        "work/readiness.html",
        chrome=work_chrome(visit, current="today"),
        title=say("For other days"),
        heading=say("For other days"),
        errors=ErrorSummary(links or (ErrorLink(f"{say(refusal.why)} {say(refusal.do)}"),), title=say("Not done yet"))
        if refusal
        else None,
        forms=forms_of(visit),
        locked=bool(visit.state.lock),
        may_lock=visit.reader.may("hub.live"),
        passphrase=secret("passphrase", say("Passphrase")),
        again=secret("again", say("The same again")),
        may_train=visit.reader.may("hub.configure") and not visit.state.training_of,
        training=url_for("public.hub", hub=training_id(visit.hub.id)),
        done=request.args.get("done", ""),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)
