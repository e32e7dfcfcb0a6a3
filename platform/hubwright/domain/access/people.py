"""Who may know of a person: through a strand they are known in, a case that told of them, and no seal in between."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from hubwright.domain.access.reader import Reader
from hubwright.domain.access.scope import All, Either, Everything, Nothing, OneOf, Predicate, Related
from hubwright.domain.answers.protected import is_protected
from hubwright.domain.people.project import IN_ONE, OPEN
from hubwright.domain.people.state import Known, PersonState

READ = "people.read"
_CASE, _PROTECTED = "case.read", "protected.read"


def strands(reader: Reader) -> frozenset[str] | None:
    """The strands whose people a reader may know of: empty for all, None for nobody at all."""
    people, cases = reader.pathways(READ), reader.pathways(_CASE)
    if people is None or cases is None:
        return None
    if people and cases:
        return (people & cases) or None
    return people | cases


def people_scope(reader: Reader, cases: Predicate) -> Predicate:
    """Which rows of the index a reader may know of.

    Args:
        reader: seated now.
        cases: their scope of `case_row`: what a case has told is as hidden as the case.
    """
    known_in = strands(reader)
    if known_in is None:
        return Nothing()
    told = Either((OneOf("case_ref", frozenset({""})), Related("case_row", cases)))
    unsealed = OneOf("keeper", frozenset({"", reader.user}))
    return All((OneOf("pathway", known_in), unsealed, told) if known_in else (unsealed, told))


def unprotected(reader: Reader) -> Predicate:
    """Which traces are not kept from a reader as protected."""
    limited = reader.pathways(_PROTECTED)
    if limited is None:
        return OneOf("protected", frozenset({OPEN}))
    if not limited:
        return Everything()
    own = All((OneOf("protected", frozenset({IN_ONE})), OneOf("pathway", limited)))
    return Either((OneOf("protected", frozenset({OPEN})), own))


def person_view(state: PersonState, cases: Collection[str], reader: Reader, now: datetime) -> PersonState | None:
    """A person as this reader may see them, or None where there is nothing for them to see.

    What a case has told is left out where the case is; protected addresses and ways of contact are left out, and what
    was put right together with what put it right, so that no gap gives them away.

    Args:
        state: as replayed.
        cases: references, of `told_by` and the mentions, of the cases in this reader's scope.
        reader: with today's grants.
        now: UTC.
    """
    known_in = strands(reader)
    if not reader.seated(now) or known_in is None:
        return None
    if state.keepers and reader.user not in state.keepers:
        return None
    if known_in and not known_in & set(state.pathways):
        return None
    seen = {"", *cases}
    if not seen.intersection(state.told_by()):
        return None
    protected = reader.may_all(_PROTECTED, state.pathways)
    ever = any(_protects(one) for one in state.known.values())
    known = {
        id: one
        for id, one in state.known.items()
        if one.case in seen and (protected or not (_protects(one) or (ever and one.kind in ("address", "contact"))))
    }
    return replace(
        state,
        pathways=tuple(one for one in state.pathways if not known_in or one in known_in),
        known=known,
        mentions={id: one for id, one in state.mentions.items() if one.case in seen},
    )


def _protects(known: Known) -> bool:
    return is_protected(known.parts) or is_protected(known.parts.get("address"))
