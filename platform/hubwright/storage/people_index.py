"""Looking people up: parts of names by their tokens, then postings under two such parts, within the reader's scope."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, select, union_all

from hubwright.domain.access.scope import Predicate
from hubwright.domain.people.searching import Like, Wanted, beginning
from hubwright.storage.scopes import in_scope
from hubwright.storage.tables import people

_posting, _pair, _token = people.name_posting, people.name_pair, people.name_token
_FEW = 400  # tokens or names in one question
_MOST_NAMES = 2_000
_MOST_BEGINNING = 60


def parts_like(connection: Connection, hub: str, tokens: Collection[str], begin: Collection[str]) -> list[str]:
    """Parts of names in this hub that are found under one of these tokens, or that begin with one of these words."""
    found: set[str] = set()
    wanted = sorted(tokens)
    for start in range(0, len(wanted), _FEW):
        asked = select(_token.c.part).where(_token.c.hub_id == hub, _token.c.token.in_(wanted[start : start + _FEW]))
        found |= set(connection.execute(asked).scalars())
    for word in begin:
        first, last = beginning(word)
        # Every part is a token of itself, so the index of tokens is also one of beginnings.
        asked = (
            select(_token.c.part)
            .where(_token.c.hub_id == hub, _token.c.token.between(first, last), _token.c.token == _token.c.part)
            .limit(_MOST_BEGINNING)
        )
        found |= set(connection.execute(asked).scalars())
    return sorted(found)


def named(
    connection: Connection, hub: str, wanted: Sequence[Wanted], scope: Predicate, limit: int
) -> Sequence[Mapping[Any, Any]]:
    """Postings under names that have what is wanted, and within the scope, at most so many.

    The names are fetched first, and their postings by a list of them: a database that knows little of its tables yet
    would otherwise look at every posting of the hub to find the few. They are asked for until there are enough, so
    names outside the scope do not take the place of those within it.
    """
    branches = [one.limit(_MOST_NAMES).subquery() for each in wanted for one in _names(hub, each)]
    names = connection.execute(union_all(*(select(branch.c.name) for branch in branches))).scalars()
    called = list(dict.fromkeys(names))
    found: list[Mapping[Any, Any]] = []
    for start in range(0, len(called), _FEW):
        some = called[start : start + _FEW]
        asked = select(_posting).where(_posting.c.hub_id == hub, _posting.c.name.in_(some), in_scope(scope, _posting))
        found += connection.execute(asked.limit(limit - len(found))).mappings()
        if len(found) >= limit:
            break
    return found


def _names(hub: str, wanted: Wanted) -> Iterator[Select[Any]]:
    one, other = wanted.one, wanted.other
    if other is None:
        yield _where(hub, _pair.c.part.in_(one.parts))
        if one.begins:
            yield _where(hub, _begins(_pair.c.part, one))
        return
    yield _where(hub, _pair.c.part.in_(one.parts), _pair.c.other.in_(other.parts))
    if other.begins:
        yield _where(hub, _pair.c.part.in_(one.parts), _begins(_pair.c.other, other))
    if one.begins:
        yield _where(hub, _pair.c.part.in_(other.parts), _begins(_pair.c.other, one))


def _begins(column: ColumnElement[str], like: Like) -> ColumnElement[bool]:
    first, last = beginning(like.word)
    return and_(column >= first, column <= last)


def _where(hub: str, *conditions: ColumnElement[bool]) -> Select[Any]:
    return select(_pair.c.name).where(_pair.c.hub_id == hub, *conditions)
