"""What a plugin says of itself is looked at whole, and everything that is wrong is said at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hubwright.domain.plugins import (
    FACE,
    Deed,
    Fact,
    Key,
    Kind,
    Page,
    Paper,
    Permission,
    Plugin,
    Section,
    Table,
    problems_of,
    problems_of_options,
)
from hubwright.domain.plugins.options import defaults_of, named_in
from hubwright.domain.plugins.sections import Act, Notice, problems_of_section
from hubwright.domain.texts import Text

RECORD = {
    "type": "object",
    "properties": {
        "case": {"type": "string"},
        "done": {"type": "boolean"},
        "people": {"type": "array", "items": {"type": "string"}},
    },
    "additionalProperties": False,
}
OPTIONS = {
    "type": "object",
    "additionalProperties": False,
    "required": ["who"],
    "properties": {
        "who": {"type": "string", "names": "roles", "title": "Who sends it?"},
        "count": {"type": "integer", "minimum": 1, "title": "How many?", "default": 14},
        "days": {"type": "array", "title": "When?", "items": {"type": "string", "enum": ["mon", "tue"]}},
        "sent": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "letters": {"type": "array", "title": "Letters", "items": {"type": "string", "names": "letters"}}
            },
        },
    },
}  # fmt: skip
WHOLE = Plugin(
    "early-help",
    Text("Early help"),
    Text("Offers a family early help."),
    "1.0",
    FACE,
    OPTIONS,
    (Permission("early_help.offer", Text("offer early help")),),
    ("subject.name",),
    (Kind("offer", Text("Offer"), "early_help.offer", RECORD, (Key("case", "case"),)),),
)


def codes(plugin: Plugin, found_as: str = "early-help") -> set[tuple[str, str]]:
    return {(one.pointer, one.code) for one in problems_of(plugin, found_as=found_as, meanings={"subject.name"})}


def test_a_plugin_that_says_everything_is_used() -> None:
    assert codes(WHOLE) == set()


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"id": "Early Help"}, ("/id", "id")),
        ({"id": "late-help"}, ("/id", "id")),
        ({"face": FACE + 1}, ("/face", "face")),
        ({"name": Text(" ")}, ("/name", "empty")),
        ({"permissions": (Permission("case.read", Text("read")),)}, ("/permissions/0", "permission")),
        ({"needs": ("subject.nmae",)}, ("/needs/0", "unknown-meaning")),
        ({"kinds": (*WHOLE.kinds, *WHOLE.kinds)}, ("/kinds/1/id", "kind")),
        (
            {"kinds": (Kind("offer", Text("Offer"), "early_help.offer", {"type": "array"}),)},
            ("/kinds/0/schema", "kind"),
        ),
        ({"kinds": (replace(WHOLE.kinds[0], keys=WHOLE.kinds[0].keys * 5),)}, ("/kinds/0/keys", "key")),
        ({"kinds": (replace(WHOLE.kinds[0], keys=(Key("done", "done"),)),)}, ("/kinds/0/keys", "key")),
        ({"kinds": (replace(WHOLE.kinds[0], read="case.read"),)}, ("/kinds/0/read", "kind")),
        ({"deeds": (Deed("offer it", Text("Offer"), "offer", "early_help.offer"),)}, ("/deeds/0/id", "deed")),
        ({"deeds": (Deed("offer", Text("Offer"), "order", "early_help.offer"),)}, ("/deeds/0/kind", "deed")),
        ({"deeds": (Deed("offer", Text("Offer"), "offer", "case.read"),)}, ("/deeds/0/permission", "deed")),
        ({"deeds": (Deed("offer", Text(" "), "offer", "early_help.offer"),)}, ("/deeds/0/words", "deed")),
        ({"options": {"type": "string"}}, ("/options", "option-not-drawable")),
        ({"kinds": (replace(WHOLE.kinds[0], papers="case.read"),)}, ("/kinds/0/papers", "kind")),
        ({"kinds": (replace(WHOLE.kinds[0], about="case"),)}, ("/kinds/0/about", "kind")),
        ({"kinds": (replace(WHOLE.kinds[0], about="people", keys=()),)}, ("/kinds/0/about", "kind")),
        ({"kinds": (replace(WHOLE.kinds[0], across=True),)}, ("/kinds/0/across", "kind")),
        ({"pages": (Page("The page", Text("Offers"), "offer", "early_help.offer"),)}, ("/pages/0/id", "page")),
        ({"pages": (Page("offers", Text(" "), "offer", "early_help.offer"),)}, ("/pages/0/name", "page")),
        ({"pages": (Page("offers", Text("Offers"), "order", "early_help.offer"),)}, ("/pages/0/kind", "page")),
        ({"pages": (Page("offers", Text("Offers"), "offer", "case.read"),)}, ("/pages/0/permission", "page")),
    ],
)
def test_each_thing_that_is_wrong_is_said_with_its_place(changed: Any, where: tuple[str, str]) -> None:
    assert where in codes(replace(WHOLE, **changed))


def test_everything_is_said_at_once() -> None:
    wrong = replace(WHOLE, face=9, needs=("nothing",), options={"type": "array"})
    assert {pointer for pointer, _ in codes(wrong)} == {"/face", "/needs/0", "/options"}


@pytest.mark.parametrize(
    ("shape", "where"),
    [
        ({"type": "string", "title": "Free"}, "/properties/x"),
        ({"type": "string", "title": "T", "names": "people"}, "/properties/x/names"),
        ({"type": "string", "maxLength": 9}, "/properties/x"),
        ({"type": "number", "title": "N"}, "/properties/x"),
        ({"type": "integer", "title": "N", "multipleOf": 2}, "/properties/x/multipleOf"),
        ({"type": "array", "title": "L"}, "/properties/x/items"),
        ({"type": "array", "title": "L", "items": {"type": "boolean"}}, "/properties/x/items"),
        ({"type": "array", "title": "L", "items": {"type": "array"}}, "/properties/x/items"),
        ({"type": "object", "properties": {}}, "/properties/x"),
        ("string", "/properties/x"),
    ],
)
def test_what_no_page_can_ask_for_is_refused(shape: Any, where: str) -> None:
    schema = {"type": "object", "additionalProperties": False, "properties": {"x": shape}}
    assert where in {one.pointer for one in problems_of_options(schema, "early-help")}


def test_defaults_and_what_options_name_are_read_from_the_schema() -> None:
    assert defaults_of(OPTIONS) == {"count": 14}
    options = {"who": "manager", "days": ["mon"], "sent": {"letters": ["told", "asked"]}}
    assert list(named_in(OPTIONS, options)) == [
        (("who",), "roles", "manager"),
        (("sent", "letters", 0), "letters", "told"),
        (("sent", "letters", 1), "letters", "asked"),
    ]


def test_a_section_that_cannot_be_drawn_says_which_part_and_not_what_it_says() -> None:
    section = Section(
        " ", (Notice("Private", "loud"), Table("T", ("a", "b"), (("Private",),)), Act("", "Go"), Fact("A"))
    )
    problems = problems_of_section(section)
    assert len(problems) == 4
    papers = Section("T", (Paper("", "REC1"), Table("T", ("a",), (("Private",),), ("AB12CD34", ""))))
    assert len(problems_of_section(papers)) == 2
    assert not [one for one in problems if "Private" in one]
