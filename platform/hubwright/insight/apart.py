"""Tries drafts out in a process of its own: pages of the web and clocks of the worker never wait for it.

The process gets definitions and gives an answer, and knows nothing else: no settings, no database, no case.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import Any, Final

import hubwright
from hubwright.domain.errors import TrialFailed
from hubwright.ports import Progress

SECONDS: Final = 900
"""The longest that one trial may take: a year of a large hub, run ten times, takes less."""

MEGABYTES: Final = 1500
"""The most memory that one trial may take."""

MODULE: Final = "hubwright.cli.apart"
TOO_BIG: Final = 71
"""With what the process ends when it meets the limit of memory; of time, the system ends it."""

_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")


class ApartTrier:
    """A `Trier` that lets another process try, hears how far it is, and waits for it.

    Args:
        seconds: the longest it waits.
        megabytes: the most memory that the process may take.
    """

    def __init__(self, *, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> None:
        self._seconds, self._megabytes = seconds, megabytes

    def tried(self, asked: Mapping[str, Any], tell: Progress) -> Mapping[str, Any]:
        """The answer.

        Raises:
            TrialFailed: it took too long, too much memory, cannot be tried, or broke off.
        """
        command = [sys.executable, "-m", MODULE, str(self._seconds), str(self._megabytes)]
        with TemporaryFile() as given:
            given.write(json.dumps(asked).encode())
            given.seek(0)
            with subprocess.Popen(  # noqa: S603 - our own module, in our own interpreter
                command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_surroundings()
            ) as process:
                # Whatever the process does about its own limits, it ends.
                last = Timer(self._seconds + 30, process.kill)
                last.daemon = True
                last.start()
                try:
                    answer = _heard(process, tell)
                except BaseException:
                    process.kill()
                    raise
                finally:
                    last.cancel()
        if answer is not None and process.returncode == 0:
            if "failed" in answer:
                raise TrialFailed(str(answer["failed"]))
            return dict(answer["answer"])
        raise TrialFailed({TOO_BIG: "too_big", -24: "too_long", -9: "too_long"}.get(process.returncode, "broke_off"))


def _heard(process: subprocess.Popen[bytes], tell: Progress) -> Mapping[str, Any] | None:
    """What the process said last that was no progress: each line is one JSON object."""
    answer: Mapping[str, Any] | None = None
    for line in process.stdout or ():
        said = json.loads(line)
        if "done" in said:
            tell(int(said["done"]), int(said["steps"]))
        else:
            answer = said
    process.wait()
    return answer


def _surroundings() -> dict[str, str]:
    """What the process may know of this one: where to find programs and our own code."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": str(Path(hubwright.__file__).parent.parent), "PYTHONDONTWRITEBYTECODE": "1"}
