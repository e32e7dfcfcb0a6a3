"""Sentences that somebody has to read before anything else: how to contact safely, flags, repeats, work done twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from hubwright.api import CaseView, Notice, RecordView

from hubwright_marac_links import asking, contact, days, options, referral, telling
from hubwright_marac_links.options import Options


def of_contact(case: CaseView, records: tuple[RecordView, ...]) -> Iterator[Notice]:
    """What nobody may do who is about to contact the people of a case."""
    for victim in _victims(records):
        who, kept = asking.name(case, victim), latest(records, contact.KIND, victim)
        alleged = contact.alleged_by(records, victim)
        if alleged:
            yield Notice(
                f"Do not tell {asking.names(case, sorted(alleged))} of this, and ask nothing in a way that could reach "
                "them.",
                "warning",
            )
        if kept is None:
            yield Notice(
                f"No safe way to contact {who} is shown to you. Find out before anybody calls, writes or visits.",
                "warning",
            )
            continue
        unsafe = [words.lower() for one, words in contact.WAYS.items() if kept.state["ways"][one] != "yes"]
        if unsafe:
            yield Notice(f"Not safe for {who}, or not known to be: {', '.join(unsafe)}.", "warning")
        if alleged & set(kept.state["safe_people"]):
            yield Notice(
                f"Somebody who was said to be safe for {who} is alleged to have caused harm. Confirm anew who is safe.",
                "warning",
            )
        never = [*_names(case, kept.state["unsafe_people"]), *_words(kept.state.get("unsafe_others"))]
        if never:
            yield Notice(f"Must not learn of a contact with {who}: {', '.join(never)}.", "warning")


def of_both(case: CaseView, records: Iterable[RecordView], chosen: Options) -> Iterator[Notice]:
    """Agencies for which the hub and the forum wait at the same moment: work that is done twice (S:658-664)."""
    asked = {
        agency
        for one in records
        if one.kind == referral.KIND and one.state["status"] in (referral.REFERRED, referral.LISTED)
        for agency in one.state.get("waits_for", ())
    }
    both = dict.fromkeys(one.name for one in case.waiting if one.agency in asked)
    for name in both:
        yield Notice(
            f"Both the hub and the {options.forum(chosen)} are waiting for {name}. Agree who asks, and ask once.",
            "important",
        )


def of_asked(case: CaseView, records: Iterable[RecordView], chosen: Options) -> Iterator[Notice]:
    """Agencies that the forum has asked already, for somebody who is about to ask them too."""
    for one in records:
        if one.kind == referral.KIND and one.state["status"] == referral.LISTED and one.state.get("waits_for"):
            names = ", ".join(case.agencies.get(id, id) for id in one.state["waits_for"])
            yield Notice(f"The {options.forum(chosen)} has asked these already: {names}.", "important")


def of_flags(
    case: CaseView,
    records: tuple[RecordView, ...],
    elsewhere: tuple[RecordView, ...],
    today: date,
    chosen: Options,
) -> Iterator[Notice]:
    """Flags that stand, and that another referral would be a repeat; of another case no word but when and how far."""
    forum, months = options.forum(chosen), options.months(chosen)
    for one, until in referral.flagged(records, today):
        yield Notice(f"{asking.name(case, one.state['victim'])}: flagged until {days.said(until)}.", "important")
    for _, at in referral.recent(records, today, months):
        yield Notice(
            f"Referred to the {forum} on {days.said(at)}. Any further abuse between the same people up to "
            f"{days.said(referral.repeat_until(at, months))} is a repeat, of whatever kind and whatever a tool says.",
            "important",
        )
    for one, at in referral.recent(elsewhere, today, months):
        yield Notice(
            f"The same person was referred to the {forum} in another case on {days.said(at)}. It stands there: "
            f"{referral.STATUS[one.state['status']].lower()}.",
            "important",
        )


def latest(records: Iterable[RecordView], kind: str, victim: str) -> RecordView | None:
    """The last record of a kind about somebody, or None."""
    of = [one for one in records if one.kind == kind and one.state.get("victim") == victim]
    return max(of, key=lambda one: one.changed, default=None)


def _victims(records: Iterable[RecordView]) -> list[str]:
    about = (one.state["victim"] for one in records if one.state.get("victim") and one.kind != telling.KIND)
    return list(dict.fromkeys(about))


def _names(case: CaseView, ids: Iterable[str]) -> list[str]:
    return [asking.name(case, one) for one in ids]


def _words(text: str | None) -> list[str]:
    return [text] if text else []
