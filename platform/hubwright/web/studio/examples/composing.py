"""A worked example as a document, made of what a form of the draft was answered with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.hub import Hub
from hubwright.web.language import gettext, ngettext
from hubwright.web.studio.desk import Desk
from hubwright.web.studio.texts import shown

SCHEMA = "https://hubwright.example/schemas/scenario.v1.json"
LATER = {"minutes": 30}
"""How long after it arrived it is rated."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an example is made of.

    Args:
        door: id of the way in by which it arrives.
        begins: the wall's time in London, as an example writes it.
        answers: by question, as a form sends them.
        rated: the strand and the tier that somebody gives it, or None.
        role: of whoever rates.
        later: hours after which it is looked at once more, while nobody does anything; 0 for no such look.
    """

    door: str
    begins: str
    answers: Mapping[str, Any]
    rated: tuple[str, str] | None = None
    role: str = ""
    later: int = 0


def composed(found: Desk, asked: Asked, *, id: str, name: str) -> dict[str, Any]:
    """The document, with nothing expected of it yet.

    Args:
        found: the draft.
        asked: what it is made of.
        id, name: of the example.
    """
    door = next((shown(one["name"]) for one in found.tree.get("doors", ()) if one["id"] == asked.door), asked.door)
    document: dict[str, Any] = {
        "$schema": SCHEMA,
        "schema_version": 1,
        "id": id,
        "hub": found.visit.hub.id,
        "name": name,
        "begins": asked.begins,
        "posts": [],
        "steps": [
            {
                "says": gettext("It arrives by “%(door)s”.", door=door),
                "do": "arrives",
                "with": {"door": asked.door, "answers": plainly(asked.answers)},
            }
        ],
    }
    if asked.rated is not None:
        pathway, tier = asked.rated
        role = next((shown(one["name"]) for one in found.tree.get("roles", ()) if one["id"] == asked.role), asked.role)
        document["posts"].append({"id": "rater", "role": asked.role, **_seat(found, asked.role)})
        document["steps"].append(
            {
                "says": gettext("It is rated %(tier)s by: %(role)s.", tier=_tier(found, tier), role=role),
                "after": LATER,
                "by": "rater",
                "do": "rate",
                "with": {"pathway": pathway, "tier": tier},
            }
        )
    if asked.later:
        words = ngettext(
            "%(number)s hour later nobody has done more.", "%(number)s hours later nobody has done more.", asked.later
        )
        document["steps"].append({"says": words, "after": {"hours": asked.later}})
    return document


def plainly(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers in the short way in which an example writes them; what nobody answered is left out."""
    return {id: _plain(one) for id, one in answers.items() if one.get("state") != "not_answered"}


def _plain(answer: Mapping[str, Any]) -> Any:
    value = answer.get("value")
    if answer.get("state") != "answered" or set(answer) != {"state", "value"}:
        return dict(answer)
    if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
        return [plainly(one) for one in value]
    return dict(answer) if isinstance(value, Mapping) and "state" in value else value


def may_rate(found: Desk) -> list[tuple[str, str]]:
    """The roles that may rate, by id and by what they are called."""
    roles = found.tree.get("roles", ())
    return [(one["id"], shown(one["name"])) for one in roles if "case.rate" in one.get("permissions", ())]


def tiers(found: Desk, hub: Hub) -> list[tuple[str, str]]:
    """Every rating of every strand: "strand~tier" to what both are called."""
    named = {one["id"]: shown(one["name"]) for one in found.tree.get("pathways", ())}
    return [
        (f"{pathway.id}~{tier.id}", f"{named[pathway.id]}: {_tier(found, tier.id)}")
        for pathway in hub.pathways
        if pathway.scale
        for tier in hub.find("scales", pathway.scale).tiers
    ]


def _tier(found: Desk, id: str) -> str:
    every = (tier for scale in found.tree.get("scales", ()) for tier in scale["tiers"])
    return next((shown(one["label"]) for one in every if one["id"] == id), id)


def _seat(found: Desk, role: str) -> dict[str, Any]:
    """Where somebody in a role sits: as another example has it, or in the first agency."""
    posts = (post for one in found.tree.get("scenarios", {}).values() for post in one.get("posts", ()))
    known: Mapping[str, Any] = next((post for post in posts if post.get("role") == role), {})
    needed = sorted({one["qualification"] for one in found.tree.get("deciders", ()) if "qualification" in one})
    return {"agency": known.get("agency", found.tree["agencies"][0]["id"]), "qualifications": needed}
