"""What a record needs and does not have. It is said on the record as missing, and never stands as an empty line.

Nobody was asked, nobody wrote it down, two texts stand beside each other, nobody decided: each is its own kind of
nothing, and none of them holds anything up but the sealing without a word about it (law 8).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hubwright.domain.cases.topics.recording.held import Held
from hubwright.domain.definitions.hub import MeetingType

WHATS = (
    "not_ended",
    "no_chair",
    "not_quorate",
    "nobody_there",
    "not_written",
    "two_texts",
    "not_decided",
    "no_basis",
    "basis_not_confirmed",
    "no_response",
    "no_referral",
)
"""Kinds of what is missing, each with its words on pages and in documents."""


def missing_from(content: Mapping[str, Any], drawn: MeetingType, held: Held) -> list[dict[str, str]]:
    """What is needed and missing: `what` (of `WHATS`), `part` (id of a part, or ""), `subject` and `agency` (or "")."""
    return [*_of_meeting(held, drawn), *_of_parts(content), *_of_people(content), *_of_sharing(content)]


def _one(what: str, part: str = "", subject: str = "", agency: str = "") -> dict[str, str]:
    return {"what": what, "part": part, "subject": subject, "agency": agency}


def _of_meeting(held: Held, drawn: MeetingType) -> Iterator[dict[str, str]]:
    if held.ended is None:
        yield _one("not_ended")
        return
    if not held.chair:
        yield _one("no_chair")
    if not held.people:
        yield _one("nobody_there")
    if drawn.quorum and not held.quorum.get("met"):
        yield _one("not_quorate")
    for one in held.people:
        if one.state in ("no_response", "invited"):
            yield _one("no_response", agency=one.agency)


def _of_parts(content: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    edited = {id for id, one in content["edited"].items() if one["text"]}
    if not content["referral"]["text"] and "referral" not in edited and not content["separate"]:
        yield _one("no_referral", "referral")
    for part in content["parts"]:
        if part["id"] in edited:
            continue
        if part["needed"] and not part["lines"]:
            yield _one("not_written", part["id"], part["subject"])
        if _contested(part["lines"]):
            yield _one("two_texts", part["id"], part["subject"])
    for one in content["information"]:
        part = f"information-{one['agency'] or 'others'}"
        if part not in edited and _contested(one["lines"]):
            yield _one("two_texts", part, agency=one["agency"])


def _contested(lines: Iterable[Mapping[str, Any]]) -> bool:
    return any(one["contested"] for one in lines)


def _of_people(content: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    decided = {one["subject"] for one in content["decisions"]}
    for one in content["people"]:
        if one["id"] not in decided:
            yield _one("not_decided", subject=one["id"])


def _of_sharing(content: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    if not content["basis"]:
        yield _one("no_basis")
    if any(not one["confirmed_by"] for one in content["basis"]):
        yield _one("basis_not_confirmed")
