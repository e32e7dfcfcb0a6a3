"""Who else lives there, and whoever was added later and has not been asked about yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.cases.found import people
from hubwright.domain.cases.topics.household import AnswerHousehold, answered, not_asked_about
from hubwright.web.components import Choice, Field
from hubwright.web.language import gettext, mark, plain, say, text
from hubwright.web.work.asked import Values, Wrong, one_of, words
from hubwright.web.work.deed import Deed
from hubwright.web.work.deed_forms import pathway_choice, pathway_of
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.topics.cards import NARROW, Cards, Shown, card, way
from hubwright.web.work.topics.topic import Panel, WorkTopic

POSITIONS = {
    "all_added": mark("Everybody else who lives there is on this case"),
    "nobody_else": mark("Nobody else lives there"),
    "left_out": mark("Somebody is left out, with the reason"),
    "not_known": mark("It is not known"),
}


def question(seen: Look, values: Values, wrong: Wrong) -> Field:
    """The question itself, for the page of a decision as well."""
    left_out = words("household_words", say("Who is left out, and why?"), values, wrong, rows=3)
    options = [
        Choice(value=id, text=say(said), reveal=(left_out,) if id == "left_out" else ())
        for id, said in POSITIONS.items()
    ]
    return one_of("household", say("Do other children or adults live there?"), options, values, wrong)


def _asking(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return [*pathway_choice(seen, values, wrong), question(seen, values, wrong)]


def _answer(form: Values, seen: Look) -> AnswerHousehold:
    return AnswerHousehold(pathway_of(seen, form), form.get("household", ""), form.get("household_words", ""))


def _asked(seen: Look) -> bool:
    return any(seen.hub.find("pathways", one).asks_household for one in seen.case.pathways)


def _panel(seen: Look) -> Cards | None:
    cards: list[Shown] = []
    for pathway in seen.case.pathways:
        said = answered(seen.case, pathway)
        asks = seen.hub.find("pathways", pathway).asks_household
        left = [name_of(seen.case.subjects[id], seen) for id in not_asked_about(seen.case, pathway)]
        others = [
            ", ".join(filter(None, one.values()))
            for check in seen.case.checks.values()
            if check.pathway == pathway
            for one in people(check)
        ]
        if not (said or asks or left or others):
            continue
        rows = [
            (say("Others who live there"), say(POSITIONS[said.position]) if said else say("Not answered yet")),
            (say("Left out"), said.words if said else ""),
            (say("Said by"), said.by if said else ""),
            (say("Who lives there, as agencies say"), "; ".join(others)),
            (say("No agency was asked about"), ", ".join(left)),
        ]
        ways = []
        if seen.may("case.note", pathway) and seen.case.closed is None:
            ways.append(way(seen, "household", say("Say who else lives there"), pathway=pathway))
        if left and seen.may("case.ask", pathway):
            ways.append(way(seen, "ask", say("Ask agencies about them"), pathway=pathway))
        cards.append(card(text(seen.hub.find("pathways", pathway).name), rows, *ways))
    return Cards(tuple(cards)) if cards else None


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    return [plain(say(POSITIONS[body["position"]]))] if "position" in body else [gettext("Answered")]


TOPIC: WorkTopic = WorkTopic(
    deeds={
        "household": Deed(
            mark("Who else lives there?"), mark("Record this"), _asking, _answer, permission="case.note", offered=_asked
        )
    },
    entries={"case.household_answered": mark("Who else lives there")},
    lines={"case.household_answered": _line},
    panels=(Panel("household", mark("Household"), "who", NARROW, _panel),),
)
