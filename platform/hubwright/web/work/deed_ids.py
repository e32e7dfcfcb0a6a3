"""Deed ids: each acting page carries a fresh one, so that a form sent twice is one deed."""

from __future__ import annotations

from flask import current_app

from hubwright.wiring import Hubwright


def new_deed() -> str:
    """A fresh deed id for a form about to be drawn."""
    hubwright: Hubwright = current_app.extensions["hubwright"]
    return hubwright.house.ids.token()
