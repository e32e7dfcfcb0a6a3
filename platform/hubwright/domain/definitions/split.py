"""What of a hub is pinned to a revision, and what holds for old cases too (law 2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LIVE_PARTS = ("roles", "plugins")
"""Shareable parts that are published and then hold everywhere at once: who may do what, what stands beside cases."""

LIVE_FIELDS = ("local", "note", "owner")
"""Fields of the document that belong to today: addresses, numbers, rota, closures, and who answers for it."""


def split(document: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The pinned and the live part of a hub document; `combine` puts them together again.

    Args:
        document: a schema-valid hub document.
    """
    shareable = document["shareable"]
    pinned = {key: value for key, value in document.items() if key not in (*LIVE_FIELDS, "shareable")}
    pinned["shareable"] = {key: value for key, value in shareable.items() if key not in LIVE_PARTS}
    live = {key: document[key] for key in LIVE_FIELDS if key in document}
    live["shareable"] = {key: shareable[key] for key in LIVE_PARTS if key in shareable}
    return pinned, live


def combine(pinned: Mapping[str, Any], live: Mapping[str, Any]) -> dict[str, Any]:
    """The hub document of a pinned part with today's live part laid over it."""
    return {**pinned, **live, "shareable": {**pinned["shareable"], **live["shareable"]}}


def uses(document: Mapping[str, Any]) -> tuple[frozenset[tuple[str, int]], frozenset[tuple[str, int]]]:
    """The forms and the workflows that a hub document names, each as (id, version)."""
    shareable = document["shareable"]
    forms = frozenset((door["form"]["id"], door["form"]["version"]) for door in shareable["doors"] if "form" in door)
    workflows = frozenset((way["workflow"]["id"], way["workflow"]["version"]) for way in shareable["pathways"])
    return forms, workflows
