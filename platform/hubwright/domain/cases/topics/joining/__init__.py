"""A contact about people whose case is open already: joined to that case, and owned by the hub until somebody has it.

Every contact opens a case, so it is read for danger like any other first. Then its case is emptied into the open one:
two referrers about one event are two contacts on one case, each with their own feedback and their own confidence. The
worker of that case, or who manages them, accepts it within a clock that climbs; both cases keep their records.
"""

from __future__ import annotations

from hubwright.domain.cases.topics.joining.deeds import answer_offer, join
from hubwright.domain.cases.topics.joining.kept import AnswerOffer, Joining, JoinTo, Offer, joining_of, open_offers
from hubwright.domain.cases.topics.joining.record import TOPIC

__all__ = [
    "TOPIC",
    "AnswerOffer",
    "JoinTo",
    "Joining",
    "Offer",
    "answer_offer",
    "join",
    "joining_of",
    "open_offers",
]
