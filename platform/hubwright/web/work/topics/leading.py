"""Who leads for each person, and is kept informed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.cases.topics.leading import NameLead, leads
from hubwright.web.components import Choice, Field
from hubwright.web.language import mark, plain, say
from hubwright.web.work.asked import Values, Wrong, line, listed, one_of
from hubwright.web.work.deed import Deed
from hubwright.web.work.deed_forms import pathway_choice, pathway_of
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.topics.cards import NARROW, Cards, card
from hubwright.web.work.topics.topic import Panel, WorkTopic


def _naming(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    pathway = pathway_of(seen, values)
    people = [one for one in seen.case.subjects.values() if pathway in one.pathways]
    options = [Choice(value=one.id, text=name_of(one, seen)) for one in people]
    agencies = [(id, plain(name)) for id, name in seen.agencies().items()]
    return [
        *pathway_choice(seen, values, wrong),
        one_of("subject", say("For whom?"), options, values, wrong, chosen=options[0].value if options else ""),
        line("name", say("Who leads?"), values, wrong),
        line("post", say("Their post"), values, wrong),
        listed("agency", say("Of which agency?"), agencies, values, wrong),
    ]


def _kept_informed(seen: Look) -> str:
    return say("Their agency gets a message that names nobody, now and whenever something is decided.")


def _name(form: Values, seen: Look) -> NameLead:
    return NameLead(
        form.get("subject", ""),
        pathway_of(seen, form),
        form.get("name", ""),
        form.get("post", ""),
        form.get("agency", ""),
    )


def _panel(seen: Look) -> Cards | None:
    cards = []
    for one in leads(seen.case).values():
        subject = seen.case.subjects.get(one.subject)
        if subject is None:
            continue
        who = ", ".join(part for part in (one.name, one.post, plain(seen.agencies().get(one.agency, ""))) if part)
        cards.append(card(name_of(subject, seen), [(say("Lead professional"), who)]))
    return Cards(tuple(cards)) if cards else None


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    return [body["name"]] if "name" in body else []


TOPIC: WorkTopic = WorkTopic(
    deeds={
        "name-lead": Deed(
            mark("Name a lead professional"),
            mark("Name them"),
            _naming,
            _name,
            intro=_kept_informed,
            group="people",
            permission="case.note",
        )
    },
    entries={"case.lead_named": mark("Lead professional named")},
    lines={"case.lead_named": _line},
    panels=(Panel("lead", mark("Lead professional"), "who", NARROW, _panel),),
)
