"""For those who run the machine: is it alive, is it ready. No personal data."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, Response, jsonify, make_response

from hubwright.actions.accounts import last_beat
from hubwright.wiring import Hubwright

# A worker beats every few seconds; one that has been silent this long is taken for dead.
WORKER_SILENT = timedelta(minutes=2)


def install(app: Flask, hubwright: Hubwright) -> None:
    """Serve `/healthz` and `/readyz`."""

    def healthz() -> Response:
        return make_response(jsonify(alive=True))

    def readyz() -> Response:
        late = worker_silent(hubwright)
        return make_response(jsonify(ready=not late, worker="silent" if late else "working"), 503 if late else 200)

    app.add_url_rule("/healthz", "operators.healthz", healthz)
    app.add_url_rule("/readyz", "operators.readyz", readyz)


def worker_silent(hubwright: Hubwright) -> bool:
    """Whether no worker has given a sign of life for two minutes: then no alarm goes out, and the queue says so."""
    last = last_beat(hubwright.house)
    return last is None or last < hubwright.house.now() - WORKER_SILENT
