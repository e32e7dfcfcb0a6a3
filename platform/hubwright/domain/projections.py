"""Which projection belongs to which stream."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.project import project_case, project_contact
from hubwright.domain.hubs import HUB_STREAM, project_hub


def project(stream: str, entries: Sequence[Entry]) -> Mapping[str, list[dict[str, Any]]]:
    """Rows by table for one stream: a pure function of its entries, so that rebuilding gives the same rows.

    Args:
        stream: "hub", "case:<reference>" or "contact:<reference>".
        entries: all of the stream, in order.
    """
    if stream == HUB_STREAM:
        return project_hub(entries)
    if stream.startswith("case:"):
        return project_case(entries)
    return project_contact(entries)
