"""Who may know of a case at all, before anything is cut: read as a predicate for lists and of one case, and the same.

What is said on a case comes first (`cases.topics.restricting`): a conflict of interest shuts out, a restriction lets in
only who is named, holds a named role or broke the glass. What roles grant is asked after that.
"""

from __future__ import annotations

from datetime import datetime

from hubwright.domain.access.reader import Reader
from hubwright.domain.access.scope import After, All, Either, Not, OneOf, Predicate, Related
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.restricting import OPEN, access_of

NAMED = "case_named"


def lets_in(state: CaseState, reader: Reader, now: datetime) -> bool:
    """Whether what is said on the case itself leaves this reader in; their grants are another matter.

    Args:
        state: the case as it stands today. Who reads it as of an earlier day is asked of today's.
        reader: with today's roles.
        now: UTC.
    """
    if reader.only is not None and state.ref not in reader.only:
        return False
    return access_of(state).lets_in(reader.user, reader.roles, now)


def entering(reader: Reader, now: datetime, *, marked: bool) -> Predicate:
    """The same of rows that carry a `case_ref`.

    Args:
        reader: with today's roles.
        now: UTC.
        marked: the rows say in `access` how their case is kept, so that open ones need no look elsewhere.
    """
    if reader.only is not None:
        among = OneOf("case_ref", reader.only)
        return All((among, _entering(reader, now, marked=marked)))
    return _entering(reader, now, marked=marked)


def _entering(reader: Reader, now: datetime, *, marked: bool) -> Predicate:
    me = OneOf("who", frozenset({reader.user}))
    restricted = Related(NAMED, _how("shut"))
    roles = All((_how("role"), OneOf("who", reader.roles)))
    named = Related(NAMED, Either((All((_how("named"), me)), roles, All((_how("glass"), me, After("until", now))))))
    asked = All((not_shut_out(reader), Either((Not(restricted), named))))
    return Either((OneOf("access", frozenset({OPEN})), asked)) if marked else asked


def not_shut_out(reader: Reader) -> Predicate:
    """Rows of cases for which no conflict of interest of this reader is noted."""
    let_in = Not(Related(NAMED, All((_how("excluded"), OneOf("who", frozenset({reader.user}))))))
    return let_in if reader.only is None else All((OneOf("case_ref", reader.only), let_in))


def _how(how: str) -> Predicate:
    return OneOf("how", frozenset({how}))
