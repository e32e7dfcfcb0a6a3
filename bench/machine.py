"""The machine and the databases that figures were measured on: facts, but neither a path nor a name of it."""

from __future__ import annotations

import os
import platform
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import Engine

_LIBRARIES = ("flask", "wtforms", "sqlalchemy", "jinja2")
_LEVELS = {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}


def facts() -> list[str]:
    """One sentence or list for each fact."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join([f"SQLite {sqlite3.sqlite_version}", *(f"{name} {version(name)}" for name in _LIBRARIES)])
    return [
        f"Measured on {datetime.now(UTC):%-d %B %Y}.",
        f"{_processor()}, {os.cpu_count()} processors, {memory:.0f} GiB of memory.",
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {libraries}.",
    ]


def load() -> float:
    """How many processes wanted to run in the last minute; above the number of processors, all figures suffer."""
    return os.getloadavg()[0]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def durability(engine: Engine) -> str:
    """Journal mode and durability of a SQLite engine's connections, read back from one."""
    with engine.connect() as connection:
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        level = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
    return f"journal_mode={str(journal).upper()}, synchronous={_LEVELS[int(level)]}"


def one_commit(folder: Path, times: int) -> float:
    """Milliseconds that one committed row costs with the standard library alone: the floor under every stored page."""
    connection = sqlite3.connect(folder / "floor.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE line (words TEXT)")
    spent = []
    for _ in range(times):
        start = perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO line VALUES ('a line of words')")
        connection.execute("COMMIT")
        spent.append((perf_counter() - start) * 1e3)
    connection.close()
    return median(spent)
