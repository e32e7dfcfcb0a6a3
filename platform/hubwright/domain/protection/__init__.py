"""Finding what must not be given away: protected addresses, numbers and names, however somebody wrote them down.

`known` says what to look for, `finder` looks, and says why it thinks that it found it. What follows from a hit is
decided by a person (`cases.topics.protecting_words`); until then it is kept from whoever may not see what it may be.
"""

from hubwright.domain.protection.finding import NOTHING, Finder, Hit, finder
from hubwright.domain.protection.known import Known, known_identity, known_in, known_names, known_place
from hubwright.domain.protection.leaving import File, Leaving, may_leave

__all__ = [
    "NOTHING",
    "File",
    "Finder",
    "Hit",
    "Known",
    "Leaving",
    "finder",
    "known_identity",
    "known_in",
    "known_names",
    "known_place",
    "may_leave",
]
