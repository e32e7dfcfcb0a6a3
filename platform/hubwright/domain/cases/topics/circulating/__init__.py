"""To whom which version of a record or copy went, when and how, whether it was opened, and that it was taken back.

Entries: `case.circulated`, `case.circulation_opened` and `case.circulation_withdrawn`.
"""

from hubwright.domain.cases.topics.circulating.keeping import TOPIC
from hubwright.domain.cases.topics.circulating.sending import (
    COPY,
    KEPT_FROM,
    LINK,
    NAME,
    RECORD,
    SHUT,
    WAYS,
    Circulate,
    NoteOpened,
    Sending,
    Withdraw,
    sendings_of,
    what_goes,
)

__all__ = [
    "COPY",
    "KEPT_FROM",
    "LINK",
    "NAME",
    "RECORD",
    "SHUT",
    "TOPIC",
    "WAYS",
    "Circulate",
    "NoteOpened",
    "Sending",
    "Withdraw",
    "sendings_of",
    "what_goes",
]
