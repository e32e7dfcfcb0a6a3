"""Everything that a plugin may import: what it can say, what it is handed, what it may answer.

A name that stands here stays, or `FACE` counts up and the changelog says so.
"""

from hubwright.domain.plugins import (
    FACE,
    Act,
    Asked,
    Begun,
    CaseView,
    Decided,
    Deed,
    Fact,
    Happened,
    Heading,
    Key,
    Kind,
    Notice,
    NotYet,
    Part,
    Permission,
    PersonView,
    Plugin,
    RecordView,
    Section,
    StrandView,
    Table,
    Who,
)
from hubwright.domain.texts import Text
from hubwright.hooks import hookimpl

__all__ = [
    "FACE",
    "Act",
    "Asked",
    "Begun",
    "CaseView",
    "Decided",
    "Deed",
    "Fact",
    "Happened",
    "Heading",
    "Key",
    "Kind",
    "NotYet",
    "Notice",
    "Part",
    "Permission",
    "PersonView",
    "Plugin",
    "RecordView",
    "Section",
    "StrandView",
    "Table",
    "Text",
    "Who",
    "hookimpl",
]
