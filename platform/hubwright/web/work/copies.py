"""Copies from which something is left out: begin one, decide piece by piece, have it checked, make it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.copy_aids import wordings
from hubwright.actions.outcome import Stale
from hubwright.domain.cases.commands import Command
from hubwright.domain.cases.topics.recording import Record, records_of
from hubwright.domain.cases.topics.redacting import (
    Adds,
    BeginCopy,
    ChangeCopy,
    CheckCopy,
    Choice,
    Copy,
    MakeCopy,
    SendToCheck,
    copies_of,
    copy_made,
    outdated,
)
from hubwright.domain.documents.composing import Wanted, composed
from hubwright.domain.documents.document import Document
from hubwright.domain.documents.proposing import RECIPIENTS, Recipient
from hubwright.domain.documents.reading import document_of as read_back
from hubwright.domain.documents.reading import kept
from hubwright.domain.documents.recording import document_of
from hubwright.domain.documents.redacting import REASON, SHOWN, echoes
from hubwright.domain.documents.said import Teller
from hubwright.domain.errors import NotFound, Refusal
from hubwright.reference.provisions import provision_named
from hubwright.web.components import Choice as Option
from hubwright.web.components import Field
from hubwright.web.language import current_language, gettext, mark, plain, say, text
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work import copy_shown
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import any_of, line, listed, one_of, words
from hubwright.web.work.copies_grouped import Decided, grouped, is_of_group
from hubwright.web.work.copy_words import BECAUSE_WORDS, KIND_WORDS, SHOWN_WORDS, STATE_WORDS, reason_names
from hubwright.web.work.found_shown import found
from hubwright.web.work.look import Look, look
from hubwright.web.work.people_shown import identity, name_of

_DOCUMENTS = {"chronology": mark("The chronology"), "decision_record": mark("The decisions")}


def begin(visit: Visit, ref: str) -> Response:
    """Ask for whom a copy is to be, and of what; begin it."""
    seen = look(visit, ref)
    refusal = None
    if request.method == "POST":
        try:
            done = _do(seen, _begins(seen))
        except Refusal as refused:
            refusal = refused
        else:
            if not isinstance(done, Stale):
                last = list(copies_of(look(visit, ref).case))[-1:]
                return make_response(redirect(_here(visit, ref, last[0] if last else "")))
    wrong = dict(refusal.fields) if refusal else {}
    fields = list(_asks(seen, wrong))
    body = render_template(
        "work/begin_copy.html",
        chrome=work_chrome(visit, current="queue"),
        title=say("Make a copy with parts left out"),
        heading=say("Make a copy with parts left out"),
        identity=identity(seen),
        case=seen.case,
        fields_of_deed=fields,
        errors=summary(refusal, wrong, fields),
        back_to=url_for("work.case", hub=visit.hub.id, ref=ref),
    )
    return make_response(body, HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK)


def _here(visit: Visit, ref: str, copy: str) -> str:
    return url_for("work.copy", hub=visit.hub.id, ref=ref, copy=copy)


def _do(seen: Look, command: Command) -> Any:
    visit = seen.visit
    drawn = request.form.get("drawn_from", "")
    return act_on_case(
        visit.house,
        hub=visit.hub.id,
        actor=visit.actor,
        deed=deed_id(),
        case=seen.case.ref,
        command=command,
        drawn_from=int(drawn) if drawn.isdecimal() and len(drawn) < 10 else 0,
    )


def _sealed(seen: Look) -> dict[str, Record]:
    return {id: one for id, one in records_of(seen.case).items() if one.standing is not None}


def _asks(seen: Look, wrong: Mapping[str, str]) -> Iterator[Field]:
    values = request.form
    people = [(one.id, name_of(one, seen)) for one in seen.case.subjects.values()]
    sources = [
        Option(value=id, text=gettext("The record of %(day)s", day=f"{one.at:%d/%m/%Y}"), hint=f"{seen.case.ref}-{id}")
        for id, one in _sealed(seen).items()
    ]
    sources += [Option(value=id, text=say(said)) for id, said in _DOCUMENTS.items()]
    yield one_of("source", say("Of what?"), sources, values, wrong, chosen=str(sources[0].value))
    yield line(
        "name", say("Who gets it?"), values, wrong, hint=say("Their name, as it stands on every page of the copy.")
    )
    kinds = [Option(value=one, text=say(KIND_WORDS[one])) for one in RECIPIENTS]
    yield one_of("kind", say("What are they?"), kinds, values, wrong)
    yield listed("subject", say("Are they a person of this case? Leave it empty for nobody."), people, values, wrong)
    yield any_of(
        "on_behalf", say("Whose information do they ask for beside their own?"),
        [Option(value=id, text=name) for id, name in people], values, wrong,
    )  # fmt: skip
    agencies = [(one.id, plain(text(one.name))) for one in seen.hub.agencies]
    yield listed("agency", say("Which agency, where it is one?"), agencies, values, wrong)
    languages = [
        (code, said) for code, said in (("en", say("English")), ("cy", say("Welsh"))) if code in seen.hub.languages
    ]
    if len(languages) > 1:
        yield listed("language", say("In which language?"), languages, values, wrong)


def _begins(seen: Look) -> BeginCopy:
    form = request.form
    recipient = Recipient(
        kind=form.get("kind", ""),
        subject=form.get("subject", ""),
        on_behalf=tuple(dict.fromkeys(form.getlist("on_behalf"))),
        agency=form.get("agency", ""),
        name=form.get("name", ""),
    )
    source = form.get("source", "")
    language = form.get("language", "") if form.get("language") in seen.hub.languages else current_language()
    if source in _sealed(seen):
        return BeginCopy(source, kept(_of_record(seen, source, language)), recipient)
    if source not in _DOCUMENTS:
        raise Refusal(
            why="It is not said of what the copy is made.",
            do="Choose one of those shown.",
            code="no_source",
            fields=(("source", "Choose of what the copy is made."),),
        )
    teller = Teller(seen.hub, seen.view, language)
    wanted = Wanted(source, issued_to=recipient.name or "-")
    by = seen.visit.seat.name if seen.visit.seat else ""
    lines = list(reversed(seen.record))
    return BeginCopy("", kept(composed(wanted, teller, lines, by=by, at=seen.visit.now)), recipient)


def _of_record(seen: Look, id: str, language: str) -> Document:
    record = records_of(seen.case)[id]
    version = record.standing
    if version is None:  # `_sealed` has looked
        raise NotFound("There is no such record.")

    named = provision_named(language)
    made = f"{seen.visit.now.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
    return document_of(seen.hub, record, version, language=language, issued_to="", made=made, provision=named)


def show(visit: Visit, ref: str, copy: str) -> Response:
    """One copy: decide, send, check or make it."""
    seen = look(visit, ref)
    known = _known(seen, copy)
    refusal, stale = None, False
    if request.method == "POST":
        try:
            done = _do(seen, _command(known))
        except Refusal as refused:
            refusal = refused
        else:
            stale = isinstance(done, Stale)
            if not stale:
                return make_response(redirect(_here(visit, ref, copy)))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.CONFLICT if stale else HTTPStatus.OK
    return make_response(_page(seen, known, refusal, stale), status)


def _known(seen: Look, id: str) -> Copy:
    copy = copies_of(seen.case).get(id)
    may = any(seen.may(one) for one in ("record.redact", "record.redact_check", "record.circulate"))
    if copy is None or not may:
        raise NotFound("There is no such copy.")
    return copy


def _command(copy: Copy) -> Command:
    form = request.form
    act = form.get("act", "")
    if act == "send":
        return SendToCheck(copy.id)
    if act == "check":
        right = {"yes": True, "no": False}.get(form.get("right", ""))
        return CheckCopy(copy.id, right, form.get("words", ""))
    if act == "make":
        return MakeCopy(copy.id, form.get("found", ""))
    ids = [one.withheld.id for one in copy.choices]
    common = (form.get("reason", ""), form.get("shown") or REASON, form.get("why", ""))
    adds = [Adds(common[0], piece=one, shown=common[1], why=common[2]) for one in form.getlist("piece")]
    if form.get("words", "").strip():
        adds.append(Adds(common[0], words=form.get("words", ""), shown=common[1], why=common[2]))
    keeps = {id: form.get(f"keep-{id}", "") for id in ids if form.get(f"do-{id}") == "stay"}
    drops = [id for id in ids if form.get(f"do-{id}") == "out"]
    for one in copy.choices:
        # What is said of all that an agency shared goes before what stands beside each piece of it.
        if is_of_group(one) and form.get(f"all-{one.of}") == "stay":
            keeps[one.withheld.id] = form.get(f"all-why-{one.of}", "")
        elif is_of_group(one) and form.get(f"all-{one.of}") == "out":
            keeps.pop(one.withheld.id, None)
            drops.append(one.withheld.id)
    return ChangeCopy(
        copy.id,
        keeps=keeps,
        drops=tuple(id for id in drops if id not in keeps),
        reasons={id: form[f"reason-{id}"] for id in ids if form.get(f"reason-{id}")},
        shown={id: form[f"shown-{id}"] for id in ids if form.get(f"shown-{id}")},
        adds=tuple(adds),
    )


def _page(seen: Look, copy: Copy, refusal: Refusal | None, stale: bool) -> str:
    visit, ref = seen.visit, seen.case.ref
    wrong = dict(refusal.fields) if refusal else {}
    decides = copy.state in ("begun", "back") and all(seen.may("record.redact", one) for one in copy.pathways)
    checks = copy.state == "checking" and seen.may("record.redact_check")
    made = read_back(copy.made) if copy.made else copy_made(copy, wordings(visit.hub, visit.now))
    choices = list(_choices(seen, copy, wrong)) if decides else []
    adding = list(_adding(seen, wrong)) if decides else []
    checking = list(_checking(wrong)) if checks else []
    making = found(request.form, wrong) if copy.state == "checked" else []
    groups = list(grouped(choices, wrong))
    decided = [*(field for one in groups for field in one.fields), *(field for one in choices for field in one.fields)]
    everything = [*decided, *adding, *checking, *making]
    return render_template(
        "work/copy.html",
        chrome=work_chrome(visit, current="queue"),
        title=gettext("Copy for %(name)s", name=copy.recipient.name),
        heading=gettext("Copy for %(name)s", name=copy.recipient.name),
        identity=identity(seen),
        case=seen.case,
        copy=copy,
        state=say(STATE_WORDS[copy.state]),
        newer=outdated(seen.case, copy),
        own=visit.actor.id in copy.hands,
        decides=decides,
        checks=checks,
        makes=copy.state == "checked" and all(seen.may("record.redact", one) for one in copy.pathways),
        groups=groups,
        left_out=[one for one in _told(seen, copy) if not one.choice.stays],
        stayed=[one for one in _told(seen, copy) if one.choice.stays],
        adding=adding,
        checking=checking,
        making=making,
        original=copy_shown.original(copy),
        result=copy_shown.plain(made),
        note=made.handling,
        echoes=[words for _, words in echoes(copy.document, copy.withheld, made)],
        errors=summary(refusal, wrong, everything),
        stale=stale,
        sends=url_for("work.sending", hub=visit.hub.id, ref=ref, what="copy", id=copy.id)
        if copy.made and seen.may("record.circulate")
        else "",
        again=url_for("work.copies", hub=visit.hub.id, ref=ref) if seen.may("record.redact") else "",
        back_to=url_for("work.case", hub=visit.hub.id, ref=ref),
    )


def _told(seen: Look, copy: Copy) -> Iterator[Decided]:
    """Each choice in words."""
    names = {id: name_of(one, seen) for id, one in seen.case.subjects.items()} | dict(seen.agencies())
    counted = copy_shown.times(copy)
    pieces = {one.id: one for part in copy_shown.original(copy) for one in part.pieces}
    headings = {one.id: one.heading for one in copy.document.sections}
    reasons = reason_names(seen)
    for choice in copy.choices:
        held = choice.withheld
        title = held.words or headings.get(held.section) or (pieces[held.piece].said if held.piece in pieces else "")
        fields: tuple[Field, ...] = ()
        yield Decided(
            choice,
            title,
            (say(BECAUSE_WORDS[choice.because]), reasons.get(held.reason, held.reason)),
            plain(names.get(choice.of, "")),
            counted.get(held.id, 0),
            fields,
        )


def _choices(seen: Look, copy: Copy, wrong: Mapping[str, str]) -> Iterator[Decided]:
    """Each choice with its questions."""
    reasons = list(reason_names(seen).items())
    values = request.form
    for one in _told(seen, copy):
        held = one.choice.withheld
        id = held.id
        typed = values if "csrf_token" in values else _as_it_stands(one.choice)
        does = [Option(value="out", text=say("Leave it out")), Option(value="stay", text=say("Let it stay"))]
        yield Decided(
            one.choice, one.title, one.because, one.whose, one.times,
            (
                one_of(f"do-{id}", say("In the copy"), does, typed, wrong),
                line(f"keep-{id}", say("Why it may stay, where it does"), typed, wrong),
                listed(f"reason-{id}", say("Reason"), reasons, typed, wrong),
                listed(f"shown-{id}", say("In its place"), _ways_to_show(), typed, wrong),
            ),
        )  # fmt: skip


def _ways_to_show() -> list[tuple[str, str]]:
    return [(key, say(SHOWN_WORDS[key])) for key in SHOWN]


def _as_it_stands(choice: Choice) -> Any:
    id = choice.withheld.id
    return type(request.form)(
        {
            f"do-{id}": "stay" if choice.stays else "out",
            f"keep-{id}": choice.why if choice.stays else "",
            f"reason-{id}": choice.withheld.reason,
            f"shown-{id}": choice.withheld.shown,
        }
    )


def _adding(seen: Look, wrong: Mapping[str, str]) -> Iterator[Field]:
    values = request.form
    hint = say("As they stand in the document. They are left out wherever they stand, however they are written there.")
    yield line("words", say("Words to leave out everywhere"), values, wrong, hint=hint)
    yield listed("reason", say("Reason for what you add"), list(reason_names(seen).items()), values, wrong)
    yield listed("shown", say("In its place"), _ways_to_show(), values, wrong)
    yield line("why", say("Anything to say about why?"), values, wrong)


def _checking(wrong: Mapping[str, str]) -> Iterator[Field]:
    answers = [Option(value="yes", text=say("It is right")), Option(value="no", text=say("It goes back"))]
    yield one_of("right", say("You have read both. Is the copy right?"), answers, request.form, wrong)
    yield words("words", say("What has to be changed, or anything to say"), request.form, wrong)
