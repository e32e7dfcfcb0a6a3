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
from collections.abc import Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, BinaryIO

import pluggy

from hubwright import hooks
from hubwright.domain.plugins import Plugin, as_json
from hubwright.plugging.answering import answer, described, hooks_of, manager_of
from hubwright.plugging.group import GROUP


def main() -> None:
    """Answer until there are no more questions."""
    name, megabytes = sys.argv[1], int(sys.argv[2])
    answers = os.fdopen(os.dup(1), "wb")
    # A plugin that prints must not be taken for one that answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _keep_within(megabytes)
    try:
        manager = loaded(name)
        plugin = described(manager)
        _say(answers, {"plugin": as_json(plugin), "hooks": hooks_of(manager)})
    except Exception as error:
        _say(answers, {"refused": str(error)[:500] or type(error).__name__, **_where(error)})
        return
    for line in sys.stdin.buffer:
        _say(answers, _answered(manager, plugin, json.loads(line)))


def loaded(name: str) -> pluggy.PluginManager:
    """A manager that has the plugin of this name and no other.

    Raises:
        LookupError: nothing is installed under that name, or it has no function `describe`.
        pluggy.PluginValidationError: it marks a function of a name that is no hook, or takes what no hook gives.
    """
    found = next((one for one in entry_points(group=GROUP) if one.name == name), None)
    if found is None:
        raise LookupError(f"No plugin called {name} is installed.")
    return manager_of(found.load(), name)


def _answered(manager: pluggy.PluginManager, plugin: Plugin, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the plugin answers to one question, or where it failed; never what it was asked about."""
    try:
        return {"answer": answer(manager, plugin, asked["hook"], asked["given"])}
    except MemoryError:
        return {"fault": "too_big"}
    except Exception as error:
        return {"fault": "raised", "what": type(error).__name__, **_where(error)}


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
