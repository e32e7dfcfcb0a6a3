"""Through the pages of a form: each keeps what was typed before anything else is said about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.domain.answers.paging import Step, enough, progress
from hubwright.domain.answers.shapes import most_rows
from hubwright.domain.definitions.form import Question
from hubwright.domain.errors import NotFound
from hubwright.web.answers_shown import answer_words, row_title
from hubwright.web.components import Action, Button, Card, Field, InsetText, NotificationBanner, Row, SummaryList
from hubwright.web.language import plain, say, text
from hubwright.web.refer import handing_in, keeping, sending
from hubwright.web.refer.asking import key_of
from hubwright.web.refer.blocks import Block, Rows
from hubwright.web.refer.drawing import plan
from hubwright.web.refer.fields import PageForm, page_form
from hubwright.web.refer.findings import asked_place, messages, summary
from hubwright.web.refer.keeping import Kept
from hubwright.web.refer.places import address_of, own_url, page_at, row_address, row_at, step_url
from hubwright.web.refer.screen import Screen, first_step, rows_of, screen
from hubwright.web.refer.start import door_for
from hubwright.web.refer.typed import Document, is_untouched
from hubwright.web.surroundings import public_chrome
from hubwright.web.visit import Visit

_ADD = "add-"
_THEN = "then"
_CHECK = "check"


def page(visit: Visit, form: str, page: str) -> Response:
    """A page of the form."""
    return _walk(visit, form, page, None)


def row(visit: Visit, form: str, page: str, row: str) -> Response:
    """One row of a page: a person on a page of their own."""
    return _walk(visit, form, page, row)


def keep(visit: Visit, form: str, page: str, row: str | None = None) -> Response:
    """Keep what is typed while it is being typed; nothing is judged, and nothing is shown."""
    kept = keeping.here(visit, form)
    seen = None if kept is None else _screen(visit, kept, page, row)
    if kept is None or seen is None:
        return make_response("", HTTPStatus.CONFLICT)
    typed = page_form(seen.key, seen.questions, seen.answers)
    if not typed.from_our_page():
        return make_response("", HTTPStatus.CONFLICT)
    _kept_with(visit, seen, typed)
    return make_response("", HTTPStatus.NO_CONTENT)


def _walk(visit: Visit, form: str, page: str, row: str | None) -> Response:
    kept = keeping.here(visit, form)
    if kept is None and request.method == "GET":
        return make_response(redirect(url_for("refer.back", hub=visit.hub.id, form=form)))
    kept = kept or _unbegun(visit, form)
    seen = _screen(visit, kept, page, row)
    if seen is None:
        raise NotFound("This form has no such page.")
    if request.method == "POST":
        return _take(visit, seen)
    if not seen.exists:
        return make_response(redirect(step_url(visit, form, first_step(kept, seen.judgement))))
    typed = page_form(seen.key, seen.questions, seen.answers)
    said = messages(seen.found().malformed)
    return _draw(visit, seen, typed, said)


def _unbegun(visit: Visit, form: str) -> Kept:
    """What somebody typed into a page whose draft this browser no longer holds: it is shown again, and kept anew."""
    door = door_for(visit, form)
    return keeping.unbegun(visit, door)


def _screen(visit: Visit, kept: Kept, page: str, row: str | None) -> Screen | None:
    found = page_at(kept.form, page)
    if found is None:
        return None
    if row is None:
        return screen(visit, kept, found)
    place = row_at(found, row)
    return None if place is None else screen(visit, kept, found, *place)


def _take(visit: Visit, seen: Screen) -> Response:
    """Keep what was posted, as it was typed, before anything is said about it."""
    typed = page_form(seen.key, seen.questions, seen.answers)
    seen, files = _files_taken(visit, seen, typed)
    after = seen.with_answers(visit, seen.merged(dict(seen.kept.answers), typed.answers() | files, _at(visit)))
    if not typed.from_our_page():
        return _draw(visit, after, typed, {}, status=HTTPStatus.BAD_REQUEST, notice=_not_from_here())
    if keeping.too_large(after.kept.answers):
        return _draw(visit, after, typed, {}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, notice=_too_much())
    found = after.found()
    act = request.form.get("act", "")
    again = () if found.malformed or act else found.not_asked_before(seen.kept.asked)
    if not seen.kept.code:
        begun = keeping.begin(visit, door_for(visit, seen.kept.form.id))
        seen = screen(visit, begun, seen.page, seen.holder, seen.row)
    kept = _kept_with(visit, seen, typed, *map(asked_place, again), files=files)
    after = screen(visit, kept, seen.page, seen.holder, seen.row, known=after.judging)
    if (away := handing_in.ADD if act.startswith(handing_in.DROP) else act) in _AWAY:
        return _AWAY[away](visit, after)
    if found.malformed:
        return _draw(visit, after, typed, messages(found.malformed), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if again:
        return _draw(visit, after, typed, messages(again), status=HTTPStatus.UNPROCESSABLE_ENTITY, notice=_once())
    return _lead(visit, after, act)


def _files_taken(visit: Visit, seen: Screen, typed: PageForm) -> tuple[Screen, dict[str, Document]]:
    """The screen with a draft to keep files under, and what was handed in; nothing is taken from a page not ours."""
    if not typed.from_our_page() or not any(one.type == "file" for one in seen.questions):
        return seen, {}
    if not seen.kept.code and handing_in.handed_in():
        begun = keeping.begin(visit, door_for(visit, seen.kept.form.id))
        seen = screen(visit, begun, seen.page, seen.holder, seen.row)
    return seen, handing_in.documents(visit, seen) if seen.kept.code else {}


def _lead(visit: Visit, seen: Screen, act: str) -> Response:
    """Where the person asked to go, with all that they typed in order."""
    kept = seen.kept
    if act == "send":
        return sending.send(visit, kept, seen.judgement)
    if act.startswith(_ADD):
        return _add(visit, seen, act.removeprefix(_ADD))
    step = seen.after()
    changing = request.args.get(_THEN) == _CHECK
    if step is None or (changing and seen.holder is None):
        return make_response(redirect(own_url(visit, kept.form.id, "check")))
    return make_response(redirect(step_url(visit, kept.form.id, step, **_then())))


def _later(visit: Visit, seen: Screen) -> Response:
    row = None if seen.holder is None else row_address(seen.holder, seen.row)
    at = url_for("refer.later", hub=visit.hub.id, form=seen.kept.form.id, at=address_of(seen.page.id), row=row)
    return make_response(redirect(at))


def _back(visit: Visit, seen: Screen) -> Response:
    """To the page before, or from the first one to the start."""
    form, step = seen.kept.form.id, seen.before()
    if step is None:
        return make_response(redirect(url_for("refer.start", hub=visit.hub.id, form=form)))
    return make_response(redirect(step_url(visit, form, step)))


def _stay(visit: Visit, seen: Screen) -> Response:
    """The same page again, with the files that were added or let go."""
    return make_response(redirect(request.url))


# Ways off a page that nothing on it can stop.
_AWAY = {"back": _back, "later": _later, handing_in.ADD: _stay}


def _then() -> dict[str, str]:
    """Carries on that the person came from their list of answers and goes back there."""
    return {_THEN: _CHECK} if request.args.get(_THEN) == _CHECK else {}


def _at(visit: Visit) -> str:
    return visit.now.astimezone(UTC).isoformat(timespec="seconds")


def _kept_with(
    visit: Visit, seen: Screen, typed: PageForm, *asked: str, files: Mapping[str, Document] = MappingProxyType({})
) -> Kept:
    documents, at = {**typed.answers(), **files}, _at(visit)
    return keeping.change(visit, seen.kept, lambda answers: seen.merged(answers, documents, at), asked=asked)


def _add(visit: Visit, seen: Screen, question: str) -> Response:
    """To the page of a new row."""
    holder = next((one for one in seen.page.questions if one.id == question and one.rows), None)
    count = len(rows_of(seen.kept.answers, holder)) if holder else 0
    if holder is None or count >= most_rows(holder):
        return make_response(redirect(step_url(visit, seen.kept.form.id, seen.step)))
    return make_response(redirect(step_url(visit, seen.kept.form.id, Step(seen.page.id, question, count), **_then())))


def _not_from_here() -> NotificationBanner:
    return NotificationBanner(
        say(
            "This page had been open too long, or came from elsewhere. What you typed is below: press the button again."
        )
    )


def _too_much() -> NotificationBanner:
    return NotificationBanner(
        say("This is more than one form can hold, and this page is not kept. Make it shorter, or ring the hub.")
    )


def _once() -> NotificationBanner:
    return NotificationBanner(
        say("Please look at this once more. You can go on without changing anything: we do not ask again.")
    )


def _draw(
    visit: Visit,
    seen: Screen,
    typed: PageForm,
    said: dict[str, str],
    *,
    status: HTTPStatus = HTTPStatus.OK,
    notice: NotificationBanner | None = None,
) -> Response:
    kept, form = seen.kept, seen.kept.form
    blocks = plan(seen.key, seen.questions).draw(
        shown=seen.shown,
        typed=typed.typed(),
        errors=said,
        rows=lambda question, beside, error: _rows(visit, seen, question, beside, error),
    )
    at = progress(form, seen.judgement, seen.step)
    heading = text(seen.page.title) if seen.holder is None else row_title(seen.holder, seen.row)
    body = render_template(
        "refer/page.html",
        chrome=public_chrome(visit),
        title=plain(seen.page.title),
        heading=heading,
        intro=text(seen.page.intro) if seen.holder is None else "",
        blocks=blocks,
        errors=summary(said, seen.questions),
        notices=[notice] if notice else [],
        progress=(at.number, at.about),
        token=typed.csrf_token.current_token,
        autosave=_autosave(visit, seen) if kept.code else "",
        sent=_already_sent(kept),
        takes_files=seen.holder is None and any(one.type == "file" for one in seen.questions),
        buttons=_buttons(seen),
    )
    return make_response(body, status)


def _already_sent(kept: Kept) -> InsetText | None:
    if kept.draft.sent_contact is None:
        return None
    return InsetText(
        say(
            "You sent this before. Your reference is %(reference)s. What you add here joins it once you press Send.",
            reference=kept.draft.sent_contact,
        )
    )


def _autosave(visit: Visit, seen: Screen) -> str:
    parts: dict[str, Any] = {"hub": visit.hub.id, "form": seen.kept.form.id, "page": address_of(seen.page.id)}
    if seen.holder is None:
        return url_for("refer.keep", **parts)
    return url_for("refer.keep_row", row=row_address(seen.holder, seen.row), **parts)


def _buttons(seen: Screen) -> tuple[Button, ...]:
    buttons = [Button(text=say("Continue"))]
    if enough(seen.kept.form, seen.judgement.answers):
        words = say("Send what I have added") if seen.kept.draft.sent_contact else say("Send what I have now")
        buttons.append(Button(text=words, name="act", value="send", once=True))
    buttons.append(Button(text=say("Back"), name="act", value="back", classes="govuk-button--secondary"))
    buttons.append(
        Button(text=say("Save and come back later"), name="act", value="later", classes="govuk-button--secondary")
    )
    return tuple(buttons)


def _rows(visit: Visit, seen: Screen, question: Question, beside: tuple[Field, ...], error: str) -> Block:
    """The people named so far, each with a way to change or remove them; of a file question, the files."""
    if question.type == "file":
        return handing_in.block(seen, question, beside, error)
    rows = rows_of(seen.kept.answers, question)
    full = len(rows) >= most_rows(question)
    noun = text(question.row_name) if question.row_name else say("entry")
    words = say("Add another %(row)s", row=noun) if rows else say("Add %(row)s", row=noun)
    return Rows(
        key=key_of(question),
        legend=text(question.label),
        hint=text(question.hint),
        error=error,
        lists=tuple(_card(visit, seen, question, index, row) for index, row in enumerate(rows)),
        empty=say("Nobody yet.") if question.type == "people" else say("Nothing yet."),
        add=None
        if full
        else Button(
            text=words,
            name="act",
            value=f"{_ADD}{question.id}",
            id=key_of(question),
            classes="govuk-button--secondary",
        ),
        fields=() if rows else beside,
    )


def _card(visit: Visit, seen: Screen, question: Question, index: int, row: dict[str, object]) -> SummaryList:
    parts: dict[str, Any] = {
        "hub": visit.hub.id,
        "form": seen.kept.form.id,
        "page": address_of(seen.page.id),
        "row": row_address(question, index),
    }
    return SummaryList(
        tuple(
            Row(text(column.label), answer_words(column, row[column.id]))
            for column in question.rows
            if column.id in row and not is_untouched(row[column.id])
        ),
        card=Card(
            title=row_title(question, index),
            actions=(
                Action(say("Change"), url_for("refer.row", **parts)),
                Action(say("Remove"), url_for("refer.remove", **parts)),
            ),
        ),
    )
