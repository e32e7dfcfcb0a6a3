"""Projections: what lists read. Each row comes from one stream and is rewritten with it; a rebuild makes them anew.

They carry no foreign keys to one another: a projection is a pure function of one stream, so a row of one stream must
not fall or stand with a row of another.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer

from hubwright.storage.columns import instant, key, projection, slug, words


def _yes(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _count(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


case_row = projection(
    "case_row",
    ("case",),
    # One row for each strand: what a reader limited to one pathway may know is then a whole row or none.
    key("case_ref"),
    key("pathway"),
    slug("kind"),
    # Who may know of it: "open" but for what its grants say, or as `case_named` says.
    slug("access"),
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
# A hub that has run for years has very many closed rows; the queue counts and lists the few that are open.
Index(None, case_row.c.hub_id, case_row.c.standing)
Index(None, case_row.c.hub_id, case_row.c.unread)
case_check = projection(
    "case_check",
    ("case",),
    key("case_ref"),
    key("ask"),
    slug("pathway"),
    slug("access"),
    slug("tier", null=True),
    slug("agency"),
    slug("state"),
    slug("answer", null=True),
    _yes("outdated"),
    instant("due_at", null=True),
    instant("asked_at"),
    instant("answered_at", null=True),
    slug("set_id", null=True),
    _yes("late"),
    slug("again", null=True),
    slug("asked_again", null=True),
    words("searched"),
    words("period"),
    instant("remind_at", null=True),
)
Index(None, case_check.c.hub_id, case_check.c.agency, case_check.c.state)
Index(None, case_check.c.hub_id, case_check.c.remind_at)
# What the owners of information have to look at: requests for release, and what left to protect somebody.
case_release = projection(
    "case_release",
    ("case",),
    key("case_ref"),
    key("release"),
    slug("pathway"),
    slug("access"),
    slug("agency"),
    slug("item"),
    slug("state"),
    instant("asked_at"),
    instant("answered_at", null=True),
)
Index(None, case_release.c.hub_id, case_release.c.agency, case_release.c.state)
case_to_enter = projection(
    "case_to_enter",
    ("case",),
    key("case_ref"),
    key("subject"),
    key("pathway"),
    slug("access"),
    _count("number"),
    slug("route"),
    slug("meaning"),
    slug("revision"),
    instant("decided_at"),
    instant("left_at", null=True),
    instant("entered_at", null=True),
    words("reference"),
)
Index(None, case_to_enter.c.hub_id, case_to_enter.c.entered_at)
case_action = projection(
    "case_action",
    ("case",),
    key("case_ref"),
    key("action"),
    slug("access"),
    slug("pathway"),
    slug("owner"),
    slug("agency"),
    slug("due_on", null=True),
    slug("state"),
)
Index(None, case_action.c.hub_id, case_action.c.owner, case_action.c.state)
case_sealed = projection(
    "case_sealed",
    ("case",),
    # Sealed versions of records: enough to confirm one, and nothing of what it says.
    key("case_ref"),
    key("record"),
    Column("version", Integer, primary_key=True),
    slug("digest"),
    _yes("holds"),
)
case_clock = projection(
    "case_clock",
    ("case",),
    key("case_ref"),
    key("clock"),
    slug("rule"),
    instant("starts_at"),
    instant("due_at"),
    instant("warns_at", null=True),
    slug("state"),
    # Whether it counts in timeliness: its rule and the kind of contact say so.
    _yes("counted"),
)
Index(None, case_clock.c.hub_id, case_clock.c.state, case_clock.c.due_at)
# What ended otherwise than with a decision: advice, a reply, a note of it, and what was not for the hub.
case_ending = projection(
    "case_ending",
    ("case",),
    key("case_ref"),
    key("contact_ref"),
    slug("what"),
    slug("where_to"),
    slug("kind"),
    slug("source"),
    _yes("counted"),
    instant("ended_at"),
)
Index(None, case_ending.c.hub_id, case_ending.c.what, case_ending.c.ended_at)
case_alarm = projection(
    "case_alarm",
    ("case",),
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
# Who is let in to a case that is not open to everybody, and who is shut out of one; see `domain.access.entering`.
case_named = projection(
    "case_named",
    ("case",),
    key("case_ref"),
    key("how"),
    key("who"),
    instant("until", null=True),
)
# Each time that somebody broke the glass of a restricted case, for the weekly review.
case_glass = projection(
    "case_glass",
    ("case",),
    key("case_ref"),
    Column("number", Integer, primary_key=True),
    slug("user_id"),
    words("name"),
    instant("at"),
    instant("until"),
)
Index(None, case_glass.c.hub_id, case_glass.c.at)
# Markers that stand, for the list of those to be looked at again.
case_marker = projection(
    "case_marker",
    ("case",),
    key("case_ref"),
    key("marker"),
    slug("kind"),
    slug("effect"),
    slug("subject", null=True),
    slug("review"),
)
Index(None, case_marker.c.hub_id, case_marker.c.review)
contact_row = projection(
    "contact_row",
    (),
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
# What somebody sent, for them and, where `agency` is filled in, for those of their organisation.
referral_row = projection(
    "referral_row",
    ("contact",),
    key("contact_ref"),
    key("user_id"),
    slug("agency", null=True),
    instant("at"),
)
Index(None, referral_row.c.hub_id, referral_row.c.user_id)
Index(None, referral_row.c.hub_id, referral_row.c.agency)
seat_row = projection(
    "seat_row",
    ("hub",),
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
closure_row = projection("closure_row", (), key("day"), words("why"))
# Which thing names a file; a file that none names is swept.
file_row = projection(
    "file_row",
    ("case", "contact"),
    key("file"),
    key("named_by"),
    slug("case_ref"),
)
Index(None, file_row.c.hub_id, file_row.c.case_ref)
