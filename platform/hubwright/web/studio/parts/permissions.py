"""Every permission of the hub: which roles hold it, in words, changed by ticking roles. The last resort."""

from __future__ import annotations

from typing import Any

from flask import Response, make_response, redirect, request, url_for

from hubwright.domain.access.policy import PERMISSIONS
from hubwright.domain.definitions.edits import Edit, between
from hubwright.domain.definitions.plugged import may, plugin_called
from hubwright.domain.definitions.using import as_words
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.components import Choice
from hubwright.web.language import gettext, say
from hubwright.web.studio.desk import Desk, change, desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.parts.naming import permissions
from hubwright.web.studio.texts import shown
from hubwright.web.visit import Visit
from hubwright.web.work.asked import any_of


def show_all(visit: Visit) -> Response:
    """Each thing that can be permitted with the roles that may, and each role with how much it may."""
    found = desk(visit)
    roles = found.tree["roles"]

    def row(id: str) -> tuple[str, str, list[str]]:
        return id, _question(found, id), [shown(one["name"]) for one in roles if id in one["permissions"]]

    of_plugins: dict[str, list[Any]] = {}
    for id, (plugin, _) in permissions(found).items():
        of_plugins.setdefault(plugin_called(plugin, found.plugins), []).append(row(id))
    return page(
        found,
        "studio/parts/permissions.html",
        current="parts",
        title=say("Every permission"),
        rows=[row(id) for id in PERMISSIONS],
        of_plugins=list(of_plugins.items()),
        roles=[(shown(one["name"]), as_words(("roles", one["id"])), len(one["permissions"])) for one in roles],
    )


def show(visit: Visit, what: str) -> Response:
    """The roles that may do one thing, ticked."""
    found = desk(visit)
    if what not in PERMISSIONS and what not in permissions(found):
        raise NotFound("There is no such record.")
    refusal = None
    if request.method == "POST":
        try:
            change(found, "save", _allowed(found, what, set(request.form.getlist("roles"))))
            return make_response(redirect(url_for("studio.permissions", hub=visit.hub.id, done="1")))
        except Refusal as refused:
            refusal = refused
    roles = found.tree["roles"]
    chosen = [one["id"] for one in roles if what in one["permissions"]]
    choices = [Choice(value=one["id"], text=shown(one["name"])) for one in roles]
    field = any_of("roles", say("Which roles?"), choices, request.form, {}, chosen=chosen)
    return page(
        found,
        "studio/parts/who_may.html",
        current="parts",
        title=_question(found, what),
        refusal=refusal,
        fields=[field],
    )


def _question(found: Desk, what: str) -> str:
    said = say(PERMISSIONS[what]) if what in PERMISSIONS else may(what, found.plugins)
    return gettext("Who may %(what)s?", what=said)


def _allowed(found: Desk, what: str, chosen: set[str]) -> list[Edit]:
    """Edits that leave each role as it was but for one thing."""
    roles: list[Any] = []
    for one in found.tree["roles"]:
        held = [each for each in one["permissions"] if each != what or one["id"] in chosen]
        added = [what] if one["id"] in chosen and what not in held else []
        roles.append({**one, "permissions": [*held, *added]})
    return between(found.tree, {**found.tree, "roles": roles})
