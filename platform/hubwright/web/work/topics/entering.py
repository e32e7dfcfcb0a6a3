"""Decisions on a case that are to be entered in the council's own system, or that were."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from hubwright.domain.cases.topics.entering import handed, to_enter
from hubwright.web.language import gettext, mark, say, text
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.topics.cards import NARROW, Cards, Shown, Way, card
from hubwright.web.work.topics.topic import Panel, WorkTopic

WAYS = {"copy": mark("As text to paste"), "file": mark("As a file"), "webhook": mark("By machine")}


def _panel(seen: Look) -> Cards | None:
    cards: list[Shown] = []
    for one in to_enter(seen.case):
        if one.subject not in seen.case.subjects:
            continue
        href = url_for(
            "work.entering",
            hub=seen.visit.hub.id,
            ref=seen.case.ref,
            subject=one.subject,
            pathway=one.pathway,
            number=one.number,
        )
        ways = (
            [Way(href, str(say("Enter it and record its reference")))]
            if seen.may("decision.enter", one.pathway)
            else []
        )
        cards.append(
            card(name_of(seen.case.subjects[one.subject], seen), [(say("There"), say("Not entered yet"))], *ways)
        )
    for (subject, _, _), done in handed(seen.case).items():
        if done.reference and subject in seen.case.subjects:
            rows = [(say("Reference there"), done.reference), (say("Entered by"), done.by)]
            cards.append(card(name_of(seen.case.subjects[subject], seen), rows))
    if not cards:
        return None
    system = text(seen.hub.handover.system) if seen.hub.handover else ""
    return Cards(tuple(cards), said=system)


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    if body.get("reference"):
        return [gettext("Reference there: %(reference)s", reference=body["reference"])]
    return [str(say(WAYS[body["how"]]))] if body.get("how") in WAYS else []


TOPIC: WorkTopic = WorkTopic(
    entries={
        "case.given_to_system": mark("Given to the council's system"),
        "case.entered_elsewhere": mark("Entered in the council's system"),
    },
    lines={"case.given_to_system": _line, "case.entered_elsewhere": _line},
    panels=(Panel("entering", mark("The council's system"), "acts", NARROW, _panel),),
)
