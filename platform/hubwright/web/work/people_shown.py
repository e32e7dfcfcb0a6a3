"""Who a case is about, as its pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.domain.cases.commands import Subject
from hubwright.web.answers_shown import address_words, birth_words
from hubwright.web.components import IdentityBar
from hubwright.web.language import gettext, say, text
from hubwright.web.work.look import Look
from hubwright.web.work.tiers import badge


@dataclass(frozen=True, slots=True)
class PersonShown:
    """One person of a case: who they are, and their outcome on each pathway."""

    subject: Subject
    name: str
    born: str
    address: str
    outcomes: tuple[tuple[str, str], ...]


def name_of(subject: Subject, seen: Look) -> str:
    """What a person is called on a page: their name, or what they are where nobody knows it."""
    if subject.name:
        return subject.name
    if subject.unborn:
        return gettext("Unborn baby")
    if subject.role:
        return subject.role
    pathway = subject.pathways[0] if subject.pathways else seen.case.pathways[0]
    noun = str(text(seen.hub.find("pathways", pathway).subject))
    return gettext("%(subject)s, name not known", subject=noun.capitalize())


def identity(seen: Look) -> IdentityBar:
    """Whom the page is about, with the most urgent rating that holds."""
    case = seen.case
    rated = [rating for pathway in case.pathways if (rating := case.rating(pathway))]
    most = min(rated, key=lambda one: one.position, default=None)
    tier = badge(seen.hub, most.scale if most else None, most.tier if most else None, unread=case.unread)
    who = ", ".join(name_of(subject, seen) for subject in case.subjects.values())
    return IdentityBar(title=who, tier=tier, reference=case.ref)


def address_for_all(seen: Look) -> str:
    """What stands in place of a person's address where one was given for the whole of a contact about several.

    It is nobody's own until a worker says so, since siblings may live apart; and it is not unknown either.
    """
    for view in seen.view.contacts:
        form = seen.forms.get(view.contact.form) if view.contact.form else None
        asked = {one.id for one in form.questions() if one.meaning == "subject.address"} if form else set()
        if asked & view.withheld:
            return say("Withheld from you")
        if any((answer := view.contact.answers.get(id)) and answer.get("state") == "answered" for id in asked):
            return say("Given once for all: see what was said")
    return ""


def people(seen: Look) -> list[PersonShown]:
    """Everybody in the case, each with an outcome of their own."""
    for_all = address_for_all(seen)
    return [
        PersonShown(
            subject=subject,
            name=name_of(subject, seen),
            born=birth_words(subject, seen.visit.now),
            address=address_words(subject.address) if subject.address or not for_all else for_all,
            outcomes=tuple(
                (text(seen.hub.find("pathways", pathway).name), _outcome(seen, subject.id, pathway))
                for pathway in subject.pathways
            ),
        )
        for subject in seen.case.subjects.values()
    ]


def _outcome(seen: Look, subject: str, pathway: str) -> str:
    decision = seen.case.decision(subject, pathway)
    if decision is None:
        return say("Not decided yet")
    route = text(seen.hub.find("routes", decision.route).name)
    if decision.accepted is None:
        return route
    return f"{route} ({gettext('accepted') if decision.accepted else gettext('returned')})"
