"""Facts of the day that are numbers and addresses: who answers, where alarms and questions go, and who changed them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from hubwright.actions.run_the_hub import set_facts
from hubwright.domain.cases.entries import Entry
from hubwright.domain.definitions.hub import DutyPost
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import HUB_STREAM
from hubwright.web.components import Field
from hubwright.web.language import mark, say, text
from hubwright.web.surroundings import work_chrome
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id, summary
from hubwright.web.work.asked import Values, Wrong, line, words

_POSTS = ("open", "closed")
_NAMED: Mapping[str, str] = {
    "state": mark("Whether the hub takes referrals"),
    "duty": mark("Duty posts"),
    "mailboxes": mark("Mailboxes of agencies"),
    "role_mailboxes": mark("Mailboxes of roles"),
    "data_protection_contact": mark("Data protection"),
}
_SHOWN = 50
_LONGEST = 200
# As the hub's document has them, so that a fact of the day is never what a draft could not say.
_ADDRESS = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+")
_NUMBER = re.compile(r"[0-9+][0-9 ]{2,20}")


def show(visit: Visit) -> Response:
    """The facts as they hold, a form that changes them, and who changed what when."""
    if request.method == "GET":
        return _page(visit)
    try:
        set_facts(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), facts=_typed(visit, request.form))
    except Refusal as refusal:
        return _page(visit, refusal)
    return make_response(redirect(url_for("work.facts", hub=visit.hub.id, done="1")))


def _posts(visit: Visit) -> Mapping[str, DutyPost]:
    return {post.when: post for post in visit.hub.local.duty}


def _typed(visit: Visit, form: Values) -> dict[str, Any]:
    """What was typed, in the shape in which the hub's document has it; only what differs is set.

    Raises:
        Refusal: an address or a number is not written as one.
    """
    wrong: list[tuple[str, str]] = []

    def addresses(name: str) -> list[str]:
        found = [one.strip() for one in form.get(name, "").replace("\n", ",").split(",") if one.strip()]
        if not all(_ADDRESS.fullmatch(one) and one.isprintable() for one in found):
            wrong.append((name, "Write addresses as name@example.org, with commas between them."))
        return found

    local = visit.hub.local
    duty = []
    for when in _POSTS:
        before = _posts(visit).get(when)
        name, number = form.get(f"name-{when}", "").strip(), form.get(f"telephone-{when}", "").strip()
        emails = addresses(f"emails-{when}")
        if not (name and number and emails) and (name or number or emails or before):
            wrong.append((f"name-{when}", "Write who answers, the number, and where alarms go."))
        if len(name) > _LONGEST or (name and not any(mark.isalnum() for mark in name)):
            wrong.append((f"name-{when}", "Write who answers in a few words."))
        if number and not _NUMBER.fullmatch(number):
            wrong.append((f"telephone-{when}", "Write a telephone number in figures."))
        welsh = {"cy": before.name.cy} if before is not None and before.name.cy and before.name.en == name else {}
        duty.append({"when": when, "name": {"en": name, **welsh}, "telephone": number, "emails": emails})
    boxes = {one.id: found[0] for one in visit.hub.agencies if (found := addresses(f"agency-{one.id}"))}
    roles = {one.id: found for one in visit.hub.roles if (found := addresses(f"role-{one.id}"))}
    contact = form.get("data_protection_contact", "").strip()
    if len(contact) > _LONGEST or not contact.isprintable():
        wrong.append(("data_protection_contact", "Write who answers for it in a few words."))
    if wrong:
        raise Refusal(
            why="These facts are not complete.", do="Put right what is marked; everything else is kept.",
            code="facts_wrong", fields=tuple(wrong),
        )  # fmt: skip
    now: dict[str, Any] = {
        "duty": [
            {"when": one.when, "name": {"en": one.name.en, **({"cy": one.name.cy} if one.name.cy else {})},
             "telephone": one.telephone, "emails": list(one.emails)}
            for one in local.duty
        ],
        "mailboxes": dict(local.mailboxes),
        "role_mailboxes": {role: list(found) for role, found in local.role_mailboxes.items()},
        "data_protection_contact": local.data_protection_contact,
    }  # fmt: skip
    wanted: dict[str, Any] = {"duty": [one for one in duty if one["telephone"]], "mailboxes": boxes,
                              "role_mailboxes": roles, "data_protection_contact": contact}  # fmt: skip
    order = {when: at for at, when in enumerate(_POSTS)}
    now["duty"] = sorted(now["duty"], key=lambda one: order.get(str(one["when"]), 9))
    return {fact: value for fact, value in wanted.items() if value != now[fact]}


def _fields(visit: Visit, values: Values, wrong: Wrong) -> list[tuple[str, list[Field]]]:
    local, posts = visit.hub.local, _posts(visit)
    made: list[tuple[str, list[Field]]] = []
    for when, title in (("open", say("While the hub is open")), ("closed", say("In the other hours"))):
        post = posts.get(when)
        made.append((title, [
            line(f"name-{when}", say("Who answers?"), values, wrong, given=post.name.en if post else ""),
            line(f"telephone-{when}", say("Telephone number"), values, wrong, given=post.telephone if post else ""),
            words(f"emails-{when}", say("Where alarms go: e-mail addresses"), values, wrong, rows=2,
                  given=", ".join(post.emails) if post else ""),
        ]))  # fmt: skip
    agencies: list[Field] = [
        line(f"agency-{one.id}", text(one.name), values, wrong, given=local.mailboxes.get(one.id, ""))
        for one in visit.hub.agencies
    ]
    roles: list[Field] = [
        line(f"role-{one.id}", text(one.name), values, wrong, given=", ".join(local.role_mailboxes.get(one.id, ())))
        for one in visit.hub.roles
    ]
    made.append((say("Mailbox of each agency"), agencies))
    made.append((say("Mailboxes of each role, for alarms that climb"), roles))
    question = say("Who answers for data protection? An e-mail address")
    contact = line("data_protection_contact", question, values, wrong, given=local.data_protection_contact)
    made.append((say("Data protection"), [contact]))
    return made


def _page(visit: Visit, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    groups = _fields(visit, request.form, wrong)
    with visit.house.store.reading(visit.hub.id) as reading:
        entries = [one for one in reading.entries(HUB_STREAM) if one.type == "hub.fact_set"]
    body = render_template(
        "work/facts.html",
        chrome=work_chrome(visit, current="today"),
        title=say("Numbers and addresses of the day"),
        heading=say("Numbers and addresses of the day"),
        groups=groups,
        errors=summary(refusal, wrong, [one for _, fields in groups for one in fields]),
        history=[_line(one) for one in reversed(entries[-_SHOWN:])],
        done=request.args.get("done", ""),
    )
    return make_response(body, 422 if refusal else 200)


def _line(entry: Entry) -> tuple[str, str, Any]:
    return say(_NAMED.get(entry.body["fact"], entry.body["fact"])), entry.actor_name, entry.recorded
