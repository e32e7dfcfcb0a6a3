"""A plugin is asked and answers: what its own process does for each question, and a test in its own.

What goes in and what comes out is JSON here too, held to the hook's types, so that nothing works in a test that would
not work apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, get_type_hints

import pluggy
from jsonschema import Draft202012Validator

from hubwright import hooks
from hubwright.domain.plugins import Asked, Begun, CaseView, Decided, Happened, Kind, Nonsense, Plugin, as_json, of_json


def manager_of(module: Any, name: str) -> pluggy.PluginManager:
    """A manager that has this plugin and no other.

    Args:
        module: with functions that are marked `@hookimpl`.
        name: of its entry point.

    Raises:
        LookupError: it has no function `describe`.
        pluggy.PluginValidationError: it marks a function of a name that is no hook, or takes what no hook gives.
    """
    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    manager.register(module, name)
    manager.check_pending()
    if "describe" not in hooks_of(manager):
        raise LookupError("It has no function `describe` that is marked `@hookimpl`.")
    return manager


def hooks_of(manager: pluggy.PluginManager) -> list[str]:
    """The moments at which the plugin has its say, in order."""
    return sorted(name for name in vars(manager.hook) if getattr(manager.hook, name).get_hookimpls())


def described(manager: pluggy.PluginManager) -> Plugin:
    """What the plugin says of itself.

    Raises:
        Nonsense: it is no such thing.
    """
    return of_json(Plugin, as_json(manager.hook.describe()))


def answer(manager: pluggy.PluginManager, plugin: Plugin, hook: str, given: Mapping[str, Any]) -> Any:
    """What the plugin answers to one question, as JSON: entries of its records each with the record after it.

    Args:
        manager, plugin: who is asked.
        hook: of `hubwright.hooks`.
        given: its arguments, as JSON.

    Raises:
        Nonsense: what was asked or answered is not what the hook says, or a record not what its schema says.
        Exception: whatever the plugin raises.
    """
    hints = get_type_hints(getattr(hooks, hook))
    arguments = {name: of_json(hints[name], value) for name, value in given.items()}
    said = getattr(manager.hook, hook)(**arguments)
    if isinstance(said, Decided):
        steps = list(_decided(manager, plugin, arguments["asked"], said))
        return {"steps": steps, "tells": as_json(of_json(Decided, as_json(said)).tells)}
    if isinstance(said, Begun):
        steps = list(_applied(manager, plugin.kind(said.kind), None, said.entries, arguments["case"]))
        return {"kind": said.kind, "steps": steps}
    return as_json(of_json(hints["return"], as_json(said)))


def _decided(
    manager: pluggy.PluginManager, plugin: Plugin, asked: Asked, decided: Decided
) -> Iterator[Mapping[str, Any]]:
    """What follows from a deed: entries of a record of the deed's own kind."""
    deed = plugin.deed(asked.deed)
    state = asked.record.state if asked.record else None
    return _applied(manager, plugin.kind(deed.kind) if deed else None, state, decided.entries, asked.case)


def _applied(
    manager: pluggy.PluginManager,
    kind: Kind | None,
    state: Mapping[str, Any] | None,
    entries: Iterable[Happened],
    case: CaseView,
) -> Iterator[Mapping[str, Any]]:
    """Each entry with the record after it, held to the schema of its kind and to the people of the case."""
    if kind is None:
        raise Nonsense("There is no such kind of record.")
    people = {one.id for one in case.people}
    for entry in of_json(Decided, as_json(Decided(tuple(entries)))).entries:
        state = as_json(manager.hook.apply(kind=kind.id, state=state, entry=entry))
        if next(Draft202012Validator(kind.schema).iter_errors(state), None) is not None:
            raise Nonsense("The record is not what its schema says.")
        if kind.about and not _about_somebody(state.get(kind.about, ()), people):
            raise Nonsense("The record is about nobody who stands in the case.")
        yield {"type": entry.type, "body": as_json(entry.body), "state": state}


def _about_somebody(listed: Iterable[str], people: Collection[str]) -> bool:
    """Whether it is about people of the case, if anybody stands there: about nobody, everybody would be shown it; about
    somebody else, nobody ever would."""
    about = set(listed)
    return about.issubset(people) and (bool(about) or not people)
