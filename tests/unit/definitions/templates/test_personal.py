"""What may not leave a hub is found wherever it stands, and what only looks a little like it is left alone."""

from __future__ import annotations

import pytest
from hubwright.domain.definitions.templates.personal import of_text, personal


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Speak to Margaret Holloway", "looks-like-a-person"),
        ("Mrs Okonkwo-Bell decides", "looks-like-a-person"),
        ("DS P. Ahmed rings back", "looks-like-a-person"),
        ("duty@sandwell.gov.uk", "an-email-address"),
        ("Ring 0121 569 3100 at night", "a-telephone-number"),
        ("+44 (0)7911 123456", "a-telephone-number"),
        ("485 777 3456", "a-health-number"),
        ("12 High Street, B70 9JR", "a-postal-address"),
        ("https://user:pass@host.org/x", "a-web-address"),
        ("https://host.org/api?key=1", "a-web-address"),
        ("https://host.org/webhook/1", "a-web-address"),
        ("https://host.org/a1b2c3d4e5f60718293a", "a-web-address"),
        ("password: hunter22", "a-secret"),
        ("sk9LmQ2vR7tYx4Wb8ZcN1pDf", "a-secret"),
        ("-----BEGIN PRIVATE KEY-----", "a-secret"),
    ],
)
def test_what_may_not_leave_is_found(text: str, code: str) -> None:
    assert code in of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "In danger now? Ring 999, or 101.",
        "S:1433-1434",
        "2013-06-01",
        "within 24 hours, 4 working days or 1 200 minutes",
        "{{hub}} has news about {{reference}}: {{link}}",
        "Clare's Law and Sarah's Law",
        "Victoria Road Children's Centre, St Giles Trust",
        "The Elizabeth House Team",
        "https://www.gov.uk/government/publications/working-together-to-safeguard-children",
        "Adult Social Care, Early Help Panel",
        "Rhowch wybod i ni am blentyn: ar gyfer gweithwyr proffesiynol",
        "pages/about-the-children/questions/where-are-they-now-today/label",
    ],
)
def test_what_may_travel_is_left_alone(text: str) -> None:
    assert of_text(text) == []


def test_every_place_is_told_with_what_to_do_and_without_what_was_found() -> None:
    found = personal(
        {
            "hub.json": {"shareable": {"routes": [{"name": {"en": "Ring 0121 569 3100"}}]}, "local": {}},
            "README.md": "Ask Margaret Holloway.",
            "form_definitions/x/v1.json": {"webhook_url": "x"},
        }
    )
    assert [(one.file, one.pointer, one.code) for one in found] == [
        ("README.md", "", "looks-like-a-person"),
        ("form_definitions/x/v1.json", "/webhook_url", "a-secret"),
        ("hub.json", "/local", "a-local-part"),
        ("hub.json", "/shareable/routes/0/name/en", "a-telephone-number"),
    ]
    assert not any("Holloway" in str(one) or "569" in str(one) for one in found)


def test_only_a_name_can_be_answered_for() -> None:
    documents = {"hub.json": {"shareable": {"a": "Margaret Holloway", "b": "Margaret Holloway, 0121 569 3100"}}}
    assert [one.code for one in personal(documents, looked_at=["hub.json#/shareable"])] == ["a-telephone-number"]
    assert [one.pointer for one in personal(documents, looked_at=["hub.json#/shareable/a"])] == [
        "/shareable/b",
        "/shareable/b",
    ]


def test_made_up_numbers_and_addresses_may_stand_where_everybody_is_made_up() -> None:
    documents = {
        "scenarios/x.json": {"answers": {"tel": "07700 900123", "mail": "a@school.example"}},
        "hub.json": {"shareable": {"note": "07700 900123"}},
    }
    assert [(one.file, one.code) for one in personal(documents, made_up=["scenarios/x.json"])] == [
        ("hub.json", "a-telephone-number")
    ]
    real = {"scenarios/x.json": {"tel": "0121 569 3100", "mail": "a@school.gov.uk"}}
    assert len(personal(real, made_up=["scenarios/x.json"])) == 2


def test_people_called_example_are_made_up_in_a_scenario_and_nowhere_else() -> None:
    said = {"a": "PC Jo Example", "b": {"Lee Example": "up to date"}, "c": "Sarah Holloway, Kim Example"}
    found = personal({"scenarios/x.json": said}, made_up=["scenarios/x.json"])
    assert [one.pointer for one in found] == ["/c"]
    assert [one.pointer for one in personal({"hub.json": {"shareable": said}})] == [
        "/shareable/a",
        "/shareable/b/Lee Example",
        "/shareable/c",
    ]
