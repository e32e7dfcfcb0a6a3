"""The papers of a case that wait for somebody, as rows: a copy to be checked, a record for its chair, one to be sealed,
and a meeting that was held and has no record yet.

A row says that something waits and for whom, and nothing of what stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.minuting import meetings_of
from hubwright.domain.cases.topics.recording import records_of
from hubwright.domain.cases.topics.redacting import copies_of
from hubwright.domain.cases.topics.redacting.copy import CHECKING
from hubwright.domain.cases.topics.restricting import access_of

COPY, CHECK, SEAL, DRAFT = "copy", "check", "seal", "draft"
"""What is to be done: check somebody else's copy, check a record, seal one, draft one."""


def papers_of(state: CaseState) -> list[dict[str, Any]]:
    """One row for each strand that a waiting paper is about; whoever does not read all of them sees less than `strands`
    rows of it, and may not take it on."""
    access = access_of(state).marked
    return [
        {"case_ref": state.ref, "access": access, "pathway": pathway, "strands": len(pathways), **waits}
        for waits, pathways in (*_copies(state), *_records(state), *_undrafted(state))
        for pathway in pathways
    ]


def _row(paper: str, what: str, since: datetime, *, user: str = "", hands: str = "", type: str = "") -> dict[str, Any]:
    return {"paper": paper, "what": what, "since": since, "for_user": user, "hands": hands, "type": type}


_Waits = Iterator[tuple[dict[str, Any], tuple[str, ...]]]


def _copies(state: CaseState) -> _Waits:
    for one in copies_of(state).values():
        if one.state == CHECKING:
            yield _row(one.id, COPY, one.at, hands=" ".join(sorted(one.hands))), tuple(one.pathways)


def _records(state: CaseState) -> _Waits:
    for one in records_of(state).values():
        if one.latest.open:
            chair = one.latest.content["meeting"]["chair"].get("user") or ""
            what = SEAL if one.latest.state == "checked" else CHECK
            yield _row(one.id, what, one.at, user=chair, type=one.type), tuple(one.pathways)


def _undrafted(state: CaseState) -> _Waits:
    drafted = {one.meeting for one in records_of(state).values()}
    for ref, at in meetings_of(state).items():
        if at.state == "ended" and ref not in drafted and at.pathways:
            yield _row(ref.lower(), DRAFT, at.began or at.starts, type=at.type), tuple(at.pathways)
