"""What a plugin is to the platform: what it says of itself, what it is handed, and what it may answer.

All of it is data. No code of a plugin is ever needed to read a hub, a case or what the plugin kept.
"""

from hubwright.domain.plugins.asking import Asked, Begun, Decided, Happened, NotYet, RecordView, Tell, Who
from hubwright.domain.plugins.checking import problems_of
from hubwright.domain.plugins.declared import CASE, FACE, Deed, Key, Kind, Page, Permission, Plugin
from hubwright.domain.plugins.options import problems_of_options
from hubwright.domain.plugins.records import CURRENT, STREAM, Record, project_record, record_of, recorded
from hubwright.domain.plugins.sections import Act, Fact, Heading, Notice, Paper, Part, Section, Table
from hubwright.domain.plugins.views import CaseView, ContactView, PersonView, StrandView, Waiting
from hubwright.domain.plugins.wire import Nonsense, as_json, of_json

__all__ = [
    "CASE",
    "CURRENT",
    "FACE",
    "STREAM",
    "Act",
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
    "Nonsense",
    "NotYet",
    "Notice",
    "Page",
    "Paper",
    "Part",
    "Permission",
    "PersonView",
    "Plugin",
    "Record",
    "RecordView",
    "Section",
    "StrandView",
    "Table",
    "Tell",
    "Waiting",
    "Who",
    "as_json",
    "of_json",
    "problems_of",
    "problems_of_options",
    "project_record",
    "record_of",
    "recorded",
]
