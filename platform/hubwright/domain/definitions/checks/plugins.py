"""The plugins that a hub has switched on, against what those of this installation say of themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.definitions.checks.findings import Findings, numbered
from hubwright.domain.definitions.checks.options import misfits
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.definitions.plugged import Declared, inside
from hubwright.domain.plugins import Plugin
from hubwright.domain.plugins.options import named_in
from hubwright.domain.rules.parsing import escaped, nearest, quoted


def check_plugins(hub: Hub, document: Mapping[str, Any], plugins: Declared | None, findings: Findings) -> None:
    """Each plugin is installed, its options fit and name what the hub has, and somebody may use it.

    Args:
        hub: the drawing.
        document: that it was drawn from.
        plugins: of this installation; None where nobody asked, and then nothing is said.
    """
    if plugins is None:
        return
    given = {one for role in document["shareable"]["roles"] for one in role["permissions"]}
    meant = {question.meaning for form in hub.forms.values() for question in form.questions()}
    for pointer, use in numbered(document["shareable"], "plugins", "/shareable"):
        plugin = plugins.get(use["id"])
        if plugin is None:
            findings.problem(
                f"{pointer}/id",
                "plugin-not-installed",
                f"The plugin {quoted(use['id'])} is not installed here.",
                "Ask the operator to install its package, or switch it off for this hub.",
                nearest(use["id"], plugins),
            )
            continue
        options = f"{pointer}/options"
        _fit(plugin, use["options"], options, findings)
        _named(plugin, document["shareable"], use["options"], options, findings)
        _needed(plugin, meant, pointer, findings)
        _given(plugin, given, pointer, findings)


def _fit(plugin: Plugin, options: Any, pointer: str, findings: Findings) -> None:
    for one in misfits(plugin.options, options):
        findings.problem(
            _at(pointer, one.steps), "plugin-options", _said(plugin, one.title, one.what), one.do, one.near
        )


def _named(plugin: Plugin, shareable: Mapping[str, Any], options: Any, pointer: str, findings: Findings) -> None:
    for steps, part, id in named_in(plugin.options, options):
        there = _ids(shareable, part)
        if id not in there:
            title = _title(plugin, steps)
            findings.problem(
                _at(pointer, steps),
                "plugin-names",
                _said(plugin, title, f"{quoted(id)} is not there."),
                "Choose another, or leave it out.",
                nearest(id, there),
            )


def _title(plugin: Plugin, steps: tuple[str | int, ...]) -> str:
    """What the plugin calls a place: the title of a list stands on the list, its elements have none of their own."""
    titles = (inside(plugin.options, steps[:depth]).get("title", "") for depth in range(len(steps), 0, -1))
    return next((str(one).strip() for one in titles if str(one).strip()), "")


def _ids(shareable: Mapping[str, Any], part: str) -> set[str]:
    if part == "tiers":
        return {tier["id"] for scale in shareable.get("scales", ()) for tier in scale["tiers"]}
    return {one["id"] for one in shareable.get(part, ())}


def _needed(plugin: Plugin, meant: set[str | None], pointer: str, findings: Findings) -> None:
    for meaning in plugin.needs:
        if meaning not in meant:
            findings.hint(
                pointer,
                "plugin-needs",
                f"The plugin “{plugin.name.en}” reads {quoted(meaning)}, and no form of this hub asks for it.",
                "Say of a question that it means this, or know that this part of the plugin stays empty.",
            )


def _given(plugin: Plugin, given: set[str], pointer: str, findings: Findings) -> None:
    for permission in plugin.permissions:
        if permission.id not in given:
            findings.hint(
                pointer,
                "plugin-permission",
                f"Nobody may {permission.what.en}, which the plugin “{plugin.name.en}” is for.",
                "Give it to a role.",
            )


def _said(plugin: Plugin, title: str, what: str) -> str:
    return f"In the options of “{plugin.name.en}”{f', “{title}”' if title else ''}: {what}"


def _at(pointer: str, steps: tuple[str | int, ...]) -> str:
    return pointer + "".join(f"/{escaped(str(step))}" for step in steps)
