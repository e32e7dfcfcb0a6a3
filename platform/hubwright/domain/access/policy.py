"""The policy itself: each permission and what it means, each list and who may read it. Nothing else decides."""

# Long because: every permission and every list stands here once, to be read beside the others.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hubwright.domain.access.entering import entering, not_shut_out
from hubwright.domain.access.people import people_scope, unprotected
from hubwright.domain.access.reader import Reader, shows
from hubwright.domain.access.scope import All, Either, Everything, Nothing, OneOf, Predicate, Related

# A role may name these and no others. The sentence is what the matrix of permissions says.
PERMISSIONS: Mapping[str, str] = {
    "contact.take": "take contacts by telephone and from files that arrive in numbers",
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
    "case.restrict": "restrict a case to named people, and note conflicts of interest",
    "marker.lift": "lift markers: that a family must not be contacted, and warnings for workers",
    "case.break_glass": "open a restricted case for a short time, with a reason, when somebody must",
    "people.read": "look people up in the index, as far as their cases are seen",
    "people.match": "say who is the same person, and keep their record",
    "people.merge": "link two records of one person, and part them again",
    "people.seal": "seal a person's record for named keepers, and open it again",
    "decision.enter": "enter decisions in the council's case system, and record their reference there",
    "referrer.identity": "see who the referrer is",
    "protected.read": "see protected addresses and numbers",
    "hidden_answers.read": "see what was typed and then hidden",
    "check.answer": "answer what their own agency is asked",
    "alarm.acknowledge": "take on alarms and the first look",
    "audit.read": "read who has seen what",
    "audit.review": "review what others have read, never one's own reads",
    "wall.read": "see the wall display: ratings, times and references, and no names",
    "incident.record": "write down near misses, wrong disclosures and barriers, and read one's own",
    "incident.read": "read and carry on what is written down of near misses, wrong disclosures and barriers",
    "audit.restricted": "review who has seen restricted cases, without being named on them",
    "meeting.attend": "come to the meetings that they are asked to, read their pack, add what their agency knows",
    "meeting.call": "call meetings, set the agenda, note who is there, begin and end them",
    "meeting.minute": "take the minutes of meetings",
    "record.approve": "check, approve and seal the record of a meeting, and amend it",
    "record.circulate": "send sealed records, see who opened them, and withdraw them",
    "record.redact": "make copies from which something is left out",
    "record.redact_check": "check somebody else's redacted copy before it is made",
    "document.make": "make documents of what they may read",
    "decision.audit": "audit a sample of decisions made by others",
    "agreement.keep": "keep the register of agreements: signatures and reviews",
    "notice.read": "see which messages went out and which did not arrive",
    "referral.own": "follow what they sent to the hub themselves",
    "referral.organisation": "follow what their organisation sent to the hub, where whoever sent it let them",
    "hub.live": "change daily facts: closures, duty, numbers",
    "hub.configure": "change the hub's definitions",
    "seat.manage": "give and end memberships",
}

# Of these, those with which something is read and nothing is written; a role that is held for a time names no others.
READS_ONLY = frozenset(
    {
        "case.read",
        "people.read",
        "referrer.identity",
        "protected.read",
        "hidden_answers.read",
        "audit.read",
        "audit.restricted",
        "wall.read",
        "notice.read",
    }
)


@dataclass(frozen=True, slots=True)
class Listing:
    """Who may read a list.

    Args:
        permission: whoever holds it reads the rows of their pathways.
        by_pathway: column that holds the row's pathway, or None where rows belong to no one pathway.
        own_agency: permission with which a reader sees the rows of their own agency (`agency` column), or None.
        of_case: rows belong to a case (`case_ref`) and are seen where some strand of it is.
        guards: how rows about a case that only some may know of are found: "" where rows are about no case,
            "marked" where they say in `access` how their case is kept, "case" where they carry its `case_ref` alone.
        unguarded: permission whose holders see rows about restricted cases too, unless they are shut out of them.
        of_people: rows of the index of people, which are seen as `access.people` says.
        may_be_protected: of these, rows that say in `protected` how they are.
        of_keeper: each row is for one user alone, whom it names in `keeper`.
        columns: what may be filtered, sorted and counted by.
        kept: column to the permissions it needs, within the row's pathway; without them the column is shown empty.
        own: column that holds the user whose row it is: with `permission_of_own` each reads their own.
        permission_of_own: "" where anybody with a seat does.
        also: another permission that opens it as well, or None.
        shown: the columns that leave at all; None for every one.
    """

    permission: str
    columns: frozenset[str]
    by_pathway: str | None = None
    own_agency: str | None = None
    of_case: bool = False
    guards: str = ""
    unguarded: str | None = None
    of_people: bool = False
    may_be_protected: bool = False
    of_keeper: bool = False
    kept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own: str | None = None
    permission_of_own: str = ""
    shown: frozenset[str] | None = None
    also: str | None = None


# What a display on a wall may carry into a room: nothing that says who anybody is.
_ON_THE_WALL = frozenset(
    {
        "case_ref",
        "pathway",
        "scale",
        "tier",
        "tier_position",
        "standing",
        "due_at",
        "due_clock",
        "unread",
        "danger",
        "alarmed",
        "waiting_agencies",
        "revision",
        "received",
        "closed",
    }
)

LISTS: Mapping[str, Listing] = {
    "case_row": Listing(
        permission="case.read",
        by_pathway="pathway",
        guards="marked",
        # The beginning of what a referrer wrote may say who they are ("I am her teacher"), or where somebody hides.
        kept={
            "what": ("referrer.identity", "protected.read", shows("contacts")),
            "waiting_agencies": (shows("checks"),),
            "answered_agencies": (shows("checks"),),
        },
        columns=frozenset(
            {
                "case_ref",
                "pathway",
                "kind",
                "access",
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
        permission=shows("checks"),
        by_pathway="pathway",
        guards="marked",
        own_agency="check.answer",
        columns=frozenset(
            {
                "case_ref",
                "ask",
                "agency",
                "state",
                "answer",
                "due_at",
                "asked_at",
                "answered_at",
                "pathway",
                "late",
                "outdated",
                "asked_again",
            }
        ),
    ),
    "case_release": Listing(
        # Only the owner answers here; the hub's own people read pieces of information on the case.
        permission="",
        by_pathway="pathway",
        guards="marked",
        own_agency="check.answer",
        columns=frozenset({"case_ref", "release", "agency", "state", "asked_at", "answered_at", "pathway"}),
    ),
    "case_to_enter": Listing(
        permission="decision.enter",
        by_pathway="pathway",
        guards="marked",
        columns=frozenset({"case_ref", "subject", "pathway", "number", "decided_at", "entered_at"}),
    ),
    "case_action": Listing(
        permission="case.read",
        by_pathway="pathway",
        guards="marked",
        columns=frozenset({"case_ref", "action", "pathway", "owner", "agency", "due_on", "state"}),
    ),
    "case_alarm": Listing(
        permission="case.read",
        of_case=True,
        columns=frozenset({"case_ref", "alarm", "raised_at", "acknowledged_at", "next_at"}),
    ),
    "case_ending": Listing(
        permission="case.read",
        of_case=True,
        columns=frozenset({"case_ref", "contact_ref", "what", "where_to", "kind", "source", "counted", "ended_at"}),
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
    "person_match": Listing(
        "people.read", frozenset({"person_ref", "case_ref", "due_at", "answered_at"}), of_keeper=True
    ),
    "case_marker": Listing(
        permission="case.read", of_case=True, columns=frozenset({"case_ref", "marker", "kind", "effect", "review"})
    ),
    # What a plugin keeps about a case; each kind has a permission of its own beside (`access.plugins`).
    "plugin_record": Listing(
        permission="case.read",
        of_case=True,
        guards="case",
        columns=frozenset(
            {"record", "plugin", "kind", "case_ref", "key_1", "key_2", "key_3", "key_4", "begun", "changed"}
        ),
    ),
    "case_glass": Listing(
        permission="case.read", of_case=True, columns=frozenset({"case_ref", "user_id", "at", "until"})
    ),
    # Rows of `case_row`, as far as a wall may show them.
    "wall": Listing(
        permission="wall.read",
        by_pathway="pathway",
        guards="marked",
        columns=_ON_THE_WALL - {"waiting_agencies"},
        shown=_ON_THE_WALL,
    ),
    "read_log": Listing(
        permission="audit.read",
        guards="case",
        unguarded="audit.restricted",
        columns=frozenset({"at", "user_id", "what", "reference", "purpose"}),
    ),
    "case_hand_over": Listing(
        permission="case.read",
        by_pathway="pathway",
        guards="marked",
        kept={
            "watch": ("referrer.identity", "protected.read"),
            "written": ("referrer.identity", "protected.read"),
            "telephone": ("referrer.identity", "protected.read"),
        },
        columns=frozenset({"case_ref", "pathway", "state", "at", "written_at", "seen_at"}),
    ),
    "incident_row": Listing(
        permission="incident.read",
        guards="case",
        own="by_user",
        permission_of_own="incident.record",
        columns=frozenset(
            {"incident_ref", "kind", "stands_for", "case_ref", "agency", "by_user", "noticed", "due_at", "closed"}
        ),
    ),
    # Whoever runs meetings sees all of them; others those that they called, or are asked to come to.
    "meeting_row": Listing(
        permission="meeting.call",
        also="meeting.minute",
        own="by_user",
        columns=frozenset({"meeting_ref", "type", "stands_for", "starts", "begun", "ended", "standing", "by_user"}),
    ),
    "meeting_person": Listing(
        permission="meeting.call",
        also="meeting.minute",
        own="user_id",
        permission_of_own="meeting.attend",
        own_agency="meeting.attend",
        columns=frozenset({"meeting_ref", "person", "agency", "user_id", "state", "type", "starts", "standing"}),
    ),
    "meeting_matter": Listing(
        permission="case.read",
        of_case=True,
        guards="case",
        columns=frozenset({"meeting_ref", "matter", "case_ref", "type", "state", "until", "starts", "standing"}),
    ),
    "review_row": Listing(
        permission="audit.review",
        guards="case",
        unguarded="audit.restricted",
        columns=frozenset({"review", "user_id", "case_ref", "answer", "at", "until"}),
    ),
    # Where decisions stand, for drawing a sample of them; nothing that they say.
    "case_decision": Listing(
        permission="decision.audit",
        by_pathway="pathway",
        guards="marked",
        columns=frozenset({"case_ref", "number", "subject", "pathway", "what", "route", "threshold", "decided_at"}),
    ),
    # That a copy or a record waits for somebody; nothing that it says.
    "case_paper": Listing(
        permission="case.read",
        by_pathway="pathway",
        guards="marked",
        columns=frozenset({"case_ref", "paper", "pathway", "what", "for_user", "type", "since"}),
    ),
    # Drafts of the hub's definitions; they hold no case.
    "hub_draft": Listing(
        permission="hub.configure",
        columns=frozenset({"draft", "base", "standing", "begun", "changes", "plan_at", "ended"}),
    ),
    "audit_row": Listing(permission="decision.audit", columns=frozenset({"audit_ref", "drawn_at", "next_at"})),
    # Each message out, by letter and post. Whom it reached is not in it.
    "outbox": Listing(permission="notice.read", also="hub.live", columns=frozenset({"created", "status", "kind"})),
    # What somebody sent, for them and, where they let it, for their organisation.
    "referral_row": Listing(
        permission="",
        own="user_id",
        permission_of_own="referral.own",
        own_agency="referral.organisation",
        columns=frozenset({"contact_ref", "user_id", "agency", "at"}),
    ),
    "saved_view": Listing(permission="", own="user_id", columns=frozenset({"user_id", "name", "at"})),
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
    if listing.of_keeper:
        return OneOf("keeper", frozenset({reader.user})) if reader.may(listing.permission) else Nothing()
    if listing.of_people:
        known_of = people_scope(reader, scope(reader, "case_row", now))
        return All((known_of, unprotected(reader))) if listing.may_be_protected else known_of
    parts: list[Predicate] = []
    pathways = reader.pathways(listing.permission)
    if pathways is None and listing.also is not None:
        pathways = reader.pathways(listing.also)
    if pathways is not None:
        parts.append(_within(listing, pathways, scope(reader, "case_row", now) if listing.of_case else None))
    if listing.own_agency and reader.may(listing.own_agency) and reader.agency:
        parts.append(_own(listing, reader.agency, reader.pathways(listing.own_agency) or frozenset()))
    if listing.own and (not listing.permission_of_own or reader.may(listing.permission_of_own)):
        parts.append(OneOf(listing.own, frozenset({reader.user})))
    if not parts:
        return Nothing()
    granted = parts[0] if len(parts) == 1 else Either(tuple(parts))
    if not listing.guards:
        return granted
    return All((granted, _guarded(listing, reader, now)))


def _guarded(listing: Listing, reader: Reader, now: datetime) -> Predicate:
    if listing.unguarded and reader.may(listing.unguarded):
        return not_shut_out(reader)
    return entering(reader, now, marked=listing.guards == "marked")


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
        if listing.shown is None or column in listing.shown
    }


def _own(listing: Listing, agency: str, pathways: frozenset[str]) -> Predicate:
    own = OneOf("agency", frozenset({agency}))
    return All((own, OneOf(listing.by_pathway, pathways))) if pathways and listing.by_pathway else own


def _within(listing: Listing, pathways: frozenset[str], cases: Predicate | None) -> Predicate:
    if pathways and listing.by_pathway:
        return OneOf(listing.by_pathway, pathways)
    if cases is not None:
        return Related("case_row", All((OneOf("pathway", pathways), cases)) if pathways else cases)
    return Everything()
