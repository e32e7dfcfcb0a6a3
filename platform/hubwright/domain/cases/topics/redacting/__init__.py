"""Copies of a record or document from which something is left out, each for one recipient, and what somebody must not
learn.

Entries: `case.redaction_begun`, `case.redaction_changed`, `case.redaction_sent` (to a second person),
`case.redaction_checked`, `case.redaction_made`, `case.kept_from` and `case.kept_from_ended`.
"""

from hubwright.domain.cases.topics.redacting.copy import (
    NAME,
    Adds,
    Aids,
    BeginCopy,
    ChangeCopy,
    CheckCopy,
    Choice,
    Copy,
    EndKeepFrom,
    KeepFrom,
    Kept,
    MakeCopy,
    Redacting,
    SendToCheck,
    copies_of,
    not_told,
    redacting_of,
)
from hubwright.domain.cases.topics.redacting.deeds import copy_made, must_not_have, outdated
from hubwright.domain.cases.topics.redacting.keeping import TOPIC

__all__ = [
    "NAME",
    "TOPIC",
    "Adds",
    "Aids",
    "BeginCopy",
    "ChangeCopy",
    "CheckCopy",
    "Choice",
    "Copy",
    "EndKeepFrom",
    "KeepFrom",
    "Kept",
    "MakeCopy",
    "Redacting",
    "SendToCheck",
    "copies_of",
    "copy_made",
    "must_not_have",
    "not_told",
    "outdated",
    "redacting_of",
]
