"""What a reviewer of reads looks at: reads that they may know of, and about those cases only how each is kept.

The names of the people on a case are compared with a worker's own and never shown: a reviewer need not read cases.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from hubwright.domain.access.policy import scope
from hubwright.domain.access.reader import Reader
from hubwright.domain.access.scope import Nothing, OneOf, Predicate


def reads_to_review(reader: Reader, now: datetime) -> Predicate:
    """The lines of the read log that this reader may review: those they may read, where they may review at all."""
    return scope(reader, "read_log", now) if reader.may("audit.review") else Nothing()


def kept_how(cases: Iterable[str]) -> Predicate:
    """Rows that say how these cases are kept and whose they are, for comparing only.

    Args:
        cases: references out of lines that the reader may review.
    """
    return OneOf("case_ref", frozenset(cases))
