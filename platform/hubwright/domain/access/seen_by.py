"""An agency may know who has seen what it shared: the reads of its own answer, since it gave it, and no others."""

from __future__ import annotations

from datetime import datetime

from hubwright.domain.access.reader import Reader
from hubwright.domain.access.scope import Everything, Nothing, Predicate
from hubwright.domain.access.views import CheckView
from hubwright.domain.cases.written import instant


def reads_of_answer(view: CheckView, reader: Reader) -> tuple[Predicate, datetime | None]:
    """Which reads of the case of a question a reader may know of, and since when; no read before there is an answer.

    Args:
        view: the question as this reader sees it.
        reader: with today's grants.
    """
    check = view.check
    own = reader.agency == check.agency and reader.may("check.answer", check.pathway)
    if check.answer is None or not (own or reader.may("audit.read")):
        return Nothing(), None
    return Everything(), instant(check.answer["at"])
