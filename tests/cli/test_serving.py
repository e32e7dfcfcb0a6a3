"""The real server in a process of its own, and the terminal on PostgreSQL."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import REPOSITORY, Terminal
from tests.databases import Database
from tests.notices.servers import free_port

PATIENCE = 60  # seconds for a start on a busy machine


@contextmanager
def demonstration(data: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HUBWRIGHT_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "hubwright", "serve", "--demo", "--port", str(port)],
        cwd=REPOSITORY,
        env=kept | {"HUBWRIGHT_DATA": str(data), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
            return bool(json.load(answer)["ready"])
    except (urllib.error.URLError, ConnectionError):
        return False


def page(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        return str(answer.read().decode())


@pytest.mark.storage
def test_the_demonstration_is_served_with_its_worker_and_ends_when_told(tmp_path: Path) -> None:
    port = free_port()
    for words in (b"Seeded 64 fictional contacts.\nServing 3 hubs", b"Serving 3 hubs"):
        with demonstration(tmp_path, port) as server:
            ends = time.monotonic() + PATIENCE
            while not ready(port):
                assert server.poll() is None, server.communicate()[0].decode()
                assert time.monotonic() < ends, "it did not become ready"
                time.sleep(0.2)
            assert "Sam Specimen" in page(port, "/bury/sign-in")
            server.send_signal(signal.SIGTERM)
            said, _ = server.communicate(timeout=PATIENCE)
            assert server.returncode == 0
            assert said.startswith(words)
            assert b"Traceback" not in said
    assert any((tmp_path / "mail").glob("*.eml"))


@pytest.mark.storage
def test_the_terminal_works_on_postgresql(terminal: Terminal, postgresql_database: Database) -> None:
    terminal.set(
        HUBWRIGHT_DATABASE_URL=postgresql_database.url, HUBWRIGHT_DATABASE_OWNER_URL=postgresql_database.owner_url
    )
    assert terminal.run("migrate").exit_code == 0
    assert "bury is published" in terminal.run("hub", "import", REPOSITORY / "tenant_configs" / "bury").output
    assert terminal.run("journal", "verify").exit_code == 0
    assert terminal.run("journal", "rebuild").exit_code == 0
    told = terminal.run("doctor").output
    assert "its role sees no more than it should" in told
    assert "Start `hubwright worker`." in told, "serving has no worker beside it here"


@pytest.mark.storage
@pytest.mark.parametrize("command", [("serve",), ("worker",), ("journal", "verify")])
def test_an_owner_of_the_tables_may_not_serve(
    terminal: Terminal, postgresql_database: Database, command: tuple[str, ...]
) -> None:
    terminal.set(HUBWRIGHT_DATABASE_URL=postgresql_database.owner_url)
    result = terminal.run(*command)
    assert result.exit_code == 1
    assert "Hubwright does not start with this database role" in result.output


@pytest.mark.storage
def test_a_database_that_is_behind_is_not_served(terminal: Terminal, postgresql_database: Database) -> None:
    from hubwright.storage import migrate

    migrate.downgrade(postgresql_database.owner_url, to="base")
    terminal.set(HUBWRIGHT_DATABASE_URL=postgresql_database.url)
    result = terminal.run("serve")
    assert (result.exit_code, "hubwright migrate" in result.output) == (1, True)
