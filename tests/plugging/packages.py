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

    @hookimpl
    def case_section(case, records, options):
        behave(options)
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


def package(folder: Path, name: str, code: str) -> None:
    """A package with a plugin of this name, as an installer would have put it there."""
    (folder / f"{name}_plugin.py").write_text(textwrap.dedent(code), "utf-8")
    about = folder / f"hubwright_{name}-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: hubwright-{name}\nVersion: 1.0\n", "utf-8")
    (about / "entry_points.txt").write_text(f"[hubwright.plugins]\n{name} = {name}_plugin\n", "utf-8")
