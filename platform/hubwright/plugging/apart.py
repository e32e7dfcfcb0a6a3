"""The parent's side of a plugin's process: one question at a time, each with its deadline."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, Final

import hubwright

MODULE: Final = "hubwright.plugging.child"
STARTS_WITHIN: Final = 20.0
"""Seconds that a plugin has to load and to say who it is."""

MEGABYTES: Final = 1_000
"""The most memory that one plugin may take."""

LONGEST: Final = 2_000_000
"""Bytes of one answer."""

_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")


class Faulty(Exception):
    """A plugin did not answer as it should. The text holds nothing of what it was asked.

    Args:
        code: "refused" (it cannot be used), "raised", "too_long", "too_big", "nonsense" or "died".
        why: for the operator: what is known of it, such as the kind of error.
        where: the last line of its own code, "file.py:12", or "".
    """

    def __init__(self, code: str, why: str = "", where: str = "") -> None:
        super().__init__(f"{code}: {why} {where}".strip())
        self.code, self.why, self.where = code, why, where


class KeptProcess:
    """The process of one plugin, begun when it is first asked and again after it was lost.

    Args:
        name: of its entry point.
        more: folders to look for plugins in, beside where Python looks.
        megabytes: the most memory it may take.
    """

    def __init__(self, name: str, *, more: Sequence[Path] = (), megabytes: int = MEGABYTES) -> None:
        self._name, self._more, self._megabytes = name, tuple(more), megabytes
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._said: Mapping[str, Any] = {}
        self._rest = b""
        # A process answers one question at a time; whoever asks second waits, and within their own deadline.
        self._turn = Lock()

    def says(self) -> Mapping[str, Any]:
        """What the plugin says of itself: "plugin" and "hooks".

        Raises:
            Faulty: it cannot be loaded, or says nothing.
        """
        with self._turn:
            self._begun()
            return self._said

    def ask(self, hook: str, given: Mapping[str, Any], *, seconds: float) -> Any:
        """What it answers, as JSON held to the hook's type; past its time it is killed.

        Args:
            hook: of `hubwright.hooks`.
            given: its arguments, as JSON.
            seconds: how long it may take, and how long it is waited for.

        Raises:
            Faulty: there is no answer.
        """
        until = time.monotonic() + seconds
        if not self._turn.acquire(timeout=seconds):
            raise Faulty("too_long", "It was still busy with another question.")
        try:
            self._begun()
            # Beginning has a time of its own: a page that comes first must not pay for it with a fault.
            until = max(until, time.monotonic() + seconds)
            answer = self._asked({"hook": hook, "given": given}, until)
        except Faulty:
            self._lost()
            raise
        finally:
            self._turn.release()
        if "fault" in answer:
            raise Faulty(str(answer["fault"]), str(answer.get("what", "")), str(answer.get("where", "")))
        return answer["answer"]

    def close(self) -> None:
        """Let the process end."""
        with self._turn:
            self._lost()

    def _begun(self) -> None:
        if self._owner != os.getpid():
            # A server that forked: the process belongs to the parent, and answers read here would be lost there.
            self._process, self._rest = None, b""
        if self._process is not None and self._process.poll() is None:
            return
        self._lost()
        self._owner = os.getpid()
        command = [sys.executable, "-m", MODULE, self._name, str(self._megabytes)]
        self._process = subprocess.Popen(  # noqa: S603 - our own module, in our own interpreter
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._surroundings(),
            start_new_session=True,
        )
        self._said = self._heard(time.monotonic() + STARTS_WITHIN)
        if "refused" in self._said:
            said = self._said
            self._lost()
            raise Faulty("refused", str(said["refused"]), str(said.get("where", "")))

    def _asked(self, question: Mapping[str, Any], until: float) -> Mapping[str, Any]:
        assert self._process is not None  # noqa: S101 - `_begun` came before
        assert self._process.stdin is not None  # noqa: S101
        try:
            self._process.stdin.write(json.dumps(question).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            raise Faulty("died") from None
        return self._heard(until)

    def _heard(self, until: float) -> Mapping[str, Any]:
        """The next line that it says.

        Raises:
            Faulty: none came in time, or it is no object.
        """
        line = self._line(until)
        try:
            said = json.loads(line)
        except ValueError:
            raise Faulty("nonsense") from None
        if not isinstance(said, dict):
            raise Faulty("nonsense")
        return said

    def _line(self, until: float) -> bytes:
        assert self._process is not None  # noqa: S101
        assert self._process.stdout is not None  # noqa: S101
        number = self._process.stdout.fileno()
        with selectors.DefaultSelector() as waiting:
            waiting.register(number, selectors.EVENT_READ)
            while b"\n" not in self._rest:
                if not waiting.select(max(until - time.monotonic(), 0)):
                    raise Faulty("too_long")
                if not (more := os.read(number, 65_536)):
                    raise Faulty("died")
                self._rest += more
                if len(self._rest) > LONGEST:
                    raise Faulty("nonsense", "It said more than anybody could read.")
        line, _, self._rest = self._rest.partition(b"\n")
        return line

    def _lost(self) -> None:
        """It is ended, with whatever it began."""
        process, self._process, self._rest = self._process, None, b""
        if process is None or self._owner != os.getpid():
            return
        with suppress(ProcessLookupError):
            os.killpg(process.pid, 9)
        process.wait()
        for end in (process.stdin, process.stdout):
            if end is not None:
                end.close()

    def _surroundings(self) -> dict[str, str]:
        """What the process may know of this one: where to find programs, our own code and plugins; no secret."""
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        given = os.environ.get("PYTHONPATH", "").split(os.pathsep)
        places = [str(Path(hubwright.__file__).parent.parent), *map(str, self._more), *filter(None, given)]
        return {**kept, "PYTHONPATH": os.pathsep.join(places)}
