"""What stands around the pages of one hub: its name and colours, whom to ring, the places a person may go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask import url_for

from hubwright.actions.plugin_pages import pages_of
from hubwright.domain.definitions.hub import Hub, Local
from hubwright.web.chrome import Chrome, Emergency, Link
from hubwright.web.language import gettext, say, text
from hubwright.web.times import instant
from hubwright.web.visit import Visit

# Where somebody who must leave quickly is taken: a page that everybody has open at some time.
LEAVE_TO = "https://www.bbc.co.uk/weather"


def public_chrome(visit: Visit) -> Chrome:
    """The surroundings of a page for anyone: whom to ring and a quick way out."""
    return Chrome(
        name=text(visit.hub.name),
        home=url_for("public.hub", hub=visit.hub.id),
        colour=visit.hub.local.brand.colour,
        text_colour=visit.hub.local.brand.text,
        languages=visit.hub.languages,
        demo=visit.demo,
        training=bool(visit.state.training_of),
        exit_url=LEAVE_TO,
        emergency=emergency(visit.hub, open=visit.open),
        footer=_footer(visit),
    )


def emergency(hub: Hub, *, open: bool) -> Emergency:
    """The hub's own number and the one for the other hours, and which of them is answered now."""
    numbers = {post.when: post.telephone for post in hub.local.duty}
    return Emergency(telephone=numbers.get("open", ""), open=open, other_telephone=numbers.get("closed", ""))


def work_chrome(visit: Visit, *, current: str = "") -> Chrome:
    """The surroundings of a page for the hub's people.

    Args:
        visit: with their seat.
        current: the place they are in ("queue", "checks", "audit", "today").
    """
    seat = visit.seat
    role = _post(visit)
    return Chrome(
        name=text(visit.hub.name),
        home=first_place(visit),
        colour=visit.hub.local.brand.colour,
        text_colour=visit.hub.local.brand.text,
        languages=visit.hub.languages,
        demo=visit.demo,
        training=bool(visit.state.training_of),
        navigation=_places(visit, current),
        oversight=_oversight(visit, current),
        footer=_footer(visit, here=seat is not None),
        person=f"{seat.name}, {role}" if seat and role else (seat.name if seat else ""),
        sign_out=url_for("sign_in.leave", hub=visit.hub.id) if seat else "",
        reads_until=gettext(
            "You read here until %(at)s and can write nothing. Each read is on record.", at=instant(ends)
        )
        if (reader := visit.reader).reads_only and (ends := reader.ends)
        else "",
    )


def first_place(visit: Visit) -> str:
    """Where somebody's day begins: the queue, their agency's checks, or whatever is theirs."""
    places = (*_places(visit, ""), *_oversight(visit, ""))
    return places[0].href if places else url_for("public.hub", hub=visit.hub.id)


def _post(visit: Visit) -> str:
    """The posts of the seat, in the hub's words."""
    roles = visit.seat.roles if visit.seat else frozenset()
    return ", ".join(str(text(role.name)) for role in visit.hub.roles if role.id in roles)


def _places(visit: Visit, current: str) -> tuple[Link, ...]:
    may = visit.reader.may
    places = (
        # Whoever builds the hub reads no case: their day begins in the Studio.
        ("studio", gettext("Studio"), "studio.home", may("hub.configure") and not may("case.read")),
        ("queue", gettext("Queue"), "work.queue", may("case.read")),
        ("contacts", gettext("Contacts"), "contacts.arrived", may("contact.take")),
        ("people", gettext("People"), "people.search", may("people.read")),
        ("checks", gettext("Checks"), "work.checks", may("check.answer") or may("case.read")),
        (
            "meetings",
            gettext("Meetings"),
            "meetings.all",
            bool(visit.hub.meeting_types) and (may("meeting.attend") or may("meeting.call") or may("meeting.minute")),
        ),
        (
            "my_work",
            gettext("My work"),
            "day.my_work",
            any(map(may, ("case.read", "check.answer", "agreement.keep", "decision.audit"))),
        ),
        ("to_enter", gettext("To enter elsewhere"), "work.to_enter", may("decision.enter") and visit.hub.handover),
        ("hand_over", gettext("Hand-over"), "day.hand_over", may("case.read")),
        (
            "cover",
            gettext("Who is there"),
            "day.cover",
            may("case.assign") or may("hub.live") or may("seat.manage"),
        ),
        ("wall", gettext("Wall"), "day.wall", may("wall.read")),
        ("referrals", gettext("What I sent"), "public.referrals", may("referral.own") or may("referral.organisation")),
    )
    return (*_links(visit, places, current), *_of_plugins(visit, current))


def _of_plugins(visit: Visit, current: str) -> Iterator[Link]:
    """The pages that the hub's plugins add."""
    for plugin, page in pages_of(visit.house, visit.hub, visit.reader):
        address = url_for("work.plugin_page", hub=visit.hub.id, plugin=plugin.id, page=page.id)
        yield Link(text(page.name), address, current=f"{plugin.id}.{page.id}" == current)


def _oversight(visit: Visit, current: str) -> tuple[Link, ...]:
    """The places from which the hub itself is looked after."""
    may = visit.reader.may
    places = (
        (
            "incidents",
            gettext("What went wrong"),
            "record.incidents",
            bool(visit.hub.incidents) and (may("incident.record") or may("incident.read")),
        ),
        ("messages", gettext("Messages"), "work.messages", may("notice.read") or may("hub.live")),
        ("studio", gettext("Studio"), "studio.home", may("hub.configure") and may("case.read")),
        ("today", gettext("Daily facts"), "work.today", may("hub.live") or may("seat.manage")),
        (
            "reviewers",
            gettext("Who looks in"),
            "record.reviewers",
            may("seat.manage") and any(role.time_boxed for role in visit.hub.roles),
        ),
        (
            "agreements",
            gettext("Agreements"),
            "record.agreements",
            bool(visit.hub.agreements) and (may("agreement.keep") or may("hub.live")),
        ),
        (
            "partnership",
            gettext("Partnership"),
            "partnership.agencies",
            _says_who_brings_what(visit.hub.local) and (may("hub.live") or may("hub.configure")),
        ),
        ("audits", gettext("Audits of decisions"), "record.audits", may("decision.audit")),
        ("review", gettext("Review of reads"), "record.review", may("audit.review") and not may("audit.read")),
        ("audit", gettext("Audit"), "work.audit", may("audit.read")),
    )
    return _links(visit, places, current)


def _links(visit: Visit, places: Iterable[tuple[str, str, str, object]], current: str) -> tuple[Link, ...]:
    return tuple(
        Link(words, url_for(endpoint, hub=visit.hub.id), current=name == current)
        for name, words, endpoint, allowed in places
        if allowed
    )


def _says_who_brings_what(local: Local) -> bool:
    return bool(local.people or local.contributions or local.costs or local.told_of_us)


def _footer(visit: Visit, *, here: bool = False) -> tuple[Link, ...]:
    words = {
        "accessibility": say("Accessibility"),
        "privacy": say("Privacy"),
        "complaints": say("Complaints"),
    }
    pages = tuple(Link(said, url_for("public.page", hub=visit.hub.id, page=page)) for page, said in words.items())
    if not here:
        return pages
    return (*pages, Link(say("How you hear from the hub"), url_for("work.preferences", hub=visit.hub.id)))
