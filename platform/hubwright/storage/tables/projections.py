"""Projections: what lists read. Each row comes from one stream and is rewritten with it; a rebuild makes them anew.

They carry no foreign keys to one another: a projection is a pure function of one stream, so a row of one stream must
not fall or stand with a row of another.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Index, Integer, Table

from hubwright.storage.columns import hub_key, instant, key, metadata, slug, words


def _projection(name: str, *columns: Column[Any]) -> Table:
    table = Table(name, metadata, hub_key(), *columns, slug("stream"), info={"kind": "projection"})
    Index(None, table.c.hub_id, table.c.stream)
    return table


def _yes(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _count(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


case_row = _projection(
    "case_row",
    # One row for each strand: what a reader limited to one pathway may know is then a whole row or none.
    key("case_ref"),
    key("pathway"),
    slug("kind"),
    slug("scale", null=True),
    slug("tier", null=True),
    _count("tier_position", null=True),
    slug("stage"),
    slug("standing"),
    slug("owner", null=True),
    words("owner_name", null=True),
    slug("source", null=True),
    instant("received"),
    instant("due_at", null=True),
    slug("due_clock", null=True),
    _yes("unread"),
    _yes("danger"),
    _yes("alarmed"),
    words("who"),
    words("what"),
    slug("waiting_agencies"),
    slug("answered_agencies"),
    _count("undecided"),
    slug("revision"),
    instant("closed", null=True),
    instant("updated"),
    _count("head"),
)
Index(None, case_row.c.hub_id, case_row.c.closed, case_row.c.due_at)
case_check = _projection(
    "case_check",
    key("case_ref"),
    key("ask"),
    slug("pathway"),
    slug("agency"),
    slug("state"),
    slug("answer", null=True),
    _yes("outdated"),
    instant("due_at", null=True),
    instant("asked_at"),
    instant("answered_at", null=True),
    slug("set_id", null=True),
)
Index(None, case_check.c.hub_id, case_check.c.agency, case_check.c.state)
case_clock = _projection(
    "case_clock",
    key("case_ref"),
    key("clock"),
    slug("rule"),
    instant("starts_at"),
    instant("due_at"),
    slug("state"),
)
Index(None, case_clock.c.hub_id, case_clock.c.state, case_clock.c.due_at)
case_alarm = _projection(
    "case_alarm",
    key("case_ref"),
    key("alarm"),
    slug("why"),
    slug("clock", null=True),
    slug("ladder"),
    instant("raised_at"),
    _count("told"),
    instant("next_at", null=True),
    instant("acknowledged_at", null=True),
    slug("acknowledged_by", null=True),
)
Index(None, case_alarm.c.hub_id, case_alarm.c.next_at)
contact_row = _projection(
    "contact_row",
    key("contact_ref"),
    slug("kind"),
    slug("door", null=True),
    slug("source", null=True),
    slug("case_ref", null=True),
    instant("received"),
    _yes("verified"),
    instant("acknowledged_at", null=True),
    instant("told_at", null=True),
    slug("draft", null=True),
)
Index(None, contact_row.c.hub_id, contact_row.c.case_ref)
seat_row = _projection(
    "seat_row",
    key("seat"),
    slug("user_id"),
    words("name"),
    slug("agency", null=True),
    slug("roles"),
    slug("qualifications"),
    instant("from_at"),
    instant("to_at", null=True),
)
Index(None, seat_row.c.hub_id, seat_row.c.user_id)
closure_row = _projection("closure_row", key("day"), words("why"))
# Which thing names a file; a file that none names is swept.
file_row = _projection(
    "file_row",
    key("file"),
    key("named_by"),
    slug("case_ref"),
)
Index(None, file_row.c.hub_id, file_row.c.case_ref)
