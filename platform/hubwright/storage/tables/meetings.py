"""What lists read of meetings: themselves, who is asked to come, and the cases on their agendas, by reference."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer

from hubwright.storage.columns import instant, key, projection, slug, words

meeting_row = projection(
    "meeting_row",
    ("meeting",),
    key("meeting_ref"),
    slug("type"),
    slug("stands_for"),
    words("title"),
    slug("mode"),
    instant("starts"),
    instant("begun", null=True),
    instant("ended", null=True),
    slug("standing"),
    slug("by_user"),
    Column("head", Integer, nullable=False),
)
Index(None, meeting_row.c.hub_id, meeting_row.c.starts)
Index(None, meeting_row.c.hub_id, meeting_row.c.type, meeting_row.c.begun)
# With what a list says of the meeting, so that whoever is asked to come needs no other row.
meeting_person = projection(
    "meeting_person",
    ("meeting",),
    key("meeting_ref"),
    key("person"),
    slug("agency"),
    slug("user_id"),
    slug("state"),
    slug("type"),
    words("title"),
    slug("mode"),
    instant("starts"),
    slug("standing"),
)
Index(None, meeting_person.c.hub_id, meeting_person.c.user_id, meeting_person.c.starts)
Index(None, meeting_person.c.hub_id, meeting_person.c.agency, meeting_person.c.starts)
meeting_matter = projection(
    "meeting_matter",
    ("meeting",),
    key("meeting_ref"),
    key("matter"),
    slug("case_ref"),
    slug("type"),
    slug("state"),
    instant("until", null=True),
    instant("starts"),
    slug("standing"),
)
Index(None, meeting_matter.c.hub_id, meeting_matter.c.case_ref)
Index(None, meeting_matter.c.hub_id, meeting_matter.c.type, meeting_matter.c.state)
