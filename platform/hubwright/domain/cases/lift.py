"""Lifting entries of older versions to the shape that the rest of the house reads.

A lift is a pure function from the body of one version to the body of the next. It is never deleted: an entry written
years ago must replay (law 3). `tests/entries/` keeps one entry of every version ever released.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from hubwright.domain.cases.entries import Entry
from hubwright.domain.errors import Broken

Body = Mapping[str, Any]

# Each type of entry and the version it is written in now.
CURRENT: Mapping[str, int] = {
    "contact.received": 1,
    "contact.added_to": 1,
    "contact.told": 1,
    "contact.claimed": 1,
    "contact.joined": 1,
    "case.opened": 1,
    "case.contact_added_to": 1,
    "case.read": 1,
    "case.assigned": 1,
    "case.rated": 1,
    "case.lowering_answered": 1,
    "case.agencies_asked": 1,
    "case.return_recorded": 1,
    "case.noted": 1,
    "case.acted_now": 1,
    "case.person_added": 1,
    "case.decided": 1,
    "case.route_answered": 1,
    "case.referrer_told": 1,
    "case.closed": 1,
    "case.reopened": 1,
    "case.corrected": 1,
    "case.alarm_raised": 1,
    "case.alarm_told": 1,
    "case.alarm_acknowledged": 1,
    "case.clocks_moved": 1,
    "case.left_to_duty": 1,
    "case.duty_wrote_back": 1,
    "case.duty_seen": 1,
    "case.looked_up": 1,
    "case.taken_as": 1,
    "case.concluded": 1,
    "case.passed_on": 1,
    "case.passing_answered": 1,
    "case.joined_to": 1,
    "case.contact_joined": 1,
    "case.offer_answered": 1,
    "case.basis_recorded": 1,
    "case.basis_confirmed": 1,
    "case.item_recorded": 1,
    "case.item_copied": 1,
    "case.release_asked": 1,
    "case.release_answered": 1,
    "case.items_left": 1,
    "case.family_talked": 1,
    "case.agreement_recorded": 1,
    "case.wishes_recorded": 1,
    "case.capacity_recorded": 1,
    "case.agency_reminded": 1,
    "case.link_made": 1,
    "case.link_ended": 1,
    "case.household_answered": 1,
    "case.vote_opened": 1,
    "case.vote_cast": 1,
    "case.vote_concluded": 1,
    "case.challenged": 1,
    "case.challenge_answered": 1,
    "case.challenge_climbed": 1,
    "case.challenge_settled": 1,
    "case.concern_tagged": 1,
    "case.moved_to_revision": 1,
    "case.given_to_system": 1,
    "case.entered_elsewhere": 1,
    "case.action_agreed": 1,
    "case.action_ended": 1,
    "case.lead_named": 1,
    "case.assessment_begun": 1,
    "case.assessment_finished": 1,
    "case.adult_tested": 1,
    "case.adult_heard": 1,
    "case.enquiry_caused": 1,
    "case.enquiry_reported": 1,
    "case.source_named": 1,
    "case.pathway_offered": 1,
    "case.pathway_answered": 1,
    "case.file_added": 1,
    "case.file_scanned": 1,
    "case.message_failed": 1,
    "case.fresh_decision_asked": 1,
    "case.fresh_decision": 1,
    "case.decided_afresh": 1,
    "case.letter_written": 1,
    "case.letter_sent": 1,
    "case.letter_withheld": 1,
    "case.letters_owed": 1,
    "case.moved_away": 1,
    "case.moved_here": 1,
    "case.marker_put": 1,
    "case.marker_reviewed": 1,
    "case.marker_lifted": 1,
    "case.marker_overridden": 1,
    "case.place_protected": 1,
    "case.place_opened": 1,
    "case.words_noticed": 1,
    "case.words_judged": 1,
    "case.restricted": 1,
    "case.named": 1,
    "case.unnamed": 1,
    "case.restriction_lifted": 1,
    "case.excluded": 1,
    "case.readmitted": 1,
    "case.glass_broken": 1,
    "case.meeting_owed": 1,
    "case.meeting_called": 1,
    "case.meeting_moved": 1,
    "case.meeting_left": 1,
    "case.meeting_begun": 1,
    "case.meeting_ended": 1,
    "case.minute_written": 1,
    "case.minute_chosen": 1,
    "case.conference_owed": 1,
    "case.conference_held": 1,
    "case.record_drafted": 1,
    "case.record_edited": 1,
    "case.record_checked": 1,
    "case.record_sealed": 1,
    "case.record_amended": 1,
    "case.redaction_begun": 1,
    "case.redaction_changed": 1,
    "case.redaction_sent": 1,
    "case.redaction_checked": 1,
    "case.redaction_made": 1,
    "case.kept_from": 1,
    "case.kept_from_ended": 1,
    "case.circulated": 1,
    "case.circulation_opened": 1,
    "case.circulation_withdrawn": 1,
    "case.let_out": 1,
}

# (type, version) to the function that makes the body of version + 1. Every release that changes a shape adds one.
LIFTS: Mapping[tuple[str, int], Callable[[Body], Body]] = {}


def lifted(
    entry: Entry,
    *,
    current: Mapping[str, int] = CURRENT,
    lifts: Mapping[tuple[str, int], Callable[[Body], Body]] = LIFTS,
) -> Entry:
    """The entry in the shape of its type's current version.

    Args:
        entry: as read from the journal.
        current, lifts: the tables above; a test hands in its own.

    Raises:
        Broken: the type is unknown, or the version is newer than this release can read.
    """
    known = current.get(entry.type, 0)
    if not 1 <= entry.version <= known or any((entry.type, old) not in lifts for old in range(entry.version, known)):
        raise Broken(
            f"Entry {entry.number} of {entry.stream} is a {entry.type} of version {entry.version}, "
            "which this release cannot read. Run the release that wrote it, or a later one."
        )
    if entry.destroyed is not None:
        return replace(entry, version=current[entry.type])
    body, version = entry.body, entry.version
    while version < current[entry.type]:
        body = lifts[entry.type, version](body)
        version += 1
    return replace(entry, body=body, version=version)
