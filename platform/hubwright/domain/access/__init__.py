"""What a person may see and do: one policy, written once as data and read two ways (law 4).

`scope` gives a predicate that storage turns into SQL for lists, counts, sorting and search; `view` gives what one
reader sees of one thing. A row is in scope exactly when its view is not empty.
"""

from hubwright.domain.access.as_of import as_of_view
from hubwright.domain.access.entering import lets_in
from hubwright.domain.access.people import person_view
from hubwright.domain.access.policy import LISTS, PERMISSIONS, READS_ONLY, row_view, scope
from hubwright.domain.access.reader import Reader, reader_of
from hubwright.domain.access.record import Line, record
from hubwright.domain.access.releases import ReleaseView, release_view
from hubwright.domain.access.scope import Predicate, holds
from hubwright.domain.access.views import CaseView, CheckView, ContactView, case_view, check_view

__all__ = [
    "LISTS",
    "PERMISSIONS",
    "READS_ONLY",
    "CaseView",
    "CheckView",
    "ContactView",
    "Line",
    "Predicate",
    "Reader",
    "ReleaseView",
    "as_of_view",
    "case_view",
    "check_view",
    "holds",
    "lets_in",
    "person_view",
    "reader_of",
    "record",
    "release_view",
    "row_view",
    "scope",
]
