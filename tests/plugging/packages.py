"""Plugins for tests, put where an installer would put them."""

from __future__ import annotations

import textwrap
from pathlib import Path

HELP = """
    import time
    from hubwright.api import (
        FACE, Act, Begun, Decided, Deed, Fact, Happened, Key, Kind, NotYet, Notice, Permission, Plugin, Section, Text,
        hookimpl,
    )

    OFFER = {
        "type": "object",
        "properties": {
            "case": {"type": "string"}, "for": {"type": "string"}, "why": {"type": "string"},
            "state": {"enum": ["offered", "accepted"]},
        },
        "required": ["case", "for", "state"],
        "additionalProperties": False,
    }
    ASKS = (
        {"id": "why", "type": "long_text", "label": {"en": "Why would it help?"}, "required": True},
        {"id": "agreed", "type": "yes_no_unknown", "label": {"en": "Does the family agree?"}},
    )
    OPTIONS = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "mood": {"type": "string", "title": "How does it behave?", "maxLength": 20, "default": "well"},
            "tier": {"type": "string", "names": "tiers", "title": "For which rating is it offered?"},
        },
    }

    @hookimpl
    def describe():
        return Plugin(
            "help", Text("Early help"), Text("Offers a family early help."), "1.0", FACE, OPTIONS,
            permissions=(Permission("help.offer", Text("offer early help")),),
            kinds=(Kind("offer", Text("Offer"), "help.offer", OFFER, (Key("case", "case"), Key("for", "for"))),),
            deeds=(
                Deed("offer", Text("Offer early help"), "offer", "help.offer", begins=True, asks=ASKS),
                Deed("accept", Text("Record that they accepted"), "offer", "help.offer"),
            ),
        )

    def behave(options):
        match options.get("mood"):
            case "raises":
                raise ValueError("Mia Example")
            case "sleeps":
                time.sleep(60)
            case "another":
                # What it would need to look into another hub is not there to be had.
                import os
                from hubwright.wiring import wire
                wire(os.environ["HUBWRIGHT_DATABASE_URL"])

    @hookimpl
    def case_section(case, records, options):
        behave(options)
        if options.get("mood") == "nonsense":
            return Section("Early help", (Fact("Offered for", 7), Act("offer", "")))
        facts = [Fact("Offered for", one.state["for"]) for one in records]
        facts += [Fact("Why", one.state["why"]) for one in records]
        open_ones = [one for one in records if one.state["state"] == "offered"]
        acts = [Act("accept", "Record that they accepted", one.ref) for one in open_ones]
        if not open_ones:
            acts.append(Act("offer", "Offer early help"))
        return Section("Early help", (Notice("<script>x-evil</script>"), *facts, *acts))

    @hookimpl
    def decide(asked, options):
        behave(options)
        if asked.deed == "accept":
            return Decided((Happened("accepted"),))
        why = asked.answers.get("why", {})
        if why.get("state") != "answered":
            return NotYet("The service asks why.", "Say why it would help.", {"why": "Say why it would help."})
        names = ", ".join(one.name for one in asked.case.people)
        return Decided((Happened("offered", {"case": asked.case.ref, "for": names, "why": why["value"]}),))

    @hookimpl
    def rating_made(case, pathway, tier, records, options):
        behave(options)
        if tier == options.get("tier") and not records:
            names = ", ".join(one.name for one in case.people)
            return Begun("offer", (Happened("offered", {"case": case.ref, "for": names, "why": "As rated."}),))
        return None

    @hookimpl
    def apply(kind, state, entry):
        if entry.type == "offered":
            return {**entry.body, "state": "offered"}
        return {**state, "state": "accepted"}
"""


LINKS = """
    from hubwright.api import (
        FACE, Act, Begun, Decided, Deed, Fact, Happened, Heading, Key, Kind, Notice, NotYet, Page, Paper, Permission,
        Plugin, Section, Table, Tell, Text, hookimpl,
    )

    MAY, COME, READ = "links.refer", "links.agenda", "links.places"
    WORDS = {"type": "string", "maxLength": 200}
    REFERRAL = {
        "type": "object",
        "properties": {
            "case": WORDS, "about": {"type": "array", "items": WORDS}, "why": WORDS, "against": WORDS,
            "by_itself": WORDS,
        },
        "required": ["case", "about", "why"],
        "additionalProperties": False,
    }
    PLACE = {
        "type": "object", "properties": {"what": WORDS, "seen": WORDS}, "required": ["what"],
        "additionalProperties": False,
    }
    WHAT = {"id": "what", "type": "short_text", "label": {"en": "Which place is it?"}, "required": True}

    @hookimpl
    def describe():
        return Plugin(
            "links", Text("Links"), Text("Refers people, and keeps places."), "1.0", FACE,
            permissions=(
                Permission(MAY, Text("refer")), Permission(COME, Text("see the agenda")),
                Permission(READ, Text("see places")),
            ),
            needs=("concern.what", "referrer.name"),
            kinds=(
                Kind("referral", Text("Referral"), MAY, REFERRAL, (Key("case", "case"),), about="about", across=True,
                     papers=MAY),
                Kind("place", Text("Place"), READ, PLACE),
            ),
            deeds=(
                Deed("refer", Text("Refer"), "referral", MAY, begins=True),
                Deed("note", Text("Note a place"), "place", READ, begins=True, asks=(WHAT,)),
                Deed("seen", Text("Say that it was seen"), "place", READ),
            ),
            pages=(
                Page("agenda", Text("Agenda"), "referral", COME), Page("places", Text("Places"), "place", READ),
            ),
        )

    @hookimpl
    def asks(deed, case, record, records, options):
        if deed == "refer":
            people = [{"id": one.id, "label": {"en": one.name or "Somebody"}} for one in case.people]
            said = " ".join(one.state["why"] for one in records)
            return (
                {"id": "who", "type": "choices", "label": {"en": "Who is referred?"}, "options": people},
                {"id": "why", "type": "short_text", "label": {"en": "Why are they referred?"},
                 "hint": {"en": "Known: " + said}},
            )
        return (WHAT,) if deed == "note" else ()

    @hookimpl
    def decide(asked, options):
        if asked.deed == "refer":
            about = asked.value("who") or []
            if not about:
                said = " ".join(one.state["why"] for one in asked.beside)
                return NotYet("Say who. " + said, "Tick them.", {"who": "Tick them. " + said})
            if asked.words("why") == "Nobody":
                about = []
            if asked.words("why") == "Somebody else":
                about = ["p9"]
            again = [one for one in asked.elsewhere if set(one.about) & set(about)]
            body = {"case": asked.case.ref, "about": about, "why": asked.words("why"),
                    "against": ", ".join(one.state["why"] for one in again)}
            return Decided((Happened("referred", body),), (Tell(role="manager"), Tell(agency="police")))
        if asked.deed == "note":
            return Decided((Happened("noted", {"what": asked.words("what")}),))
        return Decided((Happened("seen", {"seen": asked.now.date().isoformat()}),))

    @hookimpl
    def apply(kind, state, entry):
        return {**(state or {}), **entry.body}

    @hookimpl
    def case_section(case, records, elsewhere, options):
        parts = [Fact("Referred because", one.state["why"]) for one in records]
        parts += [Fact("Elsewhere", f"{one.state['why']} of {', '.join(one.about)}") for one in elsewhere]
        parts += [Fact("Waits for", one.name) for one in case.waiting]
        papers = [Paper("A paper for the forum", one.ref) for one in records]
        return Section("Links", (*parts, Act("refer", "Refer"), *papers))

    @hookimpl
    def page(page, records, cases, now, options):
        if page == "agenda":
            named = {one.ref: ", ".join(who.name for who in one.people) for one in cases}
            rows = tuple((named[one.case], one.state["why"]) for one in records)
            return Section("Agenda", (
                Table("Referrals", ("Who", "Why"), rows, tuple(one.case for one in records)), Act("refer", "Refer"),
            ))
        parts = [Act("note", "Note a place")]
        for one in records:
            parts += [Heading(one.state["what"]), Fact("Seen", one.state.get("seen", ""))]
            parts.append(Act("seen", "Say that it was seen", one.ref))
        return Section("Places", tuple(parts))

    @hookimpl
    def paper(case, record, records, options):
        names = ", ".join(case.person(one).name for one in record.about)
        return Section("Referral to a forum", (
            Notice("Do not tell anybody else."), Heading("Who"), Fact("Name", names), Fact("Why", record.state["why"]),
        ))

    @hookimpl
    def check_put_together(case, records, options):
        return tuple(Notice("Ask with care: " + one.state["why"], "warning") for one in records)

    @hookimpl
    def contact_arrived(case, contact, records, options):
        said = contact.meant.get("concern.what", "")
        if "refer me" not in said:
            return None
        known = ", ".join(sorted(contact.meant))
        body = {"case": case.ref, "about": [case.people[0].id], "why": said, "by_itself": f"{contact.form}: {known}"}
        return Begun("referral", (Happened("referred", body),))

    @hookimpl
    def route_chosen(case, pathway, person, route, records, options):
        body = {"case": case.ref, "about": [person], "why": "As decided: " + route}
        return Begun("referral", (Happened("referred", body),))
"""
"""A plugin that keeps records about people, who are followed to other cases, and some of no case; at each moment."""


def package(folder: Path, name: str, code: str) -> None:
    """A package with a plugin of this name, as an installer would have put it there."""
    (folder / f"{name}_plugin.py").write_text(textwrap.dedent(code), "utf-8")
    about = folder / f"hubwright_{name}-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: hubwright-{name}\nVersion: 1.0\n", "utf-8")
    (about / "entry_points.txt").write_text(f"[hubwright.plugins]\n{name} = {name}_plugin\n", "utf-8")
