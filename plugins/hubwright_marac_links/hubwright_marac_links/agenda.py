"""The coordinator's page: what is to be put on an agenda, what is on one, what is to come back, what the hub owes.

It names cases and nobody in them: a name is read on the case, where it is known who may see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from hubwright.api import CaseView, Notice, Part, RecordView, Section, Table

from hubwright_marac_links import days, options, referral
from hubwright_marac_links.options import Options

PAGE = "agenda"
SOON = timedelta(days=60)
Row = tuple[str, ...]


def page(records: Iterable[RecordView], cases: Iterable[CaseView], now: datetime, chosen: Options) -> Section:
    """The page for one reader.

    Args:
        records: referrals that they may see.
        cases: that they may open.
        now: UTC.
        chosen: of the hub.
    """
    today, open_ = days.today(now), {one.ref: one for one in cases}
    of = {status: [one for one in records if one.state["status"] == status] for status in referral.STATUS}
    due = sorted(of[referral.LISTED], key=lambda one: (one.state["meeting"], one.ref))
    made = sorted(of[referral.REFERRED], key=lambda one: (one.state["referred_on"], one.ref))
    parts: list[Part | None] = [
        _table(
            "Proposed: somebody still refers, or says why not", ("Case", "Proposed"),
            [(one.case, days.said(one.state.get("proposed_on"))) for one in of[referral.PROPOSED]], open_,
        ),
        _table(
            "To be put on an agenda", ("Case", "Referred", "Repeat"),
            [(one.case, days.said(one.state["referred_on"]), _repeat(one)) for one in made], open_,
        ),
        _table(
            "On an agenda", ("Case", "Meeting", "Repeat", "Waits for"),
            [(one.case, days.said(one.state["meeting"]), _repeat(one), _waits(one, open_))
             for one in due if one.state["meeting"] >= today.isoformat()], open_,
        ),
        _table(
            "To come back", ("Case", "Met"),
            [(one.case, days.said(one.state["meeting"])) for one in due if one.state["meeting"] < today.isoformat()],
            open_,
        ),
        _table(
            "What this hub is to do",
            ("Case", "What", "Agency", "By"),
            _owed(of[referral.HEARD], open_, today),
            open_,
        ),
        _table("Flags that end soon", ("Case", "Until"), _ending(records, today), open_),
    ]  # fmt: skip
    drawn = tuple(one for one in parts if one is not None)
    return Section(options.forum(chosen), drawn or (Notice("Nothing is waiting.", "done"),))


def _table(caption: str, head: Row, rows: list[Row], cases: dict[str, CaseView]) -> Table | None:
    if not rows:
        return None
    return Table(caption, head, tuple(rows), tuple(row[0] if row[0] in cases else "" for row in rows))


def _repeat(one: RecordView) -> str:
    return "Yes" if "repeat" in one.state.get("grounds", ()) else ""


def _waits(one: RecordView, cases: dict[str, CaseView]) -> str:
    return ", ".join(_agency(one, id, cases) for id in one.state.get("waits_for", ()))


def _agency(one: RecordView, id: str, cases: dict[str, CaseView]) -> str:
    case = cases.get(one.case)
    return case.agencies.get(id, id) if case else id


def _owed(heard: list[RecordView], cases: dict[str, CaseView], today: date) -> list[Row]:
    still = [(one, action) for one in heard for _, action in referral.open_actions(one.state)]
    return [
        (
            one.case,
            action["what"],
            _agency(one, action["agency"], cases),
            days.said(action["due"]) + (" (late)" if action["due"] < today.isoformat() else ""),
        )
        for one, action in sorted(still, key=lambda pair: (pair[1]["due"], pair[0].ref))
    ]


def _ending(records: Iterable[RecordView], today: date) -> list[Row]:
    soon = sorted((until, one.case) for one, until in referral.flagged(records, today) if until <= today + SOON)
    return [(case, days.said(until)) for until, case in soon]
