"""Reminders and links to questions, in the words of the record; and the deed that shuts a link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.cases.topics.chasing import EndLink, link_holds
from hubwright.web.components import Field
from hubwright.web.language import mark, plain, say
from hubwright.web.work.asked import Values, Wrong, listed
from hubwright.web.work.deed import Deed
from hubwright.web.work.look import Look
from hubwright.web.work.topics.topic import WorkTopic


def _open(seen: Look) -> list[str]:
    return [ask for ask in seen.case.checks if link_holds(seen.case, ask, seen.visit.now)]


def _ending(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    names = seen.agencies()
    options = [(ask, plain(names.get(seen.case.checks[ask].agency, ask))) for ask in _open(seen)]
    return [listed("about", say("Whose link?"), options, values, wrong)]


def _end(form: Values, seen: Look) -> EndLink:
    return EndLink(form.get("about", ""))


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    return [plain(seen.agencies().get(body.get("agency", ""), "")), body.get("to", "")]


TOPIC: WorkTopic = WorkTopic(
    deeds={
        "end-link": Deed(
            mark("Shut the link"),
            mark("Shut it"),
            _ending,
            _end,
            permission="case.ask",
            offered=lambda seen: bool(_open(seen)),
        )
    },
    entries={
        "case.agency_reminded": mark("Agency reminded"),
        "case.link_made": mark("Link made"),
        "case.link_ended": mark("Link shut"),
    },
    lines=dict.fromkeys(("case.agency_reminded", "case.link_made", "case.link_ended"), _line),
)
