"""The register of agreements: who signed when, when each is looked at again, and which of them holds today.

Nothing waits for a signature: what leans on an agreement that does not hold goes out all the same, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hubwright.domain.cases.entries import Fact
from hubwright.domain.clocks.london import local
from hubwright.domain.clocks.months import months_after
from hubwright.domain.definitions.drawn.agreements import Agreement
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs.agreed import KeptAgreement
from hubwright.domain.hubs.stream import HubState, hub_fact

HOLDS, WAITS, REVIEW, EXPIRED, ENDED = "holds", "waits", "review_due", "expired", "ended"
SOON = timedelta(days=60)
"""How long before the day of its review an agreement is shown as due."""
MONTH = timedelta(days=31)
"""How long before that day it stands in the work of whoever keeps it."""
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Standing:
    """How an agreement stands on a day.

    Args:
        state: `HOLDS`, `WAITS` (for signatures), `REVIEW` (it holds, and is soon looked at), `EXPIRED` (the day of its
            review is past) or `ENDED`.
        waits_for: agencies that have not signed.
        review: the day on which it is looked at again, or None.
    """

    state: str
    waits_for: tuple[str, ...] = ()
    review: date | None = None


def standing(agreement: Agreement, state: HubState, today: date) -> Standing:
    """How an agreement stands today.

    Args:
        agreement: as the hub draws it today.
        state: the hub's own stream, replayed.
        today: in London.
    """
    kept = state.agreements.get(agreement.id, KeptAgreement())
    if kept.ended is not None:
        return Standing(ENDED)
    waits_for = tuple(one for one in agreement.between if one not in kept.signed)
    review = kept.next or _first_review(agreement, kept)
    if waits_for:
        return Standing(WAITS, waits_for, review)
    if review is not None and review < today:
        return Standing(EXPIRED, (), review)
    return Standing(REVIEW if review is not None and review <= today + SOON else HOLDS, (), review)


def _first_review(agreement: Agreement, kept: KeptAgreement) -> date | None:
    if agreement.review_months is None or not kept.signed:
        return None
    return months_after(max(on for _, on in kept.signed.values()), agreement.review_months)


def standings(agreements: tuple[Agreement, ...], state: HubState, today: date) -> Mapping[str, str]:
    """Agreement to its state today."""
    return {one.id: standing(one, state, today).state for one in agreements}


def due(agreements: tuple[Agreement, ...], state: HubState, today: date) -> tuple[tuple[Agreement, Standing], ...]:
    """The agreements that somebody has to do something about: they wait for signatures, or their review is overdue or
    comes within `MONTH`. The earliest review first, signatures after them.

    Args:
        agreements: as the hub draws them today.
        state: the hub's own stream, replayed.
        today: in London.
    """
    found = [(one, standing(one, state, today)) for one in agreements]
    wanted = [
        (one, how)
        for one, how in found
        if how.state in (WAITS, EXPIRED) or (how.state == REVIEW and how.review and how.review <= today + MONTH)
    ]
    return tuple(sorted(wanted, key=lambda pair: (pair[1].state == WAITS, pair[1].review or date.max)))


def sign(agreements: tuple[Agreement, ...], agreement: str, agency: str, *, by: str, on: date | None, now: datetime,
         file: str = "") -> list[Fact]:  # fmt: skip
    """Write down that an agency has signed.

    Args:
        by: who signed for it: name and post.
        on: the day, in London.
        file: where the signed document is kept, or "".

    Raises:
        Refusal: the agreement is not between such an agency, or something is missing.
    """
    drawn = _drawn(agreements, agreement)
    wrong = _wrong_day(on, now)
    if agency not in drawn.between:
        wrong.append(("agency", "Choose one of the agencies that it is between."))
    if not by.strip() or len(by) > _LONGEST:
        wrong.append(("by", "Say who signed for the agency, in at most 300 characters."))
    _stop(wrong)
    body = {"agreement": agreement, "agency": agency, "by": by.strip(), "on": str(on), "file": file.strip()[:_LONGEST]}
    return [hub_fact("hub.agreement_signed", body, now)]


def looked_at(
    agreements: tuple[Agreement, ...], agreement: str, *, on: date | None, next: date | None, now: datetime
) -> list[Fact]:
    """Write down that an agreement was looked at again, and when it is next.

    Raises:
        Refusal: a day is missing, or the next is not later.
    """
    _drawn(agreements, agreement)
    wrong = _wrong_day(on, now)
    if next is None or (on is not None and next <= on):
        wrong.append(("next", "Write the day of the next review, after this one."))
    _stop(wrong)
    return [hub_fact("hub.agreement_reviewed", {"agreement": agreement, "on": str(on), "next": str(next)}, now)]


def end(
    agreements: tuple[Agreement, ...], state: HubState, agreement: str, *, on: date | None, why: str, now: datetime
) -> list[Fact]:
    """Write down that an agreement has ended. A signature after that begins it anew.

    Raises:
        Refusal: it has ended, or the day or the reason is missing.
    """
    _drawn(agreements, agreement)
    if state.agreements.get(agreement, KeptAgreement()).ended is not None:
        raise Refusal(why="This has ended already.", do="Write down who signs it anew.", code="agreement_ended")
    wrong = _wrong_day(on, now)
    if not why.strip() or len(why) > _LONGEST:
        wrong.append(("why", "Say why, in at most 300 characters."))
    _stop(wrong)
    return [hub_fact("hub.agreement_ended", {"agreement": agreement, "on": str(on), "why": why.strip()}, now)]


def _drawn(agreements: tuple[Agreement, ...], agreement: str) -> Agreement:
    found = next((one for one in agreements if one.id == agreement), None)
    if found is None:
        raise Refusal(
            why="There is no such agreement.",
            do="Choose one of those shown.",
            code="no_agreement",
            fields=(("agreement", "Choose one of those shown."),),
        )
    return found


def _wrong_day(on: date | None, now: datetime) -> list[tuple[str, str]]:
    return [("on", "Write a day that is not in the future.")] if on is None or on > local(now).date() else []


def _stop(wrong: list[tuple[str, str]]) -> None:
    if wrong:
        raise Refusal(
            why="This is not complete.",
            do="Fill in what is marked; everything else is kept.",
            code="agreement_incomplete",
            fields=tuple(wrong),
        )
