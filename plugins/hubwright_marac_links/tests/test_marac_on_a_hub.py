"""Links to a MARAC on a hub in memory, where answers are judged and records are kept as the platform does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hubwright.api import Fact, Notice, RecordView
from hubwright.testing.plugin_hub import PluginHub
from hubwright_marac_links import plugin

pytest_plugins = ("hubwright.testing.plugin_fixtures",)

Hubs = Callable[..., PluginHub]
VICTIM, ALLEGED, CHILD = "p1", "p2", "p3"
REFER = {
    "victim": VICTIM, "alleged": [ALLEGED], "children": [CHILD], "grounds": ["judgement"],
    "reasons": "She is afraid to go home.", "aware": "yes", "agrees": "yes",
}  # fmt: skip
SAFE = {
    "victim": VICTIM, "safe-others": "Her sister", "unsafe-people": [ALLEGED], "way-call": "no", "way-text": "no",
    "way-email": "yes", "way-letter": "no", "way-person": "not-known", "when": "When the children are at school",
    "somebody-else": "Say that it is the wrong number.",
}  # fmt: skip


def on(day: date | datetime) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def tool(hub: PluginHub, said: str = "no", number: int = 10, first: int = 1) -> dict[str, Any]:
    answers: dict[str, Any] = {"alone": "yes", "victim": VICTIM, "alleged": [ALLEGED]}
    for at in range(first, first + number):
        answers |= {f"q{at}": said, f"q{at}-source": "self", f"q{at}-comment": "As she says it."}
    return answers | end(hub)


def end(hub: PluginHub) -> dict[str, Any]:
    return {
        "judgement": "She is in danger.",
        "assessed-on": on(hub.now),
        "review-on": on(hub.now + timedelta(days=14)),
    }


@pytest.fixture
def hub(plugin_hub: Hubs) -> PluginHub:
    made = plugin_hub(plugin, options={"idva_role": "screener", "coordinator_role": "screener", "route": "strategy"})
    made.receives("Ada Example", "Bo Example", "Mia Example", born="1990-05-04")
    return made


def test_a_referral_is_made_listed_heard_and_its_actions_are_done(hub: PluginHub) -> None:
    one = hub.does("refer", REFER)
    assert one.state["about"] == [VICTIM]
    agency = next(iter(hub.case.agencies))
    hub.does("listed", {"meeting": on(hub.now + timedelta(days=7)), "waits-for": [agency]}, record=one)
    assert hub.page("agenda").tables[0].caption == "On an agenda"
    hub.later(days=8)
    assert any("nothing has come back" in words for words in hub.section().notices)
    assert [each.caption for each in hub.page("agenda").tables] == ["To come back"]
    came = {
        "heard-on": on(hub.now), "plan": "yes", "plan-on": on(hub.now), "what1": "Tell the school whom to ring",
        "agency1": agency, "due1": on(hub.now + timedelta(days=5)),
    }  # fmt: skip
    one = hub.does("heard", came, record=one)
    assert any("flagged until" in words for words in hub.section().notices)
    assert hub.refuses("close", record=one).why.startswith("1 of")
    hub.later(days=6)
    assert any("Late since" in words for words in hub.section().notices)
    assert hub.page("agenda").tables[0].rows[0][3].endswith("(late)")
    one = hub.does("action_done", {"action": "a1", "done-on": on(hub.now)}, record=one)
    assert one.state["status"] == "heard"
    more = {"what1": "x" * 200, "agency1": agency, "due1": on(hub.now)}
    one = hub.does("add_actions", more, record=one)
    assert [each["done"] != "" for each in one.state["actions"]] == [True, False]
    one = hub.does("action_done", {"action": "a2", "done-on": on(hub.now)}, record=one)
    assert hub.does("close", record=one).state["status"] == "closed"
    assert [each.role or each.agency for each in hub.told] == ["screener", agency, agency]


def test_judgement_alone_is_enough_and_a_low_count_stops_nothing(plugin_hub: Hubs) -> None:
    used = {"name": "T", "version": "2", "owner": "O", "licence": "L", "questions": ["One?", "Two?"], "high_at": 2}
    hub = plugin_hub(plugin, options={"tool": used})
    hub.receives("Ada Example", "Bo Example", "Mia Example")
    kept = hub.does("complete", tool(hub, "no", 2))
    assert (kept.state["count"], kept.state["tool"]["high_at"]) == (0, 2)
    assert not any("visible high risk" in words for words in hub.section().notices)
    one = hub.does("refer", REFER)
    assert (one.state["grounds"], one.state["status"]) == (["judgement"], "referred")
    hub.does("complete", tool(hub, "yes", 2))
    assert any("A person decides" in words for words in hub.section().notices)
    assert [each.state["status"] for each in hub.records if each.kind == "referral"] == ["referred"]


@pytest.mark.parametrize("said", ["no", "not-known", None])
def test_nothing_is_asked_where_they_cannot_be_spoken_with_alone(hub: PluginHub, said: str | None) -> None:
    refused = hub.refuses("complete", {**tool(hub), "alone": said})
    assert set(refused.fields) == {"alone"}
    assert "safe way" in refused.do
    assert hub.records == ()


def test_a_tool_of_many_questions_is_asked_page_by_page_in_the_words_of_its_first_day(plugin_hub: Hubs) -> None:
    asked = [f"{number}: {'w' * 290}?" for number in range(1, 25)]
    used = {"name": "T", "version": "2", "owner": "O", "licence": "L", "questions": asked}
    hub = plugin_hub(plugin, options={"tool": used})
    hub.receives("Ada Example", "Bo Example", "Mia Example")
    first = {id: said for id, said in tool(hub, "yes").items() if id not in end(hub)}
    one = hub.does("complete", first)
    hub.options = {**hub.options, "tool": {**used, "questions": ["Another?"]}}
    middle = {f"q{at}": "not-asked" for at in range(11, 21)}
    one = hub.does("go_on", {"alone": "yes", **middle}, record=one)
    assert one.state["status"] == "begun"
    assert set(hub.refuses("go_on", {"alone": "yes"}, record=one).fields) == {
        "q21", "q22", "q23", "q24", "judgement", "assessed-on", "review-on",
    }  # fmt: skip
    last = {id: said for id, said in tool(hub, "no", 4, 21).items() if id not in ("victim", "alleged")}
    one = hub.does("go_on", last, record=one)
    assert (one.state["status"], one.state["count"]) == ("complete", 10)
    assert [each["question"] for each in one.state["answers"]] == asked


def test_the_case_page_never_shows_an_answer_of_the_tool(hub: PluginHub) -> None:
    hub.does("complete", {**tool(hub, "yes"), "q3-comment": "He counts the money."})
    section = hub.section()
    shown = repr(section)
    assert "He counts the money." not in shown
    assert "press" not in shown
    assert section.facts["Professional judgement"] == ["She is in danger."]
    assert section.facts["Answers of yes"][0].startswith("10 of 10. A count alone decides nothing")


def test_everything_that_a_referral_lacks_is_said_at_once(hub: PluginHub) -> None:
    assert set(hub.refuses("refer").fields) == {"victim", "alleged", "grounds", "reasons", "aware", "agrees", "without"}
    refused = hub.refuses("refer", {**REFER, "alleged": [VICTIM], "children": [VICTIM]})
    assert set(refused.fields) == {"alleged", "children"}
    assert set(hub.refuses("refer", {**REFER, "agrees": "no"}).fields) == {"without"}


def test_who_is_under_16_is_shown_another_way_and_whose_age_nobody_knows_is_not_stopped(plugin_hub: Hubs) -> None:
    hub = plugin_hub(plugin)
    hub.receives("Ada Example", "Bo Example", "Mia Example", born="2016-05-04")
    assert "pathway" in hub.refuses("refer", REFER).fields["victim"]
    assert hub.does("refer", {**REFER, "victim": CHILD, "children": [VICTIM]}).state["victim"] == CHILD


def test_a_route_only_ever_proposes_and_a_person_refers_or_says_why_not(hub: PluginHub) -> None:
    assert hub.chooses("other") is None
    one = hub.chooses("strategy", CHILD)
    assert one is not None
    # Nobody has said who is harmed: until then only who sees everybody gets it.
    assert set(one.state["about"]) == {VICTIM, ALLEGED, CHILD}
    assert (one.state["status"], hub.chooses("strategy", CHILD)) == ("proposed", None)
    assert set(hub.refuses("refer", REFER).fields) == {"victim"}
    assert set(hub.refuses("not_refer", record=one).fields) == {"why-not"}
    one = hub.does("take_up", REFER, record=one)
    assert (one.state["status"], one.state["about"]) == ("referred", [VICTIM])
    assert hub.refuses("not_refer", {"why-not": "No."}, record=one).why == "This was decided by now."


def test_a_second_referral_of_the_same_two_is_a_repeat_by_itself(hub: PluginHub) -> None:
    hub.does("refer", REFER)
    hub.later(days=300)
    assert hub.does("refer", REFER).state["grounds"] == ["judgement", "repeat"]
    without = {id: said for id, said in REFER.items() if id != "grounds"}
    assert hub.does("refer", without).state["grounds"] == ["repeat"]
    assert hub.does("refer", {**REFER, "alleged": [CHILD], "children": []}).state["grounds"] == ["judgement"]
    hub.later(days=400)
    assert hub.does("refer", REFER).state["grounds"] == ["judgement"]


def test_a_referral_in_another_case_is_a_repeat_and_tells_nothing_but_when_and_how_far(hub: PluginHub) -> None:
    before = hub.now - timedelta(days=30)
    state = {"case": "OTHER123", "about": ["x"], "victim": "x", "alleged": ["y"], "status": "heard",
             "referred_on": before.date().isoformat(), "reasons": "Words of that case."}  # fmt: skip
    hub.elsewhere = (
        RecordView("R", "referral", state, before, before, "OTHER123", (VICTIM,), {"x": VICTIM, "y": ALLEGED}),
    )
    shown = hub.section()
    assert any("another case" in words for words in shown.notices)
    assert "Words of that case." not in repr(shown)
    assert "OTHER123" not in repr(shown)
    assert hub.does("refer", REFER).state["grounds"] == ["judgement", "repeat"]


def test_a_person_alleged_is_never_safe_to_talk_to_and_never_told(hub: PluginHub) -> None:
    hub.does("refer", REFER)
    said = {**SAFE, "confirmed-on": on(hub.now)}
    assert set(hub.refuses("say_contact", {**said, "unsafe-people": [], "safe-people": [ALLEGED]}).fields) == {
        "safe-people"
    }
    one = hub.does("say_contact", {**said, "unsafe-people": []})
    assert one.state["unsafe_people"] == [ALLEGED]
    asked = plugin.asks("renew_contact", hub.case, one, hub.records, hub.options)
    offered = next(each for each in asked if each["id"] == "safe-people")["options"]
    assert [each["id"] for each in offered] == [CHILD]
    assert any(words.startswith("Do not tell Bo Example") for words in hub.before_asking())
    assert all(each.role == "screener" for each in hub.told)


@pytest.mark.parametrize("typed", ["Ring 07700 900123", "At SW1A 1AA", "ada@example.org", "0770-090-0123 after ten"])
def test_no_address_and_no_number_is_kept_with_safe_contact(hub: PluginHub, typed: str) -> None:
    said = {**SAFE, "confirmed-on": on(hub.now), "when": typed}
    assert set(hub.refuses("say_contact", said).fields) == {"when"}
    assert hub.does("say_contact", {**said, "when": "Mondays 9:30 to 14:30"}).state["when"]


def test_how_to_contact_safely_stands_first_and_is_said_before_agencies_are_asked(hub: PluginHub) -> None:
    assert hub.before_asking() == []
    hub.does("refer", REFER)
    assert any("No safe way" in words for words in hub.before_asking())
    one = hub.does("say_contact", {**SAFE, "confirmed-on": on(hub.now)})
    assert any("phone call, text message, letter, in person" in words for words in hub.before_asking())
    assert "Do not tell" in hub.section().notices[0]
    assert next(iter(hub.section().facts)) == "Safe"
    assert set(hub.refuses("say_contact", {**SAFE, "confirmed-on": on(hub.now)}).fields) == {"victim"}
    assert hub.does("renew_contact", {**_without(SAFE, "victim"), "confirmed-on": on(hub.now)}, record=one)


def test_the_idva_is_told_of_a_plan_for_the_children(hub: PluginHub) -> None:
    said = {"victim": VICTIM, "children": [CHILD], "plan": "protection", "since": on(hub.now), "leads": "Kit",
            "reach": "Family team"}  # fmt: skip
    assert set(hub.refuses("tell_idva").fields) == {"victim", "children", "plan", "since", "leads", "reach"}
    assert hub.does("tell_idva", said).state["about"] == [VICTIM, CHILD]
    assert [each.role for each in hub.told] == ["screener"]
    hub.options = _without(hub.options, "idva_role")
    assert "administrator" in hub.refuses("tell_idva", said).do


def test_a_pack_holds_the_referral_safe_contact_and_judgement_and_no_answers(hub: PluginHub) -> None:
    proposed = hub.chooses("strategy")
    assert proposed is not None
    assert hub.paper(proposed) is None
    one = hub.does("take_up", REFER, record=proposed)
    hub.does("complete", {**tool(hub, "yes"), "q3-comment": "He counts the money."})
    hub.does("say_contact", {**SAFE, "confirmed-on": on(hub.now)})
    paper = hub.paper(one)
    assert paper is not None
    assert paper.title == "Sensitive: do not tell the person alleged"
    facts = {part.label: part.value for part in paper.parts if isinstance(part, Fact)}
    assert (facts["Children"], facts["Safe"]) == ("Mia Example", "E-mail")
    assert facts["Professional judgement"] == "She is in danger."
    assert "He counts the money." not in repr(paper)
    assert any("Nobody tells" in part.words for part in paper.parts if isinstance(part, Notice))


def test_who_has_no_permission_gets_no_record_and_no_page(plugin_hub: Hubs) -> None:
    hub = plugin_hub(plugin, may=["marac_links.contact"])
    hub.receives("Ada Example", "Bo Example", "Mia Example")
    assert {act.deed for act in hub.section().acts} == {"say_contact"}
    assert hub.refuses("refer", REFER).code == "not_found"
    with pytest.raises(LookupError):
        hub.page("agenda")


def _without(said: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {id: one for id, one in said.items() if id not in names}
