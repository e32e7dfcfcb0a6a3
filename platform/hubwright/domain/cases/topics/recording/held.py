"""A meeting as its own record told the case when it ended: when, how, who was there and who was in the chair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hubwright.domain.cases.state import Decision
from hubwright.domain.cases.topics.minuting import AtMeeting
from hubwright.domain.cases.written import instant, moment
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.meetings.state import THERE


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody who was asked to come, or came.

    Args:
        came, left: as `written.moment` writes them, or None.
        late: they came after it had begun.
    """

    agency: str
    organisation: str
    agency_name: Mapping[str, str | None] | None
    role: str
    name: str
    state: str
    by: str
    came: str | None
    left: str | None
    late: bool

    def written(self, decided: Iterable[Decision]) -> dict[str, Any]:
        """As JSON, with the people for whom a decision was taken while they were not there.

        Args:
            decided: what was decided at the meeting.
        """
        there = self.state in THERE
        gone = instant(self.left) if self.left else None
        came = instant(self.came) if self.came and self.late else None
        before = [one.subject for one in decided if there and came is not None and one.at < came]
        after = [one.subject for one in decided if there and gone is not None and one.at > gone]
        return {
            "agency": self.agency,
            "agency_name": None if self.agency_name is None else dict(self.agency_name),
            "organisation": self.organisation,
            "role": self.role,
            "name": self.name,
            "state": self.state,
            "by": self.by,
            "came": self.came,
            "left": self.left,
            "late": self.late,
            "decided_before": list(dict.fromkeys(before)),
            "decided_after": list(dict.fromkeys(after)),
        }


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting as it was held; little more than when it began, before it has ended.

    Args:
        began, ended, next: as `written.moment` writes them, or None.
        chair, minute_taker: `name`, `agency`, `user`; empty where nobody was.
        quorum: `met` when it began, `met_at_end`, `missing`, `reason`.
    """

    began: str | None = None
    ended: str | None = None
    mode: str = ""
    chair: Mapping[str, str] = field(default_factory=dict)
    minute_taker: Mapping[str, str] = field(default_factory=dict)
    quorum: Mapping[str, Any] = field(default_factory=dict)
    people: tuple[Came, ...] = ()
    next: str | None = None


def held_of(at: AtMeeting, hub: Hub) -> Held:
    """How the meeting was held, as far as the case was told."""
    said: Mapping[str, Any] = at.held
    began = _time(said.get("began") or at.began)
    rows = [one for one in said.get("attendance", ()) if isinstance(one, Mapping)]
    quorum = said.get("quorum") or {}
    return Held(
        began=began,
        ended=_time(said.get("ended")),
        mode=str(said.get("mode") or ""),
        chair=_named(said, "chair", rows),
        minute_taker=_named(said, "minute_taker", rows),
        quorum={
            "met": quorum.get("met"),
            "met_at_end": (quorum.get("at_end") or {}).get("met"),
            "missing": list(quorum.get("missing") or ()),
            "reason": str(quorum.get("reason") or said.get("reason") or ""),
        },
        people=tuple(_came(one, began, hub) for one in rows),
        next=_time(said.get("next")),
    )


def _time(value: object) -> str | None:
    if isinstance(value, datetime):
        return moment(value)
    return str(value) if value else None


def _came(row: Mapping[str, Any], began: str | None, hub: Hub) -> Came:
    came = _time(row.get("came"))
    agency = str(row.get("agency") or "")
    drawn = next((one for one in hub.agencies if one.id == agency), None)
    return Came(
        agency=agency,
        organisation=str(row.get("organisation") or ""),
        agency_name={"en": drawn.name.en, "cy": drawn.name.cy} if drawn else None,
        role=str(row.get("role") or ""),
        name=str(row.get("name") or ""),
        state=str(row.get("state") or ""),
        by=str(row.get("by") or ""),
        came=came,
        left=_time(row.get("left")),
        late=bool(came and began and _minute(came) > _minute(began)),
    )


def _minute(at: str) -> datetime:
    return instant(at).replace(second=0, microsecond=0)


def _named(said: Mapping[str, Any], post: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Who was in the chair, or took the minutes: the row of attendance that is named by its id, or else by its name."""
    name, person = said.get(post), said.get(f"{post}_person")
    if not name and not person:
        return {}
    if isinstance(name, Mapping):
        return {key: str(name.get(key) or "") for key in ("name", "agency", "user")}
    row = next((one for one in rows if person and one.get("id") == person), None)
    if row is None:
        same = [one for one in rows if one.get("name") == name]
        row = same[0] if len(same) == 1 else {"name": name}
    return {key: str(row.get(key) or "") for key in ("name", "agency", "user")}
