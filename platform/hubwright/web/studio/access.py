"""Who sees what: asked by the thing ("who can see the referrer?") and by the person ("what can a partner see?")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response, request, url_for

from hubwright.domain.access.policy import PERMISSIONS
from hubwright.domain.definitions.plugged import plugin_called
from hubwright.domain.definitions.using import as_words
from hubwright.web.language import gettext, mark, say
from hubwright.web.studio.desk import Desk, desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.parts.naming import of_plugin, permissions
from hubwright.web.studio.texts import shown
from hubwright.web.visit import Visit

THINGS: tuple[tuple[str, str, str], ...] = (
    ("contacts", mark("Who can read what a referrer wrote?"), "case.read"),
    ("checks", mark("Who can read what agencies answered?"), "case.read"),
    ("decisions", mark("Who can read what was decided, and why?"), "case.read"),
    ("", mark("Who can see who the referrer is?"), "referrer.identity"),
    ("", mark("Who can see a protected address or number?"), "protected.read"),
    ("", mark("Who can see what was typed and then hidden?"), "hidden_answers.read"),
    ("", mark("Who can look people up?"), "people.read"),
    ("", mark("Who is asked, and sees only its own agency's questions?"), "check.answer"),
    ("", mark("Who can open a restricted case with a reason?"), "case.break_glass"),
    ("", mark("Who can see who has read what?"), "audit.read"),
    ("", mark("Who rates?"), "case.rate"),
    ("", mark("Who may decide, where the hub names them?"), "case.decide"),
    ("", mark("Who sees the wall display, without names?"), "wall.read"),
    ("", mark("Who changes the hub's definitions, and sees no case?"), "hub.configure"),
)
"""A section of a case or "", the question, and the permission that it turns on."""

SECTIONS: Mapping[str, str] = {
    "contacts": mark("what referrers wrote"),
    "checks": mark("what agencies answered"),
    "decisions": mark("decisions and their reasons"),
    "rest": mark("everything else on a case"),
}


def show(visit: Visit) -> Response:
    """The questions with the roles that they come to, and what one role sees and does."""
    found = desk(visit)
    roles: list[Mapping[str, Any]] = list(found.tree.get("roles", ()))
    chosen = next((one for one in roles if one["id"] == request.args.get("role", "")), None)
    asked = [
        (say(question), [_role(found, one) for one in roles if _may(one, permission, section)])
        for section, question, permission in THINGS
    ]
    brought = permissions(found)
    asked += [
        (
            gettext("%(plugin)s: who may %(what)s?", plugin=plugin_called(plugin, found.plugins), what=what),
            [_role(found, one) for one in roles if id in one["permissions"]],
        )
        for id, (plugin, what) in brought.items()
    ]
    return page(
        found,
        "studio/access.html",
        current="access",
        title=say("Who sees what"),
        asked=asked,
        roles=[(one["id"], shown(one["name"])) for one in roles],
        chosen=chosen,
        sees=_sees(found, chosen) if chosen else [],
        does=_does(found, chosen) if chosen else [],
        seats=_seats(visit, chosen["id"]) if chosen else [],
        change=url_for("studio.part", hub=visit.hub.id, spot=as_words(("roles", chosen["id"]))) if chosen else "",
    )


def _does(found: Desk, role: Mapping[str, Any]) -> list[str]:
    held = role["permissions"]
    own = [say("May %(what)s", what=words) for id, words in PERMISSIONS.items() if id in held]
    return own + [of_plugin(found, plugin, what) for id, (plugin, what) in permissions(found).items() if id in held]


def _may(role: Mapping[str, Any], permission: str, section: str) -> bool:
    held = permission in role["permissions"]
    return held and (not section or section in role.get("sections", (section,)))


def _role(found: Desk, role: Mapping[str, Any]) -> tuple[str, str]:
    """A role with the strands that it is limited to."""
    strands = {one["id"]: shown(one["name"]) for one in found.tree.get("pathways", ())}
    only = [str(strands.get(one, one)) for one in role.get("pathways", ())]
    name = shown(role["name"])
    words = gettext("%(role)s, only for %(strands)s", role=name, strands=", ".join(only)) if only else name
    return words, url_for("studio.access", hub=found.visit.hub.id, role=role["id"])


def _sees(found: Desk, role: Mapping[str, Any]) -> list[str]:
    """What somebody in a role sees of one case, as sentences; what it does not see is said as well."""
    may = set(role["permissions"])
    if "case.read" not in may:
        said = [say("Of a case: nothing.")]
        if "check.answer" in may:
            said = [say("Of a case: the questions put to their own agency, with the people they are about.")]
        return [*said, *_kept(found)]
    sections = role.get("sections", tuple(SECTIONS))
    said = [gettext("Of a case: %(what)s.", what=", ".join(gettext(SECTIONS[one]) for one in sections))]
    hidden = [gettext(SECTIONS[one]) for one in SECTIONS if one not in sections]
    if hidden:
        said.append(gettext("Not: %(what)s.", what=", ".join(hidden)))
    said += _shown_or_not(may)
    return [*said, *_kept(found)]


def _shown_or_not(may: Iterable[str]) -> list[str]:
    held = set(may)
    pairs = (
        ("referrer.identity", mark("Who the referrer is: shown."), mark("Who the referrer is: shown as “a referrer”.")),
        ("protected.read", mark("Protected addresses and numbers: shown."), mark("Protected addresses: never shown.")),
        ("hidden_answers.read", mark("What was typed, then hidden: shown."), mark("What was typed, then hidden: not.")),
    )  # fmt: skip
    return [say(yes if permission in held else no) for permission, yes, no in pairs]


def _kept(found: Desk) -> list[str]:
    """How closely pieces of information are kept, and from whom."""
    roles = {one["id"]: str(shown(one["name"])) for one in found.tree.get("roles", ())}
    return [
        gettext("Information kept as “%(level)s” is read by: %(roles)s.", level=shown(one["name"]),
                roles=", ".join(roles.get(role, role) for role in one["roles"]) or gettext("nobody but its owner"))
        for one in found.tree.get("sensitivities", ())
    ]  # fmt: skip


def _seats(visit: Visit, role: str) -> list[str]:
    return sorted(one.name for one in visit.state.seats.values() if role in one.roles and one.holds(visit.now))
