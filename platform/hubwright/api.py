"""Everything that a plugin may import: what it can say, what it is handed, what it may answer.

A name that stands here stays, or `FACE` counts up and the changelog says so.
"""

from hubwright.domain.plugins import (
    FACE,
    Act,
    CaseView,
    Fact,
    Key,
    Kind,
    Notice,
    Part,
    Permission,
    PersonView,
    Plugin,
    Section,
    StrandView,
    Table,
)
from hubwright.domain.texts import Text
from hubwright.hooks import hookimpl

__all__ = [
    "FACE",
    "Act",
    "CaseView",
    "Fact",
    "Key",
    "Kind",
    "Notice",
    "Part",
    "Permission",
    "PersonView",
    "Plugin",
    "Section",
    "StrandView",
    "Table",
    "Text",
    "hookimpl",
]
