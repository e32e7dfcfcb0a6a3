"""Concerns that agencies tagged on a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.cases.topics.concerns import TagConcern, tags
from hubwright.domain.texts import Text
from hubwright.web.components import Choice, Field
from hubwright.web.language import mark, plain, say, text
from hubwright.web.times import short_instant
from hubwright.web.work.asked import Values, Wrong, one_of, words
from hubwright.web.work.deed import Deed
from hubwright.web.work.look import Look
from hubwright.web.work.topics.cards import NARROW, Cards, card
from hubwright.web.work.topics.topic import Panel, WorkTopic


def questions(hub: Any, values: Values, wrong: Wrong) -> list[Field]:
    """Which concern, and what worries; the same for everybody who tags one."""
    options = [Choice(value=one.id, text=text(one.name)) for one in hub.concerns]
    return [
        one_of("concern", say("Which concern?"), options, values, wrong),
        words("words", say("What worries you?"), values, wrong, rows=3),
    ]


def _asking(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return questions(seen.hub, values, wrong)


def _tag(form: Values, seen: Look) -> TagConcern:
    return TagConcern(form.get("concern", ""), form.get("words", ""))


def _name(name: Mapping[str, Any]) -> str:
    return plain(text(Text(name["en"], name.get("cy"))))


def _panel(seen: Look) -> Cards | None:
    cards = [
        card(
            _name(one.name),
            [
                (say("What worries"), one.words),
                (
                    say("Tagged by"),
                    f"{one.by}, {plain(seen.agencies().get(one.agency or '', ''))}, {plain(short_instant(one.at))}",
                ),
            ],
        )
        for one in tags(seen.case)
    ]
    return Cards(tuple(cards)) if cards else None


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    return [_name(body["name"])] if "name" in body else []


TOPIC: WorkTopic = WorkTopic(
    deeds={
        "tag-concern": Deed(
            mark("Tag a concern"),
            mark("Tag it"),
            _asking,
            _tag,
            group="record",
            offered=lambda seen: bool(seen.hub.concerns),
        )
    },
    entries={"case.concern_tagged": mark("Concern tagged")},
    lines={"case.concern_tagged": _line},
    panels=(Panel("concerns", mark("Concerns"), "who", NARROW, _panel),),
)
