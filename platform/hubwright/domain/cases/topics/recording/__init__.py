"""Records of meetings: drafted from the minutes, checked by the chair, sealed, and amended by a new version.

Entries: `case.record_drafted`, `case.record_edited`, `case.record_checked`, `case.record_sealed` and
`case.record_amended`.
"""

from hubwright.domain.cases.topics.recording.composing import alleged, part_ids, reference_of
from hubwright.domain.cases.topics.recording.deeds import may_check
from hubwright.domain.cases.topics.recording.keeping import TOPIC, cut_record
from hubwright.domain.cases.topics.recording.missing import WHATS
from hubwright.domain.cases.topics.recording.naming import Named, names_apart
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
    "TOPIC",
    "WHATS",
    "AmendRecord",
    "CheckRecord",
    "DraftRecord",
    "EditRecord",
    "Named",
    "Record",
    "RecordVersion",
    "SealRecord",
    "alleged",
    "cut_record",
    "may_check",
    "names_apart",
    "part_ids",
    "records_of",
    "reference_of",
]
