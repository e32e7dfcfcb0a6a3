"""The review of reads: what somebody else found when they looked at who had opened what.

Each review has a stream of its own, `review:<REFERENCE>`.
"""

from hubwright.domain.reviews.finding import Finding, Read, findings
from hubwright.domain.reviews.stream import ANSWERS, CURRENT, STREAM, Reviewed, project_review, review, review_of

__all__ = [
    "ANSWERS",
    "CURRENT",
    "STREAM",
    "Finding",
    "Read",
    "Reviewed",
    "findings",
    "project_review",
    "review",
    "review_of",
]
