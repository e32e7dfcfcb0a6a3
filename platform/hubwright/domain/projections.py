"""Which projection belongs to which stream."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hubwright.domain.audits import STREAM as AUDIT
from hubwright.domain.audits import project_audit
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.project import project_contact, rows_of
from hubwright.domain.drafts import STREAM as DRAFT
from hubwright.domain.drafts import project_draft
from hubwright.domain.errors import Broken
from hubwright.domain.hubs import HUB_STREAM, project_hub
from hubwright.domain.incidents import STREAM as INCIDENT
from hubwright.domain.incidents import project_incident
from hubwright.domain.meetings import STREAM as MEETING
from hubwright.domain.meetings import project_meeting
from hubwright.domain.people.project import mentions_of, project_person
from hubwright.domain.people.state import STREAM
from hubwright.domain.plugins import STREAM as PLUGIN
from hubwright.domain.plugins import project_record
from hubwright.domain.reviews import STREAM as REVIEW
from hubwright.domain.reviews import project_review

Rows = Mapping[str, list[dict[str, Any]]]


def project_case(entries: Sequence[Entry]) -> Rows:
    """The rows of one case, and those under which the people in it are found; it is replayed once for both."""
    state = case_of(entries)
    return {} if state is None else {**rows_of(state), **mentions_of(state, entries)}


# What a stream is called up to its first colon, to what lists read of it.
OF: Mapping[str, Callable[[Sequence[Entry]], Rows]] = {
    HUB_STREAM: project_hub,
    "case": project_case,
    "contact": project_contact,
    STREAM: project_person,
    INCIDENT: project_incident,
    MEETING: project_meeting,
    REVIEW: project_review,
    AUDIT: project_audit,
    DRAFT: project_draft,
    PLUGIN: project_record,
}


def project(stream: str, entries: Sequence[Entry]) -> Rows:
    """Rows by table for one stream: a pure function of its entries, so that rebuilding gives the same rows.

    Args:
        stream: "hub", "case:<reference>", "contact:<reference>" or another kind of `OF`.
        entries: all of the stream, in order.

    Raises:
        Broken: no kind of stream is called that.
    """
    kind = stream.partition(":")[0]
    if kind not in OF:
        raise Broken(f"There is no kind of stream called {kind!r}.")
    return OF[kind](entries)
