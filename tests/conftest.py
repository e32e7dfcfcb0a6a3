"""Databases for every test that asks for one. `database` runs a test on both kinds.

A few things make the suite quick and prove no less: what a test writes lies in memory where the machine has room,
so that a commit, durable as ever, waits for no disk; a document is held to its schema once, however often a library
reads it; and what a process compiles, it compiles once, not once in each of the many applications and databases that
are made there: a template, the function that builds an address, a statement for SQLite.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hubwright import wiring
from hubwright.domain.problems import Problem
from hubwright.loading import library
from hubwright.loading.shape import shape_problems
from hubwright.storage import engines, migrate
from hypothesis import HealthCheck, settings
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Engine, util
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from werkzeug.routing import Rule

from tests.databases import Cluster, Database, running_cluster

MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of its own in it, for its user alone
ROOM = 4 * 1024**3

if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


# No test asserts a time: on a busy machine an example may take as long as it takes.
settings.register_profile("hubwright", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("hubwright")


class Compiled(BytecodeCache):
    """Templates as they were compiled before, told apart by name, file and content."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if (kept := self._kept.get(bucket.key)) is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


Flask.jinja_options["bytecode_cache"] = Compiled()

# Which plugins are installed is the same for every installation that a test opens; each begins them when it asks them.
wiring.known = cache(wiring.known)  # type: ignore[attr-defined]

_builders: dict[tuple[Any, ...], Any] = {}
_compile_builder = Rule._compile_builder


def _builder_once(rule: Rule, append_unknown: bool = True) -> Any:
    """What writes a rule's addresses: made of these parts alone, and bound to the rule only when it is used."""
    if rule.defaults:
        return _compile_builder(rule, append_unknown)
    key = (rule.rule, tuple(rule._trace), append_unknown)
    if key not in _builders:
        _builders[key] = _compile_builder(rule, append_unknown)
    return _builders[key]


Rule._compile_builder = _builder_once

_statements: Any = util.LRUCache(2000)
_create_engine = engines.create_engine


def _engine_with_shared_statements(*args: Any, **asked: Any) -> Engine:
    """SQLite's dialects here are all made alike, so that what one has compiled serves them all."""
    engine = _create_engine(*args, **asked)
    if isinstance(engine.dialect, SQLiteDialect_pysqlite):
        engine._compiled_cache = _statements
    return engine


engines.create_engine = _engine_with_shared_statements
SQLiteDialect_pysqlite.__hash__ = lambda dialect: hash(type(dialect))
SQLiteDialect_pysqlite.__eq__ = lambda one, other: type(one) is type(other)

_judged: dict[bytes, list[Problem]] = {}


def _judged_once(kind: str, document: Any, *, file: str) -> list[Problem]:
    """The problems of a document's shape, which depend on nothing but what is given."""
    whole = json.dumps([kind, file, document], default=lambda one: {type(one).__name__: repr(one)})
    key = hashlib.sha256(whole.encode()).digest()
    if key not in _judged:
        _judged[key] = shape_problems(kind, document, file=file)
    return list(_judged[key])


library.shape_problems = _judged_once


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """PostgreSQL, once per test process and only if a test asks for it."""
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def _migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_database(_migrated_file: Path, tmp_path: Path) -> Database:
    """An empty, migrated SQLite file."""
    path = tmp_path / "hubwright.sqlite"
    shutil.copy(_migrated_file, path)
    url = f"sqlite:///{path}"
    return Database("sqlite", url, url)


@pytest.fixture
def postgresql_database(cluster: Cluster) -> Iterator[Database]:
    """An empty, migrated PostgreSQL database."""
    with cluster.database() as database:
        yield database


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.storage)])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty, migrated database of each kind in turn."""
    found: Database = request.getfixturevalue(f"{request.param}_database")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one for each process of a run: whoever takes it opens a context of their own."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"],
        )
        yield started
        started.close()
