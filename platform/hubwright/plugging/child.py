"""The process of one plugin: it loads the plugin, says who it is, and answers one question a line.

Started as `python -m hubwright.plugging.child ENTRY_POINT MEGABYTES`. What the plugin prints goes nowhere: the way out
is kept for answers alone.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, BinaryIO, get_type_hints

import pluggy
from jsonschema import Draft202012Validator

from hubwright import hooks
from hubwright.domain.plugins import Asked, Begun, Decided, Happened, Kind, Nonsense, Plugin, as_json, of_json
from hubwright.plugging.installed import GROUP


def main() -> None:
    """Answer until there are no more questions."""
    name, megabytes = sys.argv[1], int(sys.argv[2])
    answers = os.fdopen(os.dup(1), "wb")
    # A plugin that prints must not be taken for one that answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _keep_within(megabytes)
    try:
        manager = loaded(name)
        plugin = of_json(Plugin, as_json(manager.hook.describe()))
        _say(answers, {"plugin": as_json(plugin), "hooks": _hooks(manager)})
    except Exception as error:
        _say(answers, {"refused": str(error)[:500] or type(error).__name__, **_where(error)})
        return
    for line in sys.stdin.buffer:
        _say(answers, _answered(manager, plugin, json.loads(line)))


def loaded(name: str) -> pluggy.PluginManager:
    """A manager that has this plugin and no other.

    Raises:
        LookupError: nothing is installed under that name.
        pluggy.PluginValidationError: it marks a function of a name that is no hook, or takes what no hook gives.
    """
    found = next((one for one in entry_points(group=GROUP) if one.name == name), None)
    if found is None:
        raise LookupError(f"No plugin called {name} is installed.")
    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    manager.register(found.load(), name)
    manager.check_pending()
    if "describe" not in _hooks(manager):
        raise LookupError("It has no function `describe` that is marked `@hookimpl`.")
    return manager


def _hooks(manager: pluggy.PluginManager) -> list[str]:
    return sorted(name for name in vars(manager.hook) if getattr(manager.hook, name).get_hookimpls())


def _answered(manager: pluggy.PluginManager, plugin: Plugin, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the plugin answers to one question, or where it failed; never what it was asked about."""
    hints = get_type_hints(getattr(hooks, asked["hook"]))
    try:
        given = {name: of_json(hints[name], value) for name, value in asked["given"].items()}
        answer = getattr(manager.hook, asked["hook"])(**given)
        if isinstance(answer, Decided):
            return {"answer": list(_decided(manager, plugin, given["asked"], answer))}
        if isinstance(answer, Begun):
            steps = list(_applied(manager, plugin.kind(answer.kind), None, answer.entries))
            return {"answer": {"kind": answer.kind, "steps": steps}}
        return {"answer": as_json(of_json(hints["return"], as_json(answer)))}
    except MemoryError:
        return {"fault": "too_big"}
    except Exception as error:
        return {"fault": "raised", "what": type(error).__name__, **_where(error)}


def _decided(
    manager: pluggy.PluginManager, plugin: Plugin, asked: Asked, decided: Decided
) -> Iterator[Mapping[str, Any]]:
    """What follows from a deed: entries of a record of the deed's own kind."""
    deed = plugin.deed(asked.deed)
    state = asked.record.state if asked.record else None
    return _applied(manager, plugin.kind(deed.kind) if deed else None, state, decided.entries)


def _applied(
    manager: pluggy.PluginManager, kind: Kind | None, state: Mapping[str, Any] | None, entries: Iterable[Happened]
) -> Iterator[Mapping[str, Any]]:
    """Each entry with the record after it, held to the schema of its kind."""
    if kind is None:
        raise Nonsense("There is no such kind of record.")
    for entry in of_json(Decided, as_json(Decided(tuple(entries)))).entries:
        state = as_json(manager.hook.apply(kind=kind.id, state=state, entry=entry))
        if next(Draft202012Validator(kind.schema).iter_errors(state), None) is not None:
            raise Nonsense("The record is not what its schema says.")
        yield {"type": entry.type, "body": as_json(entry.body), "state": state}


def _where(error: BaseException) -> Mapping[str, str]:
    """The last line of the plugin's own code on the way to an error: a file and a number hold nothing of anybody."""
    own = Path(hooks.__file__).parent.parent
    frames = [one for one in traceback.extract_tb(error.__traceback__) if own not in Path(one.filename).parents]
    return {"where": f"{Path(frames[-1].filename).name}:{frames[-1].lineno}"} if frames else {}


def _say(answers: BinaryIO, said: Mapping[str, Any]) -> None:
    answers.write(json.dumps(said, ensure_ascii=False).encode() + b"\n")
    answers.flush()


def _keep_within(megabytes: int) -> None:
    most = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
