"""The index of people: under which names and traces somebody is known, and the dictionary of the names themselves.

Postings, traces and the like are projections: rows of one stream. The dictionary is of another kind. It is a function
of the names alone: under which parts a name stands, and under which tokens a part is found. A name is in it exactly as
long as some posting has it; a rebuild empties it and fills it again.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table

from hubwright.storage.columns import hub_key, instant, key, metadata, projection, slug, words

_DICTIONARY = {"kind": "dictionary"}


# How somebody may be known of: a row for each strand, keeper of a sealed record, and case that told of them.
person_row = projection(
    "person_row",
    ("person",),
    key("person_ref"),
    key("pathway"),
    key("keeper"),
    key("case_ref"),
    slug("linked_to", null=True),
    Column("head", Integer, nullable=False),
)
Index(None, person_row.c.hub_id, person_row.c.linked_to)
Index(None, person_row.c.hub_id, person_row.c.keeper)
name_posting = projection(
    "name_posting",
    ("case", "person"),
    key("name"),
    key("kind"),
    key("case_ref"),
    key("person_ref"),
    key("subject"),
    key("pathway"),
    key("keeper"),
    words("shown"),
    slug("use"),
    slug("born", null=True),
    slug("sex", null=True),
    slug("expected", null=True),
    instant("at"),
)
Index(None, name_posting.c.hub_id, name_posting.c.case_ref)
Index(None, name_posting.c.hub_id, name_posting.c.person_ref)
person_trace = projection(
    "person_trace",
    ("case", "person"),
    key("trace"),
    key("kind"),
    key("case_ref"),
    key("person_ref"),
    key("subject"),
    key("pathway"),
    key("keeper"),
    slug("protected"),
    instant("at"),
)
person_mention = projection(
    "person_mention",
    ("person",),
    key("case_ref"),
    key("subject"),
    key("person_ref"),
    key("pathway"),
    key("keeper"),
    slug("answer"),
    instant("at"),
)
Index(None, person_mention.c.hub_id, person_mention.c.person_ref)
person_match = projection(
    "person_match",
    ("person",),
    key("person_ref"),
    key("keeper"),
    key("case_ref"),
    key("subject"),
    instant("due_at"),
    instant("answered_at", null=True),
)
Index(None, person_match.c.hub_id, person_match.c.keeper)

name_token = Table(
    "name_token", metadata, hub_key(), key("token"), key("part"), info=_DICTIONARY, sqlite_with_rowid=False
)
# Each name under every two of its parts, either first, so that two words are found together whatever their order.
name_pair = Table(
    "name_pair",
    metadata,
    hub_key(),
    key("part"),
    key("other"),
    key("name"),
    info=_DICTIONARY,
    sqlite_with_rowid=False,
)
