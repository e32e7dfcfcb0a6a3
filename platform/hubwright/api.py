"""Everything that a plugin may import: what it can say, what it is handed, what it may answer.

A name that stands here stays, or `FACE` counts up and the changelog says so.
"""

from hubwright.domain.clocks.london import LONDON
from hubwright.domain.plugins import (
    FACE,
    Act,
    Asked,
    Begun,
    CaseView,
    ContactView,
    Decided,
    Deed,
    Fact,
    Happened,
    Heading,
    Key,
    Kind,
    Notice,
    NotYet,
    Page,
    Paper,
    Part,
    Permission,
    PersonView,
    Plugin,
    RecordView,
    Section,
    StrandView,
    Table,
    Tell,
    Waiting,
    Who,
)
from hubwright.domain.plugins.tables import asking, showing
from hubwright.domain.plugins.tables.asking import Ask, Options
from hubwright.domain.plugins.tables.steps import BEGINS, Made, More, Step, decided
from hubwright.domain.texts import Text
from hubwright.hooks import hookimpl

__all__ = [
    "BEGINS",
    "FACE",
    "LONDON",
    "Act",
    "Ask",
    "Asked",
    "Begun",
    "CaseView",
    "ContactView",
    "Decided",
    "Deed",
    "Fact",
    "Happened",
    "Heading",
    "Key",
    "Kind",
    "Made",
    "More",
    "NotYet",
    "Notice",
    "Options",
    "Page",
    "Paper",
    "Part",
    "Permission",
    "PersonView",
    "Plugin",
    "RecordView",
    "Section",
    "Step",
    "StrandView",
    "Table",
    "Tell",
    "Text",
    "Waiting",
    "Who",
    "asking",
    "decided",
    "hookimpl",
    "showing",
]
