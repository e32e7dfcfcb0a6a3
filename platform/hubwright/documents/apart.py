"""Prints in a process of its own: pages of the web and clocks of the worker never wait for it, and it has its limits.

The process gets the document and gives the file, and knows nothing else: no settings, no database, no way out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import hubwright
from hubwright.documents.limits import TOO_BIG, TOO_LONG
from hubwright.domain.documents.document import Document, written
from hubwright.domain.errors import PrintFailed

SECONDS = 100
"""The longest that one printing may take: shorter than the lease of its job, so that no second one begins beside it."""

MEGABYTES = 1500
"""The most memory that one printing may take; a chronology of 300 pages takes less than half of it."""

_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "XDG_CACHE_HOME")


class ApartPrinter:
    """A `Printer` that lets another process print, and waits for it.

    Args:
        seconds: the longest it waits.
        megabytes: the most memory that the process may take.
    """

    def __init__(self, *, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> None:
        self._seconds, self._megabytes = seconds, megabytes

    def pdf(self, document: Document) -> bytes:
        """The file, whole.

        Raises:
            PrintFailed: it took too long, too much memory, or broke off.
        """
        given = json.dumps({"document": written(document), "colour": document.colour}).encode()
        command = [sys.executable, "-m", "hubwright.documents", str(self._seconds), str(self._megabytes)]
        try:
            done = subprocess.run(  # noqa: S603 - our own module, in our own interpreter
                command, input=given, capture_output=True, timeout=self._seconds, check=False, env=_surroundings()
            )
        except subprocess.TimeoutExpired:
            raise PrintFailed("too_long") from None
        if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
            return done.stdout
        # What it said on its way down may repeat the document, so only how it ended is told.
        raise PrintFailed({TOO_BIG: "too_big", TOO_LONG: "too_long", -24: "too_long"}.get(done.returncode, "broke_off"))


def _surroundings() -> dict[str, str]:
    """What the process may know of this one: where to find programs, fonts and our own code."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": str(Path(hubwright.__file__).parent.parent), "PYTHONDONTWRITEBYTECODE": "1"}
