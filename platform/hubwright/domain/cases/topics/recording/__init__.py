"""Records of meetings: drafted from the minutes, checked by the chair, sealed, and amended by a new version.

Entries: `case.record_drafted`, `case.record_edited`, `case.record_checked`, `case.record_sealed` and
`case.record_amended`.
"""

from hubwright.domain.cases.topics.recording.state import (
    NAME,
    AmendRecord,
    CheckRecord,
    DraftRecord,
    EditRecord,
    Record,
    RecordVersion,
    SealRecord,
    records_of,
)

__all__ = [
    "NAME",
    "AmendRecord",
    "CheckRecord",
    "DraftRecord",
    "EditRecord",
    "Record",
    "RecordVersion",
    "SealRecord",
    "records_of",
]
