"""What an element of the draft is called where it can be chosen, and everything that can be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.access.policy import PERMISSIONS
from hubwright.domain.definitions.elements import key_of
from hubwright.domain.definitions.plugged import permissions_of, plugin_called, plugin_of, switched_on
from hubwright.reference import table
from hubwright.web.language import gettext, mark, say
from hubwright.web.studio.desk import Desk
from hubwright.web.studio.parts.words import CHOICES
from hubwright.web.studio.texts import shown

PAGES: Mapping[str, str] = {
    "accessibility": mark("Accessibility"),
    "privacy": mark("Privacy"),
    "complaints": mark("Complaints"),
}
_TABLES = ("provisions", "qualifications", "sources", "outcomes", "nations")


def to_choose(desk: Desk, leads: str) -> list[tuple[str, str]]:
    """The elements of a part, or of a vocabulary, each by its id and what it is called."""
    if leads == "permissions":
        own = [(id, say("May %(what)s", what=words)) for id, words in PERMISSIONS.items()]
        return [*own, *((id, of_plugin(desk, plugin, what)) for id, (plugin, what) in permissions(desk).items())]
    if leads in _TABLES:
        return [(row["id"], shown(row["name"])) for row in table(leads)]
    if leads in ("forms", "workflows"):
        return [(id.partition("@")[0], shown(one["name"])) for id, one in desk.tree[leads].items()]
    if leads == "tiers":
        return [(tier["id"], called(desk, tier)) for scale in desk.tree.get("scales", ()) for tier in scale["tiers"]]
    if leads == "pages":
        return [(id, say(words)) for id, words in PAGES.items()]
    return [(one["id"], called(desk, one)) for one in desk.tree.get(leads, ())]


def permissions(desk: Desk) -> dict[str, tuple[str, str]]:
    """What the plugins that are switched on permit: each permission's plugin, and its words.

    Of one that is not installed here nobody can say what it permits: what roles hold already is among them, so that
    a page that is saved takes nothing from anybody.
    """
    missing = {one["id"] for one in switched_on(desk.tree)} - desk.plugins.keys()
    held = {
        one: (plugin_of(one), one.partition(".")[2].replace("_", " "))
        for role in (desk.tree.get("roles", ()) if missing else ())
        for one in role["permissions"]
        if one not in PERMISSIONS and plugin_of(one) in missing
    }
    return permissions_of(desk.tree, desk.plugins) | held


def of_plugin(desk: Desk, plugin: str, what: str) -> str:
    """A permission of a plugin, under the plugin's name."""
    return gettext("%(plugin)s: may %(what)s", plugin=plugin_called(plugin, desk.plugins), what=what)


def called(desk: Desk, element: Any) -> str:
    """What one element is called in a list: its own words, or those of what it is about."""
    if not isinstance(element, Mapping):
        return str(element)
    for name in ("name", "label", "subject", "text", "because", "heading"):
        if isinstance(element.get(name), Mapping) and element[name].get("en"):
            return shown(element[name])
    if isinstance(element.get("name"), str):
        return str(element["name"])
    for name, part in (("agency", "agencies"), ("role", "roles"), ("pathway", "pathways")):
        if name in element:
            found = next((one for one in desk.tree.get(part, ()) if one["id"] == element[name]), None)
            words = shown(found["name"]) if found else str(element[name])
            return f"{words} ({_more(element)})" if _more(element) else words
    if isinstance(element.get("any_of"), list):
        names = dict(to_choose(desk, "agencies"))
        return gettext("Any of %(agencies)s", agencies=", ".join(str(names.get(one, one)) for one in element["any_of"]))
    said = str(element.get("who") or element.get("when") or element.get("section") or "")
    return say(CHOICES[said]) if said in CHOICES else said or str(key_of(element) or "")


def _more(element: Mapping[str, Any]) -> str:
    """What tells one step of a ladder from the next."""
    return gettext("after %(minutes)s minutes", minutes=element["after"]) if "after" in element else ""
