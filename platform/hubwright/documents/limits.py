"""How much time and memory a printing may take, kept by the system itself."""

from __future__ import annotations

import resource

TOO_BIG, TOO_LONG = 71, 72
"""With what the process of a printing ends when it meets a limit."""


def keep_within(*, seconds: int, megabytes: int) -> None:
    """Let this process take no more than this; meeting the limit of memory is a `MemoryError` in it."""
    most = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
