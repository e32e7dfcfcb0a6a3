"""A case without anybody in it: when it came, by which door, about people of what age, and what was done when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from hubwright.domain.cases.ages import youngest
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.form import Form

# Of a form only what was chosen among the hub's own words is kept: whatever somebody typed may name a person.
_CHOSEN = frozenset({"yes_no_unknown", "choice", "choices"})
_MINUTE = timedelta(minutes=1)


def life_of(case: CaseState, contact: ContactState, form: Form | None) -> dict[str, Any]:
    """A case and the contact that opened it, with nobody in it.

    Args:
        case: as it stands.
        contact: that opened it.
        form: that it was written in, or None.

    Returns:
        plain JSON: `received` (the wall's time in London, to the minute), `door`, `danger`, `reachable` (the referrer
        left a way to be told), `answers`, `people` (`age`
        in whole years or None, `unborn`), `acts` (each with `after`, minutes since it was received), `until`, when it
        was last known of, in such minutes, and `late`, the clocks missed by then, by the ids of their rules.
    """
    places = {id: at for at, id in enumerate(case.subjects)}
    acts = sorted([*_acts(case, places), *_heard(contact)], key=lambda one: one[0])
    return {
        "received": local(contact.received).strftime("%Y-%m-%dT%H:%M"),
        "door": contact.door,
        "danger": contact.danger,
        "reachable": case.contacts[contact.ref].can_be_told if contact.ref in case.contacts else False,
        "answers": _answers(contact, form),
        "people": [_person(one, contact.received) for one in case.subjects.values()],
        "acts": [{"after": (at - contact.received) // _MINUTE, **act} for at, act in acts],
        "until": (_last(case) - contact.received) // _MINUTE,
        "late": sorted(_late(case)),
    }


def _answers(contact: ContactState, form: Form | None) -> dict[str, Any]:
    chosen = {one.id for one in form.questions() if one.type in _CHOSEN and not one.sensitivity} if form else set()
    return {id: one["value"] for id, one in contact.answers.items() if id in chosen and one.get("state") == "answered"}


def _person(subject: Subject, received: datetime) -> dict[str, Any]:
    age = youngest(subject.born, received) if subject.born else None
    return {"age": age, "unborn": subject.unborn}


def _acts(case: CaseState, places: Mapping[str, int]) -> Iterator[tuple[datetime, dict[str, Any]]]:
    for clock in case.clocks.values():
        if clock.id.startswith("first_look:") and clock.ended is not None:
            yield clock.ended, {"do": "read"}
    for rating in case.ratings:
        yield rating.at, {"do": "rate", "pathway": rating.pathway, "tier": rating.tier, "scale": rating.scale}
    for check in case.checks.values():
        yield check.asked, {"do": "ask", "pathway": check.pathway, "agency": check.agency}
        if check.answer is not None:
            at = datetime.fromisoformat(check.answer["at"])
            yield at, {"do": "return", "agency": check.agency, "kind": check.answer.get("kind", "")}
    for decision in case.decisions:
        yield (
            decision.at,
            {
                "do": "decide",
                "person": places.get(decision.subject, 0),
                "pathway": decision.pathway,
                "route": decision.route,
                "agency": decision.agency,
            },
        )


def _heard(contact: ContactState) -> Iterator[tuple[datetime, dict[str, Any]]]:
    """When the referrer heard, and of what."""
    for moment, at in (("acknowledge", contact.acknowledged), ("outcome", contact.told)):
        if at is not None:
            yield at, {"do": "tell", "moment": moment}


def _last(case: CaseState) -> datetime:
    """The last moment at which anything is known of it."""
    return case.updated or case.received


def _late(case: CaseState) -> Iterator[str]:
    """The rules of clocks that were missed: still running past their time, met after it, or replaced after it."""
    last = _last(case)
    for clock in case.clocks.values():
        if (clock.ended or last) > clock.due:
            yield clock.rule
