"""The policy itself: each permission and what it means, each list and who may read it. Nothing else decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hubwright.domain.access.people import people_scope, unprotected
from hubwright.domain.access.reader import Reader
from hubwright.domain.access.scope import All, Either, Everything, Nothing, OneOf, Predicate, Related

# A role may name these and no others. The sentence is what the matrix of permissions says.
PERMISSIONS: Mapping[str, str] = {
    "case.read": "read contacts and cases",
    "case.rate": "read a contact first and rate it",
    "case.ask": "ask agencies, and write down what they say by telephone",
    "case.note": "write notes, add people, record what a receiving service answered",
    "case.assign": "give a case its owner",
    "case.decide": "decide, where the hub names this role as decider",
    "case.act_now": "start immediate action from any stage",
    "case.tell": "tell the referrer",
    "case.close": "close and reopen",
    "case.correct": "correct the record",
    "people.read": "look people up in the index, as far as their cases are seen",
    "people.match": "say who is the same person, and keep their record",
    "people.merge": "link two records of one person, and part them again",
    "people.seal": "seal a person's record for named keepers, and open it again",
    "referrer.identity": "see who the referrer is",
    "protected.read": "see protected addresses and numbers",
    "hidden_answers.read": "see what was typed and then hidden",
    "check.answer": "answer what their own agency is asked",
    "alarm.acknowledge": "take on alarms and the first look",
    "audit.read": "read who has seen what",
    "hub.live": "change daily facts: closures, duty, numbers",
    "hub.configure": "change the hub's definitions",
    "seat.manage": "give and end memberships",
}


@dataclass(frozen=True, slots=True)
class Listing:
    """Who may read a list.

    Args:
        permission: whoever holds it reads the rows of their pathways.
        by_pathway: column that holds the row's pathway, or None where rows belong to no one pathway.
        own_agency: permission with which a reader sees the rows of their own agency (`agency` column), or None.
        of_case: rows belong to a case (`case_ref`) and are seen where some strand of it is.
        of_people: rows of the index of people, which are seen as `access.people` says.
        may_be_protected: of these, rows that say in `protected` how they are.
        columns: what may be filtered, sorted and counted by.
        kept: column to the permissions it needs, within the row's pathway; without them the column is shown empty.
    """

    permission: str
    columns: frozenset[str]
    by_pathway: str | None = None
    own_agency: str | None = None
    of_case: bool = False
    of_people: bool = False
    may_be_protected: bool = False
    kept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


LISTS: Mapping[str, Listing] = {
    "case_row": Listing(
        permission="case.read",
        by_pathway="pathway",
        # The beginning of what a referrer wrote may say who they are ("I am her teacher"), or where somebody hides.
        kept={"what": ("referrer.identity", "protected.read")},
        columns=frozenset(
            {
                "case_ref",
                "pathway",
                "kind",
                "tier",
                "tier_position",
                "stage",
                "standing",
                "owner",
                "source",
                "received",
                "due_at",
                "unread",
                "danger",
                "closed",
                "updated",
            }
        ),
    ),
    "case_check": Listing(
        permission="case.read",
        by_pathway="pathway",
        own_agency="check.answer",
        columns=frozenset({"case_ref", "ask", "agency", "state", "due_at", "asked_at", "answered_at", "pathway"}),
    ),
    "case_alarm": Listing(
        permission="case.read",
        of_case=True,
        columns=frozenset({"case_ref", "alarm", "raised_at", "acknowledged_at", "next_at"}),
    ),
    "person_row": Listing("people.read", frozenset({"person_ref", "pathway", "linked_to"}), of_people=True),
    "name_posting": Listing(
        "people.read", frozenset({"case_ref", "person_ref", "subject", "pathway", "kind", "at"}), of_people=True
    ),
    "person_trace": Listing(
        "people.read",
        frozenset({"trace", "case_ref", "person_ref", "subject", "pathway", "at"}),
        of_people=True,
        may_be_protected=True,
    ),
    "person_mention": Listing(
        "people.read", frozenset({"person_ref", "case_ref", "subject", "answer", "at"}), of_people=True
    ),
    "read_log": Listing(permission="audit.read", columns=frozenset({"at", "user_id", "what", "reference", "purpose"})),
    "seat_row": Listing(permission="seat.manage", columns=frozenset({"seat", "user_id", "agency", "from_at", "to_at"})),
    "closure_row": Listing(permission="hub.live", columns=frozenset({"day"})),
}


def scope(reader: Reader, table: str, now: datetime) -> Predicate:
    """Which rows of a list this reader may know of.

    Args:
        reader: with today's grants.
        table: a list of `LISTS`; anything else is closed to everybody.
        now: UTC; grants of a seat that has ended, or not begun, open nothing.
    """
    listing = LISTS.get(table)
    if listing is None or not reader.seated(now):
        return Nothing()
    if listing.of_people:
        known_of = people_scope(reader, scope(reader, "case_row", now))
        return All((known_of, unprotected(reader))) if listing.may_be_protected else known_of
    parts: list[Predicate] = []
    pathways = reader.pathways(listing.permission)
    if pathways is not None:
        parts.append(_within(listing, pathways))
    if listing.own_agency and reader.may(listing.own_agency) and reader.agency:
        parts.append(_own(listing, reader.agency, reader.pathways(listing.own_agency) or frozenset()))
    if not parts:
        return Nothing()
    return parts[0] if len(parts) == 1 else Either(tuple(parts))


def row_view(row: Mapping[str, Any], table: str, reader: Reader) -> dict[str, Any]:
    """A row in scope as this reader may see it: what is kept from them is empty.

    Args:
        row: of a list.
        table: which one.
        reader: with today's grants.
    """
    listing = LISTS[table]
    pathway = row.get(listing.by_pathway) if listing.by_pathway else None
    return {
        column: value if all(reader.may(one, pathway) for one in listing.kept.get(column, ())) else None
        for column, value in row.items()
    }


def _own(listing: Listing, agency: str, pathways: frozenset[str]) -> Predicate:
    own = OneOf("agency", frozenset({agency}))
    return All((own, OneOf(listing.by_pathway, pathways))) if pathways and listing.by_pathway else own


def _within(listing: Listing, pathways: frozenset[str]) -> Predicate:
    if pathways and listing.by_pathway:
        return OneOf(listing.by_pathway, pathways)
    if pathways and listing.of_case:
        return Related("case_row", OneOf("pathway", pathways))
    return Everything()
