"""Differences are said in whole sentences: things by their names, lists by what came and went, several as several."""

from __future__ import annotations

from typing import Any

from hubwright.domain.definitions.templates.sayings import sentences


def tree() -> dict[str, Any]:
    return {
        "roles": [{"id": "boss", "name": {"en": "Manager"}, "permissions": ["case.read"]}],
        "agencies": [{"id": "police", "name": {"en": "Police"}}],
        "calendars": [{"id": "o", "name": {"en": "Office"}, "hours": {"mon": [["09:00", "17:00"]]}}],
        "ladders": [
            {"id": "up", "name": {"en": "Up"}, "rungs": [{"who": "role", "role": "boss", "by": ["email"], "after": 15}]}
        ],
        "letters": [],
        "forms": {},
        "workflows": {},
        "scenarios": {},
        "hub": {},
        "local": {"mailboxes": {"police": "a@police.example"}},
    }


def said(change: Any) -> list[str]:
    after = tree()
    change(after)
    return sentences(tree(), after)


def test_a_step_that_is_told_otherwise_is_said_with_whom_it_tells_and_how() -> None:
    def change(after: Any) -> None:
        after["ladders"][0]["rungs"][0]["by"] = ["screen"]

    (one,) = said(change)
    assert one == (
        'The steps of the ladder "Up": now with "Manager" on the screen after 15 minutes and without "Manager" by '
        "e-mail after 15 minutes."
    )


def test_several_are_new_and_one_is_and_a_mailbox_is_that_of_its_agency() -> None:
    def change(after: Any) -> None:
        after["local"]["role_mailboxes"] = {"boss": ["boss@hub.example"]}
        after["local"]["mailboxes"]["police"] = "b@police.example"
        after["agencies"].append({"id": "news", "name": {"en": "News"}})

    assert said(change) == [
        'The agency "News" is new.',
        'The mailbox of the agency "Police" of the place was "a@police.example", and is "b@police.example".',
        "The mailboxes of roles of the place are new.",
    ]


def test_hours_and_permissions_are_said_in_words() -> None:
    def change(after: Any) -> None:
        after["calendars"][0]["hours"]["mon"] = [["08:00", "17:00"]]
        after["roles"][0]["permissions"].append("case.close")

    first, second = said(change)
    assert first == (
        'The Monday of the hours of the calendar "Office": now with 08:00 to 17:00 and without 09:00 to 17:00.'
    )
    assert second == 'The permissions of the role "Manager": now with "close and reopen".'


def test_what_has_no_words_of_its_own_is_said_to_be_different() -> None:
    def change(after: Any) -> None:
        after["ladders"][0]["rungs"][0]["note"] = "Agreed"

    assert said(change) == [
        'The steps of the ladder "Up": something of "Manager" by e-mail after 15 minutes is different.'
    ]
