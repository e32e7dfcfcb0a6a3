"""Where in the Studio a place of the draft's tree is changed, and what the parts of a hub are called there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import current_app, url_for

from hubwright.domain.definitions.edits import Path
from hubwright.domain.definitions.using import as_words
from hubwright.web.language import mark, say
from hubwright.web.studio.parts.drawn import shape_at

PARTS: Mapping[str, str] = {
    "agencies": mark("Agencies"),
    "agreements": mark("Agreements"),
    "calendars": mark("Hours"),
    "calendar": mark("Hours"),
    "challenge": mark("Challenge"),
    "check_sets": mark("Checks with agencies"),
    "clocks": mark("Clocks"),
    "deciders": mark("Who decides"),
    "documents": mark("Documents"),
    "doors": mark("Ways in"),
    "elsewhere": mark("Ways in elsewhere"),
    "forms": mark("Forms"),
    "glossary": mark("Words explained"),
    "hub": mark("The hub itself"),
    "kinds": mark("Kinds of contact"),
    "ladders": mark("Who is told when time runs out"),
    "letters": mark("Letters and notices"),
    "local": mark("What belongs to the place"),
    "meeting_types": mark("Meetings"),
    "pathways": mark("Pathways"),
    "plugins": mark("Plugins"),
    "roles": mark("Roles and who may see what"),
    "routes": mark("Outcomes"),
    "scales": mark("Ratings"),
    "scenarios": mark("Worked examples"),
    "taken": mark("Templates taken"),
    "talking": mark("Talking to the family"),
    "workflows": mark("Stages"),
}


def part_named(part: str) -> str:
    """What a part of the tree is called."""
    return say(PARTS[part]) if part in PARTS else part.replace("_", " ").capitalize()


def place_of(hub: str, path: Path) -> str:
    """The page on which a place of the tree is changed: the nearest that there is, "" where there is none.

    Args:
        hub: id of the hub.
        path: steps by id.
    """
    if path[:1] == ("plugins",) and "studio.plugins" in current_app.view_functions:
        if len(path) == 1:
            return url_for("studio.plugins", hub=hub)
        return url_for("studio.part", hub=hub, spot=as_words((*path[:2], "options")))
    for steps, endpoint, names in _PAGES:
        args: dict[str, Any] = dict(zip(names, path[1:], strict=False))
        if path[: len(steps)] == steps and len(args) == len(names) and endpoint in current_app.view_functions:
            return url_for(endpoint, hub=hub, **args)
    drawn = bool(path) and path[0] in PARTS and path[0] not in ("scenarios", "taken")
    if drawn and "studio.part" in current_app.view_functions:
        # A field belongs to the element that holds it: the nearest above that has a page.
        depth = next((depth for depth in range(len(path), 0, -1) if _has_page(path[:depth])), 1)
        return url_for("studio.part", hub=hub, spot=as_words(path[:depth]))
    return ""


def _has_page(path: Path) -> bool:
    """Whether a place is an element, a list or an object, and no single field of one."""
    shape = shape_at(path)
    return shape.get("type") in ("object", "array") and "en" not in shape.get("properties", {})


# The first step of a place, its page, and what the steps after the first are called in the page's address; the more
# exact page stands first.
_PAGES: tuple[tuple[Path, str, tuple[str, ...]], ...] = (
    (("forms",), "studio.form", ("form",)),
    (("forms",), "studio.forms", ()),
    (("workflows",), "studio.workflow", ("workflow",)),
    (("workflows",), "studio.workflows", ()),
)
