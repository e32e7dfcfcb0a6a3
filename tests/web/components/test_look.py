"""Headers, static files and set-up."""

from __future__ import annotations

import gzip
import re

import pytest
from flask import Flask
from hubwright.web import look
from hubwright.web.vendor_assets import STATIC


def test_every_page_keeps_to_itself(app: Flask) -> None:
    for address in ("/public", "/nothing-here"):
        headers = app.test_client().get(address).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "camera=()" in headers["Permissions-Policy"]
        assert "Strict-Transport-Security" not in headers


def test_the_policy_allows_nothing_inline_without_the_nonce(app: Flask) -> None:
    policy = app.test_client().get("/public").headers["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert rules["form-action"] == "'self'"
    for kind in ("script-src", "style-src"):
        assert re.fullmatch(r"'self' 'nonce-[\w-]{22}'", rules[kind])
    assert "unsafe" not in policy


def test_each_request_has_its_own_nonce_and_the_page_carries_it(app: Flask) -> None:
    client = app.test_client()
    seen = set()
    for _ in range(2):
        answer = client.get("/public")
        found = re.search(r"'nonce-([\w-]+)'", answer.headers["Content-Security-Policy"])
        assert found
        assert set(re.findall(r'nonce="([^"]+)"', answer.text)) == {found[1]}
        seen.add(found[1])
    assert len(seen) == 2


def test_https_is_asked_for_again(app: Flask) -> None:
    answer = app.test_client().get("/public", base_url="https://hub.example")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert (
        "Secure" in app.test_client().get("/public?language=cy", base_url="https://hub.example").headers["Set-Cookie"]
    )


def test_static_files_are_kept_for_a_year_under_their_version_only(app: Flask) -> None:
    client = app.test_client()
    with app.test_request_context():
        address = look.static_url("hubwright.css")
    assert re.fullmatch(r"/static/[0-9a-f]{16}/hubwright\.css", address)
    with client.get(address) as kept:
        assert kept.status_code == 200
        assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Set-Cookie" not in kept.headers
    with client.get("/static/another/hubwright.css") as other:
        assert other.status_code == 200
        assert other.headers["Cache-Control"] == "no-cache"


def test_large_files_go_out_small_to_browsers_that_take_it(app: Flask) -> None:
    client = app.test_client()
    name = "vendor/govuk/govuk-frontend.min.css"
    with client.get(f"/static/x/{name}", headers={"Accept-Encoding": "gzip, br"}) as small:
        assert small.headers["Content-Encoding"] == "gzip"
        assert small.mimetype == "text/css"
        assert gzip.decompress(small.data) == (STATIC / name).read_bytes()
    with client.get(f"/static/x/{name}", headers={"Accept-Encoding": "gzip;q=0"}) as whole:
        assert "Content-Encoding" not in whole.headers
        assert whole.data == (STATIC / name).read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "../look.py",
        "..%2Flook.py",
        "vendor/../../look.py",
        "nothing.css",
        "vendor",
        "vendor/stamp",
        "x.css.gz",
        "a\0.css",
    ],
)
def test_nothing_but_static_files_is_served(app: Flask, name: str) -> None:
    for encoding in ("gzip", "identity"):
        answer = app.test_client().get(f"/static/x/{name}", headers={"Accept-Encoding": encoding})
        assert answer.status_code == 404


def test_every_static_file_that_a_page_names_is_there(app: Flask) -> None:
    client = app.test_client()
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/public").text):
        with client.get(address) as answer:
            assert answer.status_code == 200, address


def test_without_setup_it_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "VENDOR", STATIC / "nowhere")
    with pytest.raises(look.SetupMissing, match="vendor_assets"):
        look.install(Flask("bare", static_folder=None))
