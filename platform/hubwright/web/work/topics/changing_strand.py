"""A person who outgrows a pathway, or is offered to another: both go on until the receiving one accepts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.cases.ages import fits
from hubwright.domain.cases.topics.changing_strand import AnswerOffer, OfferToPathway, offers, outgrown
from hubwright.web.components import Choice, Field
from hubwright.web.language import gettext, mark, plain, say, text
from hubwright.web.work.asked import Values, Wrong, one_of, words
from hubwright.web.work.deed import Deed
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.topics.cards import TEMPLATE, Cards, Shown, card, way
from hubwright.web.work.topics.topic import Panel, WorkTopic


def _pathway(seen: Look, id: str) -> str:
    return plain(text(seen.hub.find("pathways", id).name))


def _possible(seen: Look) -> list[tuple[str, str, str]]:
    """Who could be offered from where to where."""
    return [
        (subject.id, pathway, to.id)
        for subject in seen.case.subjects.values()
        for pathway in subject.pathways
        for to in seen.hub.pathways
        if to.id not in subject.pathways and fits(subject, to, seen.visit.now)
    ]


def _offering(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    first = outgrown(seen.case, seen.hub, seen.visit.now)
    options = [
        Choice(
            value=":".join(one),
            text=name_of(seen.case.subjects[one[0]], seen),
            hint=gettext("from %(pathway)s to %(to)s", pathway=_pathway(seen, one[1]), to=_pathway(seen, one[2])),
        )
        for one in _possible(seen)
    ]
    chosen = ":".join(first[0]) if first else (options[0].value if options else "")
    own = {"whom": wrong["to"]} if "to" in wrong else {}
    return [
        one_of("whom", say("Who, and to which pathway?"), options, values, own, chosen=chosen),
        words("why", say("Why?"), values, wrong, rows=3),
    ]


def _offer(form: Values, seen: Look) -> OfferToPathway:
    subject, pathway, to = (*form.get("whom", "").split(":"), "", "", "")[:3]
    return OfferToPathway(subject, pathway, to, form.get("why", ""))


def _waiting(seen: Look) -> list[tuple[str, str, str]]:
    return [key for key, one in offers(seen.case).items() if one.accepted is None]


def _answering(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    options = [
        Choice(
            value=":".join(key),
            text=name_of(seen.case.subjects[key[0]], seen),
            hint=gettext("from %(pathway)s to %(to)s", pathway=_pathway(seen, key[1]), to=_pathway(seen, key[2])),
        )
        for key in _waiting(seen)
        if key[0] in seen.case.subjects
    ]
    answers = [Choice(value="yes", text=say("Accept")), Choice(value="no", text=say("Return"))]
    return [
        one_of("whom", say("Whom?"), options, values, wrong, chosen=options[0].value if options else ""),
        one_of("accepted", say("What does your pathway say?"), answers, values, wrong),
        words("reason", say("Why, where they are returned"), values, wrong, rows=3),
    ]


def _answer(form: Values, seen: Look) -> AnswerOffer:
    subject, pathway, to = (*form.get("whom", "").split(":"), "", "", "")[:3]
    return AnswerOffer(subject, pathway, to, form.get("accepted") == "yes", form.get("reason", ""))


def _panel(seen: Look) -> Cards | None:
    cards: list[Shown] = []
    for id, pathway, to in outgrown(seen.case, seen.hub, seen.visit.now):
        said = gettext(
            "Too old now for %(pathway)s; %(to)s takes them. Both stay open until it accepts.",
            pathway=_pathway(seen, pathway),
            to=_pathway(seen, to),
        )
        ways = [way(seen, "offer-pathway", say("Offer them"))] if seen.may("case.note", pathway) else []
        cards.append(card(name_of(seen.case.subjects[id], seen), [(say("Age"), said)], *ways))
    for key in _waiting(seen):
        if key[0] not in seen.case.subjects:
            continue
        one = offers(seen.case)[key]
        rows = [
            (
                say("Offered"),
                gettext("from %(pathway)s to %(to)s", pathway=_pathway(seen, one.pathway), to=_pathway(seen, one.to)),
            ),
            (say("Why"), one.why),
            (say("Until then"), gettext("%(pathway)s goes on working for them.", pathway=_pathway(seen, one.pathway))),
        ]
        ways = [way(seen, "answer-offer", say("Accept or return them"))] if _receives(seen, one.to) else []
        cards.append(card(name_of(seen.case.subjects[key[0]], seen), rows, *ways))
    return Cards(tuple(cards)) if cards else None


def _receives(seen: Look, to: str) -> bool:
    return seen.may("case.rate", to) or seen.may("case.decide", to)


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    subject = seen.case.subjects.get(body.get("subject", ""))
    parts = [name_of(subject, seen)] if subject else []
    if "to" in body:
        pathway, to = _pathway(seen, body["pathway"]), _pathway(seen, body["to"])
        parts.append(gettext("from %(pathway)s to %(to)s", pathway=pathway, to=to))
    if "accepted" in body:
        parts.append(gettext("accepted") if body["accepted"] else gettext("returned"))
    return parts


TOPIC: WorkTopic = WorkTopic(
    deeds={
        "offer-pathway": Deed(
            mark("Offer somebody to another pathway"),
            mark("Offer them"),
            _offering,
            _offer,
            group="people",
            permission="case.note",
            offered=lambda seen: bool(_possible(seen)),
        ),
        "answer-offer": Deed(
            mark("Accept or return somebody"),
            mark("Record this"),
            _answering,
            _answer,
            offered=lambda seen: bool(_waiting(seen)),
        ),
    },
    entries={
        "case.pathway_offered": mark("Offered to another pathway"),
        "case.pathway_answered": mark("The other pathway answered"),
    },
    lines={"case.pathway_offered": _line, "case.pathway_answered": _line},
    panels=(Panel("offers", mark("Between pathways"), "top", TEMPLATE, _panel),),
)
