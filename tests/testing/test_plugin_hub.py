"""The hub in memory does with a plugin what the platform does, and says where a plugin fails."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pluggy
import pytest
from hubwright.api import (
    FACE,
    Asked,
    Begun,
    Decided,
    Deed,
    Fact,
    Happened,
    Kind,
    NotYet,
    Permission,
    Plugin,
    Section,
    Table,
    Text,
    hookimpl,
)
from hubwright.domain.errors import Refusal
from hubwright.domain.plugins import Nonsense
from hubwright.testing.in_process import Unusable
from hubwright.testing.plugin_hub import PluginHub
from hubwright_early_help import plugin as early_help

from tests.plugging.packages import HELP

pytest_plugins = ("hubwright.testing.plugin_fixtures",)

Hubs = Callable[..., PluginHub]
RECORD = {
    "type": "object", "additionalProperties": False, "properties": {"case": {"type": "string"}}, "required": ["case"],
}  # fmt: skip


def a_module(**functions: Any) -> ModuleType:
    made = ModuleType("made_for_a_test")
    for name, function in functions.items():
        setattr(made, name, hookimpl(function))
    return made


def describing(**parts: Any) -> Callable[[], Plugin]:
    return lambda: Plugin("made", Text("Made"), Text("Made."), "1.0", FACE, **parts)


@pytest.fixture
def helped() -> ModuleType:
    made = ModuleType("helped")
    exec(textwrap.dedent(HELP), made.__dict__)  # noqa: S102 - the plugin of our own tests
    return made


def test_a_story_is_told_with_a_plugin_that_is_shipped(plugin_hub: Hubs) -> None:
    hub = plugin_hub(early_help, options={"days": 5})
    hub.receives("Mia Example", "Noor Example", born="2016-05-04")
    summary = {"summary": "Help with school mornings.", "agreed": "yes", "panel": ""}
    offer = hub.does("offer", summary)
    assert offer.state["for"] == "Mia Example, Noor Example"
    assert [one.deed for one in hub.section().acts] == ["accept", "send_back", "decline"]
    hub.later(days=6)
    assert len(hub.section().notices) == 1
    assert hub.refuses("accept", record=offer).fields == {"lead": "Say who leads."}
    assert set(hub.refuses("accept", {"lead": " "}, record=offer).fields) == {"lead"}
    hub.does("accept", {"lead": "Lee"}, record=offer)
    assert hub.section().facts["Leads for the family"] == ["Lee"]
    assert hub.well() == []


def test_a_rating_lets_the_plugin_begin_a_record_by_itself(plugin_hub: Hubs) -> None:
    hub = plugin_hub(early_help, options={"offered_for": ["urgent"]})
    hub.receives("Mia Example")
    begun = hub.rates("urgent")
    assert begun is not None
    assert begun.state["status"] == "proposed"
    assert hub.rates("urgent") is None


def test_answers_are_judged_by_the_questions_before_the_plugin_is_asked(plugin_hub: Hubs) -> None:
    hub = plugin_hub(early_help)
    hub.receives()
    refused = hub.refuses("offer", {"agreed": "perhaps", "strange": "x"})
    assert refused.code == "malformed"
    assert set(refused.fields) == {"agreed", "strange"}
    assert hub.refuses("nothing_like_it").code == "not_found"
    assert hub.refuses("accept").code == "not_found"
    assert hub.refuses("accept", record="REF00009").code == "not_found"


def test_a_box_that_was_left_empty_comes_as_a_page_sends_it(plugin_hub: Hubs) -> None:
    seen: list[object] = []

    def decide(asked: Asked) -> NotYet:
        seen.append(dict(asked.answers))
        return NotYet("No.", "Wait.")

    question = {"id": "why", "type": "short_text", "label": {"en": "Why?"}}
    hub = plugin_hub(
        a_module(
            describe=describing(
                permissions=(Permission("made.do", Text("do")),),
                kinds=(Kind("thing", Text("Thing"), "made.do", RECORD),),
                deeds=(Deed("begin", Text("Begin"), "thing", "made.do", begins=True, asks=(question,)),),
            ),
            decide=decide,
        )
    )
    hub.receives()
    for typed in ("", None, "x", {"state": "not_known"}):
        hub.refuses("begin", {"why": typed})
    hub.refuses("begin")
    empty = {"why": {"state": "not_answered"}}
    answered = {"why": {"state": "answered", "value": "x"}}
    assert seen == [empty, empty, answered, {"why": {"state": "not_known"}}, {}]


def test_a_press_takes_no_answers_and_a_deed_that_was_done_is_not_refused(plugin_hub: Hubs, helped: ModuleType) -> None:
    hub = plugin_hub(helped)
    hub.receives()
    offer = hub.does("offer", {"why": {"state": "answered", "value": "Tired."}})
    assert hub.refuses("accept", {"why": "x"}, record=offer).code == "malformed"
    with pytest.raises(AssertionError, match="should not have been"):
        hub.refuses("accept", record=offer)


def test_who_may_less_sees_less_and_does_less(plugin_hub: Hubs) -> None:
    hub = plugin_hub(early_help, may={"early_help.answer"})
    hub.receives()
    assert hub.refuses("offer", {"summary": "x", "agreed": "yes"}).code == "not_found"
    assert hub.section().acts == []


def test_what_a_plugin_raises_is_raised_here(plugin_hub: Hubs, helped: ModuleType) -> None:
    hub = plugin_hub(helped, options={"mood": "raises"})
    hub.receives()
    with pytest.raises(ValueError, match="Mia Example"):
        hub.section()


def test_a_record_that_its_schema_refuses_is_nonsense_and_is_not_kept(plugin_hub: Hubs) -> None:
    hub = plugin_hub(
        a_module(
            describe=describing(
                permissions=(Permission("made.do", Text("do")),),
                kinds=(Kind("thing", Text("Thing"), "made.do", RECORD),),
                deeds=(Deed("begin", Text("Begin"), "thing", "made.do", begins=True),),
            ),
            decide=lambda asked, options: Decided((Happened("begun", {"unheard": "of"}),)),
            apply=lambda kind, state, entry: entry.body,
            rating_made=lambda case: Begun("other", (Happened("begun"),)),
        )
    )
    hub.receives()
    with pytest.raises(Nonsense, match="schema"):
        hub.does("begin")
    assert hub.records == ()
    with pytest.raises(Nonsense, match="no such kind"):
        hub.rates()


def test_a_deed_that_changes_nothing_is_not_done(plugin_hub: Hubs) -> None:
    hub = plugin_hub(
        a_module(
            describe=describing(
                permissions=(Permission("made.do", Text("do")),),
                kinds=(Kind("thing", Text("Thing"), "made.do", RECORD),),
                deeds=(Deed("begin", Text("Begin"), "thing", "made.do", begins=True),),
            ),
            decide=lambda asked, options: Decided(()) if options.get("empty") else NotYet("No.", "Wait."),
        ),
        options={"empty": True},
    )
    hub.receives()
    assert hub.refuses("begin").code == "nothing"
    with pytest.raises(Refusal):
        hub.does("begin")


def test_a_page_that_could_not_be_drawn_is_nonsense(plugin_hub: Hubs) -> None:
    wrong = Section("Made", (Table("T", ("one",), (("1", "2"),)),))
    hub = plugin_hub(a_module(describe=describing(), case_section=lambda case: wrong))
    hub.receives()
    with pytest.raises(Nonsense, match="row as long as no heading"):
        hub.section()
    right = Section("Made", (Table("T", ("one",), (("1",),)), Fact("A", "1"), Fact("A", "2")))
    hub = plugin_hub(a_module(describe=describing(), case_section=lambda case: right))
    hub.receives()
    assert (hub.section().facts, len(hub.section().tables)) == ({"A": ["1", "2"]}, 1)


def test_what_the_platform_would_refuse_is_refused(plugin_hub: Hubs) -> None:
    with pytest.raises(Unusable) as unusable:
        plugin_hub(a_module(describe=describing(needs=("no.such",), options={"type": "array"})))
    assert len(unusable.value.problems) == 2
    with pytest.raises(pluggy.PluginValidationError, match="case_sektion"):
        plugin_hub(a_module(describe=describing(), case_sektion=lambda case: None))
    with pytest.raises(LookupError, match="describe"):
        plugin_hub(a_module(well=lambda options: []))


def test_a_plugin_that_says_little_is_left_alone(plugin_hub: Hubs) -> None:
    hub = plugin_hub(a_module(describe=describing()))
    hub.receives()
    assert (hub.section().title, hub.well(), hub.rates()) == ("", [], None)
    assert hub.case.strands[0].tier != ""
