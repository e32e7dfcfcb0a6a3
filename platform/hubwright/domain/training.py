"""A hub for training, worked out of a real one: the same definitions under another id, with made-up people.

Nothing of the real hub's records goes in. What leads outside (addresses, numbers, other systems) is replaced, so that a
training hub could reach nobody even if something were sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hubwright.domain.definitions.form import Form, Question
from hubwright.domain.definitions.hub import Door, Hub, Role

ENDING = "-training"
_LONGEST_ID = 60
# Kept free for films and books by the regulator: it rings nowhere.
_TELEPHONE = "01632 960000"
_COLOUR = {"colour": "#594d00", "text": "#ffffff"}
_NAMES = ("Alex", "Bryn", "Carys", "Dara", "Eli", "Fern", "Glyn", "Hana", "Idris", "Jude", "Kit", "Lowri", "Mo", "Nia")
_SUBJECTS = ("Robin", "Sasha", "Tam", "Una", "Val", "Wren", "Yan", "Zia")
_LEADS_OUT = ("handover_url", "handover_key", "webhooks")
# Real people and money have no place among made-up ones.
_OF_THE_REAL = ("people", "contributions", "costs", "told_of_us", "contacts_a_year")
_CONTACTS = 6
_APART = 70  # working minutes


def training_id(hub: str) -> str:
    """The id of the hub for training of a hub."""
    return f"{hub[: _LONGEST_ID - len(ENDING)]}{ENDING}"


def training_documents(documents: Mapping[str, Any]) -> dict[str, Any]:
    """The documents of a revision, made into those of its hub for training.

    Args:
        documents: "hub", "forms" and "workflows", as they were published.
    """
    hub = dict(documents["hub"])
    name = hub["name"]
    marked = {"en": f"TRAINING: {name['en']}"} | ({"cy": f"HYFFORDDIANT: {name['cy']}"} if "cy" in name else {})
    return {**documents, "hub": {**hub, "id": training_id(hub["id"]), "name": marked, "local": _local(hub["local"])}}


def _local(local: Mapping[str, Any]) -> dict[str, Any]:
    kept = {part: value for part, value in local.items() if part not in (*_LEADS_OUT, *_OF_THE_REAL)}
    duty = [{**post, "telephone": _TELEPHONE, "emails": ["duty@training.example"]} for post in local["duty"]]
    return {
        **kept,
        "state": "open",
        "brand": dict(_COLOUR),
        "duty": duty,
        "mailboxes": {agency: f"{agency}@training.example" for agency in local.get("mailboxes", {})},
        "role_mailboxes": {role: [f"{role}@training.example"] for role in local.get("role_mailboxes", {})},
        "data_protection_contact": "nobody@training.example",
    }


def training_story(hub: Hub) -> dict[str, Any]:
    """Made-up people in every lasting role, and contacts by the hub's own doors, in the shape of a demonstration.

    Args:
        hub: the drawing of the hub for training.
    """
    # A role that is held for a time is given to somebody who looks in, on the page for that.
    lasting = [role for role in hub.roles if role.time_boxed is None]
    people = [_person(number, role, hub) for number, role in enumerate(lasting)]
    doors = [one for one in hub.doors if one.form is not None and one.who == "public"]
    contacts = [_contact(number, doors[number % len(doors)], hub) for number in range(_CONTACTS)] if doors else []
    return {"people": people, "contacts": contacts}


def _person(number: int, role: Role, hub: Hub) -> dict[str, Any]:
    answers = "check.answer" in role.permissions and "case.read" not in role.permissions
    asked = [ask.agency for one in hub.check_sets for ask in one.asks]
    agency = asked[number % len(asked)] if answers and asked else hub.agencies[0].id
    return {
        "id": role.id,
        "name": f"{_NAMES[number % len(_NAMES)]} Madeup",
        "email": f"{role.id}@{hub.id}.example",
        "agency": agency,
        "roles": [role.id],
        "qualifications": sorted({one.qualification for one in hub.deciders if one.qualification}),
    }


def _contact(number: int, door: Door, hub: Hub) -> dict[str, Any]:
    form = hub.forms[door.form] if door.form is not None else None
    answers = _answers(form, number) if form is not None else {}
    return {
        "id": f"training-{number + 1}",
        "door": door.id,
        "answers": answers,
        "working_minutes_ago": (_CONTACTS - number) * _APART,
        "steps": _steps(number, door, hub),
    }


def _steps(number: int, door: Door, hub: Hub) -> list[dict[str, Any]]:
    """Every second contact has been read, and every third rated as well, so that each part of the day can be tried."""
    reader = _who("case.rate", hub)
    if number % 2 == 0 or reader is None:
        return []
    at = (_CONTACTS - number) * _APART - 20
    steps: list[dict[str, Any]] = [{"do": "read", "by": reader, "working_minutes_ago": at}]
    pathway = hub.find("pathways", hub.find("kinds", door.kind).pathways[0])
    if number % 3 == 0 and pathway.scale is not None:
        tiers = hub.find("scales", pathway.scale).tiers
        given = {"pathway": pathway.id, "tier": tiers[min(1, len(tiers) - 1)].id, "reason": "For training."}
        steps.append({"do": "rate", "by": reader, "working_minutes_ago": at - 10, "with": given})
    return steps


def _who(permission: str, hub: Hub) -> str | None:
    return next((role.id for role in hub.roles if permission in role.permissions and not role.pathways), None)


def _answers(form: Form, number: int) -> dict[str, Any]:
    found = {question.id: _answer(question, number) for page in form.pages for question in page.questions}
    return {id: {"state": "answered", "value": value} for id, value in found.items() if value is not None}


def _answer(question: Question, number: int) -> Any:
    """A made-up answer where the question is one that a contact cannot be worked on without; None otherwise."""
    if question.rows:
        row = {one.id: _answer(one, number) for one in question.rows}
        filled = {id: {"state": "answered", "value": value} for id, value in row.items() if value is not None}
        return [filled] if filled else None
    return _by_meaning(question, number)


def _by_meaning(question: Question, number: int) -> Any:
    name = f"{_SUBJECTS[number % len(_SUBJECTS)]} Madeup"
    meanings: Mapping[str, Any] = {
        "subject.name": name,
        "subject.born": {"days_from_start": -365 * (4 + 3 * number)},
        "referrer.name": "Jo Madeup",
        "concern.what": f"For training: {name} came with a bruise that nobody could explain, and was very quiet.",
    }
    if question.type not in _FITS.get(question.meaning or "", ()):
        return None
    return meanings[question.meaning or ""]


_FITS: Mapping[str, Iterable[str]] = {
    "subject.name": ("short_text",),
    "subject.born": ("date",),
    "referrer.name": ("short_text",),
    "concern.what": ("long_text", "short_text"),
}
