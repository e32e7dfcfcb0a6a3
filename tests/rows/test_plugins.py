"""The rows that plugins light, each on a shipped hub that has the plugin on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hubwright.domain.cases import commands as c
from hubwright.domain.definitions.hub import Hub
from hubwright.testing.plugin_hub import PluginHub
from hubwright_exploitation import plugin as exploitation
from hubwright_marac_links import plugin as marac

from tests.rows.plugged import having, on
from tests.rows.registry import row
from tests.rows.shipped import put
from tests.rows.tale import ADA, Tale

VICTIM, ALLEGED, CHILD = "p1", "p2", "p3"
MARAC_HAS = having("marac-links", coordinator_role="team-manager", idva_role="adult-social-worker")
OFF = "/shareable/plugins"
TOOL = {
    "name": "The area's own tool", "version": "3", "owner": "The partnership", "licence": "Agreed with its owner.",
    "questions": ["Do they say that they are afraid?", "Is it becoming worse?", "Is there a weapon?"], "high_at": 2,
}  # fmt: skip
HANDLING = ["May be shared with licensing", "Not to be shared further"]


@row(
    "CSE-1",
    hub="manchester",
    shows="What a hotel or a taxi was seen to be used for is kept of no case, graded, and linked to cases later.",
    source="S:597-605, S:615-617",
    having=having("exploitation", handling=HANDLING),
    without=("/shareable/plugins", put("/shareable/plugins/exploitation/options/handling", ["Open", "Closed"])),
)
def test_cse_1_what_is_known_of_a_place_is_about_nobodys_case_until_it_is_linked(hub: Hub) -> None:
    unit = on(hub, exploitation)
    case = unit.receives("Mia Example")
    known = unit.does(
        "add",
        {
            "about": "place", "where": "The hotel by the station", "seen": "Young people come and go after dark.",
            "source": "w-public-or-business", "grade": "w-seen-or-heard-by-whoever-tells-it",
            "handling": "w-may-be-shared-with-licensing", "may-know": "Police and licensing.",
        },
    )  # fmt: skip
    assert known.state["handling"] == unit.options["handling"][0]
    assert (known.case, unit.records) == ("", ())
    assert unit.section().facts == {}
    linked = unit.does("link", {"refs": case.ref, "why-linked": "She was seen there."}, record=known)
    assert linked.state["linked"] == [case.ref]
    assert linked.case == ""
    # A link by itself shows nothing on the case, and lowers or raises nothing there.
    assert unit.section().facts == {}


def on_day(at: date | datetime) -> dict[str, int]:
    return {"year": at.year, "month": at.month, "day": at.day}


def family(hub: Hub, *, may: tuple[str, ...] | None = None) -> PluginHub:
    """A mother, the man whom she fears and their child, in the adults' strand of the hub."""
    made = on(hub, marac, may=may)
    made.receives("Ada Example", "Bo Example", "Mia Example", born="1990-05-04", pathway="adult")
    return made


def referral(**more: Any) -> dict[str, Any]:
    return {
        "victim": VICTIM, "alleged": [ALLEGED], "children": [CHILD], "grounds": ["judgement"],
        "reasons": "She is afraid to go home.", "aware": "yes", "agrees": "yes", **more,
    }  # fmt: skip


def heard(hub: PluginHub, one: Any) -> Any:
    """It was on an agenda a week later, and this is what came back."""
    police = next(iter(hub.case.agencies))
    hub.does("listed", {"meeting": on_day(hub.now + timedelta(days=7)), "waits-for": [police]}, record=one)
    hub.later(days=8)
    came = {
        "heard-on": on_day(hub.now), "plan": "yes", "plan-on": on_day(hub.now),
        "what1": "Tell the school whom to ring", "agency1": police, "due1": on_day(hub.now + timedelta(days=5)),
    }  # fmt: skip
    return hub.does("heard", came, record=one)


@row(
    "MAR-1",
    hub="hampshire",
    shows="The hub completes with the person the tool it is licensed to use; a count never outvotes judgement.",
    source="S:642-643, S:653-656",
    having=having("marac-links", tool=TOOL),
    without=(OFF, f"{OFF}/marac-links/options/tool"),
)
def test_mar_1_the_areas_own_tool_is_completed_in_the_hub_and_decides_nothing(hub: Hub) -> None:
    told = family(hub)
    said: dict[str, Any] = {"victim": VICTIM, "alleged": [ALLEGED]}
    for number in range(1, len(TOOL["questions"]) + 1):
        said |= {f"q{number}": "no", f"q{number}-source": "self"}
    said |= {
        "judgement": "She is in danger.", "assessed-on": on_day(told.now),
        "review-on": on_day(told.now + timedelta(days=14)),
    }  # fmt: skip
    # Never in reach of the person alleged.
    assert "alone" in told.refuses("complete", {"alone": "no", **said}).fields
    done = told.does("complete", {"alone": "yes", **said})
    assert [one["question"] for one in done.state["answers"]] == TOOL["questions"]
    assert done.state["count"] == 0
    assert told.does("refer", referral()).state["status"] == "referred"
    assert "visible" in str(marac.asks("refer", told.case, None, (), told.options))


@row(
    "MAR-2",
    hub="hampshire",
    shows="The hub learns of the plan, its dates and its own actions; the IDVA learns of plans for the children.",
    source="S:658-664",
    having=MARAC_HAS,
    without=(OFF, f"{OFF}/marac-links/options/idva_role"),
)
def test_mar_2_each_forum_is_told_of_the_others_plan_and_nobody_does_it_twice(hub: Hub) -> None:
    told = family(hub)
    one = heard(told, told.does("refer", referral()))
    assert (one.state["plan"], one.state["actions"][0]["what"]) == ("yes", "Tell the school whom to ring")
    assert any("flagged until" in words for words in told.section().notices)
    before = len(told.told)
    plan = {
        "victim": VICTIM, "children": [CHILD], "plan": "protection", "since": on_day(told.now),
        "leads": "Sam, children's services", "reach": "Through the hub",
    }  # fmt: skip
    told.does("tell_idva", plan)
    assert [each.role for each in told.told[before:]] == ["adult-social-worker"]


@row(
    "MAR-3",
    hub="hampshire",
    shows="How somebody can be contacted safely stands first on the case, and before any agency is asked.",
    source="S:647-651",
    having=MARAC_HAS,
    without=(OFF,),
)
def test_mar_3_how_to_contact_safely_is_said_before_anybody_is_asked(hub: Hub) -> None:
    told = family(hub)
    told.does("refer", referral())
    assert any("No safe way to contact Ada Example" in words for words in told.before_asking())
    safe = {
        "victim": VICTIM, "unsafe-people": [ALLEGED], "way-call": "no", "way-text": "no", "way-email": "yes",
        "way-letter": "no", "way-person": "not-known", "when": "When the children are at school",
        "confirmed-on": on_day(told.now),
    }  # fmt: skip
    assert set(told.refuses("say_contact", {**safe, "when": "Ring 07700 900123"}).fields) == {"when"}
    told.does("say_contact", safe)
    said = told.before_asking()
    assert any("Not safe for Ada Example" in words and "phone call" in words for words in said)
    assert any("Must not learn of a contact with Ada Example: Bo Example" in words for words in said)


@row(
    "MAR-4",
    hub="hampshire",
    shows="Whoever sees the person alleged and not the victim gets nothing that is kept about the victim, anywhere.",
    source="S:647-651",
    having=MARAC_HAS,
    without=(OFF,),
)
def test_mar_4_the_household_of_the_person_alleged_is_walled_off(hub: Hub) -> None:
    told = family(hub)
    one = told.does("refer", referral())
    assert told.records == (one,)
    told.keeps_back(VICTIM)
    assert told.records == ()
    drawn = told.section()
    assert (drawn.facts, drawn.notices, told.before_asking()) == ({}, [], [])
    assert told.page("agenda").tables == []
    # In the household, whoever sees her and not him still gets it: it is about her.
    told.keeps_back(ALLEGED, CHILD)
    assert told.records == (one,)
    assert "Bo Example" not in str(told.section())


@row(
    "MER-8",
    hub="merton",
    shows="What a MARAC decided for the hub comes back; what was said there does not: no record has a place for it.",
    source="S:666-671",
    having=having("marac-links"),
    without=(OFF,),
)
def test_mer_8_the_outcome_comes_back_and_the_detail_does_not(hub: Hub) -> None:
    told = on(hub, marac)
    told.receives("Ada Example", "Bo Example", "Mia Example", born="1990-05-04")
    one = heard(told, told.does("refer", referral()))
    assert one.state["plan_on"]
    (kind,) = [each for each in told.plugin.kinds if each.id == "referral"]
    free = [name for name, shape in kind.schema["properties"].items() if shape.get("maxLength", 0) > 200]
    # Free words are those of whoever refers, before the meeting, and nobody's after it.
    assert set(free) == {"reasons", "without", "why_not"}
    asked = [question["id"] for question in marac.asks("heard", told.case, one, (), told.options)]
    assert {each.rstrip("0123456789") for each in asked} == {
        "heard-on", "plan", "plan-on", "what", "agency", "due",
    }  # fmt: skip


@row(
    "HAM-4",
    hub="hampshire",
    shows="MARAC links are switched on for a hub that is open already, and off again; no old case is touched by it.",
    source="S:924-926",
    having=MARAC_HAS,
    without=(OFF,),
)
def test_ham_4_marac_links_are_switched_on_later_without_rebuilding_the_hub(hub: Hub) -> None:
    before = replace(hub, plugins=())
    tale = Tale(before)
    tale.receives(ADA)
    tale.does(tale.post("adult-social-worker"), c.Rate("adult", before.find("scales", "urgency").tiers[0].id))
    entries = tale.state.head
    later = on(hub, marac)
    later.receives("Ada Example", "Bo Example", born="1990-05-04", pathway="adult")
    assert later.does("refer", referral(children=[])).state["status"] == "referred"
    assert tale.state.head == entries
    assert replace(hub, plugins=()) == before
