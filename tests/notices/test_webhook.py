"""Handing a decision to a council's case system: signed, small, tried again where that helps, never followed on."""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from hubwright.domain.errors import MailFailed
from hubwright.notices.webhook import CaseSystems, key_of

NOW = datetime(2026, 6, 8, 9, 30, tzinfo=UTC)
KEY = key_of("a secret of the installation", "oakfield")


@contextmanager
def a_case_system(status: int) -> Iterator[tuple[str, list[Any]]]:
    """A system on this machine that answers everything with one status, and what it was sent."""
    taken: list[Any] = []

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append((self.path, dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.end_headers()

        def log_message(self, *said: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/in", taken
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def systems() -> CaseSystems:
    return CaseSystems(lambda hub: key_of("a secret of the installation", hub), lambda: NOW, patience=5)


def gives(to: str) -> None:
    systems().give(hub="oakfield", to=to, body='{"case": "REF00001"}', message_id="m-1")


def test_it_is_signed_over_the_time_and_the_body_under_the_hubs_own_key() -> None:
    with a_case_system(204) as (to, taken):
        gives(to)
    ((path, headers, body),) = taken
    assert path == "/in"
    assert headers["Hubwright-Message"] == "m-1"
    signed = hmac.new(KEY, headers["Hubwright-Time"].encode() + b"." + body, hashlib.sha256).hexdigest()
    assert headers["Hubwright-Signature"] == signed
    assert key_of("a secret of the installation", "elmbridge") != KEY


@pytest.mark.parametrize(("status", "permanent"), [(503, False), (429, False), (400, True), (401, True), (302, True)])
def test_what_may_go_better_later_is_tried_again_and_nothing_is_followed_on(status: int, *, permanent: bool) -> None:
    with a_case_system(status) as (to, taken), pytest.raises(MailFailed) as failed:
        gives(to)
    assert failed.value.permanent is permanent
    assert len(taken) == 1
    assert "REF00001" not in str(failed.value)


def test_a_system_that_is_away_is_tried_again() -> None:
    with pytest.raises(MailFailed) as failed:
        gives("http://127.0.0.1:9/in")
    assert not failed.value.permanent


@pytest.mark.parametrize(
    "to", ["http://cases.council.example/in", "https://ann:secret@cases.council.example/", "ftp://x", ""]
)
def test_an_address_that_is_no_place_for_it_is_never_tried(to: str) -> None:
    with pytest.raises(MailFailed) as failed:
        gives(to)
    assert failed.value.permanent
    assert "council" not in str(failed.value)
